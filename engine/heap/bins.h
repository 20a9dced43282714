// Bins: the free blocks, found by size. Two-level segregated fit (Masmano et al., "TLSF: a new dynamic memory
// allocator for real-time systems", 2004): one bin per 16 bytes below 512, above that 32 per power of two.
#pragma once

#include <bit>

#include "base/meta.h"
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
    const uint32_t log2 = static_cast<uint32_t>(std::bit_width(sizeBytes | kSmallBytes)) - 1;
    return {log2 - kSmallLog2 + (sizeBytes >= kSmallBytes), (sizeBytes >> (log2 - 5)) & (kColumns - 1)};
  }

  // Takes memory for the bins' heads. Errors: false, no memory.
  bool init(Meta& meta);

  // Links a block, its header and footer written. Cost: O(1), and no branch: sizes come at random.
  void insert(Address block, uint32_t sizeBytes) {
    const Place place = placeOf(sizeBytes);
    const Address head = headOf(place);
    const Address next = linksAt(head).next;
    linksAt(block) = {next, head};
    linksAt(next).previous = block;
    linksAt(head).next = block;
    columnMask_[place.row] |= 1u << place.column;
    rowMask_ |= 1u << place.row;
    largest_ = sizeBytes > largest_ ? sizeBytes : largest_;
  }

  // Unlinks a block that is in. Cost: O(1), and no branch.
  void remove(Address block, uint32_t sizeBytes) {
    const Place place = placeOf(sizeBytes);
    const FreeLinks links = linksAt(block);
    linksAt(links.next).previous = links.previous;
    linksAt(links.previous).next = links.next;
    const uint32_t emptied = links.next == links.previous;  // both are the head
    columnMask_[place.row] &= ~(emptied << place.column);
    rowMask_ &= ~(uint32_t{columnMask_[place.row] == 0} << place.row);
    largest_ = sizeBytes == largest_ ? kNotKnown : largest_;
  }

  // Unlinks and gives a block of at least sizeBytes, 0 if no bin is sure to have one. Cost: O(1).
  Address take(uint32_t sizeBytes) {
    Place place = placeOf(sizeBytes);
    // Every block of a later bin is large enough, below kSmallBytes of the same bin too. One bit past the
    // last: none.
    const uint32_t from = place.column + (sizeBytes >= kSmallBytes);
    uint32_t columns = static_cast<uint32_t>(uint64_t{columnMask_[place.row]} >> from << from);
    if (sizeBytes >= kSmallBytes) {
      const Address block = first(place);
      if (block != 0 && headerAt(block).sizeBytes() >= sizeBytes) columns = 1u << place.column;
    }
    if (columns == 0) {
      const uint32_t rows = rowMask_ & ((~0u << place.row) << 1);
      if (rows == 0) return 0;
      place.row = static_cast<uint32_t>(std::countr_zero(rows));
      columns = columnMask_[place.row];
    }
    place.column = static_cast<uint32_t>(std::countr_zero(columns));
    const Address block = linksAt(headOf(place)).next;
    remove(block, headerAt(block).sizeBytes());
    return block;
  }
  // The same, looking at every block of the one bin take() cannot be sure of. Cost: O(blocks in that bin).
  Address takeByWalk(uint32_t sizeBytes);

  // The first block of a bin, and the one after it; 0: there is none.
  Address first(Place place) const { return after(place, headOf(place)); }
  Address after(Place place, Address block) const {
    const Address next = linksAt(block).next;
    return next == headOf(place) ? 0 : next;
  }
  // Whether the links of a block that is in agree with those beside it.
  bool isLinked(Address block) const {
    const FreeLinks links = linksAt(block);
    return linksAt(links.next).previous == block && linksAt(links.previous).next == block;
  }
  // Bytes of the largest block in, 0 if there is none. Cost: O(1), or a walk over one bin after it was
  // removed.
  uint32_t largest() const;

 private:
  static constexpr uint32_t kSmallLog2 = 9;
  static constexpr uint32_t kNotKnown = ~0u;

  // The links of a bin's blocks are a ring through its head, which lies in meta: as if it were a block with
  // links.
  Address headOf(Place place) const {
    constexpr uint32_t kHeadBytes = sizeof(FreeLinks);
    return heads_ + (place.row * kColumns + place.column) * kHeadBytes;
  }

  uint32_t rowMask_ = 0;
  mutable uint32_t largest_ = 0;  // greater than every block: not known
  Address heads_ = 0;             // so that linksAt(heads_) are the first head's
  uint32_t columnMask_[kRows] = {};
};

static_assert(Bins::kSmallBytes / kGranuleBytes == Bins::kColumns);
static_assert(Bins::placeOf(Bins::kSmallBytes - 16).row == 0 &&
              Bins::placeOf(Bins::kSmallBytes - 16).column == 31);
static_assert(Bins::placeOf(Bins::kSmallBytes).row == 1 && Bins::placeOf(Bins::kSmallBytes).column == 0);
static_assert(Bins::placeOf((1u << 30) - 16).row == Bins::kRows - 1);

}  // namespace sweepground
