// A heap alone, from fresh memory; every test leaves it empty and whole.
#pragma once

#include <gtest/gtest.h>

#include "heap/heap.h"

namespace sweepground::test {

class HeapTest : public ::testing::Test {
 protected:
  void begin(uint32_t limitBytes, uint64_t maximumBytes = kAddressSpaceBytes) {
    heap = Heap{};
    ASSERT_TRUE(segments.init(maximumBytes));
    meta.init(segments);
    ASSERT_TRUE(heap.init(segments, meta, limitBytes));
  }
  void TearDown() override {
    EXPECT_STREQ(heap.validate(), nullptr);
    EXPECT_EQ(heap.counts().liveBlocks, 0u);
    EXPECT_EQ(heap.counts().liveBytes, 0u);
  }

  Segments segments;
  Meta meta;
  Heap heap;
};

}  // namespace sweepground::test
