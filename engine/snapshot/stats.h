// Stats: the figures of a run, declared once. Struct, description and labels come from this list.
#pragma once

#include <cstdint>

namespace sweepground {

// name, label, unit. Counts of freed, deleted and made are totals of the run, the others are as of now.
// Native bytes count whole blocks, headers included.
#define SWEEPGROUND_STATS(STAT)                                        \
  STAT(nowMs, "time since the run began", "ms")                        \
  STAT(liveCount, "live", "count")                                     \
  STAT(clearedCount, "cleared", "count")                               \
  STAT(freedCount, "freed", "count")                                   \
  STAT(deletedCount, "deleted", "count")                               \
  STAT(lostCount, "lost", "count")                                     \
  STAT(madeCount, "made", "count")                                     \
  STAT(nativeLiveBytes, "native live", "byte")                         \
  STAT(nativePeakBytes, "native peak", "byte")                         \
  STAT(nativeLimitBytes, "native limit", "byte")                       \
  STAT(heapBytes, "native heap", "byte")                               \
  STAT(wasmMemoryBytes, "wasm memory", "byte")                         \
  STAT(liveBlocks, "live blocks", "count")                             \
  STAT(collections, "collections detected", "count")                   \
  STAT(pressureRequests, "pressure requests", "count")                 \
  STAT(sweepCount, "sweeps", "count")                                  \
  STAT(sweepTotalMs, "time in sweeps", "ms")                           \
  STAT(sweepLongestMs, "longest sweep", "ms")                          \
  STAT(clearedToFreedP50Ms, "cleared to freed, median", "ms")          \
  STAT(clearedToFreedP99Ms, "cleared to freed, 99th percentile", "ms") \
  STAT(clearedToFreedMaxMs, "cleared to freed, longest", "ms")

struct Stats {
#define SWEEPGROUND_STAT(name, label, unit) double name;
  SWEEPGROUND_STATS(SWEEPGROUND_STAT)
#undef SWEEPGROUND_STAT
};

inline constexpr uint32_t kStatCount = sizeof(Stats) / sizeof(double);
static_assert(kStatCount == 21);

}  // namespace sweepground
