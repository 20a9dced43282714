// Bins: the free blocks, found by size. Two-level segregated fit (Masmano et al., "TLSF: a new dynamic memory
// allocator for real-time systems", 2004): one bin per 16 bytes below 512, above that 32 per power of two.
#pragma once

#include <bit>

#include "heap/block.h"

namespace sweepground {

class Bins {
 public:
  static constexpr uint32_t kSmallBytes = 512;
  static constexpr uint32_t kColumns = 32;
  static constexpr uint32_t kRows = 22;  // blocks below 1 GiB

  struct Place {
    uint32_t row;
    uint32_t column;
  };

  // Where a free block of this size is kept.
  static constexpr Place placeOf(uint32_t sizeBytes) {
    if (sizeBytes < kSmallBytes) return {0, sizeBytes / kGranuleBytes};
    const uint32_t log2 = static_cast<uint32_t>(std::bit_width(sizeBytes)) - 1;
    return {log2 - 8, (sizeBytes >> (log2 - 5)) & (kColumns - 1)};
  }

  // Links a block, its header and footer written. Cost: O(1).
  void insert(Address block);
  // Unlinks a block that is in. Cost: O(1).
  void remove(Address block);

  // Unlinks and gives a block of at least sizeBytes, 0 if no bin is sure to have one. Cost: O(1).
  Address take(uint32_t sizeBytes);
  // The same, looking at every block of the one bin take() cannot be sure of. Cost: O(blocks in that bin).
  Address takeByWalk(uint32_t sizeBytes);

  Address first(Place place) const { return heads_[place.row][place.column]; }

 private:
  uint32_t rowMask_ = 0;
  uint32_t columnMask_[kRows] = {};
  Address heads_[kRows][kColumns] = {};
};

static_assert(Bins::kSmallBytes / kGranuleBytes == Bins::kColumns);
static_assert(Bins::placeOf(Bins::kSmallBytes).row == 1 && Bins::placeOf(Bins::kSmallBytes).column == 0);
static_assert(Bins::placeOf((1u << 30) - 16).row == Bins::kRows - 1);

}  // namespace sweepground
