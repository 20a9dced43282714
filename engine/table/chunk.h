// Chunk: 4,096 slots of the managed table, one array for each column.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/memory.h"
#include "base/ticks.h"
#include "table/states.h"

namespace sweepground {

// slot | generation << 22. The generation runs from 1 to 1023, so a handle is never 0, and a handle of a slot
// that was given away again is stale.
using Handle = uint32_t;
inline constexpr uint32_t kSlotBits = 22;
inline constexpr uint32_t kMaxSlots = 1u << kSlotBits;
inline constexpr uint32_t kMaxGeneration = (1u << (32 - kSlotBits)) - 1;
static_assert(kMaxSlots == 4194304 && kMaxGeneration == 1023);

constexpr uint32_t slotOf(Handle handle) { return handle & (kMaxSlots - 1); }
constexpr uint32_t generationOf(Handle handle) { return handle >> kSlotBits; }

// Major collections are counted as far as this.
inline constexpr uint32_t kMaxSurvived = 65535;

inline constexpr uint32_t kChunkSlots = 4096;

struct Chunk {
  static constexpr uint8_t kAbandoned = 1;  // lost for ever: its deleter ran, the object stayed

  Address address[kChunkSlots];
  uint32_t sizeBytes[kChunkSlots];  // of the block
  uint32_t serial[kChunkSlots];
  uint32_t line[kChunkSlots];  // where it was made
  Ticks born[kChunkSlots];
  Ticks used[kChunkSlots];
  Ticks cleared[kChunkSlots];
  Ticks ended[kChunkSlots];
  uint32_t by[kChunkSlots];        // ended: line that deleted it, or number of the sweep that freed it
  uint32_t next[kChunkSlots];      // slot + 1 of the one that ended after this; 0 = none
  uint16_t survived[kChunkSlots];  // major collections; while live, how many there had been at birth
  uint16_t generation[kChunkSlots];
  uint8_t classId[kChunkSlots];
  State state[kChunkSlots];
  uint8_t flags[kChunkSlots];
};
static_assert(sizeof(Chunk) <= 48 * kChunkSlots);

// Of row `i`, after `collections` major ones. What is cleared or has ended survives no more.
inline uint32_t survivedOf(const Chunk& chunk, uint32_t i, uint32_t collections) {
  const uint32_t noted = chunk.survived[i];
  return chunk.state[i] == State::kLive ? std::min(collections, kMaxSurvived) - noted : noted;
}

}  // namespace sweepground
