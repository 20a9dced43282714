// The layout of a block: a header of 16 bytes right before the payload, and what a free block keeps inside.
#pragma once

#include <cstddef>

#include "base/memory.h"

namespace sweepground {

using ClassId = uint8_t;  // 0 = none

inline constexpr uint32_t kGranuleBytes = 16;  // every block and payload begins on a multiple of this

struct BlockHeader {
  static constexpr uint32_t kUsed = 1;
  static constexpr uint32_t kPreviousFree = 2;  // the block that ends where this begins is free

  uint32_t sizeAndFlags;  // bytes of the block, header included, a multiple of 16; flags in the low bits
  ClassId classId;        // 0 while free
  uint8_t spare[3];
  uint32_t serial;  // allocation number of the run, from 1; 0 while free
  uint32_t handle;  // of its slot in the managed table; 0 = not managed

  uint32_t sizeBytes() const { return sizeAndFlags & ~(kGranuleBytes - 1); }
  bool used() const { return (sizeAndFlags & kUsed) != 0; }
  bool previousFree() const { return (sizeAndFlags & kPreviousFree) != 0; }
};

// In the payload of a free block; its last word repeats the block's size, so that the next block finds its
// start.
struct FreeLinks {
  Address next;
  Address previous;
};

inline constexpr uint32_t kHeaderBytes = sizeof(BlockHeader);
inline constexpr uint32_t kLinksBytes = sizeof(FreeLinks);
inline constexpr uint32_t kFooterBytes = sizeof(uint32_t);
inline constexpr uint32_t kMinBlockBytes = 32;
// A run of segments ends with a header of size 0, marked used.
inline constexpr uint32_t kSentinelBytes = kHeaderBytes;

// The binding reads the serial at payload - 8.
inline constexpr int32_t kSerialOffset = -8;
static_assert(kHeaderBytes == kGranuleBytes);
static_assert(static_cast<int32_t>(offsetof(BlockHeader, serial)) - static_cast<int32_t>(kHeaderBytes) ==
              kSerialOffset);
static_assert(offsetof(BlockHeader, handle) == kHeaderBytes - 4);
static_assert(kMinBlockBytes >= kHeaderBytes + kLinksBytes + kFooterBytes);

inline BlockHeader& headerAt(Address block) { return *at<BlockHeader>(block); }
inline FreeLinks& linksAt(Address block) { return *at<FreeLinks>(block + kHeaderBytes); }
inline uint32_t& footerBefore(Address blockEnd) { return *at<uint32_t>(blockEnd - kFooterBytes); }

}  // namespace sweepground
