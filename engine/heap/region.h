// Region: the blocks of a piece of the heap one by one, free ones too, for what is looked at closely.
#pragma once

#include "heap/heap.h"

namespace sweepground {

inline constexpr uint32_t kMaxRegionBlocks = 512;

struct RegionBlock {
  Address address;     // where the payload begins
  uint32_t sizeBytes;  // of the block, header included; of an object placed in another's block: of its share
  uint32_t serial;     // 0 while free; in quarantine, of the object that was there
  uint32_t line;       // that made it; 0 = not known
  uint8_t classId;     // 0 while free
  uint8_t state;       // BlockState; of a placed object unmanaged: it has no row
  uint16_t placed;     // 1: it lies in the block of the last one before it that has 0 here
};
static_assert(sizeof(RegionBlock) == 20);

struct RegionHeader {
  Address begin;       // rounded down to a granule
  uint32_t heapBytes;  // from there on that lie in the heap's segments, with no gap
  uint32_t count;      // of blocks
  uint32_t spare;
};
static_assert(sizeof(RegionHeader) == 16);
inline constexpr uint32_t kRegionMaxBytes = sizeof(RegionHeader) + kMaxRegionBlocks * sizeof(RegionBlock);

// Writes header and blocks that cover part of a range, by address, to `out` (kRegionMaxBytes, 4-aligned; the
// caller's); where there are more than fit, the first. What was placed in a block comes right after it,
// unless it is in quarantine. Any range is fine. Cost: O(blocks written + bytes before `begin` in its block,
// or in the free blocks around it, / 16); where blocks have others placed in them also O(range / 16).
void writeRegion(const Heap& heap, Address begin, uint32_t sizeBytes, Address out);

}  // namespace sweepground
