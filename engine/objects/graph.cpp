// Graph: breadth first, each node once.
#include "objects/graph.h"

#include "objects/classes.h"
#include "objects/space.h"
#include "table/states.h"

namespace sweepground {
namespace {

State stateOf(BlockState state) {
  switch (state) {
    case BlockState::kLive:
      return State::kLive;
    case BlockState::kCleared:
      return State::kCleared;
    case BlockState::kLost:
      return State::kLost;
    default:
      return State::kNone;
  }
}

// Whether the classes may be asked: an object that is being released bit by bit is not whole.
bool isWhole(const BlockHeader& header) { return !header.ended() || !releasesInSteps(header.classId()); }

}  // namespace

void Graph::find(Address root, bool replayed) {
  clear();
  teller_ = 0;
  put(root);
  for (; teller_ < nodeCount_; ++teller_) {
    const GraphNode& node = nodes_[teller_];
    if (node.kind == static_cast<uint8_t>(NodeKind::kFunction)) continue;
    const BlockHeader& header = space().header(node.address);
    if (header.interior()) referredBy(EdgeKind::kOwns, space().blockOf(node.address));
    if (!replayed && isWhole(header)) traceReferences(node.classId, node.address, *this);
  }
}

void Graph::putEnded(const GraphNode& node) { put(node); }

void Graph::refersToFunction(EdgeKind kind, uint32_t reference) {
  if (reference == 0) return;
  join(kind, teller_, put({reference, 0, 0, 0, static_cast<uint8_t>(NodeKind::kFunction), 0, 0, 0}));
}

uint32_t Graph::put(Address object) {
  const BlockHeader& header = space().header(object);
  const State state = header.interior() ? State::kNone : stateOf(space().stateOf(object));
  return put({object, header.number(), header.line(), 0,
              static_cast<uint8_t>(header.part() ? NodeKind::kPart : NodeKind::kObject), header.classId(),
              static_cast<uint8_t>(state), 0});
}

uint32_t Graph::put(const GraphNode& node) {
  for (uint32_t i = 0; i < nodeCount_; ++i) {
    if (nodes_[i].address == node.address && nodes_[i].kind == node.kind) return i;
  }
  if (nodeCount_ == kMaxNodes) {
    cut_ = 1;
    return kNoNode;
  }
  nodes_[nodeCount_] = node;
  if (nodeCount_ != 0) nodes_[nodeCount_].distance = static_cast<uint8_t>(nodes_[teller_].distance + 1);
  return nodeCount_++;
}

bool Graph::join(EdgeKind kind, uint32_t from, uint32_t to) {
  if (from == kNoNode || to == kNoNode) return false;
  const GraphEdge edge = {static_cast<uint8_t>(from), static_cast<uint8_t>(to), static_cast<uint8_t>(kind),
                          0};
  for (uint32_t i = 0; i < edgeCount_; ++i) {
    if (edges_[i].from == edge.from && edges_[i].to == edge.to && edges_[i].kind == edge.kind) return true;
  }
  if (edgeCount_ == kMaxEdges) {
    cut_ = 1;
    return false;
  }
  edges_[edgeCount_++] = edge;
  return true;
}

}  // namespace sweepground
