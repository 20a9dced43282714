// Rows: the keys that bound a window by radix descent, then the window alone is sorted.
#include "table/rows.h"

#include <algorithm>
#include <bit>

namespace sweepground {
namespace {

// A row's place in the order: column in the high half, serial in the low. Serials differ, so keys do.
using Key = uint64_t;

struct Item {
  Key key;
  uint32_t slot;
};

// A column of a chunk: 32 bits or 8 bits wide.
struct Values {
  const uint32_t* wide;
  const uint8_t* narrow;
};

Values valuesOf(const Chunk& chunk, Column column) {
  switch (column) {
    case Column::kClass:
      return {nullptr, chunk.classId};
    case Column::kAddress:
      return {chunk.address, nullptr};
    case Column::kSize:
      return {chunk.sizeBytes, nullptr};
    case Column::kState:
      return {nullptr, reinterpret_cast<const uint8_t*>(chunk.state)};
    case Column::kBorn:
      return {chunk.born, nullptr};
    case Column::kCleared:
      return {chunk.cleared, nullptr};
    case Column::kEnded:
      return {chunk.ended, nullptr};
    case Column::kSerial:
    case Column::kEnd:
      break;
  }
  return {chunk.serial, nullptr};
}

// Calls visit(key, slot) for each row the mask lets through.
template <class Visit>
void forEachKey(const Table& table, const RowQuery& query, Visit visit) {
  const Key turn = query.descending ? ~Key{0} : 0;
  for (uint32_t begin = 0; begin < table.slots(); begin += kChunkSlots) {
    const Chunk& chunk = table.chunkOf(begin);
    const Values values = valuesOf(chunk, query.column);
    const uint32_t end = std::min(kChunkSlots, table.slots() - begin);
    for (uint32_t i = 0; i < end; ++i) {
      if ((query.stateMask & maskOf(chunk.state[i])) == 0) continue;
      const Key value = values.wide != nullptr ? values.wide[i] : values.narrow[i];
      visit((value << 32 | chunk.serial[i]) ^ turn, begin + i);
    }
  }
}

// The key with `rank` smaller ones among those in [low, high].
[[gnu::noinline]] Key keyOfRank(const Table& table, const RowQuery& query, Key low, Key high, uint32_t rank) {
  constexpr uint32_t kDigitBits = 11;
  uint32_t counts[1u << kDigitBits];
  while (low != high) {
    const uint32_t bits = static_cast<uint32_t>(std::bit_width(high - low));
    const uint32_t shift = bits > kDigitBits ? bits - kDigitBits : 0;
    std::fill_n(counts, 1u << kDigitBits, 0u);
    forEachKey(table, query, [&](Key key, uint32_t) {
      if (key >= low && key <= high) ++counts[(key - low) >> shift];
    });
    uint32_t digit = 0;
    while (rank >= counts[digit]) rank -= counts[digit++];
    low += Key{digit} << shift;
    high = low + std::min(high - low, (Key{1} << shift) - 1);  // low + 2^shift may lie past the last key
    if (counts[digit] == 1) {
      Key only = low;
      forEachKey(table, query, [&](Key key, uint32_t) {
        if (key >= low && key <= high) only = key;
      });
      return only;
    }
  }
  return low;
}

}  // namespace

RowRecord recordOf(const Table& table, uint32_t slot) {
  const Chunk& chunk = table.chunkOf(slot);
  const uint32_t i = slot % kChunkSlots;
  return {
      msOf(chunk.born[i]), msOf(chunk.cleared[i]), msOf(chunk.ended[i]), chunk.serial[i],
      chunk.address[i],    chunk.sizeBytes[i],     chunk.classId[i],     static_cast<uint8_t>(chunk.state[i]),
      chunk.generation[i]};
}

RowWindow selectRows(const Table& table, const RowQuery& query, RowRecord* out) {
  Key low = ~Key{0}, high = 0;
  uint32_t matched = 0;
  forEachKey(table, query, [&](Key key, uint32_t) {
    low = std::min(low, key);
    high = std::max(high, key);
    ++matched;
  });
  const uint32_t count = std::min({query.count, kMaxRows, matched});
  const uint32_t first = std::min(query.offset, matched - count);
  if (count == 0) return {matched, first, 0};

  const Key begin = first == 0 ? low : keyOfRank(table, query, low, high, first);
  const uint32_t last = first + count - 1;
  const Key end = last + 1 == matched ? high : keyOfRank(table, query, begin, high, count - 1);

  Item items[kMaxRows];
  uint32_t found = 0;
  forEachKey(table, query, [&](Key key, uint32_t slot) {
    if (key >= begin && key <= end && found < count) items[found++] = {key, slot};
  });
  std::sort(items, items + found, [](const Item& a, const Item& b) { return a.key < b.key; });
  for (uint32_t i = 0; i < found; ++i) out[i] = recordOf(table, items[i].slot);
  return {matched, first, found};
}

bool findRow(const Table& table, Address address, uint32_t serial, RowRecord& out) {
  uint32_t newest = 0;
  uint32_t slotFound = 0;
  for (uint32_t slot = 0; slot < table.slots(); ++slot) {
    const Chunk& chunk = table.chunkOf(slot);
    const uint32_t i = slot % kChunkSlots;
    if (chunk.address[i] != address || (serial != 0 && chunk.serial[i] != serial)) continue;
    if (chunk.serial[i] <= newest) continue;
    newest = chunk.serial[i];
    slotFound = slot;
  }
  if (newest == 0) return false;
  out = recordOf(table, slotFound);
  return true;
}

}  // namespace sweepground
