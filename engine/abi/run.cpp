// Run: what one call of the ABI does to heap, table, journal and figures together.
#include "abi/run.h"

#include <algorithm>
#include <limits>

#include "abi/card.h"
#include "abi/description.h"
#include "abi/story.h"
#include "objects/classes.h"
#include "objects/held.h"
#include "objects/space.h"
#include "table/census.h"

namespace sweepground {
namespace {
constinit Run gRun;

constexpr uint32_t kNoRow = 0;
}  // namespace

Run& run() { return gRun; }

bool Run::prepare(uint64_t maximumMemoryBytes, uint64_t firstFree) {
  if (prepared_) return true;
  if (!segments_.init(maximumMemoryBytes, firstFree)) return false;
  meta_.init(segments_);
  prepared_ = true;
  return true;
}

bool Run::start(HeapLimits limits, uint32_t maxSlots) {
  if (started_ || replayed_ || !prepare()) return false;
  moment_.init(hostNow, hostSite);
  moment_.beginExactly();
  if (!open(limits, maxSlots)) return false;
  setErrorObserver(
      [](Error error, Address address, uint32_t classId) { run().noteError(error, address, classId); });
  started_ = true;
  return true;
}

// What a run and a replay of one have in common.
bool Run::open(HeapLimits limits, uint32_t maxSlots) {
  if (batch_ == 0) batch_ = meta_.allocate(kBatchCapacity * sizeof(Handle));
  if (census_ == 0) census_ = meta_.allocate(sizeof(Census));
  if (story_ == 0) story_ = meta_.allocate(sizeof(Story));
  if (span_ == 0) span_ = meta_.allocate(sizeof(RecordSpan));
  if (snapshot_ == 0) snapshot_ = meta_.allocate(kSnapshotMaxBytes);
  if (card_ == 0) card_ = meta_.allocate(sizeof(Card));
  if (serials_ == 0) serials_ = meta_.allocate(sizeof(SerialRange));
  if (region_ == 0) region_ = meta_.allocate(kRegionMaxBytes);
  if (batch_ == 0 || census_ == 0 || story_ == 0 || span_ == 0 || snapshot_ == 0 || card_ == 0 ||
      serials_ == 0 || region_ == 0) {
    return false;
  }
  if (!journal_.init(meta_, moment_) || !marks_.init(meta_, moment_, kMarkRecords)) return false;
  if (!cleaning_.init(meta_) || !heap_.init(segments_, meta_, journal_, moment_, limits)) return false;
  if (!table_.init(meta_, heap_, journal_, moment_, maxSlots)) return false;
  setSpace(heap_);
  resetHeldReferences();
  journal_.add(
      {.kind = JournalKind::kStart, .sizeBytes = limits.limitBytes, .detail = limits.quarantineBytes});
  return true;
}

Address Run::describe() {
  if (description_ == 0 && prepare()) description_ = makeDescription(meta_);
  return description_;
}

void Run::touch(Address object) {
  const Handle handle = heap_.header(object).handle;
  if (handle != kNoRow) table_.touch(handle);
}

Handle Run::manage(Address object) {
  const BlockHeader& header = heap_.header(object);
  if (header.handle == kNoRow) {
    // Its birth is known as long as no other was made since.
    const Heap::Made& last = heap_.lastMade();
    return table_.add(object, header.number() == last.serial ? last.at : moment_.now());
  }
  table_.revive(header.handle);
  return header.handle;
}

void Run::destroy(Address object) {
  const bool swept = sweepDepth_ != 0;
  const uint32_t by = swept ? sweepNumber() : moment_.line();
  if (!endsQuietly(heap_.header(object).classId())) heap_.beginEnd(object);
  destroySome({object, by, swept}, ~0u);
}

void Run::destroyLater(Address object) {
  const uint32_t by = moment_.line();
  heap_.beginEnd(object);
  if (!cleaning_.push({object, by, false})) destroySome({object, by, false}, ~0u);
}

bool Run::destroySome(const Doomed& doomed, uint32_t steps) {
  const uint8_t classId = heap_.header(doomed.object).classId();
  const Moment::Saved saved = moment_.save();
  if (!sweepground::destroySome(classId, doomed.object, steps)) return false;
  moment_.restore(saved);  // the destructor may have called back
  const Handle handle = heap_.header(doomed.object).handle;
  if (handle != kNoRow) table_.end(handle, doomed.swept ? State::kFreed : State::kDeleted, doomed.by);
  heap_.retire(doomed.object, doomed.swept ? EndCause::kSwept : EndCause::kDeleted, doomed.by);
  // What an earlier sweep queued is not this one's, and what this one queued is while it is paused, too.
  if (doomed.swept && sweepOpen_ && doomed.by == sweepCount_ + 1) ++freedInSweep_;
  return true;
}

uint32_t Run::markCleared(uint32_t count) {
  count = std::min(count, kBatchCapacity);
  const Handle* handles = at<Handle>(batch_);
  uint32_t taken = 0;
  for (uint32_t i = 0; i < count; ++i) taken += table_.markCleared(handles[i]);
  return taken;
}

uint32_t Run::freeCleared(uint32_t count) {
  const uint32_t taken = queueCleared(count);
  clean(std::numeric_limits<double>::infinity());
  return taken;
}

// Class by class, so that one destructor at a time is at work. All handles are read before the first
// destructor runs: one that calls back may use the batch itself.
uint32_t Run::queueCleared(uint32_t count) {
  Handle* handles = at<Handle>(batch_);
  count = cleaning_.reserve(std::min(count, kBatchCapacity));
  const auto rowOf = [&](Handle handle) -> const Chunk& { return table_.chunkOf(slotOf(handle)); };
  uint32_t classes = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (!table_.reclaimable(handles[i])) {
      handles[i] = kNoRow;
      continue;
    }
    classes |= 1u << rowOf(handles[i]).classId[slotOf(handles[i]) % kChunkSlots];
  }
  uint32_t taken = 0;
  for (uint8_t classId = 1; classId <= kClassCount; ++classId) {
    if ((classes & 1u << classId) == 0) continue;
    for (uint32_t i = 0; i < count; ++i) {
      if (handles[i] == kNoRow) continue;
      const Chunk& chunk = rowOf(handles[i]);
      const uint32_t row = slotOf(handles[i]) % kChunkSlots;
      // A handle may be in the batch twice, and an object may be queued already.
      if (chunk.classId[row] != classId || !heap_.isObject(chunk.address[row], classId)) continue;
      heap_.beginEnd(chunk.address[row]);
      cleaning_.push({chunk.address[row], sweepNumber(), true});
      ++taken;
    }
  }
  return taken;
}

uint32_t Run::clean(double budgetMs) {
  constexpr uint32_t kSteps = 256;          // of one great object between two looks at the clock
  constexpr uint32_t kObjectsPerLook = 64;  // small ones
  const bool endless = budgetMs == std::numeric_limits<double>::infinity();
  const double deadlineMs = endless ? 0 : hostNow() + budgetMs;
  const auto isOver = [&] { return !endless && !(hostNow() < deadlineMs); };
  for (uint32_t objects = 1;; ++objects) {
    Doomed doomed = current_;
    current_ = {};
    if (doomed.object == 0 && !cleaning_.pop(doomed)) break;
    bool over = false;
    while (!destroySome(doomed, endless ? ~0u : kSteps)) {
      over = isOver();
      if (!over) continue;
      current_ = doomed;
      break;
    }
    if (over || (objects % kObjectsPerLook == 0 && isOver())) break;
  }
  return cleaning_.count() + (current_.object != 0);
}

void Run::beginSweep() {
  if (sweepDepth_++ != 0) return;
  sliceBeganMs_ = hostNow();
  if (sweepOpen_) return;
  sweepOpen_ = true;
  freedInSweep_ = 0;
  sweepMs_ = sweepSliceMs_ = 0;
  journal_.add({.kind = JournalKind::kSweepBegin, .detail = sweepNumber()});
}

void Run::endSlice() {
  const double tookMs = std::max(0.0, hostNow() - sliceBeganMs_);
  sweepMs_ += tookMs;
  sweepSliceMs_ = std::max(sweepSliceMs_, tookMs);
  sliceLongestMs_ = std::max(sliceLongestMs_, tookMs);
}

void Run::pauseSweep() {
  if (sweepDepth_ != 0 && --sweepDepth_ == 0) endSlice();
}

void Run::endSweep() {
  if (!sweepOpen_) return;
  if (sweepDepth_ != 0) {
    if (--sweepDepth_ != 0) return;
    endSlice();
  }
  sweepOpen_ = false;
  noteSweep(sweepMs_, sweepSliceMs_);
  const auto usOf = [](double ms) {
    return static_cast<uint32_t>(
        std::min(ms * 1000, static_cast<double>(std::numeric_limits<int32_t>::max())));
  };
  mark({.kind = JournalKind::kSweepEnd,
        .serial = sweepCount_,
        .sizeBytes = freedInSweep_,
        .handle = usOf(sweepSliceMs_),
        .detail = usOf(sweepMs_)});
}

void Run::noteSweep(double tookMs, double longestMs) {
  ++sweepCount_;
  sweepTotalMs_ += tookMs;
  sweepLongestMs_ = std::max(sweepLongestMs_, tookMs);
  sliceLongestMs_ = std::max(sliceLongestMs_, longestMs);
}

void Run::noteCollection(bool major) {
  ++collections_;
  if (major) table_.noteMajorCollection();
  mark({.kind = JournalKind::kCollection, .detail = major});
}

void Run::notePressureRequest() {
  ++pressureRequests_;
  mark({.kind = JournalKind::kPressureRequest});
}

void Run::noteError(Error error, Address address, uint32_t classId) {
  if (!started_) return;
  ++errors_;
  mark({.kind = JournalKind::kError,
        .classId = static_cast<uint8_t>(classId),
        .code = static_cast<uint16_t>(error),
        .address = address,
        .detail = moment_.line()});
}

void Run::noteWork(double tookMs) {
  if (!trace_.hasBegun() || !(tookMs > 0)) return;  // also NaN
  workTotalMs_ += tookMs;
  workLongestMs_ = std::max(workLongestMs_, tookMs);
}

bool Run::record() {
  if (trace_.hasBegun()) return true;
  if (heap_.counts().allocations != 0 || !trace_.begin(meta_)) return false;
  moment_.onTime(trace_.due(), [](Ticks now) {
    Run& it = run();
    it.trace_.pass(now, it.traceStep());
    it.heap_.beginPeak();
    return it.trace_.due();
  });
  return true;
}

TraceStep Run::traceStep() const {
  const Heap::Counts& heap = heap_.counts();
  return {heap.liveBytes, heap_.recentPeakBytes(), heap.objectsMade, heap.objectsMade - heap.objects};
}

void Run::mark(const Record& record) {
  journal_.add(record);
  marks_.add(record);
}

}  // namespace sweepground
