// Background cleaning: order, budgets, great objects in steps, and what becomes of the rows.
#include <limits>
#include <vector>

#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();

class CleaningTest : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    start(64 * kMiB);
  }
};

TEST_F(CleaningTest, DeletedLaterIsUnusableAtOnceAndDeletedWhenCleaned) {
  gHost.line = 4;
  const Address object = _MyClass__constructor(1);
  const Handle handle = _engine__manage(object);
  gHost.line = 9;
  _engine__deleteLater(object);
  EXPECT_EQ(_MyClass__my_method(object), 0);
  EXPECT_EQ(gHost.takeRaised().error, Error::kEnding);
  _engine__deleteLater(object);
  EXPECT_EQ(gHost.takeRaised().error, Error::kEnding);
  EXPECT_EQ(stateOf(handle), State::kLive);
  EXPECT_EQ(look().stats.cleaningCount, 1);
  EXPECT_EQ(story(object).found, Story::kEnding);
  gHost.line = 0;
  EXPECT_EQ(_engine__clean(1), 0u);
  EXPECT_EQ(stateOf(handle), State::kDeleted);
  EXPECT_EQ(look().rows.at(0).by, 9u) << "the line that asked, not the one that cleaned";
}

TEST_F(CleaningTest, QueuedBySweepIsFreedWhenCleaned) {
  const Address object = _MyClass__constructor(1);
  const Handle handle = _engine__manage(object);
  clear({handle});
  _engine__beginSweep();
  EXPECT_EQ(queue({handle, handle}), 1u);
  _engine__endSweep();
  EXPECT_EQ(queue({handle}), 0u) << "it is queued already";
  EXPECT_EQ(free({handle}), 0u);
  EXPECT_EQ(_engine__clean(0), 0u);
  EXPECT_EQ(stateOf(handle), State::kFreed);
  EXPECT_EQ(look().rows.at(0).by, 1u);
}

TEST_F(CleaningTest, OneObjectAtLeastAndFirstComeFirstServed) {
  std::vector<Handle> handles;
  for (int i = 0; i < 5000; ++i) {
    const Address object = _MyClass__constructor(i);
    handles.push_back(_engine__manage(object));
    _engine__deleteLater(object);
  }
  uint32_t left = 5000;
  while (left != 0) {
    const uint32_t now = _engine__clean(-1);
    ASSERT_LT(now, left);
    EXPECT_LE(left - now, 64u);
    for (uint32_t i = 5000 - left; i < 5000 - now; ++i) ASSERT_EQ(stateOf(handles[i]), State::kDeleted);
    if (now != 0) ASSERT_EQ(stateOf(handles[5000 - now]), State::kLive);
    left = now;
  }
}

TEST_F(CleaningTest, AHugeTreeGoesInSlices) {
  constexpr uint32_t kNodes = 100'000;
  const Address tree = _Tree__constructor(kNodes, 2);
  ASSERT_NE(tree, 0u);
  const Handle handle = _engine__manage(tree);
  _engine__deleteLater(tree);
  uint32_t slices = 0;
  for (uint32_t left = 1; left != 0; ++slices) {
    const uint32_t before = run().heap().counts().liveBlocks;
    left = _engine__clean(0);
    if (left != 0) ASSERT_EQ(stateOf(handle), State::kLive);
    ASSERT_LE(before - run().heap().counts().liveBlocks, 257u);
  }
  EXPECT_GE(slices, kNodes / 257);
  EXPECT_EQ(stateOf(handle), State::kDeleted);
}

TEST_F(CleaningTest, ATreeBegunInSlicesIsFinishedWhenAllIsCleaned) {
  _engine__deleteLater(_Tree__constructor(10'000, 1));
  _engine__deleteLater(_Tree__constructor(10'000, 1000));
  EXPECT_EQ(_engine__clean(0), 2u);
  EXPECT_EQ(_engine__clean(kEndless), 0u);
}

TEST_F(CleaningTest, BudgetsOfAnyKindAreTaken) {
  for (const double budget : {0.0, -kEndless, std::numeric_limits<double>::quiet_NaN(), 1e308}) {
    _engine__deleteLater(_MyClass__constructor(1));
    EXPECT_EQ(_engine__clean(budget), 0u) << budget;
  }
  EXPECT_EQ(_engine__clean(1), 0u);
}

TEST_F(CleaningTest, PagesOfTheQueueAreUsedAgain) {
  uint64_t memoryBytes = 0;
  for (int round = 0; round < 5; ++round) {
    std::vector<Address> objects;
    for (int i = 0; i < 3000; ++i) objects.push_back(_MyClass__constructor(i));
    for (const Address object : objects) _engine__deleteLater(object);
    EXPECT_EQ(look().stats.cleaningCount, 3000);
    while (_engine__clean(0) > 1000) {
    }
    for (int i = 0; i < 100; ++i) _engine__deleteLater(_MyClass__constructor(i));
    EXPECT_EQ(_engine__clean(kEndless), 0u);
    if (round == 0) memoryBytes = static_cast<uint64_t>(look().stats.wasmMemoryBytes);
    EXPECT_EQ(look().stats.wasmMemoryBytes, static_cast<double>(memoryBytes));
  }
}

}  // namespace
}  // namespace sweepground::test
