// Random allocation and release against a shadow heap.
#include <cstring>
#include <iterator>
#include <map>
#include <string>

#include "support/heap_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

constexpr uint32_t kMiB = 1u << 20;

struct Model {
  uint32_t sizeBytes;
  ClassId classId;
  uint32_t serial;
  uint8_t fill;
  bool part;
  BlockState state;
};

BlockState anyState(Random& random) {
  constexpr BlockState kStates[] = {BlockState::kUnmanaged, BlockState::kLive, BlockState::kCleared,
                                    BlockState::kLost};
  return kStates[random.below(4)];
}

// Random allocations and ends, checked after each against a map of what must be there.
TEST_F(HeapTest, RandomOperationsAgreeWithAModel) {
  SWEEPGROUND_RANDOM(random);
  for (const uint32_t limitMiB : {1u, 2u, 5u}) {
    begin({limitMiB * kMiB, random.below(3) * 20000});
    std::map<Address, Model> model;
    uint32_t serial = 0, objects = 0;
    for (int step = 0; step < 1200; ++step) {
      const bool growing = step / 300 % 2 == 0;
      if (model.empty() || random.below(10) < (growing ? 7u : 3u)) {
        const uint32_t size = random.upTo(random.below(8) == 0 ? 20 : 12);
        const ClassId classId = static_cast<ClassId>(1 + random.below(255));
        const bool isPart = random.below(4) == 0;
        const Address a = isPart ? part(size, classId) : object(size, classId);
        if (a != 0) {
          const auto after = model.lower_bound(a);
          if (after != model.end()) ASSERT_LE(a + size + kHeaderBytes, after->first);
          if (after != model.begin()) {
            const auto before = std::prev(after);
            ASSERT_LE(before->first + before->second.sizeBytes + kHeaderBytes, a);
          }
          const uint8_t fill = static_cast<uint8_t>(random.below(256));
          std::memset(at<uint8_t>(a), fill, size);
          model[a] = {size, classId, ++serial,
                      fill, isPart,  isPart ? BlockState::kPart : BlockState::kUnmanaged};
          objects += !isPart;
        }
      } else {
        const auto victim = model.lower_bound(random.below(std::prev(model.end())->first + 1));
        const Address a = victim->first;
        Model& block = victim->second;
        const uint8_t* bytes = at<uint8_t>(a);
        for (uint32_t i = 0; i < block.sizeBytes; ++i) ASSERT_EQ(bytes[i], block.fill);
        if (!block.part && random.below(2) == 0) heap.markState(a, block.state = anyState(random));
        ASSERT_EQ(heap.stateOf(a), block.state);
        if (random.below(2) == 0) {
          if (!block.part) --objects;
          model.erase(victim);
          end(a);
          ASSERT_FALSE(heap.isObject(a, 0));
        }
      }
      ASSERT_STREQ(heap.validate(), nullptr) << "step " << step;
      ASSERT_EQ(heap.counts().liveBlocks, model.size());
      ASSERT_EQ(heap.counts().objects, objects);
      ASSERT_EQ(heap.counts().allocations, serial);
      const Address somewhere = kMiB + random.below(8 * kMiB);
      const auto known = model.find(somewhere);
      ASSERT_EQ(heap.isObject(somewhere, 0), known != model.end() && !known->second.part);
      // What holds it: the last block that begins before.
      const auto next = model.upper_bound(somewhere + kHeaderBytes);
      if (next != model.begin()) {
        const auto [begins, block] = *std::prev(next);
        if (somewhere < begins + block.sizeBytes) ASSERT_EQ(heap.holderOf(somewhere), begins) << somewhere;
      }
    }
    for (const auto& [address, block] : model) {
      ASSERT_EQ(heap.header(address).classId(), block.classId);
      ASSERT_EQ(heap.header(address).serial, block.serial);
      end(address);
    }
    ASSERT_EQ(heap.counts().liveBlocks, 0u);
    ASSERT_STREQ(heap.validate(), nullptr);
  }
}

// With segments taken by others in between, the heap lies in pieces.
TEST_F(HeapTest, RandomOperationsOverSeveralPieces) {
  SWEEPGROUND_RANDOM(random);
  begin({12 * kMiB, 100000});
  std::map<Address, uint32_t> model;
  for (int step = 0; step < 600; ++step) {
    if (random.below(20) == 0) segments.take(1);
    if (model.empty() || random.below(10) < 6) {
      const uint32_t size = random.upTo(19);
      const Address a = object(size);
      if (a != 0) {
        std::memset(at<uint8_t>(a), 0xa5, size);
        ASSERT_TRUE(model.emplace(a, size).second);
      }
    } else {
      const auto victim = model.lower_bound(random.below(std::prev(model.end())->first + 1));
      end(victim->first);
      model.erase(victim);
    }
    if (step % 8 == 0) ASSERT_STREQ(heap.validate(), nullptr) << "step " << step;
  }
  for (const auto& [address, size] : model) end(address);
}

}  // namespace
}  // namespace sweepground::test
