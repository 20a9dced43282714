// Counts: the heap's figures, declared once. Struct and description come from this list.
#pragma once

#include "base/meta.h"

namespace sweepground {

// liveBytes        blocks in use, headers included, quarantine not
// peakBytes        high water: the most liveBytes has been
// freeBytes        free blocks, headers included
// quarantineBytes  blocks in quarantine, headers included
// heapBytes        segments taken; with the sentinels live, free and quarantine are all of it
// limitBytes       the most heapBytes may become
// liveBlocks       in use: objects and parts, not what lies inside another's block
// objects          usable objects now, those inside another's block too
// allocations      serials ever given: blocks, and objects placed inside one
// objectsMade      objects ever made, those inside another's block too
#define SWEEPGROUND_COUNTS(COUNT) \
  COUNT(liveBytes)                \
  COUNT(peakBytes)                \
  COUNT(freeBytes)                \
  COUNT(quarantineBytes)          \
  COUNT(heapBytes)                \
  COUNT(limitBytes)               \
  COUNT(liveBlocks)               \
  COUNT(objects)                  \
  COUNT(allocations)              \
  COUNT(objectsMade)

struct HeapCounts {
#define SWEEPGROUND_COUNT(name) uint32_t name;
  SWEEPGROUND_COUNTS(SWEEPGROUND_COUNT)
#undef SWEEPGROUND_COUNT
};

// Counts that have an address from init() on, for ever. In wasm they lie where this object does, which is not
// moved: the path of each allocation has no further pointer to follow. Natively only what is in meta has one.
class PlacedCounts {
 public:
  // Owner: the caller keeps `meta` alive. Again keeps the place. Errors: false, no memory.
  bool init(Meta& meta);
  // 0 before init().
  Address address() const { return address_; }

#if defined(__wasm__)
  HeapCounts* operator->() { return &counts_; }
  const HeapCounts* operator->() const { return &counts_; }
  const HeapCounts& operator*() const { return counts_; }
#else
  // Before: init().
  HeapCounts* operator->() { return counts_; }
  const HeapCounts* operator->() const { return counts_; }
  // Zeros before init().
  const HeapCounts& operator*() const { return counts_ != nullptr ? *counts_ : kNone; }
#endif

 private:
  Address address_ = 0;
#if defined(__wasm__)
  HeapCounts counts_ = {};
#else
  static constexpr HeapCounts kNone = {};
  HeapCounts* counts_ = nullptr;
#endif
};

inline bool PlacedCounts::init([[maybe_unused]] Meta& meta) {
#if defined(__wasm__)
  address_ = reinterpret_cast<Address>(&counts_);
#else
  if (address_ == 0) address_ = meta.allocate(sizeof(HeapCounts));
  counts_ = address_ != 0 ? at<HeapCounts>(address_) : nullptr;
#endif
  return address_ != 0;
}

}  // namespace sweepground
