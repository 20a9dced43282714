// The trace: against a plain model that keeps everything, however long the run and however it goes.
#include "snapshot/trace.h"

#include <algorithm>
#include <cstddef>

#include "support/engine_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

// Layout that the binding decodes by hand.
static_assert(offsetof(TraceHeader, stepTicks) == 8 && offsetof(TraceHeader, count) == 12);
static_assert(offsetof(TraceHeader, endTicks) == 16);
static_assert(offsetof(TraceStep, peakBytes) == 4 && offsetof(TraceStep, ended) == 12);

struct Read {
  TraceHeader header;
  std::vector<TraceStep> steps;
};

// Everything that was so, in order: from the moment it has on.
struct Model {
  struct Entry {
    uint32_t elapsed;
    TraceStep figures;
  };
  std::vector<Entry> entries = {{0, {}}};

  // Of the steps that `header` tells of, worked out one by one.
  std::vector<TraceStep> steps(const TraceHeader& header) const {
    std::vector<TraceStep> all;
    TraceStep last = {};
    size_t next = 0;
    for (uint32_t i = 0; i < header.count; ++i) {
      const bool open = i + 1 == header.count;
      const uint64_t end = open ? header.endTicks : uint64_t{i + 1} * header.stepTicks;
      last.peakBytes = last.liveBytes;
      for (; next < entries.size() && entries[next].elapsed <= end; ++next) {
        const uint32_t peakBytes = std::max(last.peakBytes, entries[next].figures.liveBytes);
        last = entries[next].figures;
        last.peakBytes = peakBytes;
      }
      all.push_back(last);
    }
    EXPECT_EQ(next, entries.size()) << "something is later than the end";
    return all;
  }
};

class TraceTest : public EngineTest {
 protected:
  void startRecorded(uint32_t limitBytes = 4 * kMiB) {
    start(limitBytes);
    ASSERT_EQ(_engine__record(), 1u);
  }
  Read read() {
    const Address address = _engine__trace();
    const TraceHeader header = *at<TraceHeader>(address);
    EXPECT_EQ(header.version, kTraceVersion);
    EXPECT_EQ(header.sizeBytes, sizeof(TraceHeader) + header.count * sizeof(TraceStep));
    const TraceStep* steps = at<TraceStep>(address + sizeof(TraceHeader));
    return {header, {steps, steps + header.count}};
  }
};

TEST_F(TraceTest, IsThereOnlyWhereTheRunIsRecorded) {
  EXPECT_EQ(_engine__record(), 0u);
  EXPECT_EQ(gHost.takeRaised().error, Error::kNotStarted);
  start();
  EXPECT_EQ(_engine__trace(), 0u);
  const Address object = _MyClass__constructor(1);
  EXPECT_EQ(_engine__record(), 0u) << "something was made already";
  EXPECT_EQ(_engine__trace(), 0u);
  _MyClass__destructor(object);
  EXPECT_EQ(_engine__record(), 0u);
}

TEST_F(TraceTest, OfAFreshRunIsOneStepOfNothing) {
  startRecorded();
  EXPECT_EQ(_engine__record(), 1u) << "again changes nothing";
  const auto [header, steps] = read();
  EXPECT_EQ(header.stepTicks, 100u);
  EXPECT_EQ(header.endTicks, 0u);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0], TraceStep());
}

TEST_F(TraceTest, TellsWhatWasAtTheEndOfEachMillisecondAndTheMostWithinIt) {
  startRecorded();
  const Address a = _Buffer__constructor(1000);
  timeIs(1);  // the very end of the first step
  const Address b = _Buffer__constructor(1000);
  _Buffer__destructor(b);
  timeIs(3.5);
  _Buffer__destructor(a);
  const Read first = read();
  EXPECT_EQ(first.header.endTicks, 350u);
  EXPECT_EQ(first.steps, (std::vector<TraceStep>{
                             {1024, 2048, 2, 1}, {1024, 1024, 2, 1}, {1024, 1024, 2, 1}, {0, 1024, 2, 2}}));
  EXPECT_EQ(read().steps, first.steps) << "looking changes nothing";
  timeIs(4);
  EXPECT_EQ(read().steps, first.steps) << "it has grown to its end";
  timeIs(4.01);
  EXPECT_EQ(read().steps.size(), 5u);
  EXPECT_EQ(read().steps[4], (TraceStep{0, 0, 2, 2}));
}

TEST_F(TraceTest, CountsWhatIsPlacedAndWhatWaitsForItsEnd) {
  startRecorded();
  const Address arena = _Arena__constructor(2);
  _Arena__make(arena, 1);
  _Arena__make(arena, 2);
  const uint32_t liveBytes = run().heap().counts().liveBytes;
  timeIs(1.5);
  _engine__deleteLater(arena);
  const Read seen = read();
  EXPECT_EQ(seen.steps[0], (TraceStep{liveBytes, liveBytes, 3, 0}));
  EXPECT_EQ(seen.steps[1], (TraceStep{liveBytes, liveBytes, 3, 1})) << "no longer usable, and still there";
  EXPECT_EQ(_engine__clean(1e9), 0u);
  EXPECT_EQ(read().steps[1], (TraceStep{0, liveBytes, 3, 3}));
}

TEST_F(TraceTest, IsExactWhileTheProgramLetsNobodyElseRun) {
  startRecorded();
  for (int ms = 0; ms < 20; ++ms) {
    gHost.nowMs = ms + 0.9;  // no stretch ends: the clock is read at the engine's own pace
    for (int i = 0; i < 200; ++i) _MyClass__destructor(_MyClass__constructor(1));
  }
  const Read seen = read();
  ASSERT_EQ(seen.steps.size(), 20u);
  for (uint32_t i = 0; i < 20; ++i) {
    EXPECT_EQ(seen.steps[i].peakBytes, 32u);
    EXPECT_NEAR(seen.steps[i].made, 200.0 * (i + 1), 64) << "by as much as a reading of the clock serves";
  }
  EXPECT_EQ(seen.steps[19].made, 4000u);
}

TEST_F(TraceTest, JoinsNeighboursWhenThereAreTooMany) {
  startRecorded();
  Address held[600];
  for (uint32_t ms = 0; ms < 600; ++ms) {
    timeIs(ms + 0.5);
    held[ms] = _MyClass__constructor(1);
    _Buffer__destructor(_Buffer__constructor(1000 * (ms % 2)));
  }
  const Read seen = read();
  EXPECT_EQ(seen.header.stepTicks, 200u);
  EXPECT_EQ(seen.header.count, 300u);
  for (uint32_t i = 0; i < 300; ++i) {
    EXPECT_EQ(seen.steps[i], (TraceStep{64 * (i + 1), 64 * (i + 1) + 1024, 4 * (i + 1), 2 * (i + 1)}));
  }
  for (const Address object : held) _MyClass__destructor(object);
}

TEST_F(TraceTest, SpansALongSilence) {
  startRecorded();
  timeIs(0.5);
  const Address object = _MyClass__constructor(1);
  timeIs(3'600'000);
  _MyClass__destructor(object);
  const Read seen = read();
  EXPECT_EQ(seen.header.endTicks, 360'000'000u);
  EXPECT_LE(seen.header.count, Trace::kMostSteps);
  EXPECT_GT(seen.header.count, Trace::kMostSteps / 2);
  EXPECT_EQ(seen.steps.front(), (TraceStep{32, 32, 1, 0}));
  EXPECT_EQ(seen.steps[1], (TraceStep{32, 32, 1, 0}));
  EXPECT_EQ(seen.steps.back(), (TraceStep{0, 32, 1, 1}));
}

TEST_F(TraceTest, StaysAtTheLastTick) {
  startRecorded();
  timeIs(1e18);
  const Address object = _MyClass__constructor(1);
  EXPECT_EQ(read().header.endTicks, kLastTick - 1);
  timeIs(2e18);
  _MyClass__destructor(object);
  const Read seen = read();
  EXPECT_EQ(seen.header.endTicks, kLastTick - 1);
  EXPECT_LE(seen.header.count, Trace::kMostSteps);
  EXPECT_EQ(seen.steps.back(), (TraceStep{0, 32, 1, 1}));
  EXPECT_EQ(seen.steps.front(), TraceStep());
}

// What the run does at a moment is told to the model by counting blocks; gaps are from one tick to hours.
TEST_F(TraceTest, AgreesWithAPlainModel) {
  SWEEPGROUND_RANDOM(random);
  for (int table = 0; table < 30; ++table) {
    run() = {};
    gHost.nowMs = 0;
    startRecorded();
    Model model;
    std::vector<Address> held;
    uint32_t made = 0, bytes = 0, elapsed = 0;
    const uint32_t longest = 1u << random.below(22);
    const auto note = [&] {
      model.entries.push_back({elapsed, {bytes, 0, made, made - uint32_t(held.size())}});
    };
    for (uint32_t i = 0; i < 2000; ++i) {
      elapsed =
          static_cast<uint32_t>(std::min<uint64_t>(kLastTick - 1, uint64_t{elapsed} + random.below(longest)));
      timeIs((elapsed + 0.5) / kTicksPerMs);
      for (uint32_t changes = random.below(4); changes != 0; --changes) {
        if (held.empty() || random.below(2) == 0) {
          held.push_back(_Buffer__constructor(random.below(5000)));
          ASSERT_NE(held.back(), 0u);
          ++made;
          bytes += run().heap().header(held.back()).sizeBytes();
        } else {
          const uint32_t which = random.below(static_cast<uint32_t>(held.size()));
          bytes -= run().heap().header(held[which]).sizeBytes();
          _Buffer__destructor(held[which]);
          held.erase(held.begin() + which);
        }
        note();
      }
      if (random.below(100) == 0) {
        const Read seen = read();
        ASSERT_EQ(seen.header.endTicks, elapsed);
        ASSERT_EQ(seen.steps, model.steps(seen.header));
      }
    }
    const Read seen = read();
    ASSERT_EQ(seen.steps, model.steps(seen.header));
    ASSERT_LE(seen.header.count, Trace::kMostSteps);
    for (const Address object : held) _Buffer__destructor(object);
  }
}

}  // namespace
}  // namespace sweepground::test
