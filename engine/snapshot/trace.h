// Trace: how live bytes and objects went over the time of a run, in fixed memory however long it lasts.
#pragma once

#include "base/meta.h"
#include "base/ticks.h"

namespace sweepground {

// At a moment; made and ended since the run began, ended as soon as an object is no longer usable.
struct TraceStep {
  uint32_t liveBytes;
  uint32_t peakBytes;  // the most since the moment before
  uint32_t made;
  uint32_t ended;
  bool operator==(const TraceStep&) const = default;
};
static_assert(sizeof(TraceStep) == 16);

// What is given out: this, and the steps right after it. Step n ends (n + 1) * stepTicks after the run began,
// but the last one at endTicks.
struct TraceHeader {
  uint32_t sizeBytes;  // of all that follows too
  uint32_t version;
  uint32_t stepTicks;
  uint32_t count;
  uint32_t endTicks;
  uint32_t spare;
};
static_assert(sizeof(TraceHeader) == 24);

inline constexpr uint32_t kTraceVersion = 1;

// Steps of equal length, which begin at 1 ms. When there are too many, neighbours are joined and the length
// doubles: so what a step tells is exact, whatever its length. What happens at the very end of a step belongs
// to it.
class Trace {
 public:
  static constexpr uint32_t kMostSteps = 512;
  static constexpr Ticks kFirstStepTicks = 100;
  static_assert(kFirstStepTicks / kTicksPerMs == 1);  // ms
  static constexpr uint32_t kBytes = sizeof(TraceHeader) + kMostSteps * sizeof(TraceStep);

  // Takes kBytes. Again changes nothing. Errors: false, no memory.
  bool begin(Meta& meta);
  bool hasBegun() const { return block_ != 0; }

  // The tick from which on pass() is due.
  Ticks due() const;
  // The time goes on to `now`; all that is different since the last call was before, and after that call's
  // `now`. `figures` are those of this moment, with the peak since that call. Before: begin(). Cost: O(1)
  // amortised, and after a long silence O(steps) for each doubling.
  void pass(Ticks now, TraceStep figures);

  // Address of the header, kBytes at most; good until the next call of any of these. `figures` as for pass().
  // Before: begin(), and pass() if it is due.
  Address write(Ticks now, const TraceStep& figures);

 private:
  void join();
  TraceStep* steps() const { return at<TraceStep>(block_ + sizeof(TraceHeader)); }

  Address block_ = 0;
  uint32_t count_ = 0;  // steps that have ended: there is always room for one more
  Ticks stepTicks_ = kFirstStepTicks;
};

}  // namespace sweepground
