// Heap: the counted native heap. Blocks carry class, serial and slot; a limit ends growth with a null, never
// an abort.
#pragma once

#include "base/meta.h"
#include "base/segments.h"
#include "heap/bins.h"
#include "heap/shadow.h"

namespace sweepground {

class Heap {
 public:
  static constexpr uint32_t kMinLimitBytes = 1u << 20;
  static constexpr uint32_t kMaxLimitBytes = 1u << 30;
  static constexpr uint32_t kDefaultLimitBytes = 64u << 20;

  struct Counts {
    uint32_t liveBytes;   // blocks in use, headers included
    uint32_t peakBytes;   // the most liveBytes has been
    uint32_t freeBytes;   // free blocks, headers included
    uint32_t heapBytes;   // segments taken
    uint32_t limitBytes;  // the most heapBytes may become
    uint32_t liveBlocks;
    uint32_t allocations;  // blocks ever made
  };

  // Owner: the caller keeps segments and meta alive. The limit is rounded down to whole segments.
  // Errors: false if the limit is outside kMinLimitBytes..kMaxLimitBytes. Takes no memory yet.
  bool init(Segments& segments, Meta& meta, uint32_t limitBytes);

  // Makes a block with a payload of at least payloadBytes, 16-aligned, its bytes not defined. classId > 0.
  // Owner: caller, until release(). Errors: 0 when neither a free block nor the limit serves, nothing
  // changed. Cost: O(1), and where the limit is reached a walk over the free blocks of about that size.
  // Growth: views on memory may go stale.
  Address allocate(uint64_t payloadBytes, ClassId classId);

  // Gives a live block back. Before: classOf(payload) != 0. Cost: O(1).
  void release(Address payload);

  // Class of the live block whose payload begins here, else 0. Any input is fine. Cost: O(1).
  ClassId classOf(uint32_t payload) const { return shadow_.classOf(payload); }

  // Before: classOf(payload) != 0.
  BlockHeader& header(Address payload) { return headerAt(payload - kHeaderBytes); }

  const Counts& counts() const { return counts_; }

  // Checks every invariant; null, or what does not hold. Cost: O(blocks + heap bytes / 16). For tests.
  const char* validate() const;

 private:
  struct Piece {  // segments that follow one another; the last 16 bytes are a sentinel
    Address begin;
    Address end;
  };
  static constexpr uint32_t kMaxPieces = kMaxLimitBytes / kSegmentBytes;

  Address grow(uint32_t blockBytes);
  Address addSegments(Address begin, uint32_t count);
  uint32_t tailBytes() const;
  void insertFree(Address block, uint32_t sizeBytes);
  void useBlock(Address block, uint32_t needBytes, ClassId classId);

  Segments* segments_ = nullptr;
  Meta* meta_ = nullptr;
  Counts counts_ = {};
  uint32_t pieceCount_ = 0;
  Piece pieces_[kMaxPieces] = {};
  Bins bins_ = {};
  Shadow shadow_ = {};
};

}  // namespace sweepground
