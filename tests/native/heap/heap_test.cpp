// The heap: limit, exact fits, joining, and hostile addresses.
#include "heap/heap.h"

#include <cstring>
#include <vector>

#include "support/heap_fixture.h"

namespace sweepground::test {
namespace {

constexpr uint32_t kMiB = 1u << 20;
// What a payload may take in a piece of one segment: header and sentinel go off.
constexpr uint32_t kWholeSegment = kMiB - kHeaderBytes - kSentinelBytes;

TEST_F(HeapTest, LimitIsCheckedAndRoundedDown) {
  begin(kMiB * 3 + 12345);
  EXPECT_EQ(heap.counts().limitBytes, 3 * kMiB);
  EXPECT_FALSE(Heap{}.init(segments, meta, kMiB - 1));
  EXPECT_FALSE(Heap{}.init(segments, meta, (1u << 30) + 1));
  EXPECT_TRUE(Heap{}.init(segments, meta, 1u << 30));
}

TEST_F(HeapTest, BlockCarriesClassSerialAndNoHandle) {
  begin(kMiB);
  const Address a = heap.allocate(5, 3);
  const Address b = heap.allocate(0, 200);
  ASSERT_NE(b, 0u);
  EXPECT_EQ(a % 16, 0u);
  EXPECT_EQ(heap.header(a).classId, 3);
  EXPECT_EQ(heap.header(b).serial, 2u);
  EXPECT_EQ(*at<uint32_t>(a - 8), 1u);
  EXPECT_EQ(*at<uint32_t>(a - 4), 0u);
  EXPECT_EQ(heap.counts().liveBytes, 2 * kMinBlockBytes);
  EXPECT_EQ(heap.counts().liveBlocks, 2u);
  heap.release(a);
  heap.release(b);
  EXPECT_EQ(heap.counts().peakBytes, 2 * kMinBlockBytes);
  EXPECT_EQ(heap.counts().allocations, 2u);
}

TEST_F(HeapTest, SerialIsZeroOnceReleased) {
  begin(kMiB);
  const Address a = heap.allocate(16, 1);
  const Address b = heap.allocate(16, 1);
  heap.release(a);
  EXPECT_EQ(*at<uint32_t>(a - 8), 0u);
  heap.release(b);
}

TEST_F(HeapTest, ClassOfTakesAnyNumber) {
  begin(4 * kMiB);
  const Address a = heap.allocate(100, 7);
  EXPECT_EQ(heap.classOf(a), 7);
  for (uint32_t delta = 1; delta <= 200; ++delta) {
    EXPECT_EQ(heap.classOf(a + delta), 0) << delta;
    EXPECT_EQ(heap.classOf(a - delta), 0) << delta;
  }
  for (const uint32_t hostile : {0u, 1u, 15u, 16u, 0x7ffffff0u, 0x80000000u, 0xfffffff0u, 0xffffffffu}) {
    EXPECT_EQ(heap.classOf(hostile), 0) << hostile;
  }
  heap.release(a);
  EXPECT_EQ(heap.classOf(a), 0);
}

TEST_F(HeapTest, FreedNeighboursBecomeOneBlock) {
  begin(kMiB);
  std::vector<Address> blocks;
  for (int i = 0; i < 5; ++i) blocks.push_back(heap.allocate(112, 1));
  heap.release(blocks[1]);
  heap.release(blocks[3]);
  EXPECT_STREQ(heap.validate(), nullptr);
  heap.release(blocks[2]);  // joins both sides
  EXPECT_STREQ(heap.validate(), nullptr);
  // Three blocks of 128 bytes and no header between: the joined block serves this and nothing before it does.
  EXPECT_EQ(heap.allocate(3 * 128 - 16, 1), blocks[1]);
  heap.release(blocks[1]);
  heap.release(blocks[0]);
  heap.release(blocks[4]);
  // All is one block again.
  const Address whole = heap.allocate(kWholeSegment, 1);
  EXPECT_EQ(whole, blocks[0]);
  heap.release(whole);
}

TEST_F(HeapTest, AWholeSegmentFitsAndNotAByteMore) {
  begin(kMiB);
  EXPECT_EQ(heap.allocate(kWholeSegment + 1, 1), 0u);
  const Address block = heap.allocate(kWholeSegment, 1);
  ASSERT_NE(block, 0u);
  EXPECT_EQ(heap.counts().freeBytes, 0u);
  EXPECT_EQ(heap.allocate(0, 1), 0u);
  heap.release(block);
}

TEST_F(HeapTest, WhatTheLimitLeavesCanBeHadExactly) {
  begin(8 * kMiB);
  const Address small = heap.allocate(16, 1);
  ASSERT_EQ(heap.counts().heapBytes, kMiB);
  // Seven segments are left, and the rest of the first lies right before them.
  const uint32_t rest = 8 * kMiB - kSentinelBytes - kMinBlockBytes - kHeaderBytes;
  EXPECT_EQ(heap.allocate(rest + 1, 1), 0u);
  const Address large = heap.allocate(rest, 1);
  ASSERT_NE(large, 0u);
  EXPECT_EQ(heap.counts().freeBytes, 0u);
  heap.release(small);
  heap.release(large);
}

TEST_F(HeapTest, WhatTheLimitLeavesCanBeHadExactlyInANewPiece) {
  begin(8 * kMiB);
  const Address small = heap.allocate(16, 1);
  ASSERT_NE(segments.take(1), 0u);  // somebody else's, so that nothing follows the first piece
  const uint32_t rest = 7 * kMiB - kSentinelBytes - kHeaderBytes;
  EXPECT_EQ(heap.allocate(rest + 1, 1), 0u);
  const Address large = heap.allocate(rest, 1);
  ASSERT_NE(large, 0u);
  heap.release(small);
  heap.release(large);
}

TEST_F(HeapTest, ABlockBehindASmallerOneOfItsBinIsFound) {
  begin(kMiB);
  // 2064 and 2096 share a bin (64 bytes wide from 2048 on); the smaller one is released last, so it comes
  // first.
  ASSERT_EQ(Bins::placeOf(2064).column, Bins::placeOf(2096).column);
  const Address larger = heap.allocate(2096 - 16, 1);
  const Address wall = heap.allocate(16, 1);
  const Address smaller = heap.allocate(2064 - 16, 1);
  const Address wall2 = heap.allocate(16, 1);
  const Address filler = heap.allocate(heap.counts().freeBytes - kHeaderBytes, 1);
  heap.release(larger);
  heap.release(smaller);
  EXPECT_EQ(heap.allocate(2097 - 16, 1), 0u);
  EXPECT_EQ(heap.allocate(2096 - 16, 1), larger);
  for (const Address block : {larger, wall, wall2, filler}) heap.release(block);
}

TEST_F(HeapTest, ReachingTheLimitChangesNothing) {
  begin(2 * kMiB);
  const Address block = heap.allocate(kMiB, 1);
  const Heap::Counts before = heap.counts();
  EXPECT_EQ(heap.allocate(3 * kMiB / 2, 1), 0u);
  EXPECT_EQ(heap.allocate(~0ull, 1), 0u);
  EXPECT_EQ(std::memcmp(&before, &heap.counts(), sizeof before), 0);
  heap.release(block);
}

TEST_F(HeapTest, PlatformRefusingIsANullToo) {
  begin(64 * kMiB, 6 * kMiB);
  std::vector<Address> blocks;
  for (Address block; (block = heap.allocate(100000, 1)) != 0;) blocks.push_back(block);
  EXPECT_GT(blocks.size(), 40u);
  EXPECT_LT(heap.counts().heapBytes, 6 * kMiB);
  EXPECT_STREQ(heap.validate(), nullptr);
  for (const Address block : blocks) heap.release(block);
}

TEST_F(HeapTest, TheLargestLimitCanBeHadInOneBlock) {
  begin(Heap::kMaxLimitBytes);
  EXPECT_EQ(heap.allocate(Heap::kMaxLimitBytes, 1), 0u);
  const Address block = heap.allocate(Heap::kMaxLimitBytes - kHeaderBytes - kSentinelBytes, 1);
  ASSERT_NE(block, 0u);
  heap.release(block);
}

TEST_F(HeapTest, GrowsByHalfAgain) {
  begin(64 * kMiB);
  std::vector<Address> blocks;
  uint32_t growths = 0;
  for (uint32_t before = 0; heap.counts().heapBytes < 64 * kMiB; before = heap.counts().heapBytes) {
    blocks.push_back(heap.allocate(kMiB / 2, 1));
    ASSERT_NE(blocks.back(), 0u);
    growths += heap.counts().heapBytes != before;
  }
  EXPECT_LT(growths, 16u);
  for (const Address block : blocks) heap.release(block);
}

}  // namespace
}  // namespace sweepground::test
