// The blocks of a piece of the heap against a model that knows them all.
#include "heap/region.h"

#include <algorithm>
#include <vector>

#include "support/heap_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

constexpr uint32_t kMiB = 1u << 20;

class RegionTest : public HeapTest {
 protected:
  RegionHeader region(Address from, uint32_t sizeBytes) {
    if (out == 0) out = meta.allocate(kRegionMaxBytes);
    writeRegion(heap, from, sizeBytes, out);
    const RegionHeader header = *at<RegionHeader>(out);
    const RegionBlock* first = at<RegionBlock>(out + sizeof(RegionHeader));
    blocks.assign(first, first + header.count);
    return header;
  }

  // Every block by address, free ones too, what is placed after that in which it is.
  std::vector<RegionBlock> all(const std::vector<Address>& placed) {
    std::vector<Address> used;
    heap.forEachBlock([&](Address payload) { used.push_back(payload); });
    std::vector<RegionBlock> result;
    const auto put = [&](Address payload, BlockState state, bool inside) {
      const BlockHeader& header = headerAt(payload - kHeaderBytes);
      result.push_back({payload, header.sizeBytes(), header.number(), header.line(), header.classId(),
                        static_cast<uint8_t>(state), inside});
    };
    size_t next = 0;
    for (Address block = heap.begin(); block < heap.end();) {
      if (heap.shadow().byteAt(block) == Shadow::kOutsideByte) {
        block += kGranuleBytes;
        continue;
      }
      const uint32_t size = headerAt(block).sizeBytes();
      const bool isUsed = next < used.size() && used[next] == block + kHeaderBytes;
      next += isUsed;
      put(block + kHeaderBytes, isUsed ? heap.stateOf(block) : BlockState::kFree, false);
      for (const Address inside : placed) {
        const bool lies = inside > block && inside < block + size;
        if (lies && heap.stateOf(block) != BlockState::kQuarantined && isUsed)
          put(inside, BlockState::kUnmanaged, true);
      }
      block += size;
    }
    return result;
  }

  void expectAsModel(Address from, uint32_t sizeBytes, const std::vector<RegionBlock>& model) {
    const RegionHeader header = region(from, sizeBytes);
    ASSERT_EQ(header.begin, from / 16 * 16);
    const uint64_t end = uint64_t{header.begin} + sizeBytes;
    std::vector<RegionBlock> expected;
    for (const RegionBlock& block : model) {
      const uint64_t first = block.address - kHeaderBytes;
      if (sizeBytes != 0 && first < end && first + block.sizeBytes > header.begin) expected.push_back(block);
    }
    if (expected.size() > kMaxRegionBlocks) expected.resize(kMaxRegionBlocks);
    ASSERT_EQ(blocks.size(), expected.size());
    for (size_t i = 0; i < blocks.size(); ++i) {
      ASSERT_EQ(blocks[i].address, expected[i].address) << i;
      ASSERT_EQ(blocks[i].sizeBytes, expected[i].sizeBytes) << i;
      ASSERT_EQ(blocks[i].serial, expected[i].serial) << i;
      ASSERT_EQ(blocks[i].line, expected[i].line) << i;
      ASSERT_EQ(blocks[i].classId, expected[i].classId) << i;
      ASSERT_EQ(blocks[i].state, expected[i].state) << i;
      ASSERT_EQ(blocks[i].placed, expected[i].placed) << i;
    }
    uint64_t inHeap = header.begin;
    while (inHeap < end && heap.shadow().page(static_cast<Address>(inHeap)) != nullptr) ++inHeap;
    ASSERT_EQ(header.heapBytes, inHeap - header.begin);
  }

  Address out = 0;
  std::vector<RegionBlock> blocks;
};

TEST_F(RegionTest, BeforeTheFirstBlockAndForAnyRangeThereIsNothing) {
  begin({kMiB, 0});
  for (const uint32_t hostile : {0u, 1u, 15u, kMiB, 0x7fffffffu, 0x80000000u, 0xfffffff0u, 0xffffffffu}) {
    for (const uint32_t size : {0u, 1u, 4096u, 0xffffffffu}) {
      EXPECT_EQ(region(hostile, size).count, 0u);
      EXPECT_EQ(region(hostile, size).heapBytes, 0u);
    }
  }
}

TEST_F(RegionTest, ABlockOverWhoseHeaderSomebodyWroteEndsIt) {
  begin({kMiB, 0});
  const Address a = object(100), b = object(100), c = object(100);
  const uint32_t size = heap.header(b).sizeAndFlags;
  for (const uint32_t wrong : {0u, 16u, 64u, 0x7ffffff1u, 0xfffffff1u}) {
    heap.header(b).sizeAndFlags = wrong;
    region(a, 1000);
    ASSERT_EQ(blocks.size(), 1u) << wrong;
    EXPECT_EQ(blocks[0].address, a);
  }
  heap.header(b).sizeAndFlags = size;
  region(a, 1000);
  EXPECT_EQ(blocks.size(), 4u);
  for (const Address each : {a, b, c}) end(each);
}

TEST_F(RegionTest, RandomHeapsAndRangesAgreeWithAModel) {
  SWEEPGROUND_RANDOM(random);
  for (int round = 0; round < 8; ++round) {
    out = 0;
    begin({5 * kMiB, random.below(3) * 200000});
    std::vector<Address> made, placed;
    for (int i = 0; i < 1500; ++i) {
      if (random.below(200) == 0) segments.take(1);
      line = random.below(100);
      nowMs += 1;  // a new operation asks for its line
      moment.beginExactly();
      const uint32_t size = random.upTo(random.below(30) == 0 ? 18 : 10);
      const ClassId classId = static_cast<ClassId>(1 + random.below(20));
      const Address a = random.below(5) == 0 ? part(size, classId) : object(size, classId);
      if (a == 0) break;
      made.push_back(a);
      if (heap.header(a).part()) continue;
      heap.markState(a, static_cast<BlockState>(2 + random.below(4)));
      if (random.below(5) != 0) continue;
      for (uint32_t offset = 32; offset + 16 <= size && random.below(9) != 0; offset += 32) {
        heap.place(a + offset, 8, 2);
        placed.push_back(a + offset);
      }
    }
    const auto endSome = [&](uint32_t one) {
      for (Address& a : made) {
        if (a == 0 || random.below(one) != 0) continue;
        const Address last = a - kHeaderBytes + heap.header(a).sizeBytes();
        if (heap.isObject(a, 0)) heap.beginEnd(a);
        std::erase_if(placed, [&](Address inside) {
          if (inside < a || inside >= last) return false;
          heap.endPlaced(inside);
          return true;
        });
        heap.retire(a, EndCause::kDeleted, 0);
        a = 0;
      }
    };
    endSome(3);
    ASSERT_STREQ(heap.validate(), nullptr);
    const std::vector<RegionBlock> model = all(placed);
    for (int window = 0; window < 60; ++window) {
      const bool near = random.below(4) != 0;
      const Address from =
          near ? heap.begin() + random.below(heap.end() - heap.begin()) : random.below(8 * kMiB);
      const uint32_t size = random.upTo(random.below(8) == 0 ? 24 : 14);
      ASSERT_NO_FATAL_FAILURE(expectAsModel(from, size, model)) << from << " " << size;
    }
    endSome(1);
  }
}

}  // namespace
}  // namespace sweepground::test
