// The picture of the heap against a model that looks at one granule after the other.
#include "heap/raster.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "support/heap_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

constexpr uint32_t kMiB = 1u << 20;

// What the blocks, not the shadow, say of each granule.
struct Granule {
  BlockState state = BlockState::kOutside;
  ClassId classId = 0;
  Address block = 0;
};

class RasterTest : public HeapTest {
 protected:
  struct Picture {
    RasterHeader header;
    std::vector<RasterCell> cells;
  };
  Picture raster(const RasterQuery& query) {
    if (out == 0) out = meta.allocate(kRasterMaxBytes);
    const uint32_t bytes = writeRaster(heap, query, out);
    const RasterHeader& header = *at<RasterHeader>(out);
    EXPECT_EQ(bytes, sizeof(RasterHeader) + header.cells * sizeof(RasterCell));
    const RasterCell* cells = at<RasterCell>(out + sizeof(RasterHeader));
    return {header, {cells, cells + header.cells}};
  }

  // Of every granule from heap.begin() on.
  std::vector<Granule> granules() {
    std::vector<Granule> result((heap.end() - heap.begin()) / 16);
    for (uint32_t i = 0; i < result.size(); ++i) {
      const uint8_t byte = heap.shadow().byteAt(heap.begin() + i * 16);
      if (byte != Shadow::kOutsideByte) result[i].state = BlockState::kFree;
    }
    heap.forEachBlock([&](Address payload) {
      const BlockHeader& header = heap.header(payload);
      const uint32_t first = (payload - 16 - heap.begin()) / 16;
      for (uint32_t i = first; i < first + header.sizeBytes() / 16; ++i) {
        result[i] = {heap.stateOf(payload), header.classId(), payload - 16};
      }
    });
    return result;
  }

  void expectAsModel(const RasterQuery& query) {
    const Picture picture = raster(query);
    const auto all = granules();
    const auto at = [&](uint64_t address) {
      const uint64_t index = (address - heap.begin()) / 16;
      return address < heap.begin() || index >= all.size() ? Granule{} : all[index];
    };
    const auto inUse = [](const Granule& granule) {
      return granule.state != BlockState::kFree && granule.state < BlockState::kQuarantined;
    };
    uint64_t bytes[8] = {};
    const uint32_t perCell = picture.header.bytesPerCell / 16;
    for (uint32_t cell = 0; cell < picture.header.cells; ++cell) {
      const uint64_t begin = picture.header.begin + uint64_t{cell} * picture.header.bytesPerCell;
      uint64_t states[8] = {}, classes[16] = {}, used = 0;
      Granule sample;
      for (uint32_t i = 0; i < perCell; ++i) {
        const Granule granule = at(begin + uint64_t{i} * 16);
        ++states[static_cast<uint32_t>(granule.state)];
        bytes[static_cast<uint32_t>(granule.state)] += 16;
        if (inUse(granule) && sample.block == 0) sample = granule;
        if (inUse(granule)) ++classes[std::min<uint32_t>(granule.classId, 15)];
        used += query.mode == RasterMode::kState ? inUse(granule) || granule.state == BlockState::kQuarantined
                                                 : inUse(granule);
      }
      RasterCell got = picture.cells[cell];
      const bool dimmed = sample.block != 0 && !query.filter.letsThrough(headerAt(sample.block));
      ASSERT_EQ(got.value & kDimmedCell, dimmed ? kDimmedCell : 0) << "cell " << cell;
      got.value &= static_cast<uint8_t>(~kDimmedCell);
      const uint32_t share = static_cast<uint32_t>(255 * used / perCell);
      ASSERT_EQ(got.used, share == 0 && used != 0 ? 1 : share) << "cell " << cell;
      if (query.mode == RasterMode::kState) {
        if (used == 0) {
          ASSERT_EQ(got.value, states[7] > states[0] ? 7 : 0) << "cell " << cell;
        } else {
          ASSERT_GE(got.value, 1) << "cell " << cell;
          ASSERT_LE(got.value, 6) << "cell " << cell;
          ASSERT_EQ(states[got.value], *std::max_element(states + 1, states + 7)) << "cell " << cell;
        }
      } else if (query.mode == RasterMode::kClass) {
        if (used != 0) {
          ASSERT_EQ(classes[got.value], *std::max_element(classes, classes + 16)) << "cell " << cell;
        } else {
          ASSERT_EQ(got.value, 0) << "cell " << cell;
        }
      } else if (used == 0) {
        ASSERT_EQ(got.value, 0) << "cell " << cell;
      } else {
        const uint32_t ago = heap.counts().allocations - headerAt(sample.block).number() + 1;
        ASSERT_EQ(got.value, std::bit_width(ago)) << "cell " << cell;
      }
    }
    for (uint32_t state = 0; state < 8; ++state) {
      ASSERT_EQ(picture.header.bytes[state], std::min<uint64_t>(bytes[state], 0xfffffff0u))
          << "state " << state;
    }
  }

  Address out = 0;
};

TEST_F(RasterTest, BeforeTheFirstBlockAllIsOutside) {
  begin({kMiB, 0});
  const Picture picture = raster({0, 4096, 100, RasterMode::kState});
  ASSERT_EQ(picture.cells.size(), 100u);
  for (const RasterCell cell : picture.cells) {
    EXPECT_EQ(cell.value, static_cast<uint8_t>(BlockState::kOutside));
    EXPECT_EQ(cell.used, 0);
  }
  EXPECT_EQ(picture.header.bytes[7], 409600u);
}

TEST_F(RasterTest, AQueryOfAnyKindIsMadeToFit) {
  begin({kMiB, 0});
  const Address a = object(100);
  Picture picture = raster({a - 9, 0, ~0u, RasterMode::kClass});
  EXPECT_EQ(picture.header.begin, a - 16);
  EXPECT_EQ(picture.header.bytesPerCell, 16u);
  EXPECT_EQ(picture.header.cells, kMaxRasterCells);
  EXPECT_EQ(picture.cells[0].value, 1);
  picture = raster({0, ~0u, ~0u, RasterMode::kState});
  EXPECT_EQ(picture.header.bytesPerCell, 0xfffffff0u);
  EXPECT_EQ(picture.cells[0].value, static_cast<uint8_t>(BlockState::kUnmanaged));
  EXPECT_EQ(picture.cells[0].used, 1);
  EXPECT_EQ(picture.header.bytes[2], 128u);
  EXPECT_EQ(picture.header.bytes[7], 0xfffffff0u);
  picture = raster({0xffffffffu, 17, 3, RasterMode::kAge});
  EXPECT_EQ(picture.header.bytesPerCell, 32u);
  EXPECT_EQ(picture.cells[2].used, 0);
  EXPECT_TRUE(raster({a, 16, 0, RasterMode::kAge}).cells.empty());
  end(a);
}

TEST_F(RasterTest, AgeIsTheLogarithmOfAllocationsSince) {
  begin({kMiB, 0});
  std::vector<Address> blocks;
  for (int i = 0; i < 9; ++i) blocks.push_back(object(16));
  const Picture picture = raster({blocks[0], 32, 9, RasterMode::kAge});
  const uint8_t expected[] = {4, 4, 3, 3, 3, 3, 2, 2, 1};
  for (int i = 0; i < 9; ++i) EXPECT_EQ(picture.cells[i].value, expected[i]) << i;
  for (const Address a : blocks) end(a);
}

TEST_F(RasterTest, RandomHeapsAndWindowsAgreeWithAModel) {
  SWEEPGROUND_RANDOM(random);
  for (int round = 0; round < 12; ++round) {
    out = 0;
    begin({5 * kMiB, random.below(3) * 200000});
    std::vector<Address> blocks;
    std::map<Address, std::vector<Address>> placed;
    const int kinds = 1 + static_cast<int>(random.below(20));
    for (int i = 0; i < 1500; ++i) {
      if (random.below(200) == 0) segments.take(1);
      const uint32_t size = random.upTo(random.below(30) == 0 ? 18 : 10);
      const ClassId classId = static_cast<ClassId>(1 + random.below(kinds));
      line = random.below(5);
      moment.beginExactly();
      const Address a = random.below(5) == 0 ? part(size, classId) : object(size, classId);
      if (a == 0) break;
      blocks.push_back(a);
      if (heap.header(a).part()) continue;
      for (uint32_t offset = 32; offset + 16 <= size && random.below(4) != 0; offset += 32) {
        heap.place(a + offset, 8, 2);
        placed[a].push_back(a + offset);
      }
      heap.markState(a, static_cast<BlockState>(2 + random.below(4)));
    }
    const auto endAll = [&](uint32_t one) {
      for (Address& a : blocks) {
        if (a == 0 || random.below(one) != 0) continue;
        if (heap.isObject(a, 0)) heap.beginEnd(a);
        for (const Address child : placed[a]) heap.endPlaced(child);
        heap.retire(a, EndCause::kDeleted, 0);
        a = 0;
      }
    };
    endAll(3);
    ASSERT_STREQ(heap.validate(), nullptr);
    for (int window = 0; window < 12; ++window) {
      const uint32_t bytesPerCell = random.below(3) == 0 ? 16 * (1 + random.below(9)) : random.upTo(17);
      const Address begin = random.below(heap.end() + kMiB);
      const uint32_t cells = 1 + random.below(200);
      for (const RasterMode mode : {RasterMode::kState, RasterMode::kClass, RasterMode::kAge}) {
        BlockFilter filter;
        if (random.below(3) == 0) filter.line = 1 + random.below(4);
        if (random.below(3) == 0) filter.firstSerial = random.below(1500);
        if (random.below(3) == 0) filter.lastSerial = filter.firstSerial + random.below(800);
        ASSERT_NO_FATAL_FAILURE(expectAsModel({begin, bytesPerCell, cells, mode, filter}))
            << begin << " " << bytesPerCell << " " << cells << " mode " << static_cast<uint32_t>(mode)
            << " line " << filter.line << " serials " << filter.firstSerial << " to " << filter.lastSerial;
      }
    }
    const Picture whole =
        raster({heap.begin(), 4096, (heap.end() - heap.begin()) / 4096, RasterMode::kClass});
    EXPECT_EQ(whole.header.bytes[0], heap.counts().freeBytes);
    EXPECT_EQ(whole.header.bytes[6], heap.counts().quarantineBytes);
    endAll(1);
  }
}

}  // namespace
}  // namespace sweepground::test
