// The watched window against a full sort, over thousands of random changes, with brackets so small that the
// window leaves them, that they overflow and that they are taken over.
#include "table/watch.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/random.h"
#include "table/row_model.h"
#include "table/table_fixture.h"

namespace sweepground {
namespace {

using test::compareWindow;

class WatchTest : public test::TableTest {
 protected:
  void change(test::Random& random) {
    moment.set(moment.now() + random.below(2), random.below(9));
    const uint32_t slot = table.slots() == 0 ? 0 : random.below(table.slots());
    const Handle handle = table.slots() == 0 ? 0 : handleOf(slot);
    const State state = table.stateOf(handle);
    switch (random.below(8)) {
      case 0:
      case 1:
        table.markCleared(handle);
        break;
      case 2:
        if (isThere(state))
          end(handle, random.below(2) == 0 ? State::kFreed : State::kDeleted, random.below(9));
        break;
      case 3:
      case 4:
        add(static_cast<ClassId>(1 + random.below(4)), 16 << random.below(3), 1 + random.below(1000));
        break;
      case 5:
        if (state != State::kNone) table.touch(handle);
        break;
      case 6:
        table.abandon(handle);
        break;
      case 7:
        if (isThere(state)) table.revive(handle);
        break;
    }
  }

  RowQuery randomQuery(test::Random& random) {
    RowQuery query;
    query.column = static_cast<Column>(random.below(static_cast<uint32_t>(Column::kEnd)));
    query.descending = random.below(2) == 0;
    if (random.below(2) == 0) query.stateMask = random.below(64);
    if (random.below(3) == 0) query.classMask = random.below(32);
    if (random.below(4) == 0) query.line = random.below(9);
    if (random.below(3) == 0) query.firstSerial = random.below(2 * table.slots() + 2);
    if (random.below(4) == 0) query.lastSerial = query.firstSerial + random.below(2 * table.slots() + 2);
    query.offset = randomOffset(random);
    query.count = 1 + random.below(100);
    return query;
  }
  uint32_t randomOffset(test::Random& random) {
    const uint32_t choice = random.below(4);
    return choice == 0 ? 0 : choice == 1 ? ~0u : random.below(table.slots() + 10);
  }

  // Many rows: of these, how they are changed does not matter.
  void fill(test::Random& random, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) {
      moment.set(1 + random.below(5000), random.below(9));
      const Handle handle =
          add(static_cast<ClassId>(1 + random.below(4)), 16 << random.below(3), 1 + random.below(100000));
      if (random.below(3) == 0) table.markCleared(handle);
    }
    moment.set(6000, 1);
  }

  // Looks, changes rows, looks again; the bracket has room for `bracketRows` only.
  void run(test::Random& random, uint32_t rows, uint32_t maxSlots, uint32_t bracketRows, uint32_t orders,
           uint32_t looks, uint32_t changes) {
    begin(maxSlots, 50);
    ASSERT_TRUE(table.watch().init(meta, bracketRows));
    fill(random, rows);
    for (uint32_t order = 0; order < orders; ++order) {
      RowQuery query = randomQuery(random);
      for (uint32_t look = 0; look < looks; ++look) {
        const char* wrong = compareWindow(table, query);
        ASSERT_STREQ(wrong, nullptr) << "order " << order << " look " << look << " column "
                                     << static_cast<uint32_t>(query.column) << " offset " << query.offset;
        for (uint32_t i = random.below(changes); i > 0; --i) change(random);
        if (random.below(5) == 0) query.offset += random.below(60) - 30;
        if (random.below(20) == 0) query.offset = randomOffset(random);
        if (random.below(40) == 0) table.setReclaiming(random.below(2) == 0);
        if (random.below(40) == 0) table.noteMajorCollection();
      }
    }
  }
};

TEST_F(WatchTest, ATableThatFitsIntoTheBracket) {
  SWEEPGROUND_RANDOM(random);
  run(random, 500, 2000, Watch::kBracketRows, 20, 40, 60);
}

TEST_F(WatchTest, AFullTableWhoseSlotsAreUsedAgain) {
  SWEEPGROUND_RANDOM(random);
  run(random, 700, 700, 512, 30, 60, 100);
}

TEST_F(WatchTest, ABracketThatIsSoonLeft) {
  SWEEPGROUND_RANDOM(random);
  run(random, 5000, 6000, 1500, 20, 30, 300);
}

TEST_F(WatchTest, ABracketWithNoRoomToSpeakOf) {
  SWEEPGROUND_RANDOM(random);
  run(random, 3000, 4000, 300, 25, 20, 200);
}

TEST_F(WatchTest, ABracketSmallerThanTheWindow) {
  SWEEPGROUND_RANDOM(random);
  run(random, 2000, 4000, 256, 20, 20, 100);
}

TEST_F(WatchTest, ATableOfManySamples) {
  SWEEPGROUND_RANDOM(random);
  run(random, 40000, 45000, 12288, 12, 8, 1000);
}

TEST_F(WatchTest, EmptyAtFirst) {
  SWEEPGROUND_RANDOM(random);
  run(random, 0, 3000, 600, 5, 60, 60);
}

TEST_F(WatchTest, ALookAfterChangesNeedsNoPass) {
  begin();
  for (int i = 0; i < 1000; ++i) add();
  RowQuery query;
  query.offset = 500;
  query.count = 50;
  ASSERT_STREQ(compareWindow(table, query), nullptr);
  const uint32_t passes = table.watch().passes();
  for (uint32_t i = 0; i < 1000; i += 3) table.markCleared(handleOf(i));
  for (int i = 0; i < 100; ++i) add();
  ASSERT_STREQ(compareWindow(table, query), nullptr);
  query.offset = 90;
  ASSERT_STREQ(compareWindow(table, query), nullptr);
  EXPECT_EQ(table.watch().passes(), passes);
  query.descending = true;
  ASSERT_STREQ(compareWindow(table, query), nullptr);
  EXPECT_EQ(table.watch().passes(), passes + 1);
}

TEST_F(WatchTest, AWindowThatDriftsFindsTheNextBracketReady) {
  begin(200000, 1000);
  for (uint32_t i = 0; i < 150000; ++i) add(1, 16, 1 + (i * 7919) % 150000);
  RowQuery query;
  query.column = Column::kBorn;
  query.stateMask = maskOf(State::kLive);
  query.offset = 70000;
  query.count = 50;
  static RowRecord out[kMaxRows];
  selectRows(table, query, out);
  const uint32_t passes = table.watch().passes();
  // Rows vanish before the window, so that it moves by as many, past the end of the first bracket.
  uint32_t slot = 0;
  for (int look = 0; look < 130; ++look) {
    for (int cleared = 0; cleared < 600 && slot < 150000; ++slot) {
      if (table.chunkOf(slot).born[slot % kChunkSlots] > 70000) continue;
      cleared += table.markCleared(handleOf(slot));
    }
    selectRows(table, query, out);
    if (look % 10 == 0) {
      ASSERT_STREQ(compareWindow(table, query), nullptr);
    }
  }
  EXPECT_EQ(table.watch().passes(), passes);
}

TEST_F(WatchTest, ARowThatComesAndGoesManyTimesIsOne) {
  begin();
  for (int i = 0; i < 3000; ++i) add();
  ASSERT_TRUE(table.watch().init(meta, 2048));
  RowQuery query;
  query.stateMask = maskOf(State::kLive);
  query.offset = 1000;
  query.count = 100;
  ASSERT_STREQ(compareWindow(table, query), nullptr);
  const Handle a = handleOf(1010), b = handleOf(1020);
  for (int i = 0; i < 2000; ++i) {
    table.markCleared(a);
    table.markCleared(b);
    if (i % 300 == 0) {
      ASSERT_STREQ(compareWindow(table, query), nullptr);
    }
    table.revive(a);
    table.revive(b);
  }
  ASSERT_STREQ(compareWindow(table, query), nullptr);
}

// One value for all: what decides is the serial, and in every column.
TEST_F(WatchTest, NothingButTies) {
  begin();
  ASSERT_TRUE(table.watch().init(meta, 4096));
  for (int i = 0; i < 40000; ++i) add();
  for (const Column column : {Column::kClass, Column::kSize, Column::kState, Column::kBorn, Column::kUsed,
                              Column::kCleared, Column::kEnded, Column::kSurvived, Column::kLine}) {
    for (const bool descending : {false, true}) {
      for (const uint32_t offset : {0u, 20000u, ~0u}) {
        ASSERT_STREQ(compareWindow(table, {column, descending, ~0u, ~0u, 0, offset, 50}), nullptr)
            << static_cast<uint32_t>(column) << " " << offset;
      }
    }
  }
}

TEST_F(WatchTest, InitWithoutMemoryFails) {
  begin();
  while (segments.take(1) != 0) {
  }
  while (meta.allocate(1u << 16) != 0) {
  }
  Watch watch;
  EXPECT_FALSE(watch.init(meta));
}

}  // namespace
}  // namespace sweepground
