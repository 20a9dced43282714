// Sweeps, at one go and in slices: their time, what is freed in them, and what between the slices.
#include <limits>
#include <vector>

#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

class SweepTest : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    start(16 * kMiB);
  }
  // Of an object made and destroyed now.
  State stateAfterDestructor() {
    const Address object = _MyClass__constructor(1);
    const Handle handle = _engine__manage(object);
    _MyClass__destructor(object);
    return stateOf(handle);
  }
  // Which has to be freed.
  Handle cleared() {
    const Handle handle = _engine__manage(_MyClass__constructor(1));
    clear({handle});
    return handle;
  }
  uint32_t by(Handle handle) {
    return run().table().chunkOf(slotOf(handle)).by[slotOf(handle) % kChunkSlots];
  }
  // How many records of this kind the journal has.
  uint32_t records(JournalKind kind) {
    const RecordSpan span = *at<RecordSpan>(_engine__journal(1));
    const Record* first = at<Record>(span.address);
    return static_cast<uint32_t>(
        std::count_if(first, first + span.count, [=](const Record& record) { return record.kind == kind; }));
  }
};

TEST_F(SweepTest, InnerSweepsArePartOfTheOuter) {
  _engine__beginSweep();
  timeIs(10);
  _engine__beginSweep();
  free({});
  _engine__endSweep();
  const Address object = _MyClass__constructor(1);
  const Handle handle = _engine__manage(object);
  _MyClass__destructor(object);
  EXPECT_EQ(stateOf(handle), State::kFreed);
  timeIs(30);
  _engine__endSweep();
  _engine__endSweep();  // alone: ignored
  const Look seen = look();
  EXPECT_EQ(seen.stats.sweepCount, 1);
  EXPECT_EQ(seen.stats.sweepTotalMs, 30);
  ASSERT_EQ(seen.marks.size(), 1u);
  EXPECT_EQ(seen.marks[0].sizeBytes, 1u);
}

TEST_F(SweepTest, TimeIsTheSumOfItsSlices) {
  timeIs(10);
  _engine__beginSweep();
  timeIs(14);
  _engine__pauseSweep();
  EXPECT_EQ(look().stats.sliceLongestMs, 4) << "a slice counts at once";
  EXPECT_EQ(look().stats.sweepCount, 0) << "a sweep when it has ended";
  timeIs(100);
  _engine__beginSweep();
  timeIs(107);
  _engine__pauseSweep();
  timeIs(200);
  _engine__beginSweep();
  timeIs(201);
  _engine__endSweep();
  timeIs(300);
  _engine__beginSweep();
  timeIs(309);
  _engine__endSweep();
  const Look seen = look();
  EXPECT_EQ(seen.stats.sweepCount, 2);
  EXPECT_EQ(seen.stats.sweepTotalMs, 21);
  EXPECT_EQ(seen.stats.sweepLongestMs, 12);
  EXPECT_EQ(seen.stats.sliceLongestMs, 9);
  ASSERT_EQ(seen.marks.size(), 2u);
  EXPECT_EQ(seen.marks[0].detail, 12000u);
  EXPECT_EQ(seen.marks[0].handle, 7000u) << "its longest slice";
  EXPECT_EQ(msOf(seen.marks[0].time), 201);
  EXPECT_EQ(seen.marks[1].detail, 9000u);
  EXPECT_EQ(records(JournalKind::kSweepBegin), 2u);
}

TEST_F(SweepTest, SlicesFreeUnderOneNumberAndThePausesBetweenThemDelete) {
  const Handle first = cleared(), queued = cleared(), second = cleared(), third = cleared();
  _engine__beginSweep();
  free({first});
  queue({queued});
  _engine__pauseSweep();
  EXPECT_EQ(stateAfterDestructor(), State::kDeleted);
  _engine__beginSweep();
  EXPECT_EQ(stateAfterDestructor(), State::kFreed);
  free({second});
  _engine__endSweep();
  EXPECT_EQ(stateAfterDestructor(), State::kDeleted);
  EXPECT_EQ(look().marks.at(0).sizeBytes, 4u) << "what the destructor freed in a slice too";
  _engine__beginSweep();
  free({third});
  _engine__endSweep();
  for (const Handle handle : {first, queued, second}) EXPECT_EQ(by(handle), 1u);
  EXPECT_EQ(by(third), 2u);
  EXPECT_EQ(look().marks.at(1).serial, 2u);
  EXPECT_EQ(look().marks.at(1).sizeBytes, 1u);
}

TEST_F(SweepTest, WhatASliceQueuedIsFreedByItsSweepWhenever) {
  const Handle inPause = cleared(), afterEnd = cleared();
  _engine__beginSweep();
  queue({inPause});
  _engine__pauseSweep();
  EXPECT_EQ(_engine__clean(std::numeric_limits<double>::infinity()), 0u);
  EXPECT_EQ(stateOf(inPause), State::kFreed);
  _engine__beginSweep();
  queue({afterEnd});
  _engine__endSweep();
  EXPECT_EQ(look().marks.at(0).sizeBytes, 1u);
  _engine__beginSweep();
  EXPECT_EQ(_engine__clean(std::numeric_limits<double>::infinity()), 0u);
  _engine__endSweep();
  EXPECT_EQ(stateOf(afterEnd), State::kFreed);
  EXPECT_EQ(by(inPause), 1u);
  EXPECT_EQ(by(afterEnd), 1u);
  EXPECT_EQ(look().marks.at(1).sizeBytes, 0u) << "it is the first one's";
}

TEST_F(SweepTest, MayEndWhilePaused) {
  _engine__beginSweep();
  timeIs(3);
  _engine__pauseSweep();
  timeIs(50);
  _engine__endSweep();
  _engine__endSweep();  // alone: ignored
  EXPECT_EQ(look().stats.sweepCount, 1);
  EXPECT_EQ(look().stats.sweepTotalMs, 3);
  _engine__beginSweep();
  EXPECT_EQ(records(JournalKind::kSweepBegin), 2u) << "another one";
  _engine__endSweep();
}

TEST_F(SweepTest, PausesAndEndsWithoutABeginningAreIgnored) {
  _engine__pauseSweep();
  _engine__endSweep();
  EXPECT_EQ(look().stats.sweepCount, 0);
  _engine__beginSweep();
  _engine__pauseSweep();
  _engine__pauseSweep();
  EXPECT_EQ(stateAfterDestructor(), State::kDeleted);
  _engine__beginSweep();
  EXPECT_EQ(stateAfterDestructor(), State::kFreed);
  _engine__endSweep();
  EXPECT_EQ(look().stats.sweepCount, 1);
}

TEST_F(SweepTest, APauseWithinAnInnerPairIsItsEnd) {
  _engine__beginSweep();
  // As a destructor does that works its own sweep off in slices.
  _engine__beginSweep();
  timeIs(4);
  _engine__pauseSweep();
  EXPECT_EQ(stateAfterDestructor(), State::kFreed) << "the outer slice goes on";
  EXPECT_EQ(look().stats.sliceLongestMs, 0);
  timeIs(6);
  _engine__pauseSweep();
  EXPECT_EQ(stateAfterDestructor(), State::kDeleted);
  EXPECT_EQ(look().stats.sliceLongestMs, 6);
  _engine__endSweep();
  EXPECT_EQ(look().stats.sweepTotalMs, 6);
}

}  // namespace
}  // namespace sweepground::test
