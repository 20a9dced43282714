// The table: generations, history, counts and stale handles.
#include "table/table.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace sweepground {
namespace {

class TableTest : public ::testing::Test {
 protected:
  void begin(uint32_t maxSlots, uint32_t historyRows) {
    table = Table{};
    ASSERT_TRUE(segments.init());
    meta.init(segments);
    table.init(meta, maxSlots, historyRows);
  }
  Handle add() { return table.add({serial * 32, 32, ++serial, 1}, 1); }

  Segments segments;
  Meta meta;
  Table table;
  uint32_t serial = 0;
};

TEST_F(TableTest, CountsStatesOfNowAndTotals) {
  begin(100, 4);
  std::vector<Handle> handles;
  for (int i = 0; i < 10; ++i) handles.push_back(add());
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(table.markCleared(handles[i], 2));
  for (int i = 0; i < 3; ++i) table.end(handles[i], State::kFreed, 3);
  table.end(handles[9], State::kDeleted, 3);
  EXPECT_TRUE(table.abandon(handles[5], 3));
  EXPECT_EQ(table.count(State::kLive), 3u);
  EXPECT_EQ(table.count(State::kCleared), 2u);
  EXPECT_EQ(table.count(State::kLost), 1u);
  EXPECT_EQ(table.count(State::kFreed), 3u);
  EXPECT_EQ(table.count(State::kDeleted), 1u);
  // Totals stay when the slots are used again.
  for (int i = 0; i < 200; ++i) table.end(add(), State::kFreed, 4);
  EXPECT_EQ(table.count(State::kFreed), 203u);
}

TEST_F(TableTest, HandleOfAReusedSlotIsStale) {
  begin(100, 0);
  const Handle first = add();
  EXPECT_EQ(table.stateOf(first), State::kLive);
  table.end(first, State::kFreed, 2);
  EXPECT_EQ(table.stateOf(first), State::kFreed);
  const Handle second = add();
  EXPECT_EQ(slotOf(second), slotOf(first));
  EXPECT_EQ(generationOf(second), generationOf(first) + 1);
  EXPECT_EQ(table.stateOf(first), State::kNone);
  EXPECT_FALSE(table.markCleared(first, 3));
  EXPECT_FALSE(table.abandon(first, 3));
  EXPECT_FALSE(table.reclaimable(first));
  EXPECT_EQ(table.stateOf(second), State::kLive);
}

TEST_F(TableTest, HandlesNeverExistingAreStale) {
  begin(100, 0);
  add();
  for (const Handle handle : {0u, 1u, 2u << kSlotBits, 0xffffffffu, (1u << kSlotBits) + 1}) {
    EXPECT_EQ(table.stateOf(handle), State::kNone) << handle;
    EXPECT_FALSE(table.markCleared(handle, 1));
    EXPECT_FALSE(table.abandon(handle, 1));
  }
}

TEST_F(TableTest, GenerationsRunFrom1To1023AndAround) {
  begin(1, 0);
  std::set<Handle> seen;
  for (uint32_t i = 0; i < kMaxGeneration; ++i) {
    const Handle handle = add();
    ASSERT_NE(generationOf(handle), 0u);
    ASSERT_TRUE(seen.insert(handle).second);
    table.end(handle, State::kFreed, 2);
  }
  EXPECT_EQ(generationOf(add()), 1u);
}

TEST_F(TableTest, EndedRowsStayUntilMoreThanTheHistoryWait) {
  begin(100, 3);
  std::vector<Handle> handles;
  for (int i = 0; i < 5; ++i) handles.push_back(add());
  for (int i = 0; i < 3; ++i) table.end(handles[i], State::kDeleted, 2);
  EXPECT_EQ(slotOf(add()), 5u);  // three wait, no more: a fresh slot
  table.end(handles[4], State::kFreed, 2);
  EXPECT_EQ(slotOf(add()), slotOf(handles[0]));  // the one that ended first
  EXPECT_EQ(table.stateOf(handles[0]), State::kNone);
  EXPECT_EQ(table.stateOf(handles[1]), State::kDeleted);
  EXPECT_EQ(slotOf(add()), 6u);
}

TEST_F(TableTest, FullTableUsesHistoryThenRefuses) {
  begin(4, 100);
  std::vector<Handle> handles;
  for (int i = 0; i < 4; ++i) handles.push_back(add());
  EXPECT_EQ(add(), 0u);
  EXPECT_EQ(table.count(State::kLive), 4u);
  table.end(handles[2], State::kFreed, 2);
  const Handle again = add();
  EXPECT_EQ(slotOf(again), slotOf(handles[2]));
  EXPECT_EQ(add(), 0u);
}

TEST_F(TableTest, NoMemoryForRowsIsAFullTable) {
  begin(kMaxSlots, 0);
  Segments small;
  ASSERT_TRUE(small.init(2 * kSegmentBytes));
  meta.init(small);
  uint32_t made = 0;
  while (add() != 0) ++made;
  EXPECT_GT(made, kChunkSlots);
  EXPECT_EQ(made % kChunkSlots, 0u);
  EXPECT_EQ(table.count(State::kLive), made);
}

TEST_F(TableTest, ClearsOnlyWhatLives) {
  begin(100, 4);
  const Handle handle = add();
  EXPECT_FALSE(table.reclaimable(handle));
  EXPECT_TRUE(table.markCleared(handle, 5));
  EXPECT_TRUE(table.reclaimable(handle));
  EXPECT_FALSE(table.markCleared(handle, 6));
  EXPECT_EQ(table.chunkOf(0).cleared[0], 5u);
  table.end(handle, State::kFreed, 7);
  EXPECT_FALSE(table.markCleared(handle, 8));
  EXPECT_FALSE(table.abandon(handle, 8));
}

TEST_F(TableTest, WithoutReclaimingClearedIsLostAndComesBack) {
  begin(100, 4);
  const Handle before = add(), after = add(), abandoned = add(), live = add();
  table.markCleared(before, 2);
  table.abandon(abandoned, 2);
  table.setReclaiming(false);
  table.markCleared(after, 3);
  EXPECT_EQ(table.stateOf(before), State::kLost);
  EXPECT_EQ(table.stateOf(after), State::kLost);
  EXPECT_TRUE(table.reclaimable(after));
  table.setReclaiming(true);
  EXPECT_EQ(table.stateOf(before), State::kCleared);
  EXPECT_EQ(table.stateOf(after), State::kCleared);
  EXPECT_EQ(table.stateOf(abandoned), State::kLost);
  EXPECT_EQ(table.stateOf(live), State::kLive);
  EXPECT_FALSE(table.reclaimable(abandoned));
}

TEST_F(TableTest, ARevivedRowLivesAndKeepsItsBirth) {
  begin(100, 4);
  const Handle handle = table.add({32, 32, 1, 1}, 7);
  table.abandon(handle, 8);
  table.revive(handle);
  EXPECT_EQ(table.stateOf(handle), State::kLive);
  EXPECT_EQ(table.chunkOf(0).born[0], 7u);
  EXPECT_EQ(table.chunkOf(0).cleared[0], 0u);
  table.markCleared(handle, 9);
  EXPECT_TRUE(table.reclaimable(handle));
}

TEST_F(TableTest, MeasuresFromClearedToFreed) {
  begin(100, 4);
  const Handle cleared = add(), deleted = add(), live = add();
  table.markCleared(cleared, 1000);
  table.markCleared(deleted, 1000);
  table.end(cleared, State::kFreed, 35000);
  table.end(deleted, State::kDeleted, 90000);
  table.end(live, State::kFreed, 90000);
  EXPECT_EQ(table.clearedToFreed().count(), 1u);
  EXPECT_EQ(table.clearedToFreed().max(), 34000u);
}

}  // namespace
}  // namespace sweepground
