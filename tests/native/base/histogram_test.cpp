// The histogram against exact percentiles, and its stated error.
#include "base/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "support/random.h"

namespace sweepground {
namespace {

uint32_t exact(std::vector<uint32_t> values, uint32_t percent) {
  std::sort(values.begin(), values.end());
  const uint64_t rank = std::max<uint64_t>(1, (values.size() * percent + 99) / 100);
  return values[rank - 1];
}

TEST(Histogram, IsEmptyAtFirst) {
  const Histogram histogram;
  EXPECT_EQ(histogram.count(), 0u);
  EXPECT_EQ(histogram.percentile(50), 0u);
  EXPECT_EQ(histogram.max(), 0u);
}

TEST(Histogram, SmallValuesAreExact) {
  for (uint32_t value = 0; value < 32; ++value) {
    Histogram histogram;
    histogram.add(value);
    histogram.add(1000);  // so that the maximum does not hide an error
    EXPECT_EQ(histogram.percentile(50), value);
  }
}

TEST(Histogram, EveryBucketHoldsItsMiddleWithinTheStatedError) {
  for (uint32_t shift = 0; shift < 32; ++shift) {
    for (int64_t delta = -1; delta <= 1; ++delta) {
      const int64_t wide = (int64_t{1} << shift) + delta;
      const uint32_t value = static_cast<uint32_t>(wide);
      const uint32_t middle = Histogram::middleOf(Histogram::bucketOf(value));
      EXPECT_EQ(Histogram::bucketOf(middle), Histogram::bucketOf(value));
      EXPECT_LE(std::abs(double{1} * middle - value), value * Histogram::kRelativeError) << value;
    }
  }
  EXPECT_EQ(Histogram::bucketOf(0xffffffffu), Histogram::kBuckets - 1);
}

TEST(Histogram, PercentilesOfRandomValuesKeepTheStatedError) {
  SWEEPGROUND_RANDOM(random);
  for (int round = 0; round < 200; ++round) {
    Histogram histogram;
    std::vector<uint32_t> values(1 + random.below(500));
    const uint32_t bits = 1 + random.below(31);
    for (uint32_t& value : values) histogram.add(value = random.upTo(bits));
    for (const uint32_t percent : {0u, 1u, 50u, 90u, 99u, 100u}) {
      const double truth = exact(values, percent);
      EXPECT_LE(std::abs(histogram.percentile(percent) - truth), truth * Histogram::kRelativeError);
    }
    EXPECT_EQ(histogram.max(), *std::max_element(values.begin(), values.end()));
  }
}

}  // namespace
}  // namespace sweepground
