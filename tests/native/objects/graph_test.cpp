// Graphs: what each class tells of what it refers to, and that they are bounded, whatever the objects are.
#include "objects/graph.h"

#include <algorithm>
#include <string>

#include "objects/node.h"
#include "objects/objects_fixture.h"

namespace sweepground::test {
namespace {

class GraphTest : public ObjectsTest {
 protected:
  const Graph& find(Address root, bool replayed = false) {
    graph.find(root, replayed);
    return graph;
  }
  // Edges as text, by serial, sorted: "3 shared 4".
  std::vector<std::string> edges() const {
    std::vector<std::string> result;
    const char* const kinds[] = {" shared ", " weak ", " owns ", " holds "};
    const auto name = [&](uint8_t index) {
      const GraphNode& node = graph.node(index);
      const bool isFunction = node.kind == static_cast<uint8_t>(NodeKind::kFunction);
      return isFunction ? "f" + std::to_string(node.address) : std::to_string(node.serial);
    };
    for (uint32_t i = 0; i < graph.edgeCount(); ++i) {
      const GraphEdge& edge = graph.edge(i);
      result.push_back(name(edge.from) + kinds[edge.kind] + name(edge.to));
    }
    std::sort(result.begin(), result.end());
    return result;
  }
  const GraphNode& nodeOf(uint32_t serial) const {
    for (uint32_t i = 0; i < graph.nodeCount(); ++i) {
      if (graph.node(i).serial == serial) return graph.node(i);
    }
    ADD_FAILURE() << "no node " << serial;
    return graph.node(0);
  }
  using Edges = std::vector<std::string>;

  Graph graph;
};

TEST_F(GraphTest, OfAnObjectThatRefersToNothingIsThatObject) {
  const Address object = make<MyClass>(1);
  find(object);
  ASSERT_EQ(graph.nodeCount(), 1u);
  EXPECT_EQ(graph.node(0).address, object);
  EXPECT_EQ(graph.node(0).classId, kMyClassId);
  EXPECT_EQ(graph.edgeCount(), 0u);
  EXPECT_FALSE(graph.cut());
  end(object);
}

TEST_F(GraphTest, HandlesAreForgottenInAnyOrder) {
  const Address first = make<SharedNode>(1);
  std::vector<Address> handles = {first};
  for (int i = 0; i < 4; ++i) handles.push_back(the<SharedNode>(first).share());
  // The handle is 1, its node 2, further handles 3 to 6.
  find(handles[2]);
  EXPECT_EQ(edges(), (Edges{"1 shared 2", "3 shared 2", "4 shared 2", "5 shared 2", "6 shared 2"}));
  EXPECT_EQ(nodeOf(2).useCount, 5u);
  EXPECT_EQ(nodeOf(2).kind, static_cast<uint8_t>(NodeKind::kPart));
  const Address node = nodeOf(2).address;
  for (const int gone : {2, 0, 4}) end(handles[static_cast<size_t>(gone)]);
  find(node);
  EXPECT_EQ(edges(), (Edges{"3 shared 2", "5 shared 2"}));
  EXPECT_EQ(graph.node(0).serial, 2u);
  endAll({handles[1], handles[3]});
}

TEST_F(GraphTest, ParentAndChildReferToOneAnotherAlsoInACircle) {
  const Address parent = make<SharedNode>(1), child = make<SharedNode>(2);
  the<SharedNode>(parent).addChild(child);
  const Edges whole = {"1 shared 2", "2 shared 4", "3 shared 4", "4 weak 2"};
  find(parent);
  EXPECT_EQ(edges(), whole);
  find(child);
  EXPECT_EQ(edges(), whole);
  EXPECT_EQ(nodeOf(2).distance, 2u);
  the<SharedNode>(child).addChild(parent);
  find(parent);
  EXPECT_EQ(edges(), (Edges{"1 shared 2", "2 shared 4", "2 weak 4", "3 shared 4", "4 shared 2", "4 weak 2"}));
  the<SharedNode>(parent).addChild(parent);
  find(parent);
  EXPECT_EQ(edges(), (Edges{"1 shared 2", "2 shared 2", "2 shared 4", "2 weak 2", "3 shared 4", "4 weak 2"}));
  the<SharedNode>(parent).removeChild(parent);
  endAll({parent, child});
}

TEST_F(GraphTest, ANodeWithoutAHandleIsCountedByItsParent) {
  const Address parent = make<SharedNode>(1);
  for (int i = 0; i < 3; ++i) {
    const Address child = make<SharedNode>(i);
    the<SharedNode>(parent).addChild(child);
    end(child);
  }
  find(parent);
  EXPECT_EQ(graph.nodeCount(), 5u);
  for (uint32_t i = 2; i < 5; ++i) EXPECT_EQ(graph.node(i).useCount, 1u);
  const Address last = graph.node(4).address;
  find(last);
  EXPECT_EQ(graph.node(0).useCount, 1u);
  EXPECT_EQ(graph.edgeCount(), 7u);
  end(parent);
}

TEST_F(GraphTest, ANodeThatHasEndedLeadsNowhereWhileItsBlockWaits) {
  const Address parent = make<SharedNode>(1), child = make<SharedNode>(2);
  the<SharedNode>(parent).addChild(child);
  find(parent);
  const Address node = nodeOf(2).address;
  end(parent);
  find(child);
  EXPECT_EQ(edges(), (Edges{"3 shared 4"})) << "the parent is no more";
  find(node);
  EXPECT_EQ(graph.nodeCount(), 1u);
  EXPECT_EQ(graph.edgeCount(), 0u);
  end(child);
}

TEST_F(GraphTest, IsBoundedAndSaysThatThereIsMore) {
  const Address parent = make<SharedNode>(1);
  for (int i = 0; i < 200; ++i) {
    const Address child = make<SharedNode>(i);
    the<SharedNode>(parent).addChild(child);
    end(child);
  }
  find(parent);
  EXPECT_EQ(graph.nodeCount(), Graph::kMaxNodes);
  EXPECT_LE(graph.edgeCount(), Graph::kMaxEdges);
  EXPECT_TRUE(graph.cut());
  end(parent);
  const Address first = make<SharedNode>(1);
  std::vector<Address> handles = {first};
  while (handles.size() < 63) handles.push_back(the<SharedNode>(first).share());
  find(first);
  EXPECT_EQ(graph.nodeCount(), 64u);
  EXPECT_FALSE(graph.cut());
  handles.push_back(the<SharedNode>(first).share());
  find(first);
  EXPECT_TRUE(graph.cut());
  EXPECT_EQ(graph.node(0).address, first) << "the object itself is always there";
  endAll(handles);
}

TEST_F(GraphTest, AnArenaOwnsWhatWasPlacedInIt) {
  const Address arena = make<Arena>(uint32_t{3});
  const Address first = the<Arena>(arena).make(1), second = the<Arena>(arena).make(2);
  find(arena);
  EXPECT_EQ(edges(), (Edges{"1 owns 2", "1 owns 3"}));
  find(second);
  EXPECT_EQ(edges(), (Edges{"1 owns 2", "1 owns 3"}));
  EXPECT_EQ(graph.node(0).state, 0u) << "no row stands for it";
  find(first, true);
  EXPECT_EQ(edges(), (Edges{"1 owns 2"})) << "in a replay only the blocks are known";
  end(arena);
}

TEST_F(GraphTest, ATreeIsToldSomeLevelsDown) {
  const Address tree = make<Tree>(uint32_t{7}, uint32_t{2});
  find(tree);
  EXPECT_EQ(edges(),
            (Edges{"1 owns 2", "2 owns 3", "2 owns 4", "3 owns 5", "3 owns 6", "4 owns 7", "4 owns 8"}));
  EXPECT_FALSE(graph.cut());
  // The last of the siblings knows the parent.
  const Address last = nodeOf(4).address, first = nodeOf(3).address;
  find(last);
  EXPECT_EQ(edges(), (Edges{"2 owns 3", "2 owns 4", "3 owns 5", "3 owns 6", "4 owns 7", "4 owns 8"}));
  find(first);
  EXPECT_EQ(edges(), (Edges{"3 owns 5", "3 owns 6"}));
  end(tree);
  const Address deep = make<Tree>(uint32_t{1000}, uint32_t{1});
  find(deep);
  EXPECT_TRUE(graph.cut());
  EXPECT_EQ(graph.nodeCount(), 5u) << "the tree, its root, and three levels below";
  end(deep);
  const Address empty = make<Tree>(uint32_t{0}, uint32_t{1});
  find(empty);
  EXPECT_EQ(graph.nodeCount(), 1u);
  end(empty);
}

TEST_F(GraphTest, ATreeThatIsBeingReleasedIsNotAsked) {
  const Address tree = make<Tree>(uint32_t{40}, uint32_t{3});
  heap.beginEnd(tree);
  ASSERT_FALSE(destroySome(kTreeId, tree, 5));
  find(tree);
  EXPECT_EQ(graph.nodeCount(), 1u);
  // Its nodes still lie there, and none leads to one that has gone.
  heap.forEachBlock([&](Address payload) {
    if (heap.header(payload).classId() == kTreeNodeId) find(payload);
  });
  ASSERT_TRUE(destroySome(kTreeId, tree, ~0u));
  heap.retire(tree, EndCause::kDeleted, 0);
}

TEST_F(GraphTest, FunctionsAreHeldUntilTheyAreGivenBack) {
  const HeldReference strong = host.hold([](int32_t, int32_t*) { return CallStatus::kReturned; });
  const HeldReference weak = host.hold([](int32_t, int32_t*) { return CallStatus::kReturned; });
  const HeldReference last = host.hold([](int32_t, int32_t*) { return CallStatus::kReturned; });
  const Address listener = make<Listener>(strong), weakListener = make<WeakListener>(weak);
  const Address throwing = make<Throwing>(last);
  find(listener);
  EXPECT_EQ(edges(), (Edges{"1 holds f" + std::to_string(strong)}));
  EXPECT_EQ(graph.node(1).kind, static_cast<uint8_t>(NodeKind::kFunction));
  find(weakListener);
  EXPECT_EQ(edges(), (Edges{"2 weak f" + std::to_string(weak)}));
  find(throwing);
  EXPECT_EQ(edges(), (Edges{"3 holds f" + std::to_string(last)}));
  the<Listener>(listener).close();
  EXPECT_EQ(find(listener).edgeCount(), 0u);
  endAll({listener, weakListener, throwing});
}

}  // namespace
}  // namespace sweepground::test
