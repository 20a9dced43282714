// What a run shows of itself: story, card, snapshot, journal, raster, region.
#include <limits>

#include "abi/card.h"
#include "abi/run.h"
#include "abi/story.h"
#include "objects/held.h"
#include "table/census.h"

namespace sweepground {

Address Run::census(uint32_t firstSerial) {
  *at<Census>(census_) = censusOf(heap_, table_, firstSerial);
  return census_;
}

Address Run::story(Address object, uint32_t serial) {
  *at<Story>(story_) = storyOf(heap_, table_, object, serial);
  return story_;
}

Address Run::card(Address object, uint32_t serial) {
  writeCard(heap_, table_, object, serial, !started_, *at<Card>(card_));
  return card_;
}

Address Run::serialsBetween(double fromMs, double toMs) {
  // Births before a run's first tick there are none; a time that is none is none of them.
  const bool ordered = fromMs <= toMs && toMs >= 0;
  *at<SerialRange>(serials_) =
      ordered ? sweepground::serialsBetween(table_, ticksOf(fromMs), ticksOf(toMs)) : SerialRange{0, 0};
  return serials_;
}

Address Run::region(Address begin, uint32_t sizeBytes) {
  writeRegion(heap_, begin, sizeBytes, region_);
  return region_;
}

Address Run::snapshot(const RowQuery& query, uint32_t markFrom) {
  writeSnapshot(snapshot_, stats(), table_, query, marks_, markFrom);
  return snapshot_;
}

Address Run::trace() { return trace_.hasBegun() ? trace_.write(moment_.now(), traceStep()) : 0; }

Address Run::journalSpan(uint32_t from) {
  *at<RecordSpan>(span_) = journal_.span(from);
  return span_;
}

Address Run::raster(const RasterQuery& query) {
  if (raster_ == 0) raster_ = meta_.allocate(kRasterMaxBytes);
  if (raster_ != 0) writeRaster(heap_, query, raster_);
  return raster_;
}

Stats Run::stats() {
  const Heap::Counts& heap = heap_.counts();
  const Histogram& waits = table_.clearedToFreed();
  const Histogram& idles = table_.usedToFreed();
  const Histogram& lives = table_.lifetimes();
  const auto msIn = [](const Histogram& histogram, uint32_t ticks) {
    return histogram.count() != 0 ? ticks / kTicksPerMs : std::numeric_limits<double>::quiet_NaN();
  };
  Stats stats = {};
  stats.nowMs = started_ ? hostNow() : msOf(moment_.now());
  stats.liveCount = table_.count(State::kLive);
  stats.clearedCount = table_.count(State::kCleared);
  stats.freedCount = table_.count(State::kFreed);
  stats.deletedCount = table_.count(State::kDeleted);
  stats.lostCount = table_.count(State::kLost);
  stats.madeCount = heap.objectsMade;
  stats.objectCount = heap.objects;
  stats.nativeLiveBytes = heap.liveBytes;
  stats.nativePeakBytes = heap.peakBytes;
  stats.nativeLimitBytes = heap.limitBytes;
  stats.heapBytes = heap.heapBytes;
  stats.freeBytes = heap.freeBytes;
  stats.largestFreeBytes = heap_.largestFreeBytes();
  stats.quarantineBytes = heap.quarantineBytes;
  stats.wasmMemoryBytes = static_cast<double>(segments_.memoryBytes());
  stats.liveBlocks = heap.liveBlocks;
  stats.heldReferences = heldReferences();
  stats.cleaningCount = cleaning_.count() + (current_.object != 0);
  stats.collections = collections_;
  stats.majorCollections = table_.majorCollections();
  stats.pressureRequests = pressureRequests_;
  stats.sweepCount = sweepCount_;
  stats.sweepTotalMs = sweepTotalMs_;
  stats.sweepLongestMs = sweepLongestMs_;
  stats.sliceLongestMs = sliceLongestMs_;
  stats.derefCount = static_cast<double>(derefs_);
  const double notMeasured = std::numeric_limits<double>::quiet_NaN();
  stats.policyTotalMs = trace_.hasBegun() ? workTotalMs_ : notMeasured;
  stats.policyLongestMs = trace_.hasBegun() ? workLongestMs_ : notMeasured;
  stats.clearedToFreedP50Ms = msIn(waits, waits.percentile(50));
  stats.clearedToFreedP99Ms = msIn(waits, waits.percentile(99));
  stats.clearedToFreedMaxMs = msIn(waits, waits.max());
  stats.usedToFreedP50Ms = msIn(idles, idles.percentile(50));
  stats.usedToFreedP99Ms = msIn(idles, idles.percentile(99));
  stats.usedToFreedMaxMs = msIn(idles, idles.max());
  stats.lifetimeP50Ms = msIn(lives, lives.percentile(50));
  stats.lifetimeP99Ms = msIn(lives, lives.percentile(99));
  stats.lifetimeMaxMs = msIn(lives, lives.max());
  stats.errorCount = errors_;
  stats.exhaustedCount = heap_.refusals().count;
  stats.exhaustedFirstMs = msOf(heap_.refusals().first);
  stats.heapBegin = heap_.begin();
  stats.heapEnd = heap_.end();
  return stats;
}

}  // namespace sweepground
