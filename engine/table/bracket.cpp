// Bracket: the pass over a chunk, 16 rows at a time, and the upkeep.
#include "table/bracket.h"

#include <bit>

#include "table/filter.h"
#include "table/lanes.h"
#include "table/table.h"

namespace sweepground {
namespace {
constexpr uint32_t highOf(Key key) { return static_cast<uint32_t>(key >> 32); }
constexpr uint32_t lowOf(Key key) { return static_cast<uint32_t>(key); }

// The column as 32-bit values, widened where it is narrower.
const uint32_t* valuesOf(const Chunk& chunk, Column column, uint32_t collections, uint32_t* scratch) {
  const uint32_t* wide = wideColumn(chunk, column);
  if (wide != nullptr) return wide;
  const uint8_t* states = reinterpret_cast<const uint8_t*>(chunk.state);
  if (column == Column::kClass || column == Column::kState) {
    const uint8_t* bytes = column == Column::kClass ? chunk.classId : states;
    for (uint32_t i = 0; i < kChunkSlots; i += kLanes) {
      storeWords(scratch + i, widenFirst(bytesAt(bytes + i), Bytes{}));
      storeWords(scratch + i + 8, widenLast(bytesAt(bytes + i), Bytes{}));
    }
    return scratch;
  }
  // As survivedOf(): counted - noted where the row lives.
  const Halves counted = Halves{} + static_cast<uint16_t>(std::min(collections, kMaxSurvived));
  const Bytes liveState = splat16(static_cast<uint8_t>(State::kLive));
  const auto survived = [&](uint32_t i, Halves live) {
    const Halves noted = halvesAt(chunk.survived + i);
    return ((counted - noted) & live) | (noted & ~live);
  };
  for (uint32_t i = 0; i < kChunkSlots; i += kLanes) {
    const Bytes live = reinterpret_cast<Bytes>(bytesAt(states + i) == liveState);
    storeWords(scratch + i, survived(i, widenFirst(live, live)));
    storeWords(scratch + i + 8, survived(i + 8, widenLast(live, live)));
  }
  return scratch;
}

// Writes out the numbers of the rows found; gives how many. In groups (as Lemire and Langdale do, 2019): a
// loop over single bits is mostly branches foreseen wrongly.
uint32_t writeNumbers(ScanScratch& scratch) {
  constexpr uint32_t kGroup = 8;
  uint32_t count = 0;
  for (uint32_t word = 0; word < kChunkSlots / 64; ++word) {
    uint64_t bits = scratch.found[word];
    const uint32_t all = static_cast<uint32_t>(std::popcount(bits));
    for (uint32_t done = 0; done < all; done += kGroup) {
      for (uint32_t i = 0; i < kGroup; ++i) {
        // No bit left: 64, past the end and not read.
        scratch.rows[count + done + i] =
            static_cast<uint16_t>(64 * word + static_cast<uint32_t>(std::countr_zero(bits)));
        bits &= bits - 1;
      }
    }
    count += all;
  }
  return count;
}
}  // namespace

void Bracket::begin(const Bounds& bounds) {
  low_ = bounds.low;
  high_ = bounds.high;
  ties_ = bounds.ties;
  overflowed_ = false;
  frontier_ = 0;
  matched_ = below_ = inside_ = 0;
  pool_.begin(bounds.cuts);
}

void Bracket::scan(const Table& table, const RowQuery& query, ScanScratch& scratch, uint32_t chunks) {
  for (; chunks != 0 && frontier_ < table.slots(); --chunks) {
    scanChunk(table, query, scratch, frontier_);
    frontier_ = std::min(frontier_ + kChunkSlots, table.slots());
  }
  if (frontier_ >= table.slots()) frontier_ = kMaxSlots;
}

void Bracket::scanChunk(const Table& table, const RowQuery& query, ScanScratch& scratch, uint32_t begin) {
  const Chunk& chunk = table.chunkOf(begin);
  if (!filterChunk(query, chunk, std::min(kChunkSlots, table.slots() - begin), scratch.match)) return;
  if (by() == By::kOneValue && query.column == Column::kClass) {
    return scanRows<By::kOneValue>(query, scratch, chunk.classId, chunk.serial, begin);
  }
  if (by() == By::kOneValue && query.column == Column::kState) {
    return scanRows<By::kOneValue>(query, scratch, reinterpret_cast<const uint8_t*>(chunk.state),
                                   chunk.serial, begin);
  }
  const uint32_t* values = valuesOf(chunk, query.column, table.majorCollections(), scratch.values);
  switch (by()) {
    case By::kValue:
      return scanRows<By::kValue>(query, scratch, values, chunk.serial, begin);
    case By::kOneValue:
      return scanRows<By::kOneValue>(query, scratch, values, chunk.serial, begin);
    case By::kBoth:
      return scanRows<By::kBoth>(query, scratch, values, chunk.serial, begin);
  }
}

template <Bracket::By kBy, class Value>
void Bracket::scanRows(const RowQuery& query, ScanScratch& scratch, const Value* values,
                       const uint32_t* serials, uint32_t begin) {
  countRows<kBy>(query, scratch, values, serials);
  takeRows<kBy>(query, scratch, values, serials, writeNumbers(scratch), begin);
}

// Counts the rows on the lower side of the bracket and finds those that may be within, 16 at a time. By
// values alone, rows that share one with a bound are found too.
template <Bracket::By kBy, class Value>
void Bracket::countRows(const RowQuery& query, ScanScratch& scratch, const Value* values,
                        const uint32_t* serials) {
  const uint32_t value = highOf(least(query));
  const SignedWords leastValue = orderedOf(value), leastSerial = orderedOf(lowOf(least(query)));
  const SignedWords mostValue = orderedOf(highOf(most(query))), mostSerial = orderedOf(lowOf(most(query)));
  constexpr uint32_t kBlockRows = 128 * kLanes;  // so many that no byte counts past 255
  uint32_t matched = 0, less = 0;
  for (uint32_t block = 0; block < kChunkSlots; block += kBlockRows) {
    Bytes matchedLanes = {}, lessLanes = {};
    for (uint32_t group = block; group < block + kBlockRows; group += 64) {
      uint64_t found = 0;
      for (uint32_t quarter = 0; quarter < 4; ++quarter) {
        const uint32_t row = group + quarter * kLanes;
        const Bytes match = bytesAt(scratch.match + row);
        matchedLanes -= match;
        Bytes lessBytes, within;
        if constexpr (kBy == By::kOneValue) {
          Bytes equal;
          if constexpr (sizeof(Value) == 1) {
            const Bytes lanes = bytesAt(values + row), wanted = splat16(static_cast<uint8_t>(value));
            lessBytes = reinterpret_cast<Bytes>(lanes < wanted);
            equal = reinterpret_cast<Bytes>(lanes == wanted);
          } else {
            lessBytes =
                narrowEach([&](uint32_t part) { return orderedAt(values + row + part) < leastValue; });
            equal = narrowEach([&](uint32_t part) { return orderedAt(values + row + part) == leastValue; });
          }
          const auto serialAt = [&](uint32_t part) { return orderedAt(serials + row + part); };
          const Bytes before = narrowEach([&](uint32_t part) { return serialAt(part) < leastSerial; });
          const Bytes after = narrowEach([&](uint32_t part) { return serialAt(part) > mostSerial; });
          lessBytes |= equal & before;
          within = equal & ~(before | after);
        } else {
          const auto valueAt = [&](uint32_t part) { return orderedAt(values + row + part); };
          const auto serialAt = [&](uint32_t part) { return orderedAt(serials + row + part); };
          lessBytes = narrowEach([&](uint32_t part) {
            WordMask result = valueAt(part) < leastValue;
            if constexpr (kBy == By::kBoth) {
              result |= (valueAt(part) == leastValue) & (serialAt(part) < leastSerial);
            }
            return result;
          });
          within = ~(lessBytes | narrowEach([&](uint32_t part) {
                       WordMask result = valueAt(part) > mostValue;
                       if constexpr (kBy == By::kBoth) {
                         result |= (valueAt(part) == mostValue) & (serialAt(part) > mostSerial);
                       }
                       return result;
                     }));
        }
        lessLanes -= lessBytes & match;
        found |= uint64_t{bitsOf(match & within)} << (quarter * kLanes);
      }
      scratch.found[group / 64] = found;
    }
    matched += sumOf(matchedLanes);
    less += sumOf(lessLanes);
  }
  matched_ += matched;
  // Descending, what comes before the bracket has the greater keys: all but these and those within.
  below_ += query.descending ? matched - less : less;
}

// Takes the rows found that are within.
template <Bracket::By kBy, class Value>
void Bracket::takeRows(const RowQuery& query, const ScanScratch& scratch, const Value* values,
                       const uint32_t* serials, uint32_t count, uint32_t begin) {
  const Key turn = turnOf(query), leastKey = least(query), mostKey = most(query);
  uint32_t less = 0, inside = 0;
  for (uint32_t n = 0; n < count; ++n) {
    const uint32_t i = scratch.rows[n];
    const Key key = Key{kBy == By::kOneValue ? highOf(leastKey) : values[i]} << 32 | serials[i];
    if constexpr (kBy == By::kValue) {
      if (key < leastKey || key > mostKey) {
        less += key < leastKey;
        continue;
      }
    }
    ++inside;
    if (!overflowed_ && !pool_.put(key ^ turn, begin + i)) overflowed_ = true;
  }
  inside_ += inside;
  below_ += query.descending ? 0 - less - inside : less;
}

bool Bracket::change(Key key, uint32_t slot, int32_t sign) {
  if (slot >= frontier_) return true;  // counted when its chunk is passed
  const uint32_t one = static_cast<uint32_t>(sign);
  matched_ += one;
  if (key < low_) below_ += one;
  if (key < low_ || key > high_) return true;
  inside_ += one;
  if (overflowed_) return true;
  if (pool_.add(key, slot, sign)) return true;
  Pool::Cut cut;
  if (!pool_.cut(cut)) return false;
  below_ += cut.below;
  inside_ -= cut.below + cut.above;
  low_ = std::max(low_, cut.low);
  high_ = std::min(high_, cut.high);
  if (key >= low_ && key <= high_) return pool_.add(key, slot, sign);
  inside_ -= one;
  if (key < low_) below_ += one;
  return true;
}

}  // namespace sweepground
