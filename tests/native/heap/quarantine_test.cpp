// The quarantine: order, bounds, and how a write after free shows.
#include "heap/quarantine.h"

#include <cstring>
#include <vector>

#include "base/poison.h"
#include "heap/poisoned.h"
#include "support/heap_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

constexpr uint32_t kMiB = 1u << 20;

// What a program does that kept a pointer, also under AddressSanitizer.
void writeAfterFree(Address address, uint8_t byte) {
  unpoison(address, 8);
  *at<uint8_t>(address) = byte;
}

TEST_F(HeapTest, AWriteAfterFreeIsReportedOnceWithTheSerialOfTheObjectThatWas) {
  begin({kMiB, 1024});
  object(16);
  const Address a = object(100, 7);
  end(a - 32);
  end(a);
  writeAfterFree(a + 99, 0);
  EXPECT_TRUE(reported.empty());
  heap.evictOldest(true);
  EXPECT_TRUE(reported.empty());
  const uint32_t from = journal.next();
  heap.evictOldest(true);
  EXPECT_EQ(reported, (std::vector<Reported>{{Error::kWrittenAfterFree, a, 2}}));
  reported.clear();
  const auto seen = records(from);
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].kind, JournalKind::kEvict);
  const Address again = object(100);
  EXPECT_EQ(again, a - 32);
  end(again);
  heap.evictOldest(true);
  EXPECT_TRUE(reported.empty());
}

TEST_F(HeapTest, EveryByteOfEverySizeIsWatched) {
  begin({kMiB, 64 * 1024});
  for (uint32_t size = 16; size <= 3000; size += size < 400 ? 16 : 304) {
    for (const uint32_t at : {0u, size / 2 + 1, size - 1}) {
      const Address a = object(size);
      const uint32_t serial = heap.header(a).serial;
      end(a);
      writeAfterFree(a + at, kPoison ^ 1);
      heap.evictOldest(false);
      ASSERT_EQ(reported, (std::vector<Reported>{{Error::kWrittenAfterFree, a, serial}}))
          << size << " " << at;
      reported.clear();
    }
  }
}

TEST_F(HeapTest, PoisonGoesNotAByteFurther) {
  begin({kMiB, kMiB / 2});
  for (uint32_t size = 16; size <= 3000; size += 16) {
    const Address a = object(size);
    const Address wall = object(16);
    ASSERT_EQ(wall, a + size + kHeaderBytes);
    const BlockHeader before = heap.header(wall);
    end(a);
    unpoison(a, size);
    for (uint32_t i = 0; i < size; ++i) ASSERT_EQ(at<uint8_t>(a)[i], kPoison) << size << " " << i;
    ASSERT_EQ(std::memcmp(&before, &heap.header(wall), sizeof before), 0);
    end(wall);
    while (heap.counts().quarantineBytes != 0) heap.evictOldest(true);
  }
}

TEST_F(HeapTest, AddressesComeBackOldestFirstAndNotBeforeTheBoundIsReached) {
  begin({kMiB, 10 * 128});
  std::vector<Address> blocks;
  for (int i = 0; i < 40; ++i) blocks.push_back(object(112));
  for (int i = 0; i < 40; ++i) {
    const uint32_t from = journal.next();
    end(blocks[i]);
    EXPECT_EQ(heap.counts().quarantineBytes, static_cast<uint32_t>(std::min(i + 1, 10) * 128));
    const auto seen = records(from);
    ASSERT_EQ(seen.size(), i < 10 ? 2u : 3u);
    EXPECT_EQ(seen.back().kind, JournalKind::kFree);
    if (i < 10) continue;
    EXPECT_EQ(seen[1].kind, JournalKind::kEvict);
    EXPECT_EQ(seen[1].address, blocks[i - 10]);
  }
}

TEST_F(HeapTest, AGreatBlockPushesOutSeveralAndOneGreaterThanAllGoesPast) {
  begin({kMiB, 1024});
  std::vector<Address> small;
  for (int i = 0; i < 8; ++i) small.push_back(object(112));
  const Address great = object(1024 - 16);
  const Address greater = object(1024);
  for (const Address a : small) end(a);
  EXPECT_EQ(heap.counts().quarantineBytes, 1024u);
  end(greater);
  EXPECT_EQ(heap.counts().quarantineBytes, 1024u);
  EXPECT_EQ(heap.stateOf(greater), BlockState::kFree);
  EXPECT_EQ(heap.stateOf(small[0]), BlockState::kQuarantined);
  end(great);
  EXPECT_EQ(heap.counts().quarantineBytes, 1024u);
  EXPECT_EQ(heap.stateOf(great), BlockState::kQuarantined);
  for (const Address a : small) EXPECT_EQ(heap.stateOf(a), BlockState::kFree);
}

TEST_F(HeapTest, TheNumberOfBlocksIsBoundedToo) {
  begin({4 * kMiB, 4 * kMiB});
  std::vector<Address> blocks;
  for (uint32_t i = 0; i < Quarantine::kMaxEntries + 5; ++i) blocks.push_back(object(16));
  for (const Address a : blocks) end(a);
  EXPECT_EQ(heap.counts().quarantineBytes, Quarantine::kMaxEntries * kMinBlockBytes);
  EXPECT_EQ(heap.stateOf(blocks[4]), BlockState::kFree);
  EXPECT_EQ(heap.stateOf(blocks[5]), BlockState::kQuarantined);
}

TEST_F(HeapTest, OffMeansFreeAtOnceAndTakesNoMemory) {
  begin({kMiB, 0});
  const Address a = object(100);
  std::memset(at<uint8_t>(a), 1, 100);
  end(a);
  EXPECT_EQ(heap.counts().quarantineBytes, 0u);
  EXPECT_EQ(heap.stateOf(a), BlockState::kFree);
  EXPECT_EQ(heap.endOf(a), nullptr);
  EXPECT_EQ(object(100), a);
  end(a);
  const Address before = meta.allocate(16);
  Heap other;
  ASSERT_TRUE(other.init(segments, meta, journal, moment, {kMiB, 0}));
  EXPECT_LT(meta.allocate(16) - before, Quarantine::kMaxEntries * sizeof(Quarantine::Entry));
}

TEST_F(HeapTest, AtTheLimitTheQuarantineGivesWay) {
  constexpr uint32_t kBlockBytes = 1008 + kHeaderBytes;
  begin({kMiB, 50 * kBlockBytes});
  std::vector<Address> blocks;
  for (Address block; (block = object(1008)) != 0;) blocks.push_back(block);
  for (int i = 0; i < 50; ++i) end(blocks[i]);
  ASSERT_EQ(heap.counts().quarantineBytes, 50 * kBlockBytes);
  EXPECT_EQ(object(1008), blocks[0]);
  EXPECT_EQ(heap.counts().quarantineBytes, 49 * kBlockBytes);  // the oldest alone
  EXPECT_EQ(object(4 * kBlockBytes - kHeaderBytes), blocks[1]);
  EXPECT_EQ(heap.counts().quarantineBytes, 45 * kBlockBytes);
  EXPECT_EQ(object(2 * kMiB), 0u);  // can never be: the quarantine is not touched for it
  EXPECT_EQ(heap.counts().quarantineBytes, 45 * kBlockBytes);
  EXPECT_EQ(object(kMiB - 100), 0u);
  EXPECT_EQ(heap.counts().quarantineBytes, 0u);
  end(blocks[0]);
  end(blocks[1]);
  for (size_t i = 50; i < blocks.size(); ++i) end(blocks[i]);
}

TEST_F(HeapTest, AGreatQuarantineBeginsToEmptyBeforeItIsFull) {
  begin({4 * kMiB, kMiB});
  std::vector<Address> blocks;
  for (int i = 0; i < 3000; ++i) blocks.push_back(object(1008));
  for (const Address block : blocks) {
    end(block);
    EXPECT_LE(heap.counts().quarantineBytes, kMiB);
  }
  EXPECT_GT(heap.counts().quarantineBytes, kMiB - kMiB / 8);
  EXPECT_LT(heap.counts().quarantineBytes, kMiB - kMiB / 8 + 2048);
}

TEST_F(HeapTest, WhatIsInQuarantineKeepsItsStory) {
  begin({kMiB, 4096});
  line = 12;
  const Address a = object(100, 3);
  heap.header(a).handle = 77;
  nowMs = 340;
  moment.beginExactly();
  end(a, EndCause::kSwept, 9);
  const Quarantine::Entry* entry = heap.endOf(a);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->cause, EndCause::kSwept);
  EXPECT_EQ(entry->by, 9u);
  EXPECT_EQ(entry->endedTicks, ticksOf(340));
  EXPECT_EQ(heap.header(a).classId(), 3);
  EXPECT_EQ(heap.header(a).line(), 12u);
  EXPECT_EQ(heap.header(a).handle, 77u);
  EXPECT_EQ(heap.header(a).serial, 1u | BlockHeader::kEnded);
  const Record free = records().back();
  EXPECT_EQ(free, (Record{.sequence = free.sequence,
                          .time = ticksOf(340),
                          .kind = JournalKind::kFree,
                          .classId = 3,
                          .code = static_cast<uint16_t>(EndCause::kSwept),
                          .serial = 1,
                          .address = a,
                          .sizeBytes = 128,
                          .handle = 77,
                          .detail = 9}));
  heap.evictOldest(false);
  EXPECT_EQ(heap.endOf(a), nullptr);
}

}  // namespace
}  // namespace sweepground::test
