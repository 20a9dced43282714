// Row windows against a full sort of random tables.
#include "table/rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "support/random.h"

namespace sweepground {
namespace {

class RowsTest : public ::testing::Test {
 protected:
  void begin() {
    table = Table{};
    ASSERT_TRUE(segments.init());
    meta.init(segments);
    table.init(meta, kMaxSlots, 16);
    serial = 0;
  }

  // Rows of every state, many of them equal in their columns.
  void fill(test::Random& random, uint32_t count) {
    begin();
    std::vector<Handle> handles;
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t variety = 1 + random.below(3) * random.below(100000);
      handles.push_back(table.add({random.below(variety) * 16, 32 + random.below(variety) * 16, ++serial,
                                   static_cast<uint8_t>(1 + random.below(4))},
                                  1 + random.below(variety)));
      const Handle other = handles[random.below(static_cast<uint32_t>(handles.size()))];
      const State state = table.stateOf(other);
      if (random.below(4) == 0) table.markCleared(other, 1 + random.below(variety));
      if (random.below(50) == 0) table.abandon(other, 1 + random.below(variety));
      if (random.below(4) == 0 && state == State::kCleared)
        table.end(other, State::kFreed, 1 + random.below(variety));
      if (random.below(9) == 0 && state == State::kLive)
        table.end(other, State::kDeleted, 1 + random.below(variety));
    }
  }

  static double columnOf(const RowRecord& row, Column column) {
    const auto time = [](double ms) { return std::isnan(ms) ? -1 : ms; };
    switch (column) {
      case Column::kClass:
        return row.classId;
      case Column::kAddress:
        return row.address;
      case Column::kSize:
        return row.sizeBytes;
      case Column::kState:
        return row.state;
      case Column::kBorn:
        return time(row.bornMs);
      case Column::kCleared:
        return time(row.clearedMs);
      case Column::kEnded:
        return time(row.endedMs);
      default:
        return row.serial;
    }
  }

  std::vector<RowRecord> sorted(const RowQuery& query) {
    std::vector<RowRecord> rows;
    for (uint32_t slot = 0; slot < table.slots(); ++slot) {
      const RowRecord row = recordOf(table, slot);
      if ((query.stateMask >> row.state & 1) != 0) rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [&](const RowRecord& a, const RowRecord& b) {
      const double x = columnOf(a, query.column), y = columnOf(b, query.column);
      const bool less = x != y ? x < y : a.serial < b.serial;
      return query.descending ? !less && a.serial != b.serial : less;
    });
    return rows;
  }

  void expectWindow(const RowQuery& query) {
    const std::vector<RowRecord> all = sorted(query);
    std::vector<RowRecord> out(kMaxRows);
    const RowWindow window = selectRows(table, query, out.data());
    const uint32_t matched = static_cast<uint32_t>(all.size());
    ASSERT_EQ(window.matched, matched);
    ASSERT_EQ(window.count, std::min({query.count, kMaxRows, matched}));
    ASSERT_EQ(window.first, std::min(query.offset, matched - window.count));
    for (uint32_t i = 0; i < window.count; ++i) {
      ASSERT_EQ(out[i].serial, all[window.first + i].serial)
          << "row " << i << " column " << static_cast<uint32_t>(query.column) << " offset " << query.offset;
    }
  }

  Segments segments;
  Meta meta;
  Table table;
  uint32_t serial = 0;
};

TEST_F(RowsTest, EmptyTableHasAnEmptyWindow) {
  begin();
  expectWindow({Column::kSerial, false, ~0u, 0, 50});
  expectWindow({Column::kBorn, true, ~0u, 1000, 50});
}

TEST_F(RowsTest, EveryColumnAgreesWithAFullSort) {
  SWEEPGROUND_RANDOM(random);
  for (const uint32_t count : {1u, 2u, 300u, 10000u}) {
    fill(random, count);
    for (uint32_t column = 0; column < static_cast<uint32_t>(Column::kEnd); ++column) {
      for (const bool descending : {false, true}) {
        for (const uint32_t offset : {0u, random.below(count), random.below(2 * count), ~0u}) {
          const uint32_t mask = random.below(3) == 0 ? random.below(64) : ~0u;
          ASSERT_NO_FATAL_FAILURE(
              expectWindow({static_cast<Column>(column), descending, mask, offset, random.below(400)}));
        }
      }
    }
  }
}

TEST_F(RowsTest, AnUnknownColumnSortsBySerial) {
  SWEEPGROUND_RANDOM(random);
  fill(random, 100);
  expectWindow({static_cast<Column>(12345), true, ~0u, 3, 20});
}

TEST_F(RowsTest, CountIsCapped) {
  SWEEPGROUND_RANDOM(random);
  fill(random, 1000);
  std::vector<RowRecord> out(kMaxRows);
  EXPECT_EQ(selectRows(table, {Column::kSerial, false, ~0u, 0, ~0u}, out.data()).count, kMaxRows);
  EXPECT_EQ(selectRows(table, {Column::kSerial, false, ~0u, 0, 0}, out.data()).count, 0u);
}

TEST_F(RowsTest, RecordTellsAllOfARow) {
  begin();
  const Handle handle = table.add({4096, 48, 9, 2}, ticksOf(10));
  table.markCleared(handle, ticksOf(20));
  RowRecord row = recordOf(table, 0);
  EXPECT_EQ(row.bornMs, 10);
  EXPECT_EQ(row.clearedMs, 20);
  EXPECT_TRUE(std::isnan(row.endedMs));
  EXPECT_EQ(row.serial, 9u);
  EXPECT_EQ(row.address, 4096u);
  EXPECT_EQ(row.sizeBytes, 48u);
  EXPECT_EQ(row.classId, 2);
  EXPECT_EQ(row.state, static_cast<uint8_t>(State::kCleared));
  EXPECT_EQ(row.generation, 1);
  table.end(handle, State::kFreed, ticksOf(30));
  row = recordOf(table, 0);
  EXPECT_EQ(row.endedMs, 30);
}

TEST_F(RowsTest, StoryIsTheNewestRowOfAnAddress) {
  begin();
  RowRecord row = {};
  EXPECT_FALSE(findRow(table, 64, 0, row));
  table.end(table.add({64, 32, 5, 1}, 1), State::kFreed, 2);
  table.end(table.add({64, 32, 8, 1}, 3), State::kDeleted, 4);
  table.add({128, 32, 9, 1}, 5);
  ASSERT_TRUE(findRow(table, 64, 0, row));
  EXPECT_EQ(row.serial, 8u);
  ASSERT_TRUE(findRow(table, 64, 5, row));
  EXPECT_EQ(row.state, static_cast<uint8_t>(State::kFreed));
  EXPECT_FALSE(findRow(table, 64, 6, row));
  EXPECT_FALSE(findRow(table, 80, 0, row));
}

}  // namespace
}  // namespace sweepground
