// A heap rebuilt from its journal: the same after every record, on fresh memory that only the addresses
// share.
#include <cstring>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "base/poison.h"
#include "support/heap_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

constexpr uint32_t kMiB = 1u << 20;

class Digest {
 public:
  void add(uint64_t value) { sum_ = (sum_ ^ value) * 0x9e3779b97f4a7c15 + (sum_ >> 31); }
  uint64_t sum() const { return sum_; }

 private:
  uint64_t sum_ = 1;
};

// The counts; every granule; every block in use or in quarantine; the free blocks in the order of the bins.
uint64_t digestOf(const Heap& heap) {
  Digest digest;
  const Heap::Counts& counts = heap.counts();
  for (const uint32_t count : {counts.liveBytes, counts.peakBytes, counts.freeBytes, counts.quarantineBytes,
                               counts.heapBytes, counts.limitBytes, counts.liveBlocks, counts.objects,
                               counts.allocations, counts.objectsMade, heap.largestFreeBytes()}) {
    digest.add(count);
  }
  for (Address segment = heap.begin(); segment < heap.end(); segment += kSegmentBytes) {
    const uint8_t* page = heap.shadow().page(segment);
    if (page == nullptr) continue;
    const uint64_t* words = reinterpret_cast<const uint64_t*>(page);
    for (uint32_t i = 0; i < Shadow::kPageBytes / 8; ++i) digest.add(words[i]);
  }
  for (uint32_t row = 0; row < Bins::kRows; ++row) {
    for (uint32_t column = 0; column < Bins::kColumns; ++column) {
      const Bins::Place place = {row, column};
      for (Address block = heap.bins().first(place); block != 0; block = heap.bins().after(place, block)) {
        digest.add(block);
        digest.add(headerAt(block).sizeAndFlags);
      }
    }
  }
  heap.forEachBlock([&](Address payload) {
    const BlockHeader& header = heap.header(payload);
    for (const uint32_t word :
         {payload, header.sizeAndFlags, header.classAndLine, header.serial, header.handle}) {
      digest.add(word);
    }
    if (heap.stateOf(payload) != BlockState::kQuarantined) return;
    const Quarantine::Entry* entry = heap.endOf(payload);
    for (const uint32_t word : {entry->endedTicks, entry->by, static_cast<uint32_t>(entry->cause)})
      digest.add(word);
  });
  return digest.sum();
}

class ReplayTest : public HeapTest {
 protected:
  static inline std::vector<uint64_t> digests;  // after each record of the recorded run
  static inline const Heap* watched = nullptr;

  void watch() {
    digests.clear();
    watched = &heap;
    journal.onAdd = [] { digests.push_back(digestOf(*watched)); };
  }

  // What the table does with a block, told by records of the table's kinds.
  void manage(Address payload, uint32_t handle) {
    heap.header(payload).handle = handle;
    heap.markState(payload, BlockState::kLive);
    journal.add({.kind = JournalKind::kManage,
                 .serial = heap.header(payload).serial,
                 .address = payload,
                 .handle = handle});
  }
  void abandon(Address payload) {
    heap.markState(payload, BlockState::kLost);
    journal.add({.kind = JournalKind::kAbandon, .address = payload});
  }

  void apply(const Record& record) {
    moment.set(record.time, record.detail);
    switch (record.kind) {
      case JournalKind::kGrow:
        ASSERT_TRUE(heap.replayGrow(record.address, record.sizeBytes));
        break;
      case JournalKind::kAlloc:
        ASSERT_EQ(heap.allocate(record.sizeBytes, record.classId, static_cast<BlockKind>(record.code)),
                  record.address);
        break;
      case JournalKind::kPlace:
        heap.place(record.address, record.sizeBytes, record.classId);
        break;
      case JournalKind::kEnding:
        heap.beginEnd(record.address);
        break;
      case JournalKind::kFree:
        heap.retire(record.address, static_cast<EndCause>(record.code), record.detail);
        break;
      case JournalKind::kEvict:
        heap.evictOldest(record.code != 0);
        break;
      case JournalKind::kJoin:
        ASSERT_TRUE(heap.joinShelved());
        break;
      case JournalKind::kManage:
        manage(record.address, record.handle);
        break;
      case JournalKind::kAbandon:
        abandon(record.address);
        break;
      default:
        journal.add(record);
    }
  }

  // Makes everything anew and applies the records; the recorded run is gone after this.
  void replayAndCompare(const std::vector<Record>& recorded, const std::vector<uint64_t>& expected,
                        HeapLimits limits) {
    const uint64_t firstFree = segments.memoryBytes();
    begin(limits, kAddressSpaceBytes, firstFree);
    for (size_t i = 0; i < recorded.size(); ++i) {
      ASSERT_NO_FATAL_FAILURE(apply(recorded[i])) << "record " << i;
      ASSERT_EQ(digestOf(heap), expected[i]) << "record " << i;
      ASSERT_EQ(journal.next(), recorded[i].sequence + 1) << "record " << i;
      ASSERT_EQ(records(journal.next() - 1).front(), recorded[i]) << "record " << i;
    }
  }

  // One run of random operations; ends with everything ended.
  void playRandomly(Random& random, int steps, bool cutInPieces) {
    struct Live {
      Address payload;
      std::vector<Address> placed;
    };
    std::map<Address, Live> live;
    const auto finish = [&](std::map<Address, Live>::iterator victim) {
      const Address a = victim->first;
      if (heap.isObject(a, 0)) heap.beginEnd(a);
      for (const Address child : victim->second.placed) heap.endPlaced(child);
      heap.retire(a, static_cast<EndCause>(1 + random.below(3)), random.below(100));
      if (random.below(12) == 0 && heap.stateOf(a) == BlockState::kQuarantined) {
        unpoison(a, 8);
        *at<uint8_t>(a) = 1;  // a program that kept the pointer
      }
      live.erase(victim);
    };
    for (int step = 0; step < steps; ++step) {
      nowMs += random.below(100) / 50.0;
      line = random.below(30);
      moment.begin();
      if (cutInPieces && random.below(60) == 0) segments.take(1);
      if (live.empty() || random.below(20) < (step / 150 % 2 == 0 ? 13u : 7u)) {
        const uint32_t size = random.upTo(random.below(10) == 0 ? 19 : 11);
        const bool isPart = random.below(4) == 0;
        const Address a = isPart ? part(size, 9) : object(size, static_cast<ClassId>(1 + random.below(20)));
        if (a == 0) continue;
        Live& made = live[a] = {a, {}};
        for (uint32_t at = 32; !isPart && at + 16 <= size && at < 300 && random.below(3) != 0; at += 48) {
          heap.place(a + at, 5, 3);
          made.placed.push_back(a + at);
        }
        continue;
      }
      const auto victim = live.lower_bound(random.below(std::prev(live.end())->first + 1));
      const Address a = victim->first;
      switch (heap.isObject(a, 0) ? random.below(6) : 5) {
        case 0:
          manage(a, 1 + random.below(1000));
          break;
        case 1:
          abandon(a);
          break;
        case 2:
          heap.beginEnd(a);
          break;
        case 3:
          if (!victim->second.placed.empty()) heap.endPlaced(victim->second.placed.back());
          break;
        default:
          finish(victim);
      }
    }
    while (!live.empty()) finish(live.begin());
  }
};

TEST_F(ReplayTest, RandomRunsAreRebuiltRecordByRecord) {
  SWEEPGROUND_RANDOM(random);
  for (int round = 0; round < 6; ++round) {
    const uint32_t limit = (1 + random.below(3)) * kMiB;
    const uint32_t bounds[] = {0, 3000, 100000, limit};
    const HeapLimits limits = {limit, bounds[random.below(4)]};
    begin(limits);
    watch();
    playRandomly(random, 500, round % 2 == 1);
    reported.clear();
    ASSERT_STREQ(heap.validate(), nullptr);
    journal.onAdd = nullptr;
    const std::vector<Record> recorded = records();
    const std::vector<uint64_t> expected = digests;
    ASSERT_EQ(recorded.size(), expected.size());
    ASSERT_EQ(recorded.front().sequence, 1u);
    ASSERT_NO_FATAL_FAILURE(replayAndCompare(recorded, expected, limits));
    ASSERT_STREQ(heap.validate(), nullptr);
    EXPECT_TRUE(reported.empty());
  }
}

// What the platform refused to the recorded run it may not give to the replay.
TEST_F(ReplayTest, ARunThatThePlatformRefusedMemoryIsRebuilt) {
  SWEEPGROUND_RANDOM(random);
  const HeapLimits limits = {16 * kMiB, 50000};
  begin(limits, 6 * kMiB);
  watch();
  std::vector<Address> blocks;
  for (Address block; (block = object(1000 + random.below(50000))) != 0;) blocks.push_back(block);
  ASSERT_LT(heap.counts().heapBytes, 6 * kMiB);
  for (size_t i = 0; i < blocks.size(); i += 2) end(blocks[i]);
  for (size_t i = 0; i < blocks.size(); i += 2) blocks[i] = object(1000 + random.below(50000));
  for (const Address a : blocks) {
    if (a != 0) end(a);
  }
  journal.onAdd = nullptr;
  const std::vector<Record> recorded = records();
  ASSERT_NO_FATAL_FAILURE(replayAndCompare(recorded, std::vector(digests), limits));
}

TEST_F(ReplayTest, AGrowthThatCannotFollowIsRefusedAndChangesNothing) {
  begin({4 * kMiB, 0}, kAddressSpaceBytes, 20 * kMiB);
  ASSERT_TRUE(heap.replayGrow(3 * kMiB, kMiB));
  const Heap::Counts before = heap.counts();
  EXPECT_FALSE(heap.replayGrow(3 * kMiB, kMiB));       // taken already
  EXPECT_FALSE(heap.replayGrow(2 * kMiB, kMiB));       // below
  EXPECT_FALSE(heap.replayGrow(0, kMiB));              // the engine's own
  EXPECT_FALSE(heap.replayGrow(5 * kMiB + 16, kMiB));  // no segment
  EXPECT_FALSE(heap.replayGrow(5 * kMiB, kMiB / 2));   // not whole
  EXPECT_FALSE(heap.replayGrow(5 * kMiB, 0));          // nothing
  EXPECT_FALSE(heap.replayGrow(5 * kMiB, 4 * kMiB));   // past the limit
  EXPECT_FALSE(heap.replayGrow(19 * kMiB, 2 * kMiB));  // into what is not the replay's
  EXPECT_FALSE(heap.replayGrow(0xfff00000u, kMiB));    // past all
  EXPECT_EQ(std::memcmp(&before, &heap.counts(), sizeof before), 0);
  EXPECT_EQ(object(kMiB), 0u);  // no growth but by a record
  ASSERT_TRUE(heap.replayGrow(4 * kMiB, kMiB));
  const Address a = object(kMiB);
  EXPECT_NE(a, 0u);
  end(a);
}

}  // namespace
}  // namespace sweepground::test
