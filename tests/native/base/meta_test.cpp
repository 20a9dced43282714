// Segments and meta memory, up to their end.
#include "base/meta.h"

#include <gtest/gtest.h>

namespace sweepground {
namespace {

TEST(Segments, GivesAlignedRunsUpwardAndStopsAtTheMaximum) {
  Segments segments;
  ASSERT_TRUE(segments.init(4 * kSegmentBytes));
  EXPECT_EQ(segments.take(1), kSegmentBytes);
  EXPECT_EQ(segments.take(3), 0u);
  EXPECT_EQ(segments.take(0), 0u);
  EXPECT_EQ(segments.take(2), 2 * kSegmentBytes);
  EXPECT_EQ(segments.take(1), 0u);
  EXPECT_EQ(segments.memoryBytes(), 4u * kSegmentBytes);
}

TEST(Segments, GivesNothingBelowTheFirstFreeAddress) {
  Segments segments;
  ASSERT_TRUE(segments.init(8 * kSegmentBytes, 3 * kSegmentBytes + 1));
  EXPECT_EQ(segments.firstFree(), 4u * kSegmentBytes);
  EXPECT_EQ(segments.memoryBytes(), 4u * kSegmentBytes);
  EXPECT_EQ(segments.take(1), 4 * kSegmentBytes);
  EXPECT_EQ(segments.take(4), 0u);
  *at<uint32_t>(2 * kSegmentBytes) = 7;  // the caller's
  EXPECT_FALSE(segments.init(2 * kSegmentBytes, 3 * kSegmentBytes));
  ASSERT_TRUE(segments.init(2 * kSegmentBytes, 0));
  EXPECT_EQ(segments.firstFree(), uint64_t{kSegmentBytes});
}

TEST(Meta, IsZeroedAlignedAndInTheFirstSegmentFirst) {
  Segments segments;
  ASSERT_TRUE(segments.init());
  Meta meta;
  meta.init(segments);
  const Address first = meta.allocate(3);
  const Address second = meta.allocate(100);
  EXPECT_NE(first, 0u);
  EXPECT_EQ(first % 16, 0u);
  EXPECT_EQ(second, first + 16);
  EXPECT_LT(second, kSegmentBytes);
  for (uint32_t i = 0; i < 100; ++i) EXPECT_EQ(at<uint8_t>(second)[i], 0);
}

TEST(Meta, GrowsBeyondASegmentInPlace) {
  Segments segments;
  ASSERT_TRUE(segments.init());
  Meta meta;
  meta.init(segments);
  const Address small = meta.allocate(16);
  const Address large = meta.allocate(5 * kSegmentBytes);
  EXPECT_EQ(large, small + 16);
  EXPECT_EQ(segments.memoryBytes(), 6u * kSegmentBytes);
  *at<uint32_t>(large + 5 * kSegmentBytes - 4) = 7;
}

TEST(Meta, KeepsTheLargerRestWhenOthersTookTheNextSegment) {
  Segments segments;
  ASSERT_TRUE(segments.init());
  Meta meta;
  meta.init(segments);
  const Address first = meta.allocate(16);
  const Address others = segments.take(1);
  const Address large = meta.allocate(kSegmentBytes);
  EXPECT_EQ(large, others + kSegmentBytes);
  EXPECT_EQ(meta.allocate(16), first + 16);
}

TEST(Meta, GivesNothingAndChangesNothingWhenMemoryEnds) {
  Segments segments;
  ASSERT_TRUE(segments.init(2 * kSegmentBytes));
  Meta meta;
  meta.init(segments);
  const Address first = meta.allocate(16);
  EXPECT_EQ(meta.allocate(3 * kSegmentBytes), 0u);
  EXPECT_EQ(meta.allocate(16), first + 16);
}

}  // namespace
}  // namespace sweepground
