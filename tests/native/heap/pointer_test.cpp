// Pointers of every kind: what may be used, what is wrong with the rest, and who holds a byte.
#include <vector>

#include "support/heap_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

constexpr uint32_t kMiB = 1u << 20;

TEST_F(HeapTest, HostileNumbersAreForeignAndHeldByNobody) {
  begin({4 * kMiB, 64 * 1024});
  const Address ofMeta = meta.allocate(64);
  const Address a = object(100);
  const Address inShadow = meta.allocate(16) - 64 * 1024;
  EXPECT_EQ(heap.faultOf(0, 0), Error::kNullPointer);
  EXPECT_EQ(heap.holderOf(0), 0u);
  for (const uint32_t hostile :
       {1u, 15u, 16u, 17u, a + 1, a + 8, ofMeta, inShadow, static_cast<uint32_t>(segments.memoryBytes()),
        static_cast<uint32_t>(segments.memoryBytes()) + kHeaderBytes, heap.end() - 16, heap.end(),
        0x7ffffff0u, 0x80000000u, 0x80000010u, 0xfffffff0u, 0xffffffffu}) {
    EXPECT_FALSE(heap.isObject(hostile, 0)) << hostile;
    EXPECT_FALSE(heap.isObject(hostile, 1)) << hostile;
    EXPECT_EQ(heap.faultOf(hostile, 1), Error::kForeignPointer) << hostile;
    if (hostile - a < 100) continue;
    EXPECT_EQ(heap.holderOf(hostile), 0u) << hostile;
    EXPECT_EQ(heap.blockOf(hostile), 0u) << hostile;
  }
  for (uint32_t delta = 1; delta <= 200; ++delta) {
    for (const Address near : {a + delta, a - delta}) {
      EXPECT_FALSE(heap.isObject(near, 0)) << near;
      EXPECT_EQ(heap.faultOf(near, 0), Error::kForeignPointer) << near;
    }
  }
  end(a);
}

TEST_F(HeapTest, OfTheRightClassItIsAnObject) {
  begin({kMiB, 4096});
  for (const ClassId classId : {ClassId{1}, ClassId{14}, ClassId{15}, ClassId{16}, ClassId{255}}) {
    const Address a = object(20, classId);
    EXPECT_TRUE(heap.isObject(a, classId));
    EXPECT_TRUE(heap.isObject(a, 0));
    EXPECT_EQ(heap.faultOf(a, classId), Error::kNone);
    const ClassId other = classId == 255 ? 15 : static_cast<ClassId>(classId + 1);
    EXPECT_FALSE(heap.isObject(a, other));
    EXPECT_EQ(heap.faultOf(a, other), Error::kWrongClass);
    end(a);
  }
}

TEST_F(HeapTest, PartsAreNobodysToUse) {
  begin({kMiB, 4096});
  line = 8;
  const Address a = part(20, 4);
  EXPECT_EQ(linesAsked, 0u);
  EXPECT_EQ(heap.header(a).line(), 0u);
  EXPECT_FALSE(heap.isObject(a, 0));
  EXPECT_FALSE(heap.isObject(a, 4));
  EXPECT_EQ(heap.faultOf(a, 0), Error::kBorrowed);
  EXPECT_EQ(heap.faultOf(a, 4), Error::kWrongClass);
  EXPECT_EQ(heap.counts().objects, 0u);
  EXPECT_EQ(heap.counts().objectsMade, 0u);
  EXPECT_EQ(heap.counts().liveBlocks, 1u);
  moment.line();
  const Address b = part(20, 4);
  EXPECT_EQ(heap.header(b).line(), 8u);  // it was known
  end(a);
  EXPECT_EQ(heap.faultOf(a, 4), Error::kAfterFree);
  end(b);
}

TEST_F(HeapTest, UseAfterTheEndIsToldFromFreedAndFromForeign) {
  begin({kMiB, 4096});
  const Address a = object(20);
  heap.markState(a, BlockState::kLive);
  heap.beginEnd(a);
  EXPECT_FALSE(heap.isObject(a, 1));
  EXPECT_EQ(heap.faultOf(a, 1), Error::kEnding);
  EXPECT_EQ(heap.stateOf(a), BlockState::kLive);
  EXPECT_TRUE(heap.header(a).ended());
  EXPECT_EQ(heap.header(a).number(), 1u);
  EXPECT_EQ(records().back(), (Record{.sequence = records().back().sequence,
                                      .time = 1,
                                      .kind = JournalKind::kEnding,
                                      .serial = 1,
                                      .address = a}));
  heap.retire(a, EndCause::kDeleted, 0);
  EXPECT_EQ(heap.faultOf(a, 1), Error::kAfterFree);
  EXPECT_EQ(heap.faultOf(a, 0), Error::kAfterFree);
  EXPECT_EQ(heap.faultOf(a + 16, 0), Error::kForeignPointer);
  EXPECT_EQ(heap.holderOf(a + 15), a);
  heap.evictOldest(false);
  EXPECT_EQ(heap.faultOf(a, 1), Error::kForeignPointer);
  EXPECT_EQ(heap.holderOf(a), 0u);
}

TEST_F(HeapTest, PlacedObjectsAreObjectsUntilTheyEnd) {
  begin({kMiB, 4096});
  line = 21;
  const Address owner = object(16 + 4 * 32, 5);
  std::vector<Address> placed;
  for (uint32_t i = 0; i < 4; ++i) {
    placed.push_back(owner + 32 + i * 32);
    heap.place(placed[i], 4, 6);
    ASSERT_STREQ(heap.validate(), nullptr);
  }
  const Record record = records().back();
  EXPECT_EQ(record.kind, JournalKind::kPlace);
  EXPECT_EQ(record.address, placed[3]);
  EXPECT_EQ(record.sizeBytes, 4u);
  EXPECT_EQ(record.classId, 6);
  EXPECT_EQ(record.serial, 5u);
  EXPECT_EQ(record.detail, 21u);
  EXPECT_EQ(heap.counts().objects, 5u);
  EXPECT_EQ(heap.counts().liveBlocks, 1u);
  EXPECT_EQ(heap.counts().allocations, 5u);
  for (const Address a : placed) {
    EXPECT_TRUE(heap.isObject(a, 6));
    EXPECT_TRUE(heap.header(a).interior());
    EXPECT_EQ(heap.header(a).line(), 21u);
    EXPECT_EQ(heap.faultOf(a, 5), Error::kWrongClass);
    EXPECT_EQ(heap.faultOf(a - 16, 0), Error::kForeignPointer);
    for (uint32_t byte = a - 16; byte < a + 16; ++byte) EXPECT_EQ(heap.holderOf(byte), a);
    EXPECT_EQ(heap.blockOf(a), owner);
  }
  EXPECT_EQ(heap.holderOf(owner + 15), owner);
  EXPECT_EQ(heap.holderOf(owner - 16), owner);

  heap.markState(owner, BlockState::kLive);
  EXPECT_STREQ(heap.validate(), nullptr);
  EXPECT_TRUE(heap.isObject(placed[0], 6));
  EXPECT_EQ(heap.stateOf(placed[0]), BlockState::kLive);
  heap.markState(placed[0], BlockState::kLost);  // it shows as its owner
  EXPECT_EQ(heap.stateOf(placed[0]), BlockState::kLive);

  heap.beginEnd(placed[1]);
  heap.beginEnd(owner);
  EXPECT_EQ(heap.faultOf(placed[1], 6), Error::kEnding);
  EXPECT_TRUE(heap.isObject(placed[0], 6));
  const uint32_t from = journal.next();
  for (const Address a : placed) heap.endPlaced(a);
  EXPECT_EQ(records(from).size(), 3u);  // one had ended before
  for (const Address a : placed) EXPECT_EQ(heap.faultOf(a, 6), Error::kEnding);
  EXPECT_STREQ(heap.validate(), nullptr);
  EXPECT_EQ(heap.counts().objects, 0u);
  heap.retire(owner, EndCause::kDeleted, 0);
  for (const Address a : placed) {
    EXPECT_EQ(heap.faultOf(a, 6), Error::kAfterFree);
    EXPECT_EQ(heap.holderOf(a), owner);
  }
  EXPECT_STREQ(heap.validate(), nullptr);
  heap.evictOldest(false);
  for (const Address a : placed) EXPECT_EQ(heap.faultOf(a, 6), Error::kForeignPointer);
}

TEST_F(HeapTest, BytesThatLookLikeAHeaderAreNone) {
  begin({kMiB, 4096});
  const Address a = object(256);
  const Address b = object(32);
  for (uint32_t offset = 0; offset < 256; offset += 16) *at<BlockHeader>(a + offset) = heap.header(b);
  for (uint32_t offset = 16; offset < 256; offset += 16) {
    EXPECT_EQ(heap.faultOf(a + offset, 1), Error::kForeignPointer);
    EXPECT_EQ(heap.holderOf(a + offset), a);
  }
  end(a);
  end(b);
}

TEST_F(HeapTest, AByteFarInAGreatBlockIsItsBlocks) {
  begin({64 * kMiB, 0});
  const Address small = object(16);
  const Address great = object(20 * kMiB);
  const Address owner = object(3 * kMiB, 3);
  heap.place(owner + kMiB, 2 * kMiB - 16, 4);
  for (uint32_t offset = 0; offset < 20 * kMiB; offset += 99991)
    EXPECT_EQ(heap.holderOf(great + offset), great);
  EXPECT_EQ(heap.holderOf(great + 20 * kMiB - 1), great);
  EXPECT_EQ(heap.holderOf(owner + kMiB - 17), owner);
  EXPECT_EQ(heap.holderOf(owner + 3 * kMiB - 17), owner + kMiB);
  EXPECT_STREQ(heap.validate(), nullptr);
  heap.markState(great, BlockState::kLost);
  heap.markState(owner, BlockState::kCleared);
  EXPECT_STREQ(heap.validate(), nullptr);
  heap.endPlaced(owner + kMiB);
  for (const Address a : {small, great, owner}) end(a);
}

}  // namespace
}  // namespace sweepground::test
