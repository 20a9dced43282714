// Node: its block, its place among its siblings, and its end.
#include "objects/node.h"

#include <utility>

#include "objects/shared_node.h"
#include "objects/space.h"

#if defined(__wasm__)
// The virtual tables of shared_ptr's counts name these, and nothing calls them: without them the linker would
// bring in the standard heap, and what prints and exits.
void operator delete(void*) noexcept { __builtin_trap(); }
extern "C" void __cxa_pure_virtual() { __builtin_trap(); }
#endif

namespace sweepground {
namespace {

// Of the block: the node, and before it what shared_ptr keeps: a virtual table, two counts, the allocator.
// How much that is depends on the standard library; RoomFor::allocate() checks that it is this to less than a
// granule.
constexpr uint32_t kNodeBytes = 4 * sizeof(void*) + sizeof(Node);

// Gives allocate_shared() the block that was taken before, so that it cannot fail. The block goes back when
// the last weak_ptr is gone.
template <class T>
class RoomFor {
 public:
  using value_type = T;

  explicit RoomFor(Address room) : room_(room) {}
  template <class Other>
  RoomFor(const RoomFor<Other>& other) : room_(other.room()) {}

  T* allocate(size_t) {
    static_assert(sizeof(T) <= kNodeBytes && kNodeBytes - sizeof(T) < kGranuleBytes);
    static_assert(alignof(T) <= kGranuleBytes);
    return at<T>(room_);
  }
  void deallocate(T* block, size_t) { space().retire(addressOf(block), EndCause::kOwner, 0); }

  Address room() const { return room_; }
  template <class Other>
  bool operator==(const RoomFor<Other>& other) const {
    return room_ == other.room();
  }

 private:
  Address room_;
};

// Children whose parent has ended, linked as siblings: the outermost of the destructors at work has them, and
// lets go of one after the other.
std::shared_ptr<Node>* gOrphans = nullptr;

// From a block's payload to the node in it, the same in every block; known once a node was made.
uint32_t gOffset = 0;

}  // namespace

std::shared_ptr<Node> Node::make(int32_t value) {
  const Address room = space().allocate(kNodeBytes, kNodeId, BlockKind::kPart);
  if (room == 0) return nullptr;
  std::shared_ptr<Node> node = std::allocate_shared<Node>(RoomFor<Node>(room), value);
  gOffset = addressOf(node.get()) - room;
  return node;
}

Node* Node::in(Address part) {
  if (gOffset == 0) return nullptr;
  Node* node = at<Node>(part + gOffset);
  return node->here_ == kHere ? node : nullptr;
}

Address Node::part() const { return addressOf(this) - gOffset; }

uint32_t Node::useCount() const {
  if (firstHandle != nullptr) return firstHandle->useCount();
  const std::shared_ptr<Node> parent = parent_.lock();
  const Node* before = previous_;
  if (parent == nullptr) return 0;
  return static_cast<uint32_t>((before != nullptr ? before->next_ : parent->firstChild_).use_count());
}

void Node::trace(Graph& graph) const {
  graph.setUseCount(useCount());
  for (const SharedNode* handle = firstHandle; handle != nullptr; handle = handle->nextHandle()) {
    if (!graph.referredBy(EdgeKind::kShared, addressOf(handle))) break;
  }
  if (const std::shared_ptr<Node> owner = parent_.lock()) {
    graph.refersTo(EdgeKind::kWeak, owner->part());
    graph.referredBy(EdgeKind::kShared, owner->part());
  }
  for (const Node* child = firstChild_.get(); child != nullptr; child = child->next_.get()) {
    if (!graph.refersTo(EdgeKind::kShared, child->part())) break;
  }
}

Node::~Node() {
  here_ = 0;
  if (gOrphans != nullptr) {
    handOverChildren(*gOrphans);
    return;
  }
  if (firstChild_ == nullptr) return;
  std::shared_ptr<Node> orphans;
  gOrphans = &orphans;
  handOverChildren(orphans);
  while (orphans != nullptr) {
    const std::shared_ptr<Node> node = std::move(orphans);
    orphans = std::move(node->next_);
    node->previous_ = nullptr;
    // Here it ends, unless a handle has it too; its children then come next.
  }
  gOrphans = nullptr;
}

void Node::handOverChildren(std::shared_ptr<Node>& orphans) {
  if (firstChild_ == nullptr) return;
  lastChild_->next_ = std::move(orphans);
  orphans = std::move(firstChild_);
}

void Node::append(const std::shared_ptr<Node>& parent, const std::shared_ptr<Node>& child) {
  std::shared_ptr<Node> owner = child->leaveParent();
  if (owner == nullptr) owner = child;
  child->parent_ = parent;
  child->previous_ = parent->lastChild_;
  parent->lastChild_ = child.get();
  child->ownerIn(*parent) = std::move(owner);
  ++parent->childCount_;
}

std::shared_ptr<Node> Node::leaveParent() {
  const std::shared_ptr<Node> parent = parent_.lock();
  if (parent == nullptr) return nullptr;
  std::shared_ptr<Node>& link = ownerIn(*parent);
  std::shared_ptr<Node> self = std::move(link);
  link = std::move(next_);
  (link != nullptr ? link->previous_ : parent->lastChild_) = previous_;
  previous_ = nullptr;
  parent_.reset();
  --parent->childCount_;
  return self;
}

const std::shared_ptr<Node>& Node::childAt(uint32_t index) const {
  if (index < childCount_ / 2) {
    const std::shared_ptr<Node>* owner = &firstChild_;
    for (uint32_t i = 0; i < index; ++i) owner = &(*owner)->next_;
    return *owner;
  }
  const Node* node = lastChild_;
  for (uint32_t i = childCount_ - 1; i > index; --i) node = node->previous_;
  return node->previous_ != nullptr ? node->previous_->next_ : firstChild_;
}

}  // namespace sweepground
