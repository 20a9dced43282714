// The pool against a sorted vector: rows that come and go, reads at any rank, cuts, more pieces than it
// keeps.
#include "table/pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/random.h"

namespace sweepground {
namespace {

class PoolTest : public ::testing::Test {
 protected:
  void begin(uint32_t capacity) {
    ASSERT_TRUE(segments.init());
    meta.init(segments);
    ASSERT_TRUE(pool.init(meta, capacity));
    keys.clear();
  }
  // Slots are told by keys: so what is read shows which row it was.
  static uint32_t slotOf(Key key) { return static_cast<uint32_t>(key * 2654435761u >> 8) & 0x3fffff; }

  void come(Key key) {
    if (key < low || key > high) return;  // whoever owns the pool counts those
    const auto place = std::lower_bound(keys.begin(), keys.end(), key);
    if (place != keys.end() && *place == key) return;
    if (!pool.add(key, slotOf(key), 1)) {
      cut();
      if (key < low || key > high) return;
      ASSERT_TRUE(pool.add(key, slotOf(key), 1));
    }
    keys.insert(std::lower_bound(keys.begin(), keys.end(), key), key);
  }
  void go(size_t index) {
    const Key key = keys[index];
    if (!pool.add(key, slotOf(key), -1)) {
      cut();
      if (key < low || key > high) return;
      ASSERT_TRUE(pool.add(key, slotOf(key), -1));
    }
    keys.erase(std::lower_bound(keys.begin(), keys.end(), key));
  }
  void cut() {
    Pool::Cut cut;
    ASSERT_TRUE(pool.cut(cut));
    EXPECT_TRUE(cut.below != 0 || cut.above != 0);
    low = std::max(low, cut.low);
    high = std::min(high, cut.high);
    const auto first = std::lower_bound(keys.begin(), keys.end(), low);
    const auto last = std::upper_bound(keys.begin(), keys.end(), high);
    EXPECT_EQ(first - keys.begin(), cut.below);
    EXPECT_EQ(keys.end() - last, cut.above);
    keys.erase(last, keys.end());
    keys.erase(keys.begin(), first);
    ++cuts;
  }
  void expectRead(uint32_t rank, uint32_t count) {
    rank = std::min<uint32_t>(rank, static_cast<uint32_t>(keys.size()));
    count = std::min<uint32_t>(count, static_cast<uint32_t>(keys.size()) - rank);
    std::vector<uint32_t> slots(count + 1);
    pool.read(rank, count, slots.data());
    for (uint32_t i = 0; i < count; ++i) ASSERT_EQ(slots[i], slotOf(keys[rank + i])) << rank << " + " << i;
  }

  Segments segments;
  Meta meta;
  Pool pool;
  std::vector<Key> keys;
  Key low = 0;
  Key high = kLastKey;
  int cuts = 0;
};

TEST_F(PoolTest, NothingIsReadFromAnEmptyPool) {
  begin(64);
  uint32_t slot = 7;
  pool.read(0, 0, &slot);
  EXPECT_EQ(slot, 7u);
  Pool::Cut cut;
  EXPECT_FALSE(pool.cut(cut));
}

TEST_F(PoolTest, WhatIsFullOfOneRowsComingAndGoingSaysSo) {
  begin(4);
  for (Key key = 1; key <= 4; ++key) EXPECT_TRUE(pool.add(key, 1, 1));
  EXPECT_FALSE(pool.add(9, 1, 1));
  EXPECT_TRUE(pool.add(4, 1, -1));  // meets the last that came
  EXPECT_TRUE(pool.add(9, 1, 1));
}

TEST_F(PoolTest, ReadsAnywhereInMorePiecesThanItKeeps) {
  SWEEPGROUND_RANDOM(random);
  begin(65536);
  std::vector<Key> all;
  for (uint32_t i = 0; i < 60000; ++i) all.push_back(Key{random.below(1000000)} << 32 | i);
  for (const Key key : all) ASSERT_TRUE(pool.put(key, slotOf(key)));
  keys = all;
  std::sort(keys.begin(), keys.end());
  for (uint32_t rank = 0; rank < 60000; rank += 300) expectRead(rank, 100);
  for (int i = 0; i < 2000; ++i) {
    if (random.below(2) == 0) {
      come(Key{random.below(1000000)} << 32 | (60000u + static_cast<uint32_t>(i)));
    } else {
      go(random.below(static_cast<uint32_t>(keys.size())));
    }
    if (i % 4 == 0) expectRead(random.below(60000), 1 + random.below(256));
  }
}

TEST_F(PoolTest, RandomRowsThatComeAndGo) {
  SWEEPGROUND_RANDOM(random);
  for (const uint32_t capacity : {1500u, 4000u, 20000u}) {
    begin(capacity);
    low = 0;
    high = kLastKey;
    cuts = 0;
    PoolCuts start;
    for (uint32_t i = 0; i < PoolCuts::kCount; ++i) {
      start.keys[i] = Key{(i + 1) * 10000} << 32;
      start.share[i] = (i + 1) * PoolCuts::kWhole / 5;
    }
    pool.begin(start);
    uint32_t serial = 0;
    uint32_t rank = 0;
    for (int i = 0; i < 30000; ++i) {
      const bool more = keys.size() < 200 || random.below(20) < 13;
      // Now and then a key that was there before, or that has no neighbours.
      const uint32_t value = random.below(50) == 0 ? random.below(10) : random.below(50000);
      if (more) {
        come(Key{value} << 32 | (random.below(3) == 0 ? random.below(1000) : ++serial));
      } else {
        go(random.below(static_cast<uint32_t>(keys.size())));
      }
      ASSERT_FALSE(HasFatalFailure());
      if (random.below(50) == 0) rank = random.below(static_cast<uint32_t>(keys.size()) + 1);
      if (random.below(10) == 0) expectRead(rank, random.below(256));
    }
    EXPECT_EQ(cuts > 0, capacity < 9000);
  }
}

}  // namespace
}  // namespace sweepground
