// Tree: building, walking and releasing, in loops.
#include "objects/tree.h"

#include "objects/space.h"
#include "objects/tree_node.h"

namespace sweepground {
namespace {

constexpr uint32_t kNodeBlockBytes = kHeaderBytes + sizeof(TreeNode);
static_assert(kNodeBlockBytes == 32 && kNodeBlockBytes % kGranuleBytes == 0);
// Tree::sum() is exact: nodes (2^25 at most) times the greatest number stays within a double's 53 bits.
static_assert(uint64_t{HeapLimits::kMaxBytes / kNodeBlockBytes} * (HeapLimits::kMaxBytes / kNodeBlockBytes) <=
              uint64_t{1} << 53);

TreeNode& nodeAt(Address node) { return *at<TreeNode>(node); }

// The node after this one, parents before children; 0 after the last. `level` follows.
Address after(Address node, uint32_t& level) {
  if (nodeAt(node).firstChild != 0) {
    ++level;
    return nodeAt(node).firstChild;
  }
  Address next = nodeAt(node).next;
  while (next != 0 && nodeAt(next).lastChild == node) {  // the last sibling: up
    --level;
    node = next;
    next = nodeAt(node).next;
  }
  return next;
}

// Whether so many nodes may find room; saves filling the heap for nothing.
bool mayFit(uint32_t nodes) {
  const Heap::Counts& counts = space().counts();
  return uint64_t{nodes} * kNodeBlockBytes <= counts.limitBytes - counts.liveBytes;
}

}  // namespace

Tree::Tree(uint32_t nodes, uint32_t fanout)
    : whole_(mayFit(nodes) && build(nodes, fanout == 0 ? 1 : fanout)) {}

Tree::~Tree() { releaseSome(size_); }

// Level by level: nodes that have no children yet wait in a queue, each linked by its unused lastChild. Who
// never gets a child keeps that link; it leads to a node made later, so after() does not take it for the way
// up.
bool Tree::build(uint32_t nodes, uint32_t fanout) {
  Address parent = 0;     // who gets the next children
  Address waiting = 0;    // the queue's first: whose turn is next; 0: only `parent` was made so far
  Address newest = 0;     // the queue's last
  uint32_t children = 0;  // of `parent`
  for (; size_ < nodes; ++size_) {
    const Address node = makePart<TreeNode>(size_);
    if (node == 0) break;
    if (size_ == 0) {
      root_ = parent = newest = node;
      continue;
    }
    if (children == fanout) {
      parent = waiting;
      waiting = nodeAt(parent).lastChild;
      children = 0;
    }
    if (waiting == 0) {
      waiting = node;
    } else {
      nodeAt(newest).lastChild = node;
    }
    newest = node;

    if (children++ == 0) {
      nodeAt(parent).firstChild = node;
    } else {
      nodeAt(nodeAt(parent).lastChild).next = node;
    }
    nodeAt(parent).lastChild = node;
    nodeAt(node).next = parent;
  }
  return size_ == nodes;
}

uint32_t Tree::depth() const {
  uint32_t deepest = 0, level = 1;
  for (Address node = root_; node != 0; node = after(node, level)) {
    if (level > deepest) deepest = level;
  }
  return deepest;
}

double Tree::sum() const {
  double total = 0;
  uint32_t level = 1;
  for (Address node = root_; node != 0; node = after(node, level)) total += nodeAt(node).number;
  return total;
}

void Tree::trace(Graph& graph) const {
  if (root_ != 0) graph.refersTo(EdgeKind::kOwns, root_);
}

void TreeNode::trace(Graph& graph) const {
  const Address self = addressOf(this);
  // Of the last sibling, see Tree::build() for how it is told from a sibling.
  if (next != 0 && nodeAt(next).firstChild != 0 && nodeAt(next).lastChild == self) {
    graph.referredBy(EdgeKind::kOwns, next);
  }
  if (graph.distance() > kTracedLevels) {
    if (firstChild != 0) graph.leaveOut();
    return;
  }
  for (Address child = firstChild; child != 0 && child != self; child = nodeAt(child).next) {
    if (!graph.refersTo(EdgeKind::kOwns, child)) return;
    if (child == lastChild) return;
  }
}

bool Tree::releaseSome(uint32_t steps) {
  for (; steps != 0 && root_ != 0; --steps) {
    const Address ending = root_;
    const TreeNode& node = nodeAt(ending);
    if (node.firstChild == 0) {
      root_ = node.next;
    } else {  // the children come first, then what came after their parent
      nodeAt(node.lastChild).next = node.next;
      root_ = node.firstChild;
    }
    endPart<TreeNode>(ending);
  }
  return root_ == 0;
}

}  // namespace sweepground
