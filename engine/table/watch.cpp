// Watch: brackets chosen, kept up and taken over.
#include "table/watch.h"

#include "table/radix.h"
#include "table/table.h"

namespace sweepground {
namespace {
// Rows that a bracket should hold on either side of the window, so that it stays within for a while.
constexpr uint32_t kMarginRows = 2048;
// With fewer on a side the next bracket is begun, and reaches this far.
constexpr uint32_t kNearRows = 16384;
constexpr uint32_t kNextMarginRows = 24576;
// What one look does for the next bracket: each well below 0.1 ms. Twice as much if there is no time to lose.
constexpr uint32_t kPartsPerLook = 1024;
constexpr uint32_t kNextParts = 4096;
constexpr uint32_t kChunksPerLook = 6;
constexpr uint32_t kUrgentRows = 8192;
// Guesses before the bounds are looked for digit by digit.
constexpr uint32_t kGuesses = 3;
}  // namespace

bool Watch::init(Meta& meta, uint32_t bracketRows) {
  watching_ = false;
  making_ = Making::kNothing;
  scratch_ = meta.allocate(sizeof(ScanScratch));
  return scratch_ != 0 && sample_.init(meta) && brackets_[0].init(meta, bracketRows) &&
         brackets_[1].init(meta, bracketRows);
}

Watch::Row Watch::rowOf(const Table& table, uint32_t slot) const {
  const Chunk& chunk = table.chunkOf(slot);
  const uint32_t i = slot % kChunkSlots;
  if (!matches(query_, chunk, i)) return {0, false};
  return {keyOf(query_, chunk, i, table.majorCollections()), true};
}

void Watch::noteBefore(const Table& table, uint32_t slot) { old_ = rowOf(table, slot); }

void Watch::noteAfter(const Table& table, uint32_t slot) {
  const Row now = rowOf(table, slot);
  if (now.matched == old_.matched && now.key == old_.key) return;
  if (old_.matched && !shown().change(old_.key, slot, -1)) watching_ = false;
  if (now.matched && !shown().change(now.key, slot, 1)) watching_ = false;
  if (making_ != Making::kPass) return;
  if (old_.matched && !next().change(old_.key, slot, -1)) making_ = Making::kNothing;
  if (now.matched && !next().change(now.key, slot, 1)) making_ = Making::kNothing;
}

RowWindow Watch::windowOf(const Bracket& bracket, uint32_t offset, uint32_t count) const {
  const uint32_t matched = bracket.matched();
  const uint32_t rows = std::min({count, kMaxRows, matched});
  return {matched, std::min(offset, matched - rows), rows};
}

RowWindow Watch::look(const Table& table, const RowQuery& query, uint32_t* slots) {
  const bool stays = watching_ && query.sameOrder(query_);
  query_ = query;
  RowWindow window = {};
  if (stays) {
    window = windowOf(shown(), query.offset, query.count);
    if (making_ == Making::kPass && next().complete()) {
      making_ = Making::kNothing;
      if (next().holds(window.first, window.count)) shown_ = static_cast<uint8_t>(1 - shown_);
    }
  }
  if (!stays || !shown().holds(window.first, window.count)) {
    select(table, query.offset, std::min(query.count, kMaxRows));
    window = windowOf(shown(), query.offset, query.count);
    shown().read(window.first, window.count, slots);
    return window;
  }
  shown().read(window.first, window.count, slots);
  makeNext(table, window);
  return window;
}

void Watch::pass(const Table& table, const Bounds& bounds) {
  ++passes_;
  shown().begin(bounds);
  shown().scan(table, query_, *at<ScanScratch>(scratch_), kMaxSlots / kChunkSlots);
}

void Watch::select(const Table& table, uint32_t offset, uint32_t count) {
  watching_ = true;
  freshSample_ = false;
  making_ = Making::kNothing;
  const uint32_t most = shown().capacity() / 4 * 3;
  if (table.slots() <= most) return pass(table, {0, kLastKey, false, {}});
  sample_.begin(table, Sample::kMaxKeys);
  sample_.take(table, query_, Sample::kMaxKeys);
  freshSample_ = true;
  Anchor anchor;
  RowWindow window = {0, offset, count};
  for (uint32_t guess = 0; guess < kGuesses; ++guess) {
    pass(table, sample_.bounds(anchor, window.first, count, kMarginRows, most >> guess));
    window = windowOf(shown(), offset, count);
    if (shown().holds(window.first, window.count)) return;
    // Of the two bounds, whose ranks are known now, the nearer one.
    const uint32_t end = shown().below() + shown().inside();
    anchor = {shown().low(), shown().below()};
    if (window.first > end - shown().inside() / 2 && shown().high() != kLastKey)
      anchor = {shown().high() + 1, end};
  }
  const Key low = keyOfRank(table, query_, window.first);
  const Key high = keyOfRank(table, query_, window.first + window.count - 1);
  pass(table, {low, high, true, {}});
}

// From the window to where the bracket ends, unless nothing lies beyond.
uint32_t Watch::rowsToEdge(RowWindow window) {
  const Bracket& now = shown();
  uint32_t rows = ~0u;
  if (now.low() != 0) rows = window.first - now.below();
  if (now.high() != kLastKey) {
    rows = std::min(rows, now.below() + now.inside() - window.first - window.count);
  }
  return rows;
}

void Watch::makeNext(const Table& table, RowWindow window) {
  const uint32_t left = rowsToEdge(window);
  const bool fresh = freshSample_;
  freshSample_ = false;
  switch (making_) {
    case Making::kNothing:
      if (left >= kNearRows) return;
      making_ = fresh ? Making::kBounds : Making::kSample;
      if (!fresh) sample_.begin(table, kNextParts);
      return;
    case Making::kSample:
      if (sample_.take(table, query_, left < kUrgentRows ? 2 * kPartsPerLook : kPartsPerLook)) {
        making_ = Making::kBounds;
      }
      return;
    case Making::kBounds: {
      const Bounds bounds = sample_.bounds({shown().low(), shown().below()}, window.first, window.count,
                                           kNextMarginRows, next().capacity() / 4 * 3);
      next().begin(bounds);
      making_ = Making::kPass;
      return;
    }
    case Making::kPass:
      next().scan(table, query_, *at<ScanScratch>(scratch_),
                  left < kUrgentRows ? 2 * kChunksPerLook : kChunksPerLook);
      if (next().overflowed()) making_ = Making::kNothing;
      return;
  }
}

}  // namespace sweepground
