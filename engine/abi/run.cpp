// Run: what one call of the ABI does to heap, table, journal and figures together.
#include "abi/run.h"

#include <limits>

#include "abi/description.h"
#include "objects/classes.h"

namespace sweepground {
namespace {
constinit Run gRun;
}

Run& run() { return gRun; }

bool Run::prepare(uint64_t maximumMemoryBytes) {
  if (prepared_) return true;
  if (!segments_.init(maximumMemoryBytes)) return false;
  meta_.init(segments_);
  prepared_ = true;
  return true;
}

bool Run::start(Clock clock, uint32_t limitBytes, uint32_t maxSlots) {
  if (started_ || !prepare() || !heap_.init(segments_, meta_, limitBytes)) return false;
  if (batch_ == 0) batch_ = meta_.allocate(kBatchCapacity * sizeof(Handle));
  if (story_ == 0) story_ = meta_.allocate(sizeof(RowRecord));
  if (snapshot_ == 0) snapshot_ = meta_.allocate(kSnapshotMaxBytes);
  if (batch_ == 0 || story_ == 0 || snapshot_ == 0 || !journal_.init(meta_)) return false;
  table_.init(meta_, maxSlots);
  clock_ = clock;
  started_ = true;
  return true;
}

Address Run::describe() {
  if (description_ == 0 && prepare()) description_ = makeDescription(meta_);
  return description_;
}

Handle Run::manage(Address object) {
  BlockHeader& header = heap_.header(object);
  if (header.handle != 0) {
    table_.revive(header.handle);
    return header.handle;
  }
  const NewRow row = {object, header.sizeBytes(), header.serial, header.classId};
  const Handle handle = table_.add(row, ticksOf(clock_()));
  header.handle = handle;
  return handle;
}

void Run::destroy(Address object) {
  const State state = sweepDepth_ != 0 ? State::kFreed : State::kDeleted;
  endObject(object, heap_.header(object).handle, state, ticksOf(clock_()));
}

void Run::endObject(Address object, Handle handle, State state, Ticks now) {
  destroyObject(heap_.header(object).classId, object);
  if (handle != 0) table_.end(handle, state, now);
  heap_.release(object);
  if (state == State::kFreed) ++freedInSweep_;
}

uint32_t Run::markCleared(uint32_t count) {
  if (count > kBatchCapacity) count = kBatchCapacity;
  const Handle* handles = at<Handle>(batch_);
  const Ticks now = ticksOf(clock_());
  uint32_t taken = 0;
  for (uint32_t i = 0; i < count; ++i) taken += table_.markCleared(handles[i], now);
  return taken;
}

// Class by class, so that one destructor at a time is at work.
uint32_t Run::freeCleared(uint32_t count) {
  if (count > kBatchCapacity) count = kBatchCapacity;
  const Handle* handles = at<Handle>(batch_);
  const Ticks now = ticksOf(clock_());
  uint32_t taken = 0;
  for (uint8_t classId = 1; classId <= kClassCount; ++classId) {
    for (uint32_t i = 0; i < count; ++i) {
      if (!table_.reclaimable(handles[i])) continue;
      const uint32_t slot = slotOf(handles[i]);
      const Chunk& chunk = table_.chunkOf(slot);
      if (chunk.classId[slot % kChunkSlots] != classId) continue;
      endObject(chunk.address[slot % kChunkSlots], handles[i], State::kFreed, now);
      ++taken;
    }
  }
  return taken;
}

void Run::beginSweep() {
  if (sweepDepth_++ != 0) return;
  freedInSweep_ = 0;
  sweepBeganMs_ = clock_();
}

void Run::endSweep() {
  if (sweepDepth_ == 0 || --sweepDepth_ != 0) return;
  const double tookMs = clock_() - sweepBeganMs_;
  ++sweepCount_;
  sweepTotalMs_ += tookMs;
  if (tookMs > sweepLongestMs_) sweepLongestMs_ = tookMs;
  journal_.add(JournalKind::kSweep, sweepBeganMs_, tookMs, freedInSweep_);
}

void Run::noteCollection() {
  ++collections_;
  journal_.add(JournalKind::kCollection, clock_(), 0, 0);
}

void Run::notePressureRequest() {
  ++pressureRequests_;
  journal_.add(JournalKind::kPressureRequest, clock_(), 0, 0);
}

Address Run::story(Address object, uint32_t serial) {
  return findRow(table_, object, serial, *at<RowRecord>(story_)) ? story_ : 0;
}

Address Run::snapshot(const RowQuery& query, uint32_t journalFrom) {
  writeSnapshot(snapshot_, stats(), table_, query, journal_, journalFrom);
  return snapshot_;
}

Stats Run::stats() const {
  const Heap::Counts& heap = heap_.counts();
  const Histogram& waits = table_.clearedToFreed();
  const auto waitMs = [&](uint32_t ticks) {
    return waits.count() != 0 ? ticks / kTicksPerMs : std::numeric_limits<double>::quiet_NaN();
  };
  Stats stats = {};
  stats.nowMs = clock_();
  stats.liveCount = table_.count(State::kLive);
  stats.clearedCount = table_.count(State::kCleared);
  stats.freedCount = table_.count(State::kFreed);
  stats.deletedCount = table_.count(State::kDeleted);
  stats.lostCount = table_.count(State::kLost);
  stats.madeCount = heap.allocations;
  stats.nativeLiveBytes = heap.liveBytes;
  stats.nativePeakBytes = heap.peakBytes;
  stats.nativeLimitBytes = heap.limitBytes;
  stats.heapBytes = heap.heapBytes;
  stats.wasmMemoryBytes = static_cast<double>(segments_.memoryBytes());
  stats.liveBlocks = heap.liveBlocks;
  stats.collections = collections_;
  stats.pressureRequests = pressureRequests_;
  stats.sweepCount = sweepCount_;
  stats.sweepTotalMs = sweepTotalMs_;
  stats.sweepLongestMs = sweepLongestMs_;
  stats.clearedToFreedP50Ms = waitMs(waits.percentile(50));
  stats.clearedToFreedP99Ms = waitMs(waits.percentile(99));
  stats.clearedToFreedMaxMs = waitMs(waits.max());
  return stats;
}

}  // namespace sweepground
