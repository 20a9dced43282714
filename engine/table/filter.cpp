// Filter: a byte is compared with those wanted, or with those not wanted, whichever are fewer.
#include "table/filter.h"

#include <bit>
#include <cstring>

#include "table/lanes.h"

namespace sweepground {
namespace {

// The values of a byte column that a mask names, or does not name.
struct Wanted {
  Bytes values[16];
  uint32_t count = 0;
  bool turned = false;

  // Of the first `bits` bits; at most 32.
  Wanted(uint32_t mask, uint32_t bits) {
    const uint32_t all = bits == 32 ? ~0u : (1u << bits) - 1;
    mask &= all;
    turned = static_cast<uint32_t>(std::popcount(mask)) > bits / 2;
    if (turned) mask = ~mask & all;
    for (; mask != 0; mask &= mask - 1) {
      values[count++] = splat16(static_cast<uint8_t>(std::countr_zero(mask)));
    }
  }
  bool everything() const { return count == 0 && turned; }
};

// Takes away from `match` what is not wanted. Values greater than `last` count as it.
void keepWanted(const uint8_t* column, const Wanted& wanted, uint8_t last, uint8_t* match) {
  const Bytes most = splat16(last);
  const Bytes turn = splat16(wanted.turned ? 255 : 0);
  for (uint32_t i = 0; i < kChunkSlots; i += kLanes) {
    Bytes value = bytesAt(column + i);
    const Bytes over = reinterpret_cast<Bytes>(value > most);
    value = (value & ~over) | (most & over);
    Bytes found = {};
    for (uint32_t k = 0; k < wanted.count; ++k) found |= reinterpret_cast<Bytes>(value == wanted.values[k]);
    storeBytes(match + i, bytesAt(match + i) & (found ^ turn));
  }
}

void keepLine(const uint32_t* lines, uint32_t line, uint8_t* match) {
  const Words wanted = wordsOf(line);
  for (uint32_t i = 0; i < kChunkSlots; i += kLanes) {
    const uint32_t* at = lines + i;
    storeBytes(match + i, bytesAt(match + i) & narrow(wordsAt(at) == wanted, wordsAt(at + 4) == wanted,
                                                      wordsAt(at + 8) == wanted, wordsAt(at + 12) == wanted));
  }
}

void keepSerials(const uint32_t* serials, uint32_t first, uint32_t last, uint8_t* match) {
  const SignedWords least = orderedOf(first), most = orderedOf(last);
  for (uint32_t i = 0; i < kChunkSlots; i += kLanes) {
    const Bytes outside = narrowEach([&](uint32_t part) {
      const SignedWords serial = orderedAt(serials + i + part);
      return (serial < least) | (serial > most);
    });
    storeBytes(match + i, bytesAt(match + i) & ~outside);
  }
}

}  // namespace

bool filterChunk(const RowQuery& query, const Chunk& chunk, uint32_t rows, uint8_t* match) {
  const Wanted states(stateMaskOf(query) | maskOf(State::kNone), kStateCount);  // none is told by `rows`
  const Wanted classes(query.classMask, kLastClassBit + 1);
  std::memset(match, 255, rows);
  std::memset(match + rows, 0, kChunkSlots - rows);
  if (!states.everything()) {
    keepWanted(reinterpret_cast<const uint8_t*>(chunk.state), states, kStateCount, match);
  }
  if (!classes.everything()) keepWanted(chunk.classId, classes, kLastClassBit, match);
  if (query.line != 0) keepLine(chunk.line, query.line, match);
  if (!everySerial(query)) keepSerials(chunk.serial, query.firstSerial, query.lastSerial, match);
  return std::memchr(match, 255, kChunkSlots) != nullptr;
}

}  // namespace sweepground
