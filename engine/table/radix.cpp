// Radix: from the highest digit down; each pass counts the keys by their next digit.
#include "table/radix.h"

#include <algorithm>

#include "table/table.h"

namespace sweepground {

Key keyOfRank(const Table& table, const RowQuery& query, uint32_t rank) {
  constexpr uint32_t kDigitBits = 11, kKeyBits = 64;
  static_assert((kKeyBits + kDigitBits - 1) / kDigitBits == 6);
  uint32_t counts[1u << kDigitBits];
  Key low = 0, high = kLastKey;
  for (uint32_t left = kKeyBits; left != 0;) {
    const uint32_t shift = left > kDigitBits ? left - kDigitBits : 0;
    std::fill_n(counts, 1u << kDigitBits, 0u);
    for (uint32_t slot = 0; slot < table.slots(); ++slot) {
      const Chunk& chunk = table.chunkOf(slot);
      const uint32_t i = slot % kChunkSlots;
      if (!matches(query, chunk, i)) continue;
      const Key key = keyOf(query, chunk, i, table.majorCollections());
      if (key >= low && key <= high) ++counts[(key - low) >> shift];
    }
    uint32_t digit = 0;
    while (rank >= counts[digit]) rank -= counts[digit++];
    low += Key{digit} << shift;
    high = low + ((Key{1} << shift) - 1);
    left = shift;
  }
  return low;
}

}  // namespace sweepground
