// Trace: steps that end, neighbours that are joined, and the step that has not ended yet.
#include "snapshot/trace.h"

#include <algorithm>

#include "base/memory.h"

namespace sweepground {
namespace {
// Ticks count from 1.
constexpr uint32_t elapsed(Ticks now) { return now - 1; }
}  // namespace

bool Trace::begin(Meta& meta) {
  if (block_ == 0) block_ = meta.allocate(kBytes);
  return block_ != 0;
}

Ticks Trace::due() const {
  const uint64_t tick = 2 + uint64_t{count_ + 1} * stepTicks_;
  return static_cast<Ticks>(std::min<uint64_t>(tick, kLastTick));
}

void Trace::pass(Ticks now, TraceStep figures) {
  while (uint64_t{count_ + 1} * stepTicks_ < elapsed(now)) {
    steps()[count_++] = figures;
    figures.peakBytes = figures.liveBytes;
    if (count_ == kMostSteps) join();
  }
}

// Each two become one, the first of them at an even place: the step under way goes on from where it began.
void Trace::join() {
  static_assert(kMostSteps % 2 == 0);
  TraceStep* all = steps();
  for (uint32_t i = 0; i < count_ / 2; ++i) {
    const uint32_t peakBytes = std::max(all[2 * i].peakBytes, all[2 * i + 1].peakBytes);
    all[i] = all[2 * i + 1];
    all[i].peakBytes = peakBytes;
  }
  count_ /= 2;
  stepTicks_ *= 2;
}

Address Trace::write(Ticks now, const TraceStep& figures) {
  steps()[count_] = figures;
  const uint32_t count = count_ + 1;
  const uint32_t sizeBytes = static_cast<uint32_t>(sizeof(TraceHeader) + count * sizeof(TraceStep));
  *at<TraceHeader>(block_) = {sizeBytes, kTraceVersion, stepTicks_, count, elapsed(now), 0};
  return block_;
}

}  // namespace sweepground
