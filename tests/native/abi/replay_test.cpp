// Replay: a run rebuilt from its journal agrees with the run at every record; what does not follow is
// refused.
#include "support/digest.h"
#include "support/engine_fixture.h"
#include "support/random.h"
#include "support/random_program.h"

namespace sweepground::test {
namespace {

// What was recorded of a run, and its digest at each record.
struct Recording {
  std::vector<Record> records;
  std::vector<uint64_t> digests;
  uint32_t memoryBytes = 0;
  Stats stats = {};
};
Recording gRecording;

void takeDown() {
  const Journal& journal = run().journal();
  const RecordSpan span = journal.span(journal.next() - 1);
  ASSERT_EQ(span.count, 1u);
  gRecording.records.push_back(*at<Record>(span.address));
  gRecording.digests.push_back(digestOf(run()));
}

class RunReplayTest : public EngineTest {
 protected:
  void record(const std::function<void()>& program, uint32_t limitBytes = 4 * kMiB,
              uint32_t quarantine = 8192) {
    gRecording = {};
    run().journal().onAdd = takeDown;
    start(limitBytes, quarantine);
    program();
    gRecording.stats = look().stats;
    gRecording.memoryBytes = static_cast<uint32_t>(gRecording.stats.wasmMemoryBytes);
    run() = {};
  }
  // One record through the ABI; whether it was taken.
  bool replay(const Record& record) {
    *at<Record>(_engine__replayBatch(0)) = record;
    return _engine__replay(1) == 1;
  }
  void TearDown() override {
    run() = {};
    expectHostAtRest();
  }
};

TEST_F(RunReplayTest, AgreesWithARandomRunAtEveryRecord) {
  SWEEPGROUND_RANDOM(random);
  for (const uint32_t quarantine : {0u, 8192u}) {
    record(
        [&] {
          RandomProgram program(random);
          for (int step = 0; step < 3000; ++step) program.step();
          program.finish();
        },
        4 * kMiB, quarantine);
    ASSERT_GT(gRecording.records.size(), 3000u);
    ASSERT_NE(_engine__replayBatch(gRecording.memoryBytes), 0u);
    for (size_t i = 0; i < gRecording.records.size(); ++i) {
      ASSERT_TRUE(replay(gRecording.records[i])) << "record " << i + 1;
      ASSERT_EQ(digestOf(run()), gRecording.digests[i]) << "record " << i + 1;
      if (i % 500 == 0) ASSERT_STREQ(run().heap().validate(), nullptr);
    }
    ASSERT_STREQ(run().heap().validate(), nullptr);
    run() = {};
  }
}

TEST_F(RunReplayTest, CanBeLookedAtAndChangedByNothingElse) {
  record([] {
    _engine__manage(_MyClass__constructor(1));
    _engine__manage(_Buffer__constructor(100));
    _engine__noteCollection(1);
  });
  std::copy(gRecording.records.begin(), gRecording.records.end(),
            at<Record>(_engine__replayBatch(gRecording.memoryBytes)));
  const uint32_t count = static_cast<uint32_t>(gRecording.records.size());
  ASSERT_EQ(_engine__replay(count), count);
  const Look seen = look();
  EXPECT_EQ(seen.stats.liveCount, 2);
  EXPECT_EQ(seen.stats.collections, 1);
  EXPECT_EQ(seen.rows.size(), 2u);
  EXPECT_EQ(story(seen.rows[1].address).found, Story::kUsable);
  EXPECT_NE(_engine__raster(kSegmentBytes, 16, 100, 0, 0, 0, ~0u), 0u);
  EXPECT_EQ(card(seen.rows[1].address).row.serial, seen.rows[1].serial);
  EXPECT_EQ(blocks(seen.rows[1].address, 1).size(), 1u);
  EXPECT_EQ(serialsBetween(0, 1000).last, seen.rows[1].serial);
  EXPECT_EQ(_MyClass__constructor(1), 0u);
  EXPECT_EQ(gHost.takeRaised().error, Error::kNotStarted);
  _MyClass__destructor(seen.rows[0].address);
  EXPECT_EQ(gHost.takeRaised().error, Error::kNotStarted);
  EXPECT_EQ(_engine__start(kMiB, 0), 0u);
}

TEST_F(RunReplayTest, KnowsSweepsInSlicesAndKindsOfCollection) {
  record([&] {
    Handle handles[3];
    for (Handle& handle : handles) handle = _engine__manage(_MyClass__constructor(1));
    _engine__noteCollection(0);
    _engine__noteCollection(1);
    clear({handles[0], handles[2]});
    timeIs(10);
    _engine__beginSweep();
    free({handles[0]});
    timeIs(13);
    _engine__pauseSweep();
    _MyClass__destructor(run().table().chunkOf(0).address[1]);
    timeIs(20);
    _engine__beginSweep();
    queue({handles[2]});
    timeIs(22);
    _engine__endSweep();
    _engine__clean(1);
  });
  ASSERT_NE(_engine__replayBatch(gRecording.memoryBytes), 0u);
  for (size_t i = 0; i < gRecording.records.size(); ++i) {
    ASSERT_TRUE(replay(gRecording.records[i])) << "record " << i + 1;
    ASSERT_EQ(digestOf(run()), gRecording.digests[i]) << "record " << i + 1;
  }
  const Stats &was = gRecording.stats, now = look().stats;
  EXPECT_EQ(was.freedCount, 2);
  EXPECT_EQ(was.deletedCount, 1);
  EXPECT_EQ(was.sweepTotalMs, 5);
  EXPECT_EQ(was.sliceLongestMs, 3);
  EXPECT_EQ(now.freedCount, was.freedCount);
  EXPECT_EQ(now.deletedCount, was.deletedCount);
  EXPECT_EQ(now.collections, 2);
  EXPECT_EQ(now.majorCollections, 1);
  EXPECT_EQ(now.sweepCount, was.sweepCount);
  EXPECT_EQ(now.sweepTotalMs, was.sweepTotalMs);
  EXPECT_EQ(now.sweepLongestMs, was.sweepLongestMs);
  EXPECT_EQ(now.sliceLongestMs, was.sliceLongestMs);
}

TEST_F(RunReplayTest, RefusesGapsAndWhatDoesNotFollow) {
  record([] {
    for (int i = 0; i < 10; ++i) _engine__manage(_MyClass__constructor(i));
  });
  const std::vector<Record>& records = gRecording.records;
  ASSERT_NE(_engine__replayBatch(gRecording.memoryBytes), 0u);
  EXPECT_FALSE(replay(records[1])) << "before the start";
  for (size_t i = 0; i < 6; ++i) ASSERT_TRUE(replay(records[i]));
  EXPECT_FALSE(replay(records[7])) << "a gap";
  EXPECT_FALSE(replay(records[5])) << "the same again";
  Record wrong = records[6];
  wrong.address += 16;
  EXPECT_FALSE(replay(wrong)) << "another address than this heap gives";
}

TEST_F(RunReplayTest, StandsWildRecords) {
  SWEEPGROUND_RANDOM(random);
  record([&] {
    RandomProgram program(random);
    for (int step = 0; step < 300; ++step) program.step();
    program.finish();
  });
  for (int round = 0; round < 30; ++round) {
    ASSERT_NE(_engine__replayBatch(gRecording.memoryBytes), 0u);
    const size_t good = random.below(static_cast<uint32_t>(gRecording.records.size()));
    for (size_t i = 0; i < good; ++i) ASSERT_TRUE(replay(gRecording.records[i]));
    for (int wild = 0; wild < 200; ++wild) {
      Record record = gRecording.records[random.below(static_cast<uint32_t>(gRecording.records.size()))];
      record.sequence = run().journal().next();
      uint32_t* const words = reinterpret_cast<uint32_t*>(&record);
      words[2 + random.below(6)] = random.upTo(31);
      if (random.below(2) == 0) record.kind = static_cast<JournalKind>(random.below(24));
      replay(record);
    }
    ASSERT_STREQ(run().heap().validate(), nullptr);
    run() = {};
  }
}

TEST_F(RunReplayTest, IsForAFreshInstanceAlone) {
  start();
  EXPECT_EQ(_engine__replayBatch(kMiB), 0u);
  EXPECT_EQ(_engine__replay(1), 0u);
  run() = {};
  ASSERT_NE(_engine__describe(), 0u);
  EXPECT_EQ(_engine__replayBatch(kMiB), 0u);
  run() = {};
  EXPECT_EQ(_engine__replayBatch(0xffffffff), 0u) << "no room behind so much memory";
}

}  // namespace
}  // namespace sweepground::test
