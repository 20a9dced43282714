// Stats: the figures of a run, declared once. Struct, description and labels come from this list.
#pragma once

#include <cstdint>

namespace sweepground {

// name, label, unit. Counts of freed, deleted, made, collections, requests, sweeps, derefs, errors and of
// what ran out of memory are totals of the run, the others are as of now. A sweep takes the time of all its
// slices, and counts once it has ended; a slice, at once. Native bytes count whole blocks, headers included.
// What lies in quarantine is not live. From last use to freed: of what was cleared first; what was never
// used, from its birth. The time in the policy is known of a run that is recorded; with derefs and what ran
// out of memory it is in no journal, and so in no replay.
#define SWEEPGROUND_STATS(STAT)                                        \
  STAT(nowMs, "time since the run began", "ms")                        \
  STAT(liveCount, "live", "count")                                     \
  STAT(clearedCount, "cleared", "count")                               \
  STAT(freedCount, "freed", "count")                                   \
  STAT(deletedCount, "deleted", "count")                               \
  STAT(lostCount, "lost", "count")                                     \
  STAT(madeCount, "made", "count")                                     \
  STAT(objectCount, "objects, managed or not", "count")                \
  STAT(nativeLiveBytes, "native live", "byte")                         \
  STAT(nativePeakBytes, "native peak", "byte")                         \
  STAT(nativeLimitBytes, "native limit", "byte")                       \
  STAT(heapBytes, "native heap", "byte")                               \
  STAT(freeBytes, "free in the native heap", "byte")                   \
  STAT(largestFreeBytes, "largest free block", "byte")                 \
  STAT(quarantineBytes, "in quarantine", "byte")                       \
  STAT(wasmMemoryBytes, "wasm memory", "byte")                         \
  STAT(liveBlocks, "live blocks", "count")                             \
  STAT(heldReferences, "JavaScript functions held", "count")           \
  STAT(cleaningCount, "waiting to be cleaned", "count")                \
  STAT(collections, "collections detected", "count")                   \
  STAT(majorCollections, "major ones among them", "count")             \
  STAT(pressureRequests, "pressure requests", "count")                 \
  STAT(sweepCount, "sweeps", "count")                                  \
  STAT(sweepTotalMs, "time in sweeps", "ms")                           \
  STAT(sweepLongestMs, "longest sweep", "ms")                          \
  STAT(sliceLongestMs, "longest slice of a sweep", "ms")               \
  STAT(derefCount, "WeakRefs looked at", "count")                      \
  STAT(policyTotalMs, "time in the policy", "ms")                      \
  STAT(policyLongestMs, "longest piece of it", "ms")                   \
  STAT(clearedToFreedP50Ms, "cleared to freed, median", "ms")          \
  STAT(clearedToFreedP99Ms, "cleared to freed, 99th percentile", "ms") \
  STAT(clearedToFreedMaxMs, "cleared to freed, longest", "ms")         \
  STAT(usedToFreedP50Ms, "last use to freed, median", "ms")            \
  STAT(usedToFreedP99Ms, "last use to freed, 99th percentile", "ms")   \
  STAT(usedToFreedMaxMs, "last use to freed, longest", "ms")           \
  STAT(lifetimeP50Ms, "lifetime, median", "ms")                        \
  STAT(lifetimeP99Ms, "lifetime, 99th percentile", "ms")               \
  STAT(lifetimeMaxMs, "lifetime, longest", "ms")                       \
  STAT(errorCount, "errors", "count")                                  \
  STAT(exhaustedCount, "out of memory", "count")                       \
  STAT(exhaustedFirstMs, "first out of memory", "ms")                  \
  STAT(heapBegin, "where the native heap begins", "address")           \
  STAT(heapEnd, "where the native heap ends", "address")

struct Stats {
#define SWEEPGROUND_STAT(name, label, unit) double name;
  SWEEPGROUND_STATS(SWEEPGROUND_STAT)
#undef SWEEPGROUND_STAT
};

inline constexpr uint32_t kStatCount = sizeof(Stats) / sizeof(double);
static_assert(kStatCount == 43);

}  // namespace sweepground
