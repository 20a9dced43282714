// Table: the managed table. One slot per managed object; its WeakRef sits at the same index on the JavaScript
// side. Structure of arrays in chunks, so that a look at one column touches only that column.
#pragma once

#include "base/histogram.h"
#include "base/meta.h"
#include "heap/heap.h"
#include "journal/journal.h"
#include "table/chunk.h"
#include "table/lines.h"
#include "table/watch.h"

namespace sweepground {

// Ended rows that stay to be looked at before their slots are used again.
inline constexpr uint32_t kHistoryRows = 4096;

class Table {
 public:
  // Owner: the caller keeps meta, heap, journal and moment alive. Both bounds can be made small for tests.
  // Errors: false, no memory for lines or watch.
  bool init(Meta& meta, Heap& heap, Journal& journal, Moment& moment, uint32_t maxSlots = kMaxSlots,
            uint32_t historyRows = kHistoryRows);

  // Every change below is stamped with the moment, marks the object's block in the heap (markState), and is
  // journaled once it is done.

  // Gives a usable object a row, live; its header gets the handle. Class, serial, line and size are the
  // header's. Errors: 0 when the table is full or no memory is left, nothing changed. A full table uses the
  // row that ended longest ago, even if it is still history. Cost: O(1).
  Handle add(Address object, Ticks born);
  // A live, cleared or lost row becomes live again, born kept. Before: has(handle), not ended.
  void revive(Handle handle);
  // The object was used now. Not journaled: the records of clearing and ending carry the last use. Before:
  // has().
  void touch(Handle handle);
  // live to cleared, or to lost while nothing reclaims. False if the handle is stale or the row not live.
  bool markCleared(Handle handle);
  // live, cleared or lost to freed or deleted; `by`: line, or number of the sweep. Leaves the heap alone.
  // Before: has(handle) and not ended.
  void end(Handle handle, State state, uint32_t by);
  // live, cleared or lost to lost for ever. False if the handle is stale or the row ended.
  bool abandon(Handle handle);
  // Whether any policy frees. No: cleared rows are lost. Yes: lost rows not abandoned are cleared. Cost:
  // O(slots).
  void setReclaiming(bool reclaiming);
  // A major collection was detected: what is live has survived one more. Minor ones say nothing about what
  // is old. Cost: O(1). Not journaled here.
  void noteMajorCollection();

  // Whether the slot of this handle still has its row; ended rows too, until their slot is used again.
  bool has(Handle handle) const;
  // kNone if stale.
  State stateOf(Handle handle) const;
  // May a policy free it: cleared, or lost but not abandoned.
  bool reclaimable(Handle handle) const;

  // Live, cleared, lost: now. Freed, deleted: all of the run. Cost: O(1).
  uint32_t count(State state) const { return counts_[static_cast<uint32_t>(state)]; }
  // Of what was cleared and freed, from cleared to freed and from its last use (its birth, if it was never
  // used) to freed; and of all, from birth to the end; in ticks.
  const Histogram& clearedToFreed() const { return clearedToFreed_; }
  const Histogram& usedToFreed() const { return usedToFreed_; }
  const Histogram& lifetimes() const { return lifetimes_; }
  // Major collections detected so far.
  uint32_t majorCollections() const { return majorCollections_; }
  // Of this row; a row that is cleared or has ended survives no more.
  uint32_t survivedBy(uint32_t slot) const;

  // Slots ever used; each has a row.
  uint32_t slots() const { return slots_; }
  const Chunk& chunkOf(uint32_t slot) const { return *at<Chunk>(chunks_[slot / kChunkSlots]); }

  // What became of the objects of each line; kept up by every change.
  const Lines& lines() const { return lines_; }
  // The window of rows that is being looked at; kept up by every change. See watch.h.
  Watch& watch() { return watch_; }

 private:
  Chunk& chunkFor(uint32_t slot) { return *at<Chunk>(chunks_[slot / kChunkSlots]); }
  uint32_t takeSlot();
  void setState(uint32_t slot, State state);
  void turnSurvived(uint32_t slot);

  Meta* meta_ = nullptr;
  Heap* heap_ = nullptr;
  Journal* journal_ = nullptr;
  Moment* moment_ = nullptr;
  uint32_t maxSlots_ = 0;
  uint32_t historyRows_ = 0;
  uint32_t slots_ = 0;
  // Ended slots, longest ended first: slot + 1, 0 = none.
  uint32_t firstWaiting_ = 0;
  uint32_t lastWaiting_ = 0;
  uint32_t waiting_ = 0;
  uint32_t majorCollections_ = 0;
  bool keeping_ = false;  // nothing reclaims
  uint32_t counts_[kStateCount] = {};
  Histogram clearedToFreed_;
  Histogram usedToFreed_;
  Histogram lifetimes_;
  Lines lines_;
  Watch watch_;
  Address chunks_[kMaxSlots / kChunkSlots] = {};
};

}  // namespace sweepground
