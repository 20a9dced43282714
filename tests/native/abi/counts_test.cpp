// Counts in place: read from memory without a call, they are those that a snapshot tells.
#include "heap/counts.h"

#include <cstddef>

#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

using CountsTest = EngineTest;

// u32s alone, so that the index of a name in the description is that of its word.
static_assert(offsetof(HeapCounts, liveBytes) == 0 && offsetof(HeapCounts, objectsMade) == 36);
static_assert(sizeof(HeapCounts) == 40);

TEST_F(CountsTest, StayWhereTheyAreAndAreCurrent) {
  start(8 * kMiB, kNoQuarantine);
  const Address address = _engine__counts();
  ASSERT_NE(address, 0u);
  const HeapCounts& counts = *at<HeapCounts>(address);
  EXPECT_EQ(counts.limitBytes, 8 * kMiB);
  EXPECT_EQ(counts.liveBytes, 0u);
  EXPECT_EQ(counts.objectsMade, 0u);
  const Address buffer = _Buffer__constructor(1000);
  EXPECT_EQ(counts.liveBytes, 1024u);
  EXPECT_EQ(counts.objectsMade, 1u);
  const Address arena = _Arena__constructor(2);
  _Arena__make(arena, 1);
  EXPECT_EQ(counts.objectsMade, 3u);
  EXPECT_EQ(counts.objects, 3u);
  EXPECT_EQ(counts.allocations, *at<uint32_t>(arena - 8) + 1);
  _Buffer__destructor(buffer);
  _Arena__destructor(arena);
  EXPECT_EQ(counts.liveBytes, 0u);
  EXPECT_EQ(counts.liveBlocks, 0u);
  for (Address great = 1; great != 0;) {
    great = _Buffer__constructor(kMiB);  // memory grows
    if (great != 0) _engine__deleteLater(great);
  }
  EXPECT_EQ(_engine__counts(), address);
  EXPECT_EQ(counts.heapBytes, 8 * kMiB);
  const Stats stats = look().stats;
  EXPECT_EQ(counts.liveBytes, stats.nativeLiveBytes);
  EXPECT_EQ(counts.peakBytes, stats.nativePeakBytes);
  EXPECT_EQ(counts.objectsMade, stats.madeCount);
  EXPECT_EQ(_engine__clean(1e9), 0u);
  EXPECT_EQ(counts.liveBytes, 0u);
}

TEST_F(CountsTest, AreThoseOfAReplayToo) {
  start(2 * kMiB);
  _MyClass__destructor(_MyClass__constructor(1));
  const RecordSpan span = *at<RecordSpan>(_engine__journal(1));
  const std::vector<Record> records(at<Record>(span.address), at<Record>(span.address) + span.count);
  const HeapCounts counts = *at<HeapCounts>(_engine__counts());
  const uint32_t memoryBytes = static_cast<uint32_t>(look().stats.wasmMemoryBytes);
  run() = {};
  std::copy(records.begin(), records.end(), at<Record>(_engine__replayBatch(memoryBytes)));
  ASSERT_EQ(_engine__replay(span.count), span.count);
  ASSERT_NE(_engine__counts(), 0u);
  EXPECT_EQ(std::memcmp(at<HeapCounts>(_engine__counts()), &counts, sizeof counts), 0);
}

}  // namespace
}  // namespace sweepground::test
