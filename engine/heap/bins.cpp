// Bins: their heads, and what is searched by a walk.
#include "heap/bins.h"

namespace sweepground {

bool Bins::init(Meta& meta) {
  const Address memory = meta.allocate(kRows * kColumns * static_cast<uint32_t>(sizeof(FreeLinks)));
  if (memory == 0) return false;
  heads_ = memory - kHeaderBytes;
  for (uint32_t row = 0; row < kRows; ++row) {
    for (uint32_t column = 0; column < kColumns; ++column) {
      const Address head = headOf({row, column});
      linksAt(head) = {head, head};
    }
  }
  return true;
}

Address Bins::takeByWalk(uint32_t sizeBytes) {
  const Place place = placeOf(sizeBytes);
  for (Address block = first(place); block != 0; block = after(place, block)) {
    const uint32_t found = headerAt(block).sizeBytes();
    if (found < sizeBytes) continue;
    remove(block, found);
    return block;
  }
  return 0;
}

uint32_t Bins::largest() const {
  if (largest_ != kNotKnown) return largest_;
  largest_ = 0;
  if (rowMask_ == 0) return 0;
  const uint32_t row = static_cast<uint32_t>(std::bit_width(rowMask_)) - 1;
  const Place last = {row, static_cast<uint32_t>(std::bit_width(columnMask_[row])) - 1};
  for (Address block = first(last); block != 0; block = after(last, block)) {
    const uint32_t size = headerAt(block).sizeBytes();
    if (size > largest_) largest_ = size;
  }
  return largest_;
}

}  // namespace sweepground
