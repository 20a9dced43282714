// The table: misuse and stale handles, generations, history, counts, marks in the heap and journal records.
#include "table/table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

#include "table/rows.h"
#include "table/table_fixture.h"

namespace sweepground {
namespace {

using test::TableTest;

TEST_F(TableTest, HandleOfAReusedSlotIsStale) {
  begin(100, 0);
  const Handle first = add();
  EXPECT_EQ(table.stateOf(first), State::kLive);
  end(first, State::kFreed);
  EXPECT_EQ(table.stateOf(first), State::kFreed);
  const Handle second = add();
  EXPECT_EQ(slotOf(second), slotOf(first));
  EXPECT_EQ(generationOf(second), generationOf(first) + 1);
  const uint32_t records = journal.next();
  EXPECT_EQ(table.stateOf(first), State::kNone);
  EXPECT_FALSE(table.has(first));
  EXPECT_FALSE(table.markCleared(first));
  EXPECT_FALSE(table.abandon(first));
  EXPECT_FALSE(table.reclaimable(first));
  EXPECT_EQ(table.stateOf(second), State::kLive);
  EXPECT_EQ(journal.next(), records);  // what is refused is not journaled
}

TEST_F(TableTest, HandlesNeverExistingAreStale) {
  begin(100, 0);
  add();
  for (const Handle handle : {0u, 1u, 2u << kSlotBits, 0xffffffffu, (1u << kSlotBits) + 1}) {
    EXPECT_EQ(table.stateOf(handle), State::kNone) << handle;
    EXPECT_FALSE(table.has(handle));
    EXPECT_FALSE(table.markCleared(handle));
    EXPECT_FALSE(table.abandon(handle));
    EXPECT_FALSE(table.reclaimable(handle));
  }
}

TEST_F(TableTest, AnEndedRowIsNeitherClearedNorAbandoned) {
  begin(100, 4);
  const Handle handle = add();
  end(handle, State::kDeleted);
  EXPECT_FALSE(table.markCleared(handle));
  EXPECT_FALSE(table.abandon(handle));
  EXPECT_FALSE(table.reclaimable(handle));
  EXPECT_TRUE(table.has(handle));
  EXPECT_EQ(table.stateOf(handle), State::kDeleted);
}

TEST_F(TableTest, CountsStatesOfNowAndTotals) {
  begin(100, 4);
  std::vector<Handle> handles;
  for (int i = 0; i < 10; ++i) handles.push_back(add());
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(table.markCleared(handles[i]));
  for (int i = 0; i < 3; ++i) end(handles[i], State::kFreed);
  end(handles[9], State::kDeleted);
  EXPECT_TRUE(table.abandon(handles[5]));
  EXPECT_EQ(table.count(State::kLive), 3u);
  EXPECT_EQ(table.count(State::kCleared), 2u);
  EXPECT_EQ(table.count(State::kLost), 1u);
  EXPECT_EQ(table.count(State::kFreed), 3u);
  EXPECT_EQ(table.count(State::kDeleted), 1u);
  // Totals stay when the slots are used again.
  for (int i = 0; i < 200; ++i) end(add(), State::kFreed);
  EXPECT_EQ(table.count(State::kFreed), 203u);
}

TEST_F(TableTest, GenerationsRunFrom1To1023AndAround) {
  begin(1, 0);
  std::set<Handle> seen;
  for (uint32_t i = 0; i < kMaxGeneration; ++i) {
    const Handle handle = add();
    ASSERT_NE(generationOf(handle), 0u);
    ASSERT_TRUE(seen.insert(handle).second);
    end(handle, State::kFreed);
  }
  EXPECT_EQ(generationOf(add()), 1u);
}

TEST_F(TableTest, EndedRowsStayUntilMoreThanTheHistoryWait) {
  begin(100, 3);
  std::vector<Handle> handles;
  for (int i = 0; i < 5; ++i) handles.push_back(add());
  for (int i = 0; i < 3; ++i) end(handles[i], State::kDeleted);
  EXPECT_EQ(slotOf(add()), 5u);  // three wait, no more: a fresh slot
  end(handles[4], State::kFreed);
  EXPECT_EQ(slotOf(add()), slotOf(handles[0]));  // the one that ended first
  EXPECT_EQ(table.stateOf(handles[0]), State::kNone);
  EXPECT_EQ(table.stateOf(handles[1]), State::kDeleted);
  EXPECT_EQ(slotOf(add()), 6u);
}

TEST_F(TableTest, FullTableUsesHistoryThenRefuses) {
  begin(4, 100);
  std::vector<Handle> handles;
  for (int i = 0; i < 4; ++i) handles.push_back(add());
  const uint32_t records = journal.next();
  const Address refused = object();
  const uint32_t made = journal.next();
  EXPECT_EQ(table.add(refused, 1), 0u);
  EXPECT_EQ(journal.next(), made);
  EXPECT_EQ(heap.header(refused).handle, 0u);
  retire(refused);
  EXPECT_EQ(table.count(State::kLive), 4u);
  EXPECT_GE(journal.next(), records);
  end(handles[2], State::kFreed);
  const Handle again = add();
  EXPECT_EQ(slotOf(again), slotOf(handles[2]));
  EXPECT_EQ(add(), 0u);
}

TEST_F(TableTest, NoMemoryForRowsIsAFullTable) {
  begin();
  std::vector<Address> objects;
  for (uint32_t i = 0; i < 4 * kChunkSlots; ++i) objects.push_back(object());
  // All memory that is left but for two chunks, or less.
  while (segments.memoryBytes() < kAddressSpaceBytes - 8 * kSegmentBytes) {
    ASSERT_NE(segments.take(1), 0u);
  }
  while (meta.allocate(sizeof(Chunk)) != 0) {
  }
  for (const Address made : objects) EXPECT_EQ(table.add(made, 1), 0u);
  EXPECT_EQ(table.count(State::kLive), 0u);
  EXPECT_EQ(table.slots(), 0u);
  for (const Address made : objects) retire(made);
}

TEST_F(TableTest, ARowTellsWhatTheHeaderTells) {
  begin();
  moment.set(50, 12);
  const Address made = object(3, 100);
  const Handle handle = table.add(made, 40);
  const Chunk& chunk = table.chunkOf(0);
  EXPECT_EQ(heap.header(made).handle, handle);
  EXPECT_EQ(chunk.address[0], made);
  EXPECT_EQ(chunk.serial[0], heap.header(made).number());
  EXPECT_EQ(chunk.sizeBytes[0], heap.header(made).sizeBytes());
  EXPECT_EQ(chunk.line[0], heap.header(made).line());
  EXPECT_EQ(chunk.classId[0], 3);
  EXPECT_EQ(chunk.born[0], 40u);
  EXPECT_EQ(chunk.used[0], 0u);
}

TEST_F(TableTest, ANewRowHasNothingOfTheOneBefore) {
  begin(1, 0);
  const Handle first = add();
  moment.set(70, 0);
  table.touch(first);
  table.noteMajorCollection();
  table.abandon(first);
  end(first, State::kDeleted, 33);
  const Handle second = add();
  RowRecord row = recordOf(table, 0);
  EXPECT_EQ(row.handle, second);
  EXPECT_TRUE(std::isnan(row.usedMs));
  EXPECT_TRUE(std::isnan(row.clearedMs));
  EXPECT_TRUE(std::isnan(row.endedMs));
  EXPECT_EQ(row.by, 0u);
  EXPECT_EQ(row.survived, 0u);
  table.markCleared(second);
  EXPECT_TRUE(table.reclaimable(second));
}

TEST_F(TableTest, ClearsOnlyWhatLives) {
  begin(100, 4);
  const Handle handle = add();
  EXPECT_FALSE(table.reclaimable(handle));
  moment.set(5, 0);
  EXPECT_TRUE(table.markCleared(handle));
  EXPECT_TRUE(table.reclaimable(handle));
  moment.set(6, 0);
  EXPECT_FALSE(table.markCleared(handle));
  EXPECT_EQ(table.chunkOf(0).cleared[0], 5u);
}

TEST_F(TableTest, TheHeapIsToldOfEachState) {
  begin(100, 4);
  const Handle handle = add(), other = add();
  const Address made = addressOf(handle);
  EXPECT_EQ(heap.stateOf(made), BlockState::kLive);
  table.markCleared(handle);
  EXPECT_EQ(heap.stateOf(made), BlockState::kCleared);
  table.setReclaiming(false);
  EXPECT_EQ(heap.stateOf(made), BlockState::kLost);
  table.markCleared(other);
  EXPECT_EQ(heap.stateOf(addressOf(other)), BlockState::kLost);
  table.setReclaiming(true);
  EXPECT_EQ(heap.stateOf(made), BlockState::kCleared);
  table.abandon(handle);
  EXPECT_EQ(heap.stateOf(made), BlockState::kLost);
  table.revive(handle);
  EXPECT_EQ(heap.stateOf(made), BlockState::kLive);
}

TEST_F(TableTest, EachChangeIsJournaledOnceItIsDone) {
  begin(100, 4);
  moment.set(9, 0);
  const Handle handle = add(1, 16, 8);
  Record record = lastRecord();
  EXPECT_EQ(record.kind, JournalKind::kManage);
  EXPECT_EQ(record.handle, handle);
  EXPECT_EQ(record.address, addressOf(handle));
  EXPECT_EQ(record.serial, heap.header(addressOf(handle)).number());
  EXPECT_EQ(record.detail, 8u);
  const uint32_t before = journal.next();
  moment.set(10, 0);
  table.touch(handle);
  table.noteMajorCollection();
  EXPECT_EQ(journal.next(), before);
  moment.set(11, 0);
  table.markCleared(handle);
  record = lastRecord();
  EXPECT_EQ(record.kind, JournalKind::kClear);
  EXPECT_EQ(record.handle, handle);
  EXPECT_EQ(record.detail, 10u);
  EXPECT_EQ(record.time, 11u);
  table.setReclaiming(true);  // as it was: nothing to tell
  EXPECT_EQ(journal.next(), before + 1);
  table.setReclaiming(false);
  EXPECT_EQ(lastRecord().kind, JournalKind::kReclaiming);
  EXPECT_EQ(lastRecord().code, 0u);
  table.setReclaiming(true);
  EXPECT_EQ(lastRecord().code, 1u);
  table.abandon(handle);
  EXPECT_EQ(lastRecord().kind, JournalKind::kAbandon);
  EXPECT_EQ(lastRecord().handle, handle);
  table.revive(handle);
  EXPECT_EQ(lastRecord().kind, JournalKind::kRevive);
  const Address made = addressOf(handle);
  heap.beginEnd(made);
  table.end(handle, State::kFreed, 4);
  record = lastRecord();
  EXPECT_EQ(record.kind, JournalKind::kEnd);
  EXPECT_EQ(record.handle, handle);
  EXPECT_EQ(record.code, static_cast<uint32_t>(State::kFreed));
  EXPECT_EQ(record.detail, 10u);
  heap.retire(made, EndCause::kSwept, 4);
}

TEST_F(TableTest, WithoutReclaimingClearedIsLostAndComesBack) {
  begin(100, 4);
  const Handle before = add(), after = add(), abandoned = add(), live = add();
  table.markCleared(before);
  table.abandon(abandoned);
  table.setReclaiming(false);
  table.markCleared(after);
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
  const Handle handle = add(1, 16, 7);
  table.abandon(handle);
  table.revive(handle);
  EXPECT_EQ(table.stateOf(handle), State::kLive);
  EXPECT_EQ(table.chunkOf(0).born[0], 7u);
  EXPECT_EQ(table.chunkOf(0).cleared[0], 0u);
  table.markCleared(handle);
  EXPECT_TRUE(table.reclaimable(handle));
}

TEST_F(TableTest, CountsCollectionsSurvivedWhileLiving) {
  begin(100, 4);
  for (int i = 0; i < 3; ++i) table.noteMajorCollection();
  const Handle handle = add(), other = add();
  EXPECT_EQ(table.survivedBy(0), 0u);
  table.noteMajorCollection();
  table.noteMajorCollection();
  EXPECT_EQ(table.survivedBy(0), 2u);
  table.markCleared(handle);
  table.noteMajorCollection();
  EXPECT_EQ(table.survivedBy(0), 2u);
  EXPECT_EQ(table.survivedBy(slotOf(other)), 3u);
  table.abandon(handle);
  EXPECT_EQ(table.survivedBy(0), 2u);
  table.revive(handle);
  EXPECT_EQ(table.survivedBy(0), 2u);
  table.revive(handle);  // it lives already
  table.noteMajorCollection();
  EXPECT_EQ(table.survivedBy(0), 3u);
  end(handle, State::kDeleted);  // without having been cleared
  table.noteMajorCollection();
  EXPECT_EQ(table.survivedBy(0), 3u);
  EXPECT_EQ(table.majorCollections(), 8u);
}

TEST_F(TableTest, CollectionsAreCountedAsFarAs65535) {
  begin(100, 4);
  const Handle first = add();
  for (uint32_t i = 0; i < kMaxSurvived + 10; ++i) table.noteMajorCollection();
  const Handle late = add();
  table.noteMajorCollection();
  EXPECT_EQ(table.survivedBy(slotOf(first)), kMaxSurvived);
  EXPECT_EQ(table.survivedBy(slotOf(late)), 0u);
  table.markCleared(first);
  table.markCleared(late);
  EXPECT_EQ(table.survivedBy(slotOf(first)), kMaxSurvived);
  EXPECT_EQ(table.survivedBy(slotOf(late)), 0u);
  EXPECT_EQ(table.majorCollections(), kMaxSurvived + 11);
}

TEST_F(TableTest, MeasuresFromClearedToFreedAndFromBirthToTheEnd) {
  begin(100, 4);
  const Handle cleared = add(), deleted = add(), live = add();
  moment.set(1000, 0);
  table.markCleared(cleared);
  table.markCleared(deleted);
  moment.set(35000, 0);
  end(cleared, State::kFreed);
  moment.set(90001, 0);
  end(deleted, State::kDeleted);
  end(live, State::kFreed);
  EXPECT_EQ(table.clearedToFreed().count(), 1u);
  EXPECT_EQ(table.clearedToFreed().max(), 34000u);
  EXPECT_EQ(table.lifetimes().count(), 3u);
  EXPECT_EQ(table.lifetimes().max(), 90000u);
}

}  // namespace
}  // namespace sweepground
