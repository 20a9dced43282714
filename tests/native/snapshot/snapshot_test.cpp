// The snapshot: layout, sizes, figures and windows.
#include "snapshot/snapshot.h"

#include <cmath>
#include <cstddef>

#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

// Layout that the binding decodes by hand.
static_assert(offsetof(SnapshotHeader, sizeBytes) == 0 && offsetof(SnapshotHeader, journalNext) == 28);
static_assert(offsetof(RowRecord, serial) == 24 && offsetof(RowRecord, sizeBytes) == 32);
static_assert(offsetof(RowRecord, classId) == 36 && offsetof(RowRecord, state) == 37);
static_assert(offsetof(RowRecord, generation) == 38);
static_assert(offsetof(JournalRecord, kind) == 16 && offsetof(JournalRecord, sequence) == 20);
static_assert(offsetof(JournalRecord, count) == 24 &&
              offsetof(Stats, clearedToFreedMaxMs) == 8 * (kStatCount - 1));

using SnapshotTest = EngineTest;

TEST_F(SnapshotTest, OfAFreshRunIsZeroAndNaN) {
  ASSERT_EQ(_engine__start(64u << 20), 1u);
  gNowMs = 12;
  const Look seen = look();
  EXPECT_EQ(seen.header.version, 1u);
  EXPECT_EQ(seen.header.statCount, kStatCount);
  EXPECT_EQ(seen.header.rowCount, 0u);
  EXPECT_EQ(seen.header.journalCount, 0u);
  EXPECT_EQ(seen.header.journalNext, 1u);
  EXPECT_EQ(seen.stats.nowMs, 12);
  EXPECT_EQ(seen.stats.nativeLiveBytes, 0);
  EXPECT_EQ(seen.stats.nativeLimitBytes, 64 << 20);
  EXPECT_TRUE(std::isnan(seen.stats.clearedToFreedP50Ms));
  EXPECT_TRUE(std::isnan(seen.stats.clearedToFreedP99Ms));
  EXPECT_TRUE(std::isnan(seen.stats.clearedToFreedMaxMs));
}

TEST_F(SnapshotTest, CountsARun) {
  ASSERT_EQ(_engine__start(64u << 20), 1u);
  gNowMs = 100;
  const Address a = _MyClass__constructor(1), b = _Buffer__constructor(1000), c = _MyClass__constructor(3);
  const Handle ha = _engine__manage(a), hb = _engine__manage(b);
  _engine__manage(c);
  gNowMs = 200;
  EXPECT_EQ(clear({ha, hb}), 2u);
  _engine__noteCollection();
  gNowMs = 300;
  _engine__beginSweep();
  EXPECT_EQ(free({ha}), 1u);
  gNowMs = 305;
  _engine__endSweep();
  _engine__notePressureRequest();

  const Look seen = look();
  EXPECT_EQ(seen.stats.liveCount, 1);
  EXPECT_EQ(seen.stats.clearedCount, 1);
  EXPECT_EQ(seen.stats.freedCount, 1);
  EXPECT_EQ(seen.stats.deletedCount, 0);
  EXPECT_EQ(seen.stats.lostCount, 0);
  EXPECT_EQ(seen.stats.madeCount, 3);
  EXPECT_EQ(seen.stats.liveBlocks, 2);
  EXPECT_EQ(seen.stats.nativeLiveBytes, 32 + 1024);  // 16 header + 4 size + 1000, in granules of 16
  EXPECT_EQ(seen.stats.nativePeakBytes, 32 + 1024 + 32);
  EXPECT_EQ(seen.stats.heapBytes, 1 << 20);
  EXPECT_GE(seen.stats.wasmMemoryBytes, 2 << 20);
  EXPECT_EQ(seen.stats.collections, 1);
  EXPECT_EQ(seen.stats.pressureRequests, 1);
  EXPECT_EQ(seen.stats.sweepCount, 1);
  EXPECT_EQ(seen.stats.sweepTotalMs, 5);
  EXPECT_EQ(seen.stats.sweepLongestMs, 5);
  EXPECT_EQ(seen.stats.clearedToFreedMaxMs, 100);
  EXPECT_NEAR(seen.stats.clearedToFreedP50Ms, 100, 100 * Histogram::kRelativeError);

  ASSERT_EQ(seen.rows.size(), 3u);
  EXPECT_EQ(seen.rows[0].address, a);
  EXPECT_EQ(seen.rows[0].state, static_cast<uint8_t>(State::kFreed));
  EXPECT_EQ(seen.rows[0].endedMs, 300);
  EXPECT_EQ(seen.rows[1].clearedMs, 200);
  EXPECT_EQ(seen.rows[1].sizeBytes, 1024u);
  EXPECT_EQ(seen.rows[2].bornMs, 100);

  ASSERT_EQ(seen.journal.size(), 3u);
  EXPECT_EQ(seen.journal[0].kind, JournalKind::kCollection);
  EXPECT_EQ(seen.journal[1].kind, JournalKind::kSweep);
  EXPECT_EQ(seen.journal[1].timeMs, 300);
  EXPECT_EQ(seen.journal[1].durationMs, 5);
  EXPECT_EQ(seen.journal[1].count, 1u);
  EXPECT_EQ(seen.journal[2].kind, JournalKind::kPressureRequest);
  EXPECT_EQ(seen.header.journalNext, 4u);

  EXPECT_EQ(free({hb}), 1u);
  _MyClass__destructor(c);
}

TEST_F(SnapshotTest, JournalIsDrainedPieceByPiece) {
  ASSERT_EQ(_engine__start(1u << 20), 1u);
  for (int i = 0; i < 600; ++i) _engine__noteCollection();
  std::vector<uint32_t> counts;
  uint32_t from = 1, expected = 1;
  for (int round = 0; round < 4; ++round) {
    const Look seen = look(Column::kSerial, false, ~0u, 0, 0, from);
    for (const JournalRecord& record : seen.journal) EXPECT_EQ(record.sequence, expected++);
    counts.push_back(seen.header.journalCount);
    from = seen.header.journalNext;
  }
  EXPECT_EQ(counts, (std::vector<uint32_t>{256, 256, 88, 0}));
  EXPECT_EQ(look(Column::kSerial, false, ~0u, 0, 0, 1000000).header.journalNext, 601u);
}

TEST_F(SnapshotTest, MaskAndOffsetChooseTheRows) {
  ASSERT_EQ(_engine__start(1u << 20), 1u);
  std::vector<Address> objects;
  std::vector<Handle> handles;
  for (int i = 0; i < 20; ++i) {
    objects.push_back(_MyClass__constructor(i));
    handles.push_back(_engine__manage(objects.back()));
  }
  clear({handles[3], handles[4]});
  const Look cleared = look(Column::kSerial, true, maskOf(State::kCleared));
  ASSERT_EQ(cleared.rows.size(), 2u);
  EXPECT_EQ(cleared.rows[0].serial, 5u);
  const Look last = look(Column::kSerial, false, ~0u, 1000, 6);
  EXPECT_EQ(last.header.rowsMatched, 20u);
  EXPECT_EQ(last.header.firstRow, 14u);
  ASSERT_EQ(last.rows.size(), 6u);
  EXPECT_EQ(last.rows[5].serial, 20u);
  for (const Address object : objects) _MyClass__destructor(object);
}

}  // namespace
}  // namespace sweepground::test
