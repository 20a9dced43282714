// Row windows against a full sort of random tables, and what a row's record tells.
#include "table/rows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "support/random.h"
#include "table/row_model.h"
#include "table/table_fixture.h"

namespace sweepground {
namespace {

using test::compareWindow;

class RowsTest : public test::TableTest {
 protected:
  // Rows of every state, many of them equal in their columns.
  void fill(test::Random& random, uint32_t count, uint32_t maxSlots = kMaxSlots) {
    endAll();
    begin(maxSlots, 16);
    std::vector<Handle> handles;
    const auto later = [&](uint32_t variety) { moment.set(1 + random.below(variety), random.below(9)); };
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t variety = 1 + random.below(3) * random.below(100000);
      later(variety);
      const Handle made = add(static_cast<ClassId>(1 + random.below(random.below(20) == 0 ? 200 : 4)),
                              16 << random.below(4), 1 + random.below(variety));
      if (made == 0) continue;
      handles.push_back(made);
      const Handle other = handles[random.below(static_cast<uint32_t>(handles.size()))];
      const State state = table.stateOf(other);
      later(variety);
      if (random.below(40) == 0) table.noteMajorCollection();
      if (random.below(3) == 0 && table.has(other)) table.touch(other);
      if (random.below(4) == 0) table.markCleared(other);
      if (random.below(50) == 0) table.abandon(other);
      if (random.below(4) == 0 && state == State::kCleared) end(other, State::kFreed, random.below(9));
      if (random.below(9) == 0 && state == State::kLive) end(other, State::kDeleted, random.below(9));
    }
  }

  void expectWindow(const RowQuery& query) {
    EXPECT_STREQ(compareWindow(table, query), nullptr)
        << "column " << static_cast<uint32_t>(query.column) << " descending " << query.descending
        << " states " << query.stateMask << " classes " << query.classMask << " line " << query.line
        << " offset " << query.offset << " count " << query.count << " serials " << query.firstSerial
        << " to " << query.lastSerial;
  }
};

TEST_F(RowsTest, EmptyTableHasAnEmptyWindow) {
  begin();
  expectWindow({});
  expectWindow({Column::kBorn, true, ~0u, ~0u, 0, 1000, 50});
}

TEST_F(RowsTest, AnUnknownColumnSortsBySerial) {
  SWEEPGROUND_RANDOM(random);
  fill(random, 100);
  expectWindow({static_cast<Column>(12345), true, ~0u, ~0u, 0, 3, 20});
}

TEST_F(RowsTest, MasksThatLetNothingThroughGiveNothing) {
  SWEEPGROUND_RANDOM(random);
  fill(random, 300);
  expectWindow({Column::kSize, false, 0, ~0u, 0, 0, 20});
  expectWindow({Column::kSize, false, maskOf(State::kNone), ~0u, 0, 0, 20});
  expectWindow({Column::kSize, false, ~0u, 0, 0, 7, 20});
  expectWindow({Column::kSize, false, ~0u, ~0u, ~0u, 7, 20});
}

TEST_F(RowsTest, CountIsCapped) {
  SWEEPGROUND_RANDOM(random);
  fill(random, 1000);
  std::vector<RowRecord> out(kMaxRows);
  EXPECT_EQ(selectRows(table, {Column::kSerial, false, ~0u, ~0u, 0, 0, ~0u}, out.data()).count, kMaxRows);
  EXPECT_EQ(selectRows(table, {Column::kSerial, false, ~0u, ~0u, 0, 0, 0}, out.data()).count, 0u);
}

TEST_F(RowsTest, ClassesFrom31OnShareABit) {
  begin();
  for (const uint32_t classId : {1u, 30u, 31u, 32u, 255u}) add(static_cast<ClassId>(classId));
  std::vector<RowRecord> out(kMaxRows);
  RowQuery query;
  query.classMask = 1u << 31;
  EXPECT_EQ(selectRows(table, query, out.data()).matched, 3u);
  query.classMask = ~(1u << 31);
  EXPECT_EQ(selectRows(table, query, out.data()).matched, 2u);
  query.classMask = 1u << 30 | 1u << 1;
  EXPECT_EQ(selectRows(table, query, out.data()).matched, 2u);
}

TEST_F(RowsTest, EveryColumnAgreesWithAFullSort) {
  SWEEPGROUND_RANDOM(random);
  for (const uint32_t count : {1u, 2u, 300u, 10000u}) {
    fill(random, count);
    for (uint32_t column = 0; column < static_cast<uint32_t>(Column::kEnd); ++column) {
      for (const bool descending : {false, true}) {
        for (const uint32_t offset : {0u, random.below(count), random.below(2 * count), ~0u}) {
          const uint32_t states = random.below(3) == 0 ? random.below(64) : ~0u;
          const uint32_t classes = random.below(3) == 0 ? random.below(~0u) : ~0u;
          const uint32_t line = random.below(4) == 0 ? random.below(9) : 0;
          const uint32_t first = random.below(4) == 0 ? random.below(2 * count) : 0;
          const uint32_t last = random.below(4) == 0 ? random.below(2 * count) : ~0u;
          expectWindow({static_cast<Column>(column), descending, states, classes, line, offset,
                        random.below(400), first, last});
        }
      }
    }
  }
}

TEST_F(RowsTest, AFullTableOfReusedSlotsAgrees) {
  SWEEPGROUND_RANDOM(random);
  fill(random, 9000, 3000);
  EXPECT_EQ(table.slots(), 3000u);
  for (uint32_t column = 0; column < static_cast<uint32_t>(Column::kEnd); ++column) {
    expectWindow({static_cast<Column>(column), random.below(2) == 0, ~0u, ~0u, 0, random.below(3000), 100});
  }
}

TEST_F(RowsTest, RecordTellsAllOfARow) {
  begin();
  table.noteMajorCollection();
  moment.set(ticksOf(5), 7);
  const Handle handle = add(2, 40, ticksOf(10));
  table.noteMajorCollection();
  moment.set(ticksOf(15), 8);
  table.touch(handle);
  moment.set(ticksOf(20), 8);
  table.markCleared(handle);
  RowRecord row = recordOf(table, 0);
  EXPECT_EQ(row.bornMs, 10);
  EXPECT_EQ(row.usedMs, 15);
  EXPECT_EQ(row.clearedMs, 20);
  EXPECT_TRUE(std::isnan(row.endedMs));
  EXPECT_EQ(row.serial, heap.header(addressOf(handle)).number());
  EXPECT_EQ(row.address, addressOf(handle));
  EXPECT_EQ(row.sizeBytes, heap.header(addressOf(handle)).sizeBytes());
  EXPECT_EQ(row.line, 7u);
  EXPECT_EQ(row.by, 0u);
  EXPECT_EQ(row.survived, 1u);
  EXPECT_EQ(row.classId, 2);
  EXPECT_EQ(row.state, static_cast<uint8_t>(State::kCleared));
  EXPECT_EQ(row.generation, 1);
  EXPECT_EQ(row.handle, handle);
  moment.set(ticksOf(30), 8);
  end(handle, State::kFreed, 12);
  row = recordOf(table, 0);
  EXPECT_EQ(row.endedMs, 30);
  EXPECT_EQ(row.by, 12u);
}

TEST_F(RowsTest, SerialsBornBetweenTwoMomentsAreTheFirstAndTheLast) {
  SWEEPGROUND_RANDOM(random);
  begin();
  const auto range = [&](Ticks from, Ticks to) { return serialsBetween(table, from, to); };
  EXPECT_EQ(range(0, ~0u).last, 0u);
  std::vector<Ticks> births;
  for (int i = 0; i < 9000; ++i) {
    births.push_back(i % 7 == 0 ? 1 + random.below(100000) : 100u * static_cast<uint32_t>(i + 1));
    const Handle handle = add(1, 16, births.back());
    if (i % 5 == 0) end(handle, State::kFreed);
  }
  for (int i = 0; i < 200; ++i) {
    const Ticks from = random.below(3) == 0 ? births[random.below(9000)] : random.below(1000000);
    const Ticks to = random.below(9) == 0 ? from : random.below(1000000);
    uint32_t first = 0, last = 0;
    for (uint32_t slot = 0; slot < table.slots(); ++slot) {
      const Chunk& chunk = table.chunkOf(slot);
      const Ticks born = chunk.born[slot % kChunkSlots];
      const uint32_t serial = chunk.serial[slot % kChunkSlots];
      if (born < from || born > to) continue;
      if (first == 0 || serial < first) first = serial;
      last = std::max(last, serial);
    }
    ASSERT_EQ(range(from, to).first, first) << from << " to " << to;
    ASSERT_EQ(range(from, to).last, last) << from << " to " << to;
  }
}

TEST_F(RowsTest, StoryIsTheNewestRowOfAnAddress) {
  begin(100, 100);
  RowRecord row = {};
  EXPECT_FALSE(findRow(table, 64, 0, row));
  const Address made = object();
  const uint32_t serial = heap.header(made).number();
  heap.beginEnd(made);
  table.end(table.add(made, 1), State::kFreed, 0);
  heap.retire(made, EndCause::kSwept, 0);
  add();
  ASSERT_TRUE(findRow(table, made, serial, row));
  EXPECT_EQ(row.state, static_cast<uint8_t>(State::kFreed));
  ASSERT_TRUE(findRow(table, addressOf(handleOf(1)), 0, row));
  EXPECT_EQ(row.handle, handleOf(1));  // the newest, also where it has the same address
  EXPECT_FALSE(findRow(table, made, 77, row));
  EXPECT_FALSE(findRow(table, made + 8, 0, row));
  EXPECT_FALSE(findRow(table, 0, 0, row)) << "no slot that was never used";
}

}  // namespace
}  // namespace sweepground
