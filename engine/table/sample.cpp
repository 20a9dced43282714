// Sample: one slot out of each part of the table, at a place that looks random.
#include "table/sample.h"

#include <algorithm>
#include <cmath>

#include "base/meta.h"
#include "table/table.h"

namespace sweepground {
namespace {
// How many standard deviations the guess may be off.
constexpr double kCare = 3.2;
// A guess that is sure leaves room for this many margins.
constexpr double kRoomy = 4;
// Where the pool is cut, in standard deviations around the guess: the window lies between the near cuts with
// odds of about 1 in 4, between the far ones of 3 in 4.
constexpr double kNearCut = 0.3;
constexpr double kFarCut = 1.2;

// SplitMix64's finish (Steele, Lea and Flood, 2014).
uint32_t scatter(uint64_t number) {
  number = (number + 1) * 0x9e3779b97f4a7c15u;
  number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9u;
  number = (number ^ number >> 27) * 0x94d049bb133111ebu;
  return static_cast<uint32_t>(number >> 32);
}
}  // namespace

bool Sample::init(Meta& meta) {
  keys_ = meta.allocate(kMaxKeys * static_cast<uint32_t>(sizeof(Key)));
  return keys_ != 0;
}

void Sample::begin(const Table& table, uint32_t parts) {
  slots_ = table.slots();
  parts_ = std::min({parts, slots_, kMaxKeys});
  next_ = 0;
  count_ = 0;
  ++seed_;
}

bool Sample::take(const Table& table, const RowQuery& query, uint32_t parts) {
  Key* keys = at<Key>(keys_);
  const uint32_t end = next_ + std::min(parts, parts_ - next_);
  for (; next_ < end; ++next_) {
    const uint64_t begin = uint64_t{slots_} * next_ / parts_;
    const uint64_t width = slots_ / parts_;
    const uint32_t slot =
        static_cast<uint32_t>(begin + (width * scatter(uint64_t{seed_} << 32 | next_) >> 32));
    const Chunk& chunk = table.chunkOf(slot);
    const uint32_t i = slot % kChunkSlots;
    keys[count_] = keyOf(query, chunk, i, table.majorCollections());
    count_ += rowMatches(query, chunk, i);
  }
  return next_ == parts_;
}

Bounds Sample::bounds(Anchor anchor, uint32_t first, uint32_t count, uint32_t margin, uint32_t mostRows) {
  Key* keys = at<Key>(keys_);
  Bounds bounds = {0, kLastKey, false, {}};
  if (count_ == 0) return bounds;
  uint32_t before = 0;
  for (uint32_t i = 0; i < count_; ++i) before += keys[i] < anchor.key;
  const double keysPerRow = static_cast<double>(parts_) / slots_;
  const double far = (static_cast<double>(first) - anchor.rank) * keysPerRow;
  const double middle = std::clamp(before + far, 0.0, static_cast<double>(count_));
  const double between = std::abs(middle - before);
  const double deviation = std::sqrt(between * (1 - std::min(1.0, between / parts_)) + 1);
  const double most = mostRows * keysPerRow / 2;
  const double care = kCare * deviation + 2;
  const double reach = std::min(std::max(care + margin * keysPerRow, kRoomy * margin * keysPerRow), most);
  const double width = count * keysPerRow + 1;

  // The keys from `begin` to `end`, in order; those outside are on their sides.
  const uint32_t begin = static_cast<uint32_t>(std::max(middle - reach, 0.0));
  const uint32_t end = static_cast<uint32_t>(std::min(middle + reach + width, static_cast<double>(count_)));
  if (begin != 0) {
    std::nth_element(keys, keys + begin, keys + count_);
    bounds.low = keys[begin];
  }
  if (end < count_) {
    std::nth_element(keys + begin, keys + end, keys + count_);
    bounds.high = keys[end];
  }
  std::sort(keys + begin, keys + end);
  const double offsets[PoolCuts::kCount] = {-kFarCut * deviation - 1, -kNearCut * deviation - 1,
                                            kNearCut * deviation + width, kFarCut * deviation + width};
  for (uint32_t i = 0; i < PoolCuts::kCount; ++i) {
    const uint32_t index = static_cast<uint32_t>(
        std::clamp(middle + offsets[i], static_cast<double>(begin), static_cast<double>(end)));
    bounds.cuts.keys[i] = index < end ? keys[index] : kLastKey;
    bounds.cuts.share[i] = (index - begin + 1) * (PoolCuts::kWhole / (end - begin + 2));
  }

  uint32_t sharing = 0;
  const uint32_t lowValue = static_cast<uint32_t>(bounds.low >> 32);
  const uint32_t highValue = static_cast<uint32_t>(bounds.high >> 32);
  for (uint32_t i = 0; i < count_; ++i) {
    const uint32_t value = static_cast<uint32_t>(keys[i] >> 32);
    sharing += value >= lowValue && value <= highValue;
  }
  bounds.ties = sharing > end - begin + 1 + count_ / 64;
  return bounds;
}

}  // namespace sweepground
