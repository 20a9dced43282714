// SharedNode: what it does to its node's place in the tree, and new handles.
#include "objects/shared_node.h"

#include "base/host.h"
#include "objects/node.h"
#include "objects/space.h"

// A raise leaves wasm without running destructors: where one is raised no local shared_ptr may be left.

namespace sweepground {
namespace {

Address makeHandle(const std::shared_ptr<Node>& node) { return makeObject<SharedNode>(&node); }

// Not inline: its shared_ptr lies on the linear stack, whose pointer a raise would not restore.
__attribute__((noinline)) Address makeParentHandle(const Node& node) { return makeHandle(node.parent()); }

}  // namespace

SharedNode::SharedNode(int32_t value) : node_(Node::make(value)) { link(); }
SharedNode::SharedNode(const std::shared_ptr<Node>* node) : node_(*node) { link(); }

void SharedNode::link() {
  if (node_ == nullptr) return;
  next_ = node_->firstHandle;
  if (next_ != nullptr) next_->previous_ = this;
  node_->firstHandle = this;
}

SharedNode::~SharedNode() {
  if (node_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : node_->firstHandle) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
}

void SharedNode::trace(Graph& graph) const { graph.refersTo(EdgeKind::kShared, node_->part()); }

int32_t SharedNode::value() const { return node_->value; }
void SharedNode::setValue(int32_t value) { node_->value = value; }
uint32_t SharedNode::useCount() const { return static_cast<uint32_t>(node_.use_count()); }
uint32_t SharedNode::childCount() const { return node_->childCount(); }

uint32_t SharedNode::shares(Address other) const { return node_ == at<SharedNode>(other)->node_ ? 1 : 0; }

void SharedNode::addChild(Address child) { Node::append(node_, at<SharedNode>(child)->node_); }

void SharedNode::removeChild(Address child) {
  Node& node = *at<SharedNode>(child)->node_;
  if (node.parent() == node_) node.leaveParent();
}

Address SharedNode::share() const { return makeHandle(node_); }

Address SharedNode::child(uint32_t index) const {
  if (index < node_->childCount()) return makeHandle(node_->childAt(index));
  hostRaise(Error::kOutOfRange, addressOf(this), kSharedNodeId, index);
  return 0;
}

Address SharedNode::parent() const {
  if (!node_->hasParent()) return 0;
  const Address handle = makeParentHandle(*node_);
  if (handle == 0) hostRaise(Error::kExhausted, addressOf(this), kSharedNodeId);
  return handle;
}

}  // namespace sweepground
