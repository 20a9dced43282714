// Run: one execution of the user's program, from a fresh heap: heap, table, journal and figures joined
// together. The exports are thin around it. Owner of everything the engine holds; there is one per instance.
#pragma once

#include "abi/cleaning.h"
#include "base/host.h"
#include "heap/raster.h"
#include "heap/region.h"
#include "snapshot/snapshot.h"
#include "snapshot/trace.h"

namespace sweepground {

inline constexpr uint32_t kBatchCapacity = 4096;

class Run {
 public:
  // Readies the memory for tables, from firstFree on if that is not 0; again does nothing. Errors: false, no
  // memory.
  bool prepare(uint64_t maximumMemoryBytes = kAddressSpaceBytes, uint64_t firstFree = 0);
  // Once. Errors: false if started already, a limit is out of range, or no memory.
  // maxSlots can be made small for tests.
  bool start(HeapLimits limits, uint32_t maxSlots = kMaxSlots);
  bool started() const { return started_; }
  // Whether there is something to look at: started, or a replay under way.
  bool readable() const { return started_ || replayed_; }

  // Address of the description, made at the first call, started or not. Errors: 0, no memory.
  Address describe();

  Heap& heap() { return heap_; }
  Table& table() { return table_; }
  Moment& moment() { return moment_; }
  const Journal& journal() const { return journal_; }
  Journal& journal() { return journal_; }

  // All below need start(). An object must have been checked with heap().isObject().

  // An object is used now.
  void touch(Address object);
  // Gives the object a row, or makes the row it has live again. Errors: 0, table full.
  Handle manage(Address object);
  // Destroys an object and retires its block; its row ends as freed within a sweep, else as deleted.
  void destroy(Address object);
  // The object is no longer usable; it is destroyed by clean(), or now if there is no memory to queue it.
  void destroyLater(Address object);

  Address batch() const { return batch_; }
  // Each takes the first `count` handles of the batch, and gives how many were not stale and fit.
  uint32_t markCleared(uint32_t count);
  uint32_t freeCleared(uint32_t count);
  uint32_t queueCleared(uint32_t count);
  // Destroys what is queued for about budgetMs, and gives how many are left.
  uint32_t clean(double budgetMs);

  void setReclaiming(bool reclaiming) { table_.setReclaiming(reclaiming); }
  bool abandon(Handle handle) { return table_.abandon(handle); }

  // Begins a sweep, or goes on with the paused one. Inner pairs count as part of the outer one; a pause or an
  // end without a beginning is ignored.
  void beginSweep();
  // The slice ends, the sweep stays open; within an inner pair, the end of that.
  void pauseSweep();
  // Ends the sweep, paused or not.
  void endSweep();
  void noteCollection(bool major);
  void notePressureRequest();
  // What the binding has done, which no journal tells. Work counts in a run that is recorded.
  void noteDerefs(uint32_t count) { derefs_ += count; }
  void noteWork(double tookMs);
  void noteRescue() { heap_.takeBackRefusal(); }
  // Something was raised or reported.
  void noteError(Error error, Address address, uint32_t classId);

  // From here on there is a trace, and the policy's work counts. Errors: false, something was made already,
  // or no memory.
  bool record();
  // Address of the trace up to now (TraceHeader); 0 if the run is not recorded. Before:
  // moment().beginExactly().
  Address trace();

  // Address of the heap's counts, always current.
  Address counts() const { return heap_.countsAddress(); }
  // Addresses of a Census, a Story, a Card, a Snapshot, a SerialRange, a RecordSpan, a raster, a region, good
  // until the next call of the same; 0: no memory.
  Address census(uint32_t firstSerial);
  Address story(Address object, uint32_t serial);
  Address card(Address object, uint32_t serial);
  Address snapshot(const RowQuery& query, uint32_t markFrom);
  Address serialsBetween(double fromMs, double toMs);
  Address journalSpan(uint32_t from);
  Address raster(const RasterQuery& query);
  Address region(Address begin, uint32_t sizeBytes);

  // A run rebuilt from its journal, in an instance that is not started (replay.cpp).
  // Address of Record[kBatchCapacity]; memoryBytes: of the recorded run. Errors: 0, started, no memory or too
  // much.
  Address replayBatch(uint32_t memoryBytes);
  // Takes the first `count` records of the batch as long as each follows from those before; gives how many.
  uint32_t replay(uint32_t count);

 private:
  bool open(HeapLimits limits, uint32_t maxSlots);
  Stats stats();
  // Of the sweep whose slice is under way; 0 outside one.
  uint32_t sweepNumber() const { return sweepDepth_ != 0 ? sweepCount_ + 1 : 0; }
  TraceStep traceStep() const;
  void endSlice();
  // A sweep has ended, after so long in all.
  void noteSweep(double tookMs, double longestMs);
  void mark(const Record& record);
  // Runs `steps` steps of the destruction of an object that is no longer usable; false if more are to come.
  bool destroySome(const Doomed& doomed, uint32_t steps);
  bool replayRecord(const Record& record);
  bool replayPlace(const Record& record);
  bool replayFree(const Record& record);

  Segments segments_ = {};
  Meta meta_ = {};
  Moment moment_ = {};
  Journal journal_ = {};
  Journal marks_ = {};
  Heap heap_ = {};
  Table table_ = {};
  Cleaning cleaning_ = {};
  Trace trace_ = {};
  Address description_ = 0;
  Address batch_ = 0;
  Address census_ = 0;
  Address story_ = 0;
  Address span_ = 0;
  Address snapshot_ = 0;
  Address raster_ = 0;
  Address card_ = 0;
  Address serials_ = 0;
  Address region_ = 0;
  Address replayBatch_ = 0;
  uint32_t replayEnd_ = 0;  // no block of the recorded run lies here or beyond
  bool prepared_ = false;
  bool started_ = false;
  bool replayed_ = false;

  Doomed current_ = {};      // taken from the queue and begun, not finished within the budget; object 0: none
  bool sweepOpen_ = false;   // begun, perhaps paused
  uint32_t sweepDepth_ = 0;  // of the slice under way; 0: none is
  uint32_t freedInSweep_ = 0;
  double sliceBeganMs_ = 0;
  double sweepMs_ = 0;       // of the open sweep's slices so far
  double sweepSliceMs_ = 0;  // of the longest of them
  uint32_t sweepCount_ = 0;  // ended ones
  double sweepTotalMs_ = 0;
  double sweepLongestMs_ = 0;
  double sliceLongestMs_ = 0;
  uint32_t collections_ = 0;
  uint32_t pressureRequests_ = 0;
  uint32_t errors_ = 0;
  uint64_t derefs_ = 0;
  double workTotalMs_ = 0;
  double workLongestMs_ = 0;
};

// The run of this instance.
Run& run();

}  // namespace sweepground
