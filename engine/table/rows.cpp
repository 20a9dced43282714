// Rows: the watch tells which, here they are written out.
#include "table/rows.h"

#include <algorithm>

#include "table/table.h"

namespace sweepground {

bool RowQuery::sameOrder(const RowQuery& other) const {
  return column == other.column && descending == other.descending && stateMask == other.stateMask &&
         classMask == other.classMask && line == other.line && firstSerial == other.firstSerial &&
         lastSerial == other.lastSerial;
}

RowRecord recordOf(const Table& table, uint32_t slot) {
  const Chunk& chunk = table.chunkOf(slot);
  const uint32_t i = slot % kChunkSlots;
  return {msOf(chunk.born[i]),
          msOf(chunk.used[i]),
          msOf(chunk.cleared[i]),
          msOf(chunk.ended[i]),
          chunk.serial[i],
          chunk.address[i],
          chunk.sizeBytes[i],
          chunk.line[i],
          chunk.by[i],
          table.survivedBy(slot),
          chunk.classId[i],
          static_cast<uint8_t>(chunk.state[i]),
          chunk.generation[i],
          slot | static_cast<uint32_t>(chunk.generation[i]) << kSlotBits};
}

RowWindow selectRows(Table& table, const RowQuery& query, RowRecord* out) {
  uint32_t slots[kMaxRows];
  const RowWindow window = table.watch().look(table, query, slots);
  for (uint32_t i = 0; i < window.count; ++i) out[i] = recordOf(table, slots[i]);
  return window;
}

SerialRange serialsBetween(const Table& table, Ticks from, Ticks to) {
  uint32_t first = ~0u, last = 0;
  if (from == 0) from = 1;  // 0 is no birth
  if (to < from) return {0, 0};
  for (uint32_t begin = 0; begin < table.slots(); begin += kChunkSlots) {
    const Chunk& chunk = table.chunkOf(begin);
    const uint32_t count = std::min(table.slots() - begin, kChunkSlots);
    // Without branches, so that compilers take several rows at once.
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t within = 0u - (chunk.born[i] - from <= to - from);
      first = std::min(first, chunk.serial[i] | ~within);
      last = std::max(last, chunk.serial[i] & within);
    }
  }
  return last == 0 ? SerialRange{0, 0} : SerialRange{first, last};
}

bool findRow(const Table& table, uint32_t address, uint32_t serial, RowRecord& out) {
  constexpr uint32_t kAtOnce = 64;
  static_assert(kChunkSlots % kAtOnce == 0);
  uint32_t newest = 0;
  uint32_t slotFound = 0;
  for (uint32_t begin = 0; begin < table.slots(); begin += kAtOnce) {
    const Chunk& chunk = table.chunkOf(begin);
    const uint32_t first = begin % kChunkSlots;
    // Without branches, so that compilers take several rows at once.
    uint32_t hits = 0;
    for (uint32_t i = first; i < first + kAtOnce; ++i) hits |= chunk.address[i] == address;
    if (hits == 0) continue;
    for (uint32_t i = first; i < first + kAtOnce && begin - first + i < table.slots(); ++i) {
      if (chunk.address[i] != address || (serial != 0 && chunk.serial[i] != serial)) continue;
      if (chunk.serial[i] <= newest) continue;
      newest = chunk.serial[i];
      slotFound = begin - first + i;
    }
  }
  if (newest == 0) return false;
  out = recordOf(table, slotFound);
  return true;
}

}  // namespace sweepground
