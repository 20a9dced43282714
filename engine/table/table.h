// Table: the managed table. One slot per managed object; its WeakRef sits at the same index on the JavaScript
// side. Structure of arrays in chunks, so that a look at one column touches only that column.
#pragma once

#include "base/histogram.h"
#include "base/meta.h"
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

// Ended rows that stay to be looked at before their slots are used again.
inline constexpr uint32_t kHistoryRows = 4096;

inline constexpr uint32_t kChunkSlots = 4096;

struct Chunk {
  static constexpr uint8_t kAbandoned = 1;  // lost for ever: its deleter ran, the object stayed

  Address address[kChunkSlots];
  uint32_t sizeBytes[kChunkSlots];  // of the block
  uint32_t serial[kChunkSlots];
  Ticks born[kChunkSlots];
  Ticks cleared[kChunkSlots];
  Ticks ended[kChunkSlots];
  uint32_t next[kChunkSlots];  // slot + 1 of the one that ended after this; 0 = none
  uint16_t generation[kChunkSlots];
  uint8_t classId[kChunkSlots];
  State state[kChunkSlots];
  uint8_t flags[kChunkSlots];
};
static_assert(sizeof(Chunk) <= 48 * kChunkSlots);

struct NewRow {
  Address address;
  uint32_t sizeBytes;
  uint32_t serial;
  uint8_t classId;
};

class Table {
 public:
  // Owner: the caller keeps `meta` alive. Both bounds can be made small for tests.
  void init(Meta& meta, uint32_t maxSlots = kMaxSlots, uint32_t historyRows = kHistoryRows);

  // Gives an object a row, live. Errors: 0 when the table is full or no memory is left, nothing changed.
  // A full table uses the row that ended longest ago, even if it is still history. Cost: O(1).
  Handle add(const NewRow& row, Ticks now);
  // A live, cleared or lost row becomes live again, born kept. Before: has(handle).
  void revive(Handle handle);
  // live to cleared, or to lost while nothing reclaims. False if the handle is stale or the row not live.
  bool markCleared(Handle handle, Ticks now);
  // live, cleared or lost to freed or deleted. Before: has(handle) and not ended.
  void end(Handle handle, State state, Ticks now);
  // live, cleared or lost to lost for ever. False if the handle is stale or the row ended.
  bool abandon(Handle handle, Ticks now);
  // Whether any policy frees. No: cleared rows are lost. Yes: lost rows not abandoned are cleared. Cost:
  // O(slots).
  void setReclaiming(bool reclaiming);

  // Whether the slot of this handle still has its row; ended rows too, until their slot is used again.
  bool has(Handle handle) const;
  // kNone if stale.
  State stateOf(Handle handle) const;
  // May a policy free it: cleared, or lost but not abandoned.
  bool reclaimable(Handle handle) const;

  // Live, cleared, lost: now. Freed, deleted: all of the run. Cost: O(1).
  uint32_t count(State state) const { return counts_[static_cast<uint32_t>(state)]; }
  // From cleared to freed, in ticks.
  const Histogram& clearedToFreed() const { return clearedToFreed_; }

  // Slots ever used; each has a row.
  uint32_t slots() const { return slots_; }
  const Chunk& chunkOf(uint32_t slot) const { return *at<Chunk>(chunks_[slot / kChunkSlots]); }

 private:
  Chunk& chunkFor(uint32_t slot) { return *at<Chunk>(chunks_[slot / kChunkSlots]); }
  uint32_t takeSlot();
  void setState(uint32_t slot, State state);

  Meta* meta_ = nullptr;
  uint32_t maxSlots_ = 0;
  uint32_t historyRows_ = 0;
  uint32_t slots_ = 0;
  uint32_t waiting_ = 0;  // ended rows, oldest first, linked by slot + 1
  uint32_t firstWaiting_ = 0;
  uint32_t lastWaiting_ = 0;
  bool keeping_ = false;  // no policy frees
  uint32_t counts_[kStateCount] = {};
  Histogram clearedToFreed_ = {};
  Address chunks_[kMaxSlots / kChunkSlots] = {};
};

constexpr uint32_t slotOf(Handle handle) { return handle & (kMaxSlots - 1); }
constexpr uint32_t generationOf(Handle handle) { return handle >> kSlotBits; }

}  // namespace sweepground
