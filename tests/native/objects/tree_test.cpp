// Tree: its shape, its limit, and its end at once and in steps.
#include "objects/objects_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

using TreeTest = ObjectsTest;

constexpr uint32_t kMany = 1'000'000;

// Levels of a tree whose nodes take `fanout` children each, in the order of their numbers.
uint32_t depthOf(uint32_t nodes, uint32_t fanout) {
  std::vector<uint32_t> levels(nodes);
  uint32_t deepest = 0;
  for (uint32_t i = 0; i < nodes; ++i) {
    levels[i] = i == 0 ? 1 : levels[(i - 1) / fanout] + 1;
    deepest = std::max(deepest, levels[i]);
  }
  return deepest;
}

TEST_F(TreeTest, WithMoreNodesThanTheLimitHasRoomForThereIsNone) {
  begin(HeapLimits::kMinBytes);
  EXPECT_EQ(makeObject<Tree>(0xffffffffu, 2u), 0u);
  EXPECT_EQ(makeObject<Tree>(HeapLimits::kMinBytes / 32, 2u), 0u);
  EXPECT_EQ(blocks(), 0u);
}

TEST_F(TreeTest, WhenTheLimitComesInTheMiddleNothingIsLeft) {
  begin(HeapLimits::kMinBytes);
  // Holes of 48 bytes between blocks that stay: room for one node each, though the bytes would do for more.
  std::vector<Address> staying, ending;
  while (const Address object = makeObject<Buffer>(28u)) {
    (staying.size() > ending.size() ? ending : staying).push_back(object);
  }
  endAll(ending);
  const uint32_t before = blocks(), bytes = heap.counts().liveBytes;
  const uint32_t nodes = (heap.counts().limitBytes - bytes) / 32 - 2;
  ASSERT_GT(nodes, ending.size());
  for (const uint32_t fanout : {1u, 2u, 7u, nodes}) {
    const uint32_t made = heap.counts().allocations;
    EXPECT_EQ(makeObject<Tree>(nodes, fanout), 0u);
    EXPECT_GT(heap.counts().allocations, made + 10) << "it must have begun";
    EXPECT_EQ(blocks(), before);
    EXPECT_EQ(heap.counts().liveBytes, bytes);
  }
  endAll(staying);
}

TEST_F(TreeTest, EmptyIsFine) {
  for (const uint32_t fanout : {0u, 1u, 5u}) {
    const Address tree = make<Tree>(0u, fanout);
    EXPECT_EQ(the<Tree>(tree).size(), 0u);
    EXPECT_EQ(the<Tree>(tree).depth(), 0u);
    EXPECT_EQ(the<Tree>(tree).sum(), 0);
    EXPECT_EQ(blocks(), 1u);
    EXPECT_EQ(endInSteps(tree, 1), 1u);
  }
}

TEST_F(TreeTest, AFanoutOf0IsTakenAs1) {
  const Address tree = make<Tree>(5u, 0u);
  EXPECT_EQ(the<Tree>(tree).depth(), 5u);
  EXPECT_EQ(the<Tree>(tree).sum(), 10);
  end(tree);
}

TEST_F(TreeTest, HasTheShapeAskedFor) {
  for (uint32_t nodes = 1; nodes <= 40; ++nodes) {
    for (const uint32_t fanout : {1u, 2u, 3u, 4u, 39u, 40u, 0xffffffffu}) {
      const Address tree = make<Tree>(nodes, fanout);
      EXPECT_EQ(blocks(), nodes + 1);
      EXPECT_EQ(the<Tree>(tree).size(), nodes);
      EXPECT_EQ(the<Tree>(tree).depth(), depthOf(nodes, fanout)) << nodes << " nodes, fanout " << fanout;
      EXPECT_EQ(the<Tree>(tree).sum(), nodes * (nodes - 1) / 2.0) << nodes << " nodes, fanout " << fanout;
      end(tree);
      EXPECT_EQ(blocks(), 0u);
    }
  }
}

TEST_F(TreeTest, EndsInStepsOfAnySizeAndAtOnceAfterSome) {
  SWEEPGROUND_RANDOM(random);
  for (int round = 0; round < 200; ++round) {
    const uint32_t nodes = random.below(500), fanout = random.upTo(9);
    const Address tree = make<Tree>(nodes, fanout);
    heap.beginEnd(tree);
    uint32_t left = nodes;
    bool done = false;
    while (!done && random.below(10) != 0) {
      const uint32_t steps = random.below(100);
      done = destroySome(kTreeId, tree, steps);
      left -= std::min(steps, left);
      ASSERT_EQ(blocks(), left + 1);
      ASSERT_EQ(done, left == 0);
    }
    if (!done) {
      EXPECT_TRUE(destroySome(kTreeId, tree, ~0u));
    }
    ASSERT_EQ(blocks(), 1u);
    heap.retire(tree, EndCause::kDeleted, 0);
  }
}

class GreatTreeTest : public ObjectsTest, public ::testing::WithParamInterface<uint32_t> {};

// 1: a chain. 3: a tree. A million: one node that has all others for children.
INSTANTIATE_TEST_SUITE_P(Fanouts, GreatTreeTest, ::testing::Values(1u, 3u, kMany));

TEST_P(GreatTreeTest, OfAMillionNodesTakesNoStack) {
  begin(256u << 20);
  const Address tree = make<Tree>(kMany, GetParam());
  EXPECT_EQ(the<Tree>(tree).depth(), depthOf(kMany, GetParam()));
  EXPECT_EQ(the<Tree>(tree).sum(), kMany / 2.0 * (kMany - 1));
  end(tree);
  EXPECT_EQ(blocks(), 0u);

  EXPECT_EQ(endInSteps(make<Tree>(kMany, GetParam()), 1000), kMany / 1000);
}

}  // namespace
}  // namespace sweepground::test
