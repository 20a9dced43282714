// Cards: the story, the row and the graph of one object, from its making to its end, and of any address.
#include "abi/card.h"

#include "objects/class_ids.h"
#include "support/engine_fixture.h"
#include "support/random.h"
#include "support/random_program.h"

namespace sweepground::test {
namespace {

// Layout that the binding decodes by hand.
static_assert(sizeof(Card) == 1936 && offsetof(Card, row) == 64 && offsetof(Card, graph) == 128);
static_assert(offsetof(GraphNode, line) == 8 && offsetof(GraphNode, useCount) == 12);
static_assert(offsetof(GraphNode, kind) == 16 && offsetof(GraphNode, state) == 18);

using CardTest = EngineTest;

TEST_F(CardTest, OfALifeFromConstructorToHistory) {
  start(kMiB, kNoQuarantine);
  gHost.line = 12;
  const Address object = _MyClass__constructor(1);
  EXPECT_EQ(card(object).row.serial, 0u) << "no row yet";
  EXPECT_EQ(card(object).graph.node(0).state, 0u);
  const Handle handle = _engine__manage(object);
  EXPECT_EQ(card(object).row.handle, handle);
  EXPECT_EQ(card(object + 3).story.offset, 3u);
  EXPECT_EQ(card(object + 3).row.handle, handle);
  clear({handle});
  EXPECT_EQ(card(object, 1).graph.node(0).state, static_cast<uint8_t>(State::kCleared));
  EXPECT_EQ(card(object, 2).story.found, Story::kNothing);
  EXPECT_EQ(card(object, 2).graph.nodeCount(), 0u);
  free({handle});
  EXPECT_EQ(card(object).story.found, Story::kHistory);
  EXPECT_EQ(card(object).row.state, static_cast<uint8_t>(State::kFreed));
  EXPECT_EQ(card(object).graph.nodeCount(), 1u);
  EXPECT_EQ(card(object).graph.node(0).line, 12u);
  const Address next = _MyClass__constructor(2);
  ASSERT_EQ(next, object) << "the address has a new tenant";
  EXPECT_EQ(card(object).story.serial, 2u);
  EXPECT_EQ(card(object).row.serial, 0u) << "the row of the one before is not its own";
  EXPECT_EQ(card(object, 1).row.serial, 1u);
  EXPECT_EQ(card(object, 1).story.found, Story::kHistory);
  _MyClass__destructor(next);
}

TEST_F(CardTest, OfWhatIsThereComesBeforeOfWhatBeganThereOnce) {
  start(kMiB, kNoQuarantine);
  // Great enough to be joined at once.
  const Address small[] = {_Buffer__constructor(600), _Buffer__constructor(600)};
  _engine__manage(small[1]);
  for (const Address each : small) _Buffer__destructor(each);
  const Address buffer = _Buffer__constructor(1000);
  ASSERT_LT(buffer, small[1]);
  ASSERT_LT(small[1], buffer + 1000);
  EXPECT_EQ(story(small[1]).found, Story::kHistory);
  EXPECT_EQ(card(small[1]).story.address, buffer);
  EXPECT_EQ(card(small[1]).story.offset, small[1] - buffer);
  EXPECT_EQ(card(small[1], 2).story.found, Story::kHistory);
  _Buffer__destructor(buffer);
}

TEST_F(CardTest, OfAnObjectThatWaitsForItsDestruction) {
  start();
  const Address parent = _SharedNode__constructor(1), tree = _Tree__constructor(100, 2);
  _engine__deleteLater(parent);
  _engine__deleteLater(tree);
  EXPECT_EQ(card(parent).story.found, Story::kEnding);
  EXPECT_EQ(card(parent).graph.nodeCount(), 2u) << "it owns its node still";
  EXPECT_EQ(card(tree).graph.nodeCount(), 1u);
  _engine__clean(1e9);
}

TEST_F(CardTest, OfEveryBlockAndAnyAddressInARandomProgram) {
  SWEEPGROUND_RANDOM(random);
  start(4 * kMiB, 8192);
  RandomProgram program(random);
  for (int step = 0; step < 3000; ++step) {
    program.step();
    if (step % 30 != 0) continue;
    run().heap().forEachBlock([&](Address payload) {
      const Card& seen = card(payload);
      ASSERT_EQ(seen.story.address, payload);
      ASSERT_EQ(seen.graph.node(0).address, payload);
      for (uint32_t i = 0; i < seen.graph.edgeCount(); ++i) {
        ASSERT_LT(seen.graph.edge(i).from, seen.graph.nodeCount());
        ASSERT_LT(seen.graph.edge(i).to, seen.graph.nodeCount());
      }
      for (uint32_t i = 0; i < seen.graph.nodeCount(); ++i) {
        const GraphNode& node = seen.graph.node(i);
        if (node.kind == static_cast<uint8_t>(NodeKind::kFunction)) continue;
        ASSERT_EQ(run().heap().holderOf(node.address), node.address) << "only what is there";
      }
    });
    for (int i = 0; i < 20; ++i) card(random.upTo(31), random.upTo(10));
  }
  program.finish();
}

}  // namespace
}  // namespace sweepground::test
