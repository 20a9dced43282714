// SharedNode: sharing, the tree of shared_ptr, its cycles, and its end without recursion.
#include "objects/objects_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

constexpr int32_t kMany = 1'000'000;

class SharedNodeTest : public ObjectsTest {
 protected:
  Address node(int32_t value) { return make<SharedNode>(value); }
  SharedNode& the(Address handle) { return ObjectsTest::the<SharedNode>(handle); }
  // The values of a node's children.
  std::vector<int32_t> childrenOf(Address handle) {
    std::vector<int32_t> values;
    for (uint32_t i = 0; i < the(handle).childCount(); ++i) {
      const Address child = the(handle).child(i);
      values.push_back(the(child).value());
      end(child);
    }
    return values;
  }
  // The parent's value; -1 for none.
  int32_t parentOf(Address handle) {
    const Address parent = the(handle).parent();
    if (parent == 0) return -1;
    const int32_t value = the(parent).value();
    end(parent);
    return value;
  }
};

TEST_F(SharedNodeTest, RefusesAChildThatIsNotThere) {
  const Address parent = node(1), child = node(2);
  EXPECT_EQ(the(parent).child(0), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, parent, kSharedNodeId, 0}));
  the(parent).addChild(child);
  EXPECT_EQ(the(parent).child(1), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, parent, kSharedNodeId, 1}));
  endAll({parent, child});
}

TEST_F(SharedNodeTest, RemovingWhatIsNoChildDoesNothing) {
  const Address parent = node(1), child = node(2), other = node(3);
  the(parent).addChild(child);
  the(other).removeChild(child);
  the(parent).removeChild(other);
  the(child).removeChild(parent);
  the(parent).removeChild(parent);
  EXPECT_EQ(childrenOf(parent), (std::vector<int32_t>{2}));
  EXPECT_EQ(parentOf(child), 1);
  endAll({parent, child, other});
}

TEST_F(SharedNodeTest, AtTheLimitThereIsNoNodeAndNoHandleAndNothingChanged) {
  begin(HeapLimits::kMinBytes);
  const Address parent = node(1), child = node(2);
  the(parent).addChild(child);
  std::vector<Address> objects = fillUp();
  const uint32_t before = heap.counts().liveBytes;
  EXPECT_EQ(makeObject<SharedNode>(3), 0u);
  EXPECT_EQ(the(parent).share(), 0u);
  EXPECT_EQ(the(parent).child(0), 0u);
  EXPECT_EQ(the(child).parent(), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kExhausted, child, kSharedNodeId, 0}));
  EXPECT_EQ(the(parent).parent(), 0u) << "no parent is no error, also at the limit";
  EXPECT_EQ(the(parent).useCount(), 1u);
  EXPECT_EQ(the(child).useCount(), 2u);
  EXPECT_EQ(heap.counts().liveBytes, before);

  // Room for the handle but not for its node.
  const uint32_t room = heap.header(objects.back()).sizeBytes();
  end(objects.back());
  objects.pop_back();
  EXPECT_EQ(makeObject<SharedNode>(3), 0u);
  EXPECT_EQ(heap.counts().liveBytes, before - room);
  const Address handle = the(child).parent();
  EXPECT_NE(handle, 0u);
  endAll(objects);
  endAll({handle, parent, child});
}

TEST_F(SharedNodeTest, HandlesShareANode) {
  const Address first = node(1), other = node(1);
  const Address second = the(first).share();
  EXPECT_EQ(the(first).shares(second), 1u);
  EXPECT_EQ(the(second).shares(second), 1u);
  EXPECT_EQ(the(first).shares(other), 0u);
  EXPECT_EQ(the(first).useCount(), 2u);
  the(second).setValue(5);
  EXPECT_EQ(the(first).value(), 5);
  EXPECT_EQ(the(other).value(), 1);
  EXPECT_EQ(blocks(), 5u);
  end(first);
  EXPECT_EQ(the(second).useCount(), 1u);
  EXPECT_EQ(the(second).value(), 5);
  end(second);
  EXPECT_EQ(blocks(), 2u);
  end(other);
}

TEST_F(SharedNodeTest, ANodeIsAPartThatNoProgramMayUse) {
  const Address handle = node(1);
  uint32_t parts = 0;
  heap.forEachBlock([&](Address payload) {
    if (!heap.header(payload).part()) return;
    ++parts;
    EXPECT_EQ(heap.header(payload).classId(), kNodeId);
    EXPECT_FALSE(heap.isObject(payload, 0));
  });
  EXPECT_EQ(parts, 1u);
  end(handle);
}

TEST_F(SharedNodeTest, AParentOwnsItsChildrenInOrder) {
  const Address parent = node(0);
  for (int32_t i = 1; i <= 5; ++i) {
    const Address child = node(i);
    the(parent).addChild(child);
    EXPECT_EQ(the(child).useCount(), 2u);
    end(child);
  }
  EXPECT_EQ(the(parent).childCount(), 5u);
  EXPECT_EQ(childrenOf(parent), (std::vector<int32_t>{1, 2, 3, 4, 5}));
  const Address third = the(parent).child(2), fifth = the(parent).child(4), first = the(parent).child(0);
  the(parent).removeChild(third);
  EXPECT_EQ(the(third).useCount(), 1u);
  EXPECT_EQ(parentOf(third), -1);
  EXPECT_EQ(childrenOf(parent), (std::vector<int32_t>{1, 2, 4, 5}));
  the(parent).addChild(first);  // it leaves its place for the last
  EXPECT_EQ(childrenOf(parent), (std::vector<int32_t>{2, 4, 5, 1}));
  the(parent).removeChild(fifth);
  the(parent).removeChild(first);
  EXPECT_EQ(childrenOf(parent), (std::vector<int32_t>{2, 4}));
  endAll({first, third, fifth, parent});
}

TEST_F(SharedNodeTest, ANodeHasOneParent) {
  const Address first = node(1), second = node(2), child = node(3);
  the(first).addChild(child);
  the(second).addChild(child);
  EXPECT_EQ(the(first).childCount(), 0u);
  EXPECT_EQ(childrenOf(second), (std::vector<int32_t>{3}));
  EXPECT_EQ(parentOf(child), 2);
  EXPECT_EQ(the(child).useCount(), 2u);
  endAll({first, second, child});
}

TEST_F(SharedNodeTest, ARemovedNodeKeepsItsChildren) {
  const Address root = node(1), middle = node(2), leaf = node(3);
  the(root).addChild(middle);
  the(middle).addChild(leaf);
  the(root).removeChild(middle);
  end(root);
  EXPECT_EQ(parentOf(leaf), 2);
  end(leaf);
  EXPECT_EQ(childrenOf(middle), (std::vector<int32_t>{3}));
  end(middle);
}

TEST_F(SharedNodeTest, ChildrenOutliveTheirParentByTheirHandles) {
  const Address parent = node(0);
  std::vector<Address> children;
  for (int32_t i = 1; i <= 4; ++i) {
    children.push_back(node(i));
    the(parent).addChild(children.back());
  }
  end(children[1]);
  end(parent);
  // Three handles, three nodes, and the parent's block: its node has ended, but weak_ptr still look at its
  // counts.
  EXPECT_EQ(blocks(), 7u);
  for (const size_t i : {0, 2, 3}) {
    EXPECT_EQ(the(children[i]).useCount(), 1u) << "no sibling owns it";
    EXPECT_EQ(parentOf(children[i]), -1);
  }
  const Address adopter = node(9);
  the(adopter).addChild(children[2]);  // the third of four siblings, linked anew
  EXPECT_EQ(childrenOf(adopter), (std::vector<int32_t>{3}));
  end(children[0]);
  EXPECT_EQ(blocks(), 7u);
  end(children[3]);
  EXPECT_EQ(blocks(), 4u) << "with the last weak_ptr the parent's block went too";
  end(children[2]);
  end(adopter);
}

TEST_F(SharedNodeTest, ACycleKeepsItselfAliveUntilItIsTakenApart) {
  const Address top = node(1), low = node(2);
  the(top).addChild(low);
  the(low).addChild(top);
  EXPECT_EQ(parentOf(top), 2);
  EXPECT_EQ(parentOf(low), 1);
  end(top);
  EXPECT_EQ(blocks(), 3u) << "the node lives on: its child owns it";
  const Address again = the(low).child(0);
  EXPECT_EQ(the(again).value(), 1);
  the(low).removeChild(again);
  end(low);
  EXPECT_EQ(childrenOf(again), (std::vector<int32_t>{2}));
  end(again);
  EXPECT_EQ(blocks(), 0u);
}

TEST_F(SharedNodeTest, ANodeMayBeItsOwnChild) {
  const Address handle = node(1), child = node(2);
  the(handle).addChild(child);
  the(handle).addChild(handle);
  the(handle).addChild(handle);
  EXPECT_EQ(childrenOf(handle), (std::vector<int32_t>{2, 1}));
  EXPECT_EQ(parentOf(handle), 1);
  EXPECT_EQ(the(handle).useCount(), 2u);
  the(handle).removeChild(handle);
  EXPECT_EQ(the(handle).useCount(), 1u);
  endAll({handle, child});
}

TEST_F(SharedNodeTest, AChainOfAMillionEndsWithoutRecursion) {
  begin(256u << 20);
  const Address root = node(0);
  Address last = the(root).share();
  for (int32_t i = 1; i < kMany; ++i) {
    const Address next = node(i);
    the(last).addChild(next);
    end(last);
    last = next;
  }
  end(last);
  EXPECT_EQ(blocks(), uint32_t{kMany} + 1);
  end(root);
  EXPECT_EQ(blocks(), 0u);
}

TEST_F(SharedNodeTest, AMillionChildrenEndWithoutRecursion) {
  begin(256u << 20);
  const Address root = node(0);
  for (int32_t i = 0; i < kMany; ++i) {
    const Address child = node(i);
    the(root).addChild(child);
    end(child);
  }
  EXPECT_EQ(the(root).childCount(), uint32_t{kMany});
  const Address kept = the(root).child(kMany / 3);
  EXPECT_EQ(the(kept).value(), kMany / 3);
  end(root);
  EXPECT_EQ(blocks(), 3u);
  end(kept);
}

// Against a model: each node's parent and its children in order, cycles and all.
TEST_F(SharedNodeTest, RandomTreesAgreeWithAModel) {
  SWEEPGROUND_RANDOM(random);
  constexpr int32_t kNodes = 12;
  std::vector<Address> handles;
  std::vector<int32_t> parents(kNodes, -1);
  std::vector<std::vector<int32_t>> children(kNodes);
  for (int32_t i = 0; i < kNodes; ++i) handles.push_back(node(i));
  const auto leave = [&](int32_t child) {
    if (parents[child] < 0) return;
    std::erase(children[parents[child]], child);
    parents[child] = -1;
  };
  for (int step = 0; step < 2000; ++step) {
    const int32_t parent = static_cast<int32_t>(random.below(kNodes)),
                  child = static_cast<int32_t>(random.below(kNodes));
    if (random.below(3) != 0) {
      the(handles[parent]).addChild(handles[child]);
      leave(child);
      parents[child] = parent;
      children[parent].push_back(child);
    } else {
      the(handles[parent]).removeChild(handles[child]);
      if (parents[child] == parent) leave(child);
    }
    for (int32_t i = 0; i < kNodes; ++i) {
      ASSERT_EQ(parentOf(handles[i]), parents[i]);
      ASSERT_EQ(childrenOf(handles[i]), children[i]);
      ASSERT_EQ(the(handles[i]).useCount(), parents[i] < 0 ? 1u : 2u);
    }
  }
  for (int32_t i = 0; i < kNodes; ++i) {
    if (parents[i] >= 0) the(handles[parents[i]]).removeChild(handles[i]);
  }
  endAll(handles);
}

}  // namespace
}  // namespace sweepground::test
