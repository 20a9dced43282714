// Node: what handles share, a part in one block with its shared_ptr's counts. A parent owns its children as a
// list of shared_ptr, first child to next sibling; a child knows its parent by weak_ptr.
#pragma once

#include <cstdint>
#include <memory>

#include "base/memory.h"
#include "objects/graph.h"

namespace sweepground {

class SharedNode;

class Node {
 public:
  // A new node; null, nothing changed, if there is no room.
  static std::shared_ptr<Node> make(int32_t value);

  explicit Node(int32_t value_) : value(value_) {}
  // Lets the children go. However deep or wide the tree, this neither recurses nor takes memory. Cost:
  // O(nodes that end, and children that live on).
  ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // Appends `child` to the children of `parent`; it leaves the parent it has. It may be the parent itself or
  // hold it: that makes a cycle of shared_ptr, which nobody ends but who takes it apart. Cost: O(1).
  static void append(const std::shared_ptr<Node>& parent, const std::shared_ptr<Node>& child);
  // Takes this node out of its parent's children and gives what the parent owned it by; null if it has no
  // parent. Cost: O(1).
  std::shared_ptr<Node> leaveParent();

  bool hasParent() const { return !parent_.expired(); }
  std::shared_ptr<Node> parent() const { return parent_.lock(); }
  uint32_t childCount() const { return childCount_; }
  // The parent's own shared_ptr of a child. Before: index < childCount(). Cost: O(index), from the nearer
  // end.
  const std::shared_ptr<Node>& childAt(uint32_t index) const;

  // The node in a part's block; null if it has ended, or none was ever made. Before: the block of a node.
  static Node* in(Address part);
  // The block it lies in.
  Address part() const;
  // How many shared_ptr own it.
  uint32_t useCount() const;
  void trace(Graph& graph) const;

  int32_t value;
  // Its handles, each naming the next.
  SharedNode* firstHandle = nullptr;

 private:
  static constexpr uint32_t kHere = 0x4e6f6465;  // else it has ended, and its block waits for weak_ptr

  // The parent's children go to the front of `orphans`, in order. Cost: O(1).
  void handOverChildren(std::shared_ptr<Node>& orphans);
  // The shared_ptr that owns this node among its siblings. Before: it is one of parent's children.
  std::shared_ptr<Node>& ownerIn(Node& parent) {
    return previous_ != nullptr ? previous_->next_ : parent.firstChild_;
  }

  std::weak_ptr<Node> parent_;
  std::shared_ptr<Node> firstChild_;
  std::shared_ptr<Node> next_;  // sibling
  Node* lastChild_ = nullptr;
  Node* previous_ = nullptr;  // sibling
  uint32_t childCount_ = 0;
  // The end of an object is no reason for compilers to write to it, unless it is volatile.
  volatile uint32_t here_ = kHere;
};

}  // namespace sweepground
