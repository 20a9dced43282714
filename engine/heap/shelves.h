// Shelves: small free blocks kept as they are, by size, so that the next object of that size needs no cutting
// and their end no joining. Few enough that what lies here is no loss; joinShelved() (heap.h) puts them among
// the others.
#pragma once

#include "heap/block.h"

namespace sweepground {

class Shelves {
 public:
  // Blocks below this size are kept, at most so many of each size.
  static constexpr uint32_t kEndBytes = 512;
  static constexpr uint32_t kDepth = 64;

  // Keeps a free block, its header written; false if it is too great or its shelf is full. Cost: O(1).
  bool put(Address block, uint32_t sizeBytes) {
    if (sizeBytes >= kEndBytes) return false;
    Shelf& shelf = shelves_[sizeBytes / kGranuleBytes];
    if (shelf.count == kDepth) return false;
    linksAt(block).next = shelf.first;
    shelf.first = block;
    ++shelf.count;
    ++count_;
    return true;
  }
  // Gives a block of just this size; 0 if there is none. Cost: O(1).
  Address take(uint32_t sizeBytes) {
    if (sizeBytes >= kEndBytes) return 0;
    Shelf& shelf = shelves_[sizeBytes / kGranuleBytes];
    const Address block = shelf.first;
    if (block == 0) return 0;
    shelf.first = linksAt(block).next;
    --shelf.count;
    --count_;
    return block;
  }

  // Blocks on all shelves.
  uint32_t count() const { return count_; }
  // On that of this size.
  Address first(uint32_t sizeBytes) const { return shelves_[sizeBytes / kGranuleBytes].first; }
  // Bytes of the largest, 0 if there is none. Cost: O(shelves).
  uint32_t largest() const {
    uint32_t sizeBytes = kEndBytes;
    while (sizeBytes != 0 && first(sizeBytes -= kGranuleBytes) == 0) {
    }
    return sizeBytes;
  }

 private:
  struct Shelf {
    Address first;
    uint32_t count;
  };

  Shelf shelves_[kEndBytes / kGranuleBytes] = {};
  uint32_t count_ = 0;
};

}  // namespace sweepground
