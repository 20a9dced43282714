// Run: one execution of the user's program, from a fresh heap: heap, table, journal and figures joined
// together. The exports are thin around it. Owner of everything the engine holds; there is one per instance.
#pragma once

#include "heap/heap.h"
#include "snapshot/snapshot.h"

namespace sweepground {

inline constexpr uint32_t kBatchCapacity = 4096;

class Run {
 public:
  // Readies the memory for tables; again does nothing. Errors: false, no memory.
  bool prepare(uint64_t maximumMemoryBytes = kAddressSpaceBytes);
  // Once. Errors: false if started already, the limit is out of range, or no memory.
  // maxSlots can be made small for tests.
  bool start(Clock clock, uint32_t limitBytes, uint32_t maxSlots = kMaxSlots);
  bool started() const { return started_; }

  // Address of the description, made at the first call, started or not. Errors: 0, no memory.
  Address describe();

  Heap& heap() { return heap_; }
  const Table& table() const { return table_; }

  // All below need start(). An object address must have been checked with heap().classOf().

  // Gives the object a row, or makes the row it has live again. Errors: 0, table full.
  Handle manage(Address object);
  // Destroys an object and releases its block; its row ends as freed within a sweep, else as deleted.
  void destroy(Address object);

  Address batch() const { return batch_; }
  // Each takes the first `count` handles of the batch, and gives how many were not stale and fit.
  uint32_t markCleared(uint32_t count);
  uint32_t freeCleared(uint32_t count);

  void setReclaiming(bool reclaiming) { table_.setReclaiming(reclaiming); }
  bool abandon(Handle handle) { return table_.abandon(handle, ticksOf(clock_())); }

  // Pairs; an inner pair counts as part of the outer one. An end without a beginning is ignored.
  void beginSweep();
  void endSweep();
  void noteCollection();
  void notePressureRequest();

  // Address of one RowRecord, good until the next call; 0 if there is none.
  Address story(Address object, uint32_t serial);
  // Address of the snapshot, good until the next call.
  Address snapshot(const RowQuery& query, uint32_t journalFrom);

 private:
  Stats stats() const;
  void endObject(Address object, Handle handle, State state, Ticks now);

  Segments segments_ = {};
  Meta meta_ = {};
  Heap heap_ = {};
  Table table_ = {};
  Journal journal_ = {};
  Clock clock_ = nullptr;
  Address description_ = 0;
  Address batch_ = 0;
  Address story_ = 0;
  Address snapshot_ = 0;
  bool prepared_ = false;
  bool started_ = false;

  uint32_t sweepDepth_ = 0;
  uint32_t freedInSweep_ = 0;
  double sweepBeganMs_ = 0;
  uint32_t sweepCount_ = 0;
  double sweepTotalMs_ = 0;
  double sweepLongestMs_ = 0;
  uint32_t collections_ = 0;
  uint32_t pressureRequests_ = 0;
};

// The run of this instance.
Run& run();

}  // namespace sweepground
