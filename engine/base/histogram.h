// Histogram: percentiles of durations in fixed memory. Buckets are log-linear: each power of two is cut into
// 16 equal parts, so a percentile is off by at most 1/32 (3.2 %) of its value; values below 32 and the
// maximum are exact. Owner: itself, no memory taken. Unit: whatever the caller adds, in whole numbers.
#pragma once

#include <bit>
#include <cstdint>

namespace sweepground {

class Histogram {
 public:
  static constexpr uint32_t kPartsLog2 = 4;
  static constexpr uint32_t kParts = 1u << kPartsLog2;
  static constexpr uint32_t kBuckets = kParts * (33 - kPartsLog2);
  static constexpr double kRelativeError = 1.0 / (2 * kParts);

  // Cost: O(1).
  constexpr void add(uint32_t value) {
    ++counts_[bucketOf(value)];
    ++count_;
    if (value > max_) max_ = value;
  }

  constexpr uint64_t count() const { return count_; }
  constexpr uint32_t max() const { return max_; }

  // The value of nearest rank: at least `percent` per cent of the values are no greater. 0 while empty.
  // Cost: O(buckets).
  constexpr uint32_t percentile(uint32_t percent) const {
    if (count_ == 0) return 0;
    uint64_t rank = (count_ * percent + 99) / 100;
    if (rank == 0) rank = 1;
    uint64_t seen = 0;
    for (uint32_t bucket = 0; bucket < kBuckets; ++bucket) {
      seen += counts_[bucket];
      if (seen >= rank) {
        const uint32_t middle = middleOf(bucket);
        return middle < max_ ? middle : max_;
      }
    }
    return max_;
  }

  static constexpr uint32_t bucketOf(uint32_t value) {
    if (value < kParts) return value;
    const uint32_t shift = static_cast<uint32_t>(std::bit_width(value)) - kPartsLog2 - 1;
    return (shift + 1) * kParts + ((value >> shift) & (kParts - 1));
  }

  static constexpr uint32_t middleOf(uint32_t bucket) {
    if (bucket < kParts) return bucket;
    const uint32_t shift = bucket / kParts - 1;
    const uint32_t low = (kParts + bucket % kParts) << shift;
    return low + ((1u << shift) >> 1);
  }

 private:
  uint64_t count_ = 0;
  uint32_t max_ = 0;
  uint32_t counts_[kBuckets] = {};
};

static_assert(sizeof(Histogram) <= 2048);
static_assert(Histogram::kParts == 16 && Histogram::kRelativeError <= 0.032);
static_assert(Histogram::bucketOf(0xffffffffu) == Histogram::kBuckets - 1);

}  // namespace sweepground
