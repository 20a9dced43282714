// The heap: limit, exact fits, joining, growth.
#include "heap/heap.h"

#include <cstring>
#include <vector>

#include "base/poison.h"
#include "support/heap_fixture.h"

namespace sweepground::test {
namespace {

constexpr uint32_t kMiB = 1u << 20;
// What a payload may take in a piece of one segment: header and sentinel go off.
constexpr uint32_t kWholeSegment = kMiB - kHeaderBytes - kSentinelBytes;

TEST_F(HeapTest, LimitsAreCheckedAndRoundedDown) {
  beginPlain(kMiB * 3 + 12345);
  EXPECT_EQ(heap.counts().limitBytes, 3 * kMiB);
  const auto taken = [this](HeapLimits limits) {
    Heap other;
    return other.init(segments, meta, journal, moment, limits);
  };
  EXPECT_FALSE(taken({kMiB - 1, 0}));
  EXPECT_FALSE(taken({(1u << 30) + 1, 0}));
  EXPECT_FALSE(taken({kMiB, kMiB + 1}));
  EXPECT_TRUE(taken({1u << 30, 0}));
  EXPECT_TRUE(taken({kMiB, kMiB}));
}

TEST_F(HeapTest, BlockCarriesClassSerialLineAndNoHandle) {
  beginPlain(kMiB);
  line = 12;
  const Address a = object(5, 3);
  const Address b = object(0, 200);
  ASSERT_NE(b, 0u);
  EXPECT_EQ(a % 16, 0u);
  EXPECT_EQ(heap.header(a).classId(), 3);
  EXPECT_EQ(heap.header(b).classId(), 200);
  EXPECT_EQ(heap.header(b).serial, 2u);
  EXPECT_EQ(heap.header(a).line(), 12u);
  EXPECT_EQ(linesAsked, 1u);
  EXPECT_EQ(*at<uint32_t>(a - 8), 1u);
  EXPECT_EQ(*at<uint32_t>(a - 4), 0u);
  EXPECT_EQ(heap.counts().liveBytes, 2 * kMinBlockBytes);
  EXPECT_EQ(heap.counts().liveBlocks, 2u);
  EXPECT_EQ(heap.counts().objects, 2u);
  end(a);
  end(b);
  EXPECT_EQ(heap.counts().peakBytes, 2 * kMinBlockBytes);
  EXPECT_EQ(heap.counts().allocations, 2u);
  EXPECT_EQ(heap.counts().objectsMade, 2u);
}

TEST_F(HeapTest, ALinePastTheLastIsTheLast) {
  beginPlain(kMiB);
  line = BlockHeader::kMaxLine + 5;
  const Address a = object(5);
  EXPECT_EQ(heap.header(a).line(), BlockHeader::kMaxLine);
  EXPECT_EQ(heap.header(a).classId(), 1);
  end(a);
}

TEST_F(HeapTest, SerialIsZeroOnceFree) {
  beginPlain(kMiB);
  const Address a = object(16);
  const Address b = object(16);
  end(a);
  EXPECT_EQ(*at<uint32_t>(a - 8), 0u);
  end(b);  // joined to the one before it, and so inside a free block
  unpoison(b - kHeaderBytes, kHeaderBytes);
  EXPECT_EQ(*at<uint32_t>(b - 8), 0u);
}

TEST_F(HeapTest, FreedNeighboursBecomeOneBlock) {
  beginPlain(kMiB);
  std::vector<Address> blocks;
  for (int i = 0; i < 5; ++i) blocks.push_back(object(112));
  end(blocks[1]);
  end(blocks[3]);
  EXPECT_STREQ(heap.validate(), nullptr);
  end(blocks[2]);
  EXPECT_STREQ(heap.validate(), nullptr);
  EXPECT_EQ(object(112), blocks[2]) << "from its shelf, the last one first";
  end(blocks[2]);
  EXPECT_TRUE(heap.joinShelved());
  EXPECT_FALSE(heap.joinShelved());
  EXPECT_STREQ(heap.validate(), nullptr);
  // Three blocks of 128 bytes and no header between: the joined block serves this and nothing before it does.
  EXPECT_EQ(object(3 * 128 - 16), blocks[1]);
  end(blocks[1]);
  end(blocks[0]);
  end(blocks[4]);
  // All is one block again.
  const Address whole = object(kWholeSegment);
  EXPECT_EQ(whole, blocks[0]);
  end(whole);
}

TEST_F(HeapTest, AWholeSegmentFitsAndNotAByteMore) {
  beginPlain(kMiB);
  EXPECT_EQ(object(kWholeSegment + 1), 0u);
  const Address block = object(kWholeSegment);
  ASSERT_NE(block, 0u);
  EXPECT_EQ(heap.counts().freeBytes, 0u);
  EXPECT_EQ(object(0), 0u);
  end(block);
}

TEST_F(HeapTest, WhatTheLimitLeavesCanBeHadExactly) {
  beginPlain(8 * kMiB);
  const Address small = object(16);
  ASSERT_EQ(heap.counts().heapBytes, kMiB);
  // Seven segments are left, and the rest of the first lies right before them.
  const uint32_t rest = 8 * kMiB - kSentinelBytes - kMinBlockBytes - kHeaderBytes;
  EXPECT_EQ(object(rest + 1), 0u);
  const Address large = object(rest);
  ASSERT_NE(large, 0u);
  EXPECT_EQ(heap.counts().freeBytes, 0u);
  end(small);
  end(large);
}

TEST_F(HeapTest, WhatTheLimitLeavesCanBeHadExactlyInANewPiece) {
  beginPlain(8 * kMiB);
  const Address small = object(16);
  ASSERT_NE(segments.take(1), 0u);  // somebody else's, so that nothing follows the first piece
  const uint32_t rest = 7 * kMiB - kSentinelBytes - kHeaderBytes;
  EXPECT_EQ(object(rest + 1), 0u);
  const Address large = object(rest);
  ASSERT_NE(large, 0u);
  end(small);
  end(large);
}

TEST_F(HeapTest, ABlockBehindASmallerOneOfItsBinIsFound) {
  beginPlain(kMiB);
  // 2064 and 2096 share a bin (64 bytes wide from 2048 on); the smaller one is released last, so it comes
  // first.
  ASSERT_EQ(Bins::placeOf(2064).column, Bins::placeOf(2096).column);
  const Address larger = object(2096 - 16);
  const Address wall = object(16);
  const Address smaller = object(2064 - 16);
  const Address wall2 = object(16);
  const Address filler = object(heap.counts().freeBytes - kHeaderBytes);
  end(larger);
  end(smaller);
  EXPECT_EQ(object(2097 - 16), 0u);
  EXPECT_EQ(object(2096 - 16), larger);
  for (const Address block : {larger, wall, wall2, filler}) end(block);
}

TEST_F(HeapTest, ReachingTheLimitChangesNothing) {
  beginPlain(2 * kMiB);
  const Address block = object(kMiB);
  const Heap::Counts before = heap.counts();
  EXPECT_EQ(object(3 * kMiB / 2), 0u);
  EXPECT_EQ(object(~0ull), 0u);
  EXPECT_EQ(std::memcmp(&before, &heap.counts(), sizeof before), 0);
  end(block);
}

TEST_F(HeapTest, PlatformRefusingIsANullToo) {
  beginPlain(64 * kMiB, 12 * kMiB);
  std::vector<Address> blocks;
  for (Address block; (block = object(100000)) != 0;) blocks.push_back(block);
  EXPECT_GT(blocks.size(), 40u);
  EXPECT_LT(heap.counts().heapBytes, 12 * kMiB);
  EXPECT_STREQ(heap.validate(), nullptr);
  for (const Address block : blocks) end(block);
}

TEST_F(HeapTest, TheLargestLimitCanBeHadInOneBlock) {
  beginPlain(HeapLimits::kMaxBytes);
  EXPECT_EQ(object(HeapLimits::kMaxBytes), 0u);
  const Address block = object(HeapLimits::kMaxBytes - kHeaderBytes - kSentinelBytes);
  ASSERT_NE(block, 0u);
  end(block);
}

TEST_F(HeapTest, GrowsByHalfAgain) {
  beginPlain(64 * kMiB);
  std::vector<Address> blocks;
  uint32_t growths = 0;
  for (uint32_t before = 0; heap.counts().heapBytes < 64 * kMiB; before = heap.counts().heapBytes) {
    blocks.push_back(object(kMiB / 2));
    ASSERT_NE(blocks.back(), 0u);
    growths += heap.counts().heapBytes != before;
  }
  EXPECT_LT(growths, 16u);
  for (const Address block : blocks) end(block);
}

// Its shadow may not cut the heap in pieces.
TEST_F(HeapTest, WithTheDefaultLimitSixtyTwoBlocksOfOneMiBFit) {
  begin({});
  std::vector<Address> blocks;
  for (Address block; (block = object(kMiB)) != 0;) blocks.push_back(block);
  EXPECT_GE(blocks.size(), 62u);
  for (const Address block : blocks) end(block);
}

TEST_F(HeapTest, GrowthIsJournaledBeforeTheBlockThatNeededIt) {
  beginPlain(8 * kMiB);
  const Address a = object(kMiB);
  const auto seen = records();
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].kind, JournalKind::kGrow);
  EXPECT_EQ(seen[0].address, heap.begin());
  EXPECT_EQ(seen[0].sizeBytes, heap.counts().heapBytes);
  EXPECT_EQ(seen[1].kind, JournalKind::kAlloc);
  EXPECT_EQ(seen[1].address, a);
  EXPECT_EQ(seen[1].sizeBytes, kMiB);
  end(a);
}

TEST_F(HeapTest, TheLargestFreeBlockIsKnownExactly) {
  beginPlain(kMiB);
  EXPECT_EQ(heap.largestFreeBytes(), 0u);
  std::vector<Address> blocks;
  for (int i = 0; i < 8; ++i) blocks.push_back(object(2064 - 16));
  const Address filler = object(heap.largestFreeBytes() - kHeaderBytes);
  EXPECT_EQ(heap.largestFreeBytes(), 0u);
  end(blocks[1]);
  EXPECT_EQ(heap.largestFreeBytes(), 2064u);
  end(blocks[3]);
  end(blocks[4]);
  EXPECT_EQ(heap.largestFreeBytes(), 2 * 2064u);
  EXPECT_EQ(heap.counts().freeBytes, 3 * 2064u);
  const Address again = object(2 * 2064 - 16);
  EXPECT_EQ(again, blocks[3]);
  EXPECT_EQ(heap.largestFreeBytes(), 2064u);
  end(again);
  for (const int i : {0, 2, 5, 6, 7}) end(blocks[i]);
  end(filler);
  EXPECT_EQ(heap.largestFreeBytes(), kMiB - kSentinelBytes);
}

TEST_F(HeapTest, EveryBlockIsVisitedByAddress) {
  begin({});
  std::vector<Address> blocks;
  for (int i = 0; i < 6; ++i) blocks.push_back(object(100));
  end(blocks[2]);  // in quarantine: still visited
  std::vector<Address> seen;
  heap.forEachBlock([&](Address payload) { seen.push_back(payload); });
  EXPECT_EQ(seen, blocks);
  for (const int i : {0, 1, 3, 4, 5}) end(blocks[i]);
}

}  // namespace
}  // namespace sweepground::test
