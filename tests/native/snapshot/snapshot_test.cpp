// The snapshot: layout, sizes, figures and windows.
#include "snapshot/snapshot.h"

#include <cmath>
#include <cstddef>

#include "objects/class_ids.h"
#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

// Layout that the binding decodes by hand.
static_assert(offsetof(SnapshotHeader, sizeBytes) == 0 && offsetof(SnapshotHeader, markNext) == 28 &&
              offsetof(SnapshotHeader, lineCount) == 32);
static_assert(offsetof(RowRecord, usedMs) == 8 && offsetof(RowRecord, serial) == 32);
static_assert(offsetof(RowRecord, line) == 44 && offsetof(RowRecord, survived) == 52);
static_assert(offsetof(RowRecord, classId) == 56 && offsetof(RowRecord, state) == 57);
static_assert(offsetof(RowRecord, generation) == 58 && offsetof(RowRecord, handle) == 60);
static_assert(offsetof(Record, time) == 4 && offsetof(Record, kind) == 8 && offsetof(Record, code) == 10);
static_assert(offsetof(Record, serial) == 12 && offsetof(Record, sizeBytes) == 20 &&
              offsetof(Record, detail) == 28);

using SnapshotTest = EngineTest;

TEST_F(SnapshotTest, OfAFreshRunIsZeroAndNaN) {
  start(64 * kMiB);
  timeIs(12);
  const Look seen = look();
  EXPECT_EQ(seen.header.version, 3u);
  EXPECT_EQ(seen.header.statCount, kStatCount);
  EXPECT_EQ(seen.header.rowCount, 0u);
  EXPECT_EQ(seen.header.markCount, 0u);
  EXPECT_EQ(seen.header.markNext, 1u);
  EXPECT_EQ(seen.stats.nowMs, 12);
  EXPECT_EQ(seen.stats.nativeLiveBytes, 0);
  EXPECT_EQ(seen.stats.nativeLimitBytes, 64 << 20);
  EXPECT_TRUE(std::isnan(seen.stats.clearedToFreedP50Ms));
  EXPECT_TRUE(std::isnan(seen.stats.clearedToFreedP99Ms));
  EXPECT_TRUE(std::isnan(seen.stats.clearedToFreedMaxMs));
  EXPECT_TRUE(std::isnan(seen.stats.usedToFreedP50Ms));
  EXPECT_TRUE(std::isnan(seen.stats.usedToFreedP99Ms));
  EXPECT_TRUE(std::isnan(seen.stats.usedToFreedMaxMs));
  EXPECT_TRUE(std::isnan(seen.stats.policyTotalMs));
  EXPECT_TRUE(std::isnan(seen.stats.policyLongestMs));
  EXPECT_EQ(seen.stats.derefCount, 0);
  EXPECT_EQ(seen.stats.exhaustedCount, 0);
  EXPECT_TRUE(std::isnan(seen.stats.exhaustedFirstMs));
}

TEST_F(SnapshotTest, CountsARun) {
  start(64 * kMiB);
  timeIs(100);
  const Address a = _MyClass__constructor(1), b = _Buffer__constructor(1000), c = _MyClass__constructor(3);
  const Handle ha = _engine__manage(a), hb = _engine__manage(b);
  _engine__manage(c);
  timeIs(200);
  EXPECT_EQ(clear({ha, hb}), 2u);
  _engine__noteCollection(1);
  timeIs(300);
  _engine__beginSweep();
  EXPECT_EQ(free({ha}), 1u);
  timeIs(305);
  _engine__endSweep();
  _engine__notePressureRequest();

  const Look seen = look();
  EXPECT_EQ(seen.stats.liveCount, 1);
  EXPECT_EQ(seen.stats.clearedCount, 1);
  EXPECT_EQ(seen.stats.freedCount, 1);
  EXPECT_EQ(seen.stats.deletedCount, 0);
  EXPECT_EQ(seen.stats.lostCount, 0);
  EXPECT_EQ(seen.stats.madeCount, 3);
  EXPECT_EQ(seen.stats.objectCount, 2);
  EXPECT_EQ(seen.stats.liveBlocks, 2);
  EXPECT_EQ(seen.stats.nativeLiveBytes, 32 + 1024);  // 16 header + 4 size + 1000, in granules of 16
  EXPECT_EQ(seen.stats.nativePeakBytes, 32 + 1024 + 32);
  EXPECT_EQ(seen.stats.quarantineBytes, 32);
  EXPECT_EQ(seen.stats.heapBytes, 1 << 20);
  EXPECT_EQ(seen.stats.freeBytes, (1 << 20) - 16 - 32 - 32 - 1024);
  EXPECT_EQ(seen.stats.largestFreeBytes, seen.stats.freeBytes);
  EXPECT_EQ(seen.stats.heapEnd - seen.stats.heapBegin, seen.stats.heapBytes);
  EXPECT_GE(seen.stats.wasmMemoryBytes, 2 << 20);
  EXPECT_EQ(seen.stats.collections, 1);
  EXPECT_EQ(seen.stats.majorCollections, 1);
  EXPECT_EQ(seen.stats.pressureRequests, 1);
  EXPECT_EQ(seen.stats.sweepCount, 1);
  EXPECT_EQ(seen.stats.sweepTotalMs, 5);
  EXPECT_EQ(seen.stats.sweepLongestMs, 5);
  EXPECT_EQ(seen.stats.sliceLongestMs, 5);
  EXPECT_EQ(seen.stats.clearedToFreedMaxMs, 100);
  EXPECT_EQ(seen.stats.lifetimeMaxMs, 200);
  EXPECT_NEAR(seen.stats.clearedToFreedP50Ms, 100, 100 * Histogram::kRelativeError);

  ASSERT_EQ(seen.rows.size(), 3u);
  EXPECT_EQ(seen.rows[0].address, a);
  EXPECT_EQ(seen.rows[0].state, static_cast<uint8_t>(State::kFreed));
  EXPECT_EQ(seen.rows[0].endedMs, 300);
  EXPECT_EQ(seen.rows[1].clearedMs, 200);
  EXPECT_EQ(seen.rows[1].sizeBytes, 1024u);
  EXPECT_EQ(seen.rows[2].bornMs, 100);

  ASSERT_EQ(seen.marks.size(), 3u);
  EXPECT_EQ(seen.marks[0].kind, JournalKind::kCollection);
  EXPECT_EQ(seen.marks[1].kind, JournalKind::kSweepEnd);
  EXPECT_EQ(msOf(seen.marks[1].time), 305);
  EXPECT_EQ(seen.marks[0].detail, 1u) << "it was a major one";
  EXPECT_EQ(seen.marks[1].detail, 5000u);
  EXPECT_EQ(seen.marks[1].handle, 5000u) << "it was one slice";
  EXPECT_EQ(seen.marks[1].sizeBytes, 1u);
  EXPECT_EQ(seen.marks[1].serial, 1u);
  EXPECT_EQ(seen.marks[2].kind, JournalKind::kPressureRequest);
  EXPECT_EQ(seen.header.markNext, 4u);

  EXPECT_EQ(free({hb}), 1u);
  _MyClass__destructor(c);
}

TEST_F(SnapshotTest, LastUseToFreedIsOfWhatAPolicyFreed) {
  start();
  timeIs(10);
  std::vector<Handle> handles;
  std::vector<Address> objects;
  for (int i = 0; i < 4; ++i) {
    objects.push_back(_MyClass__constructor(1));
    handles.push_back(_engine__manage(objects.back()));
  }
  timeIs(50);
  _MyClass__my_method(objects[0]);
  timeIs(60);
  clear({handles[0], handles[1], handles[2]});
  timeIs(100);
  _MyClass__destructor(objects[2]);
  _engine__beginSweep();
  free({handles[0]});
  EXPECT_EQ(look().stats.usedToFreedMaxMs, 50) << "from its use";
  free({handles[1]});
  _MyClass__destructor(objects[3]);
  _engine__endSweep();
  const Stats stats = look().stats;
  EXPECT_EQ(stats.usedToFreedMaxMs, 90) << "never used: from its birth";
  EXPECT_NEAR(stats.usedToFreedP50Ms, 50, 50 * Histogram::kRelativeError);
  EXPECT_NEAR(stats.usedToFreedP99Ms, 90, 90 * Histogram::kRelativeError);
  EXPECT_EQ(stats.clearedToFreedMaxMs, 40);
  EXPECT_EQ(run().table().usedToFreed().count(), 2u) << "not what was deleted, nor what was alive";
}

TEST_F(SnapshotTest, TellsWhatTheBindingHasNoted) {
  start();
  _engine__noteDerefs(0xffffffff);
  _engine__noteDerefs(3);
  _engine__noteWork(5);
  EXPECT_EQ(look().stats.derefCount, 4294967298.0);
  EXPECT_TRUE(std::isnan(look().stats.policyTotalMs)) << "work counts where the run is recorded";
  run() = {};
  start();
  ASSERT_EQ(_engine__record(), 1u);
  EXPECT_EQ(look().stats.policyTotalMs, 0);
  for (const double tookMs : {2.0, 0.5, 4.0, 0.0, -1.0, std::nan("")}) _engine__noteWork(tookMs);
  EXPECT_EQ(look().stats.policyTotalMs, 6.5);
  EXPECT_EQ(look().stats.policyLongestMs, 4);
}

TEST_F(SnapshotTest, CountsWhatFoundNoRoom) {
  start(1 * kMiB, kNoQuarantine);
  timeIs(3);
  _engine__noteRescue();
  EXPECT_EQ(look().stats.exhaustedCount, 0);
  EXPECT_EQ(_Buffer__constructor(2 * kMiB), 0u);
  EXPECT_EQ(look().stats.exhaustedFirstMs, 3);
  _engine__noteRescue();
  EXPECT_EQ(look().stats.exhaustedCount, 0) << "it is tried again";
  EXPECT_TRUE(std::isnan(look().stats.exhaustedFirstMs));
  const Address whole = _Buffer__constructor(1'000'000);
  EXPECT_EQ(look().stats.exhaustedCount, 0);
  timeIs(7);
  EXPECT_EQ(_Buffer__constructor(1'000'000), 0u);
  timeIs(9);
  EXPECT_EQ(_Matrix__constructor(500, 500), 0u);
  _engine__noteRescue();
  EXPECT_EQ(look().stats.exhaustedCount, 1);
  EXPECT_EQ(look().stats.exhaustedFirstMs, 7);
  _Buffer__destructor(whole);
}

TEST_F(SnapshotTest, CarriesTheCountsOfEachLine) {
  start();
  gHost.line = 12;
  const Address a = _MyClass__constructor(1), b = _MyClass__constructor(1);
  const Handle ha = _engine__manage(a);
  _engine__manage(b);
  gHost.line = 3;
  _engine__noteStretch();
  const Address c = _Buffer__constructor(100);
  _engine__manage(c);
  clear({ha});
  const Look seen = look(Column::kSerial, false, ~0u, 0, 1);
  ASSERT_EQ(seen.lines.size(), 2u);
  EXPECT_EQ(seen.lines[0].line, 3u);
  EXPECT_EQ(seen.lines[0].heldBytes, 128u);
  EXPECT_EQ(seen.lines[1].line, 12u);
  EXPECT_EQ(seen.lines[1].made, 2u);
  EXPECT_EQ(seen.lines[1].live, 1u);
  EXPECT_EQ(seen.lines[1].cleared, 1u);
  free({ha});
  _MyClass__destructor(b);
  _Buffer__destructor(c);
  EXPECT_EQ(look().lines[1].freed, 1u);
  EXPECT_EQ(look().lines[1].deleted, 1u);
  EXPECT_EQ(look().lines[1].heldBytes, 0u);
}

TEST_F(SnapshotTest, MarksAreDrainedPieceByPiece) {
  start(1 * kMiB);
  for (int i = 0; i < 600; ++i) _engine__noteCollection(1);
  std::vector<uint32_t> counts;
  uint32_t from = 1, expected = 1;
  for (int round = 0; round < 4; ++round) {
    const Look seen = look(Column::kSerial, false, ~0u, 0, 0, from);
    for (const Record& record : seen.marks) EXPECT_EQ(record.sequence, expected++);
    counts.push_back(seen.header.markCount);
    from = seen.header.markNext;
  }
  EXPECT_EQ(counts, (std::vector<uint32_t>{256, 256, 88, 0}));
  EXPECT_EQ(look(Column::kSerial, false, ~0u, 0, 0, 1000000).header.markNext, 601u);
}

TEST_F(SnapshotTest, AFloodOfObjectsTakesNoMarkAway) {
  start(4 * kMiB);
  _engine__noteCollection(1);
  for (int i = 0; i < 100'000; ++i) _MyClass__destructor(_MyClass__constructor(i));
  const Look seen = look();
  ASSERT_EQ(seen.marks.size(), 1u);
  EXPECT_EQ(seen.marks[0].kind, JournalKind::kCollection);
  const RecordSpan span = *at<RecordSpan>(_engine__journal(1));
  EXPECT_GT(span.first, 1u) << "the journal itself has gone on";
}

TEST_F(SnapshotTest, LineAndClassChooseTheRows) {
  start();
  std::vector<Address> objects;
  for (uint32_t i = 0; i < 20; ++i) {
    gHost.line = 1 + i % 4;
    objects.push_back(i % 2 == 0 ? _MyClass__constructor(1) : _Buffer__constructor(1));
    _engine__manage(objects.back());
  }
  EXPECT_EQ(look(Column::kSerial, false, ~0u, 0, 50, 1, ~0u, 3).header.rowsMatched, 5u);
  EXPECT_EQ(look(Column::kSerial, false, ~0u, 0, 50, 1, 1u << kBufferId).header.rowsMatched, 10u);
  EXPECT_EQ(look(Column::kLine, true, ~0u, 0, 1).rows.at(0).line, 4u);
  for (uint32_t i = 0; i < 20; ++i) {
    i % 2 == 0 ? _MyClass__destructor(objects[i]) : _Buffer__destructor(objects[i]);
  }
}

TEST_F(SnapshotTest, MaskAndOffsetChooseTheRows) {
  start(1 * kMiB);
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
