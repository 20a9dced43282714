// Order: which rows a query lets through, and where each stands among them.
#pragma once

#include <algorithm>
#include <cstdint>

#include "table/chunk.h"
#include "table/rows.h"

namespace sweepground {

// A row's place in the order: column in the high half, serial in the low. Serials differ, so keys do.
// Descending order turns every bit round.
using Key = uint64_t;
inline constexpr Key kLastKey = ~Key{0};

constexpr Key turnOf(const RowQuery& query) { return query.descending ? kLastKey : 0; }

// Classes from here on share a bit of the class mask.
inline constexpr uint32_t kLastClassBit = 31;

// No row has the state none: a slot that has it was never used.
constexpr uint32_t stateMaskOf(const RowQuery& query) { return query.stateMask & ~maskOf(State::kNone); }

constexpr bool everyState(const RowQuery& query) {
  constexpr uint32_t kAll = (1u << kStateCount) - 1 - maskOf(State::kNone);
  return (query.stateMask & kAll) == kAll;
}

constexpr bool everySerial(const RowQuery& query) {
  return query.firstSerial == 0 && query.lastSerial == ~0u;
}

// Branches hang on the query alone: which way a row goes cannot be foreseen. Before: the slot has a row, or
// the query does not want every state.
inline bool rowMatches(const RowQuery& query, const Chunk& chunk, uint32_t i) {
  uint32_t wanted = 1;
  if (!everyState(query)) wanted = stateMaskOf(query) >> static_cast<uint32_t>(chunk.state[i]);
  if (query.classMask != ~0u) {
    wanted &= query.classMask >> std::min<uint32_t>(chunk.classId[i], kLastClassBit);
  }
  if (query.line != 0) wanted &= chunk.line[i] == query.line;
  if (!everySerial(query)) {
    wanted &= chunk.serial[i] >= query.firstSerial && chunk.serial[i] <= query.lastSerial;
  }
  return (wanted & 1) != 0;
}

inline bool matches(const RowQuery& query, const Chunk& chunk, uint32_t i) {
  return chunk.state[i] != State::kNone && rowMatches(query, chunk, i);
}

// A column of 32 bits; null for the others. An unknown column is the serial.
inline const uint32_t* wideColumn(const Chunk& chunk, Column column) {
  switch (column) {
    case Column::kAddress:
      return chunk.address;
    case Column::kSize:
      return chunk.sizeBytes;
    case Column::kBorn:
      return chunk.born;
    case Column::kUsed:
      return chunk.used;
    case Column::kCleared:
      return chunk.cleared;
    case Column::kEnded:
      return chunk.ended;
    case Column::kLine:
      return chunk.line;
    case Column::kClass:
    case Column::kState:
    case Column::kSurvived:
      return nullptr;
    case Column::kSerial:
    case Column::kEnd:
      break;
  }
  return chunk.serial;
}

inline uint32_t valueOf(const Chunk& chunk, uint32_t i, Column column, uint32_t collections) {
  const uint32_t* wide = wideColumn(chunk, column);
  if (wide != nullptr) return wide[i];
  if (column == Column::kClass) return chunk.classId[i];
  if (column == Column::kState) return static_cast<uint32_t>(chunk.state[i]);
  return survivedOf(chunk, i, collections);
}

inline Key keyOf(const RowQuery& query, const Chunk& chunk, uint32_t i, uint32_t collections) {
  return (Key{valueOf(chunk, i, query.column, collections)} << 32 | chunk.serial[i]) ^ turnOf(query);
}

}  // namespace sweepground
