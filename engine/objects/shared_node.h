// SharedNode: a handle that owns a node by shared_ptr. The node is a part of no handle in particular: it
// lives until the last handle and the parent let go of it, and its block until the last weak_ptr did too.
#pragma once

#include <cstdint>
#include <memory>

#include "base/memory.h"
#include "objects/graph.h"

namespace sweepground {

class Node;

class SharedNode {
 public:
  // Of the handle's block; the node has one of its own.
  static constexpr uint64_t blockBytes(int32_t value);
  static constexpr uint64_t blockBytes(const std::shared_ptr<Node>* node);

  // A handle of a new node; whole() is false if there was no room for it.
  explicit SharedNode(int32_t value);
  // Another handle of a node.
  explicit SharedNode(const std::shared_ptr<Node>* node);
  // Lets the node go. Cost: O(1), and what ends by it: nodes that nobody else owns, without recursion.
  ~SharedNode();

  void trace(Graph& graph) const;
  // Of the same node, in no order that means anything.
  const SharedNode* nextHandle() const { return next_; }

  bool whole() const { return node_ != nullptr; }

  int32_t value() const;
  void setValue(int32_t value);
  // How many shared_ptr own the node: its handles and its parent.
  uint32_t useCount() const;

  // Each `other` or `child` is the address of a usable SharedNode, perhaps this.
  uint32_t shares(Address other) const;
  // Also a node that is this node, or holds it: see Node::append(). Cost: O(1).
  void addChild(Address child);
  // Nothing happens to what is no child of this node. Cost: O(1), and what ends by it.
  void removeChild(Address child);
  uint32_t childCount() const;

  // Each a new handle, the caller's. Errors: 0, no room.
  Address share() const;
  // Errors besides: outOfRange with the index. Cost: O(index), from the nearer end.
  Address child(uint32_t index) const;
  // 0 if the node has no parent (any more). Errors: exhausted where there is no room, and 0.
  Address parent() const;

 private:
  void link();

  std::shared_ptr<Node> node_;
  SharedNode* next_ = nullptr;  // handles of the same node
  SharedNode* previous_ = nullptr;
};

constexpr uint64_t SharedNode::blockBytes(int32_t) { return sizeof(SharedNode); }
constexpr uint64_t SharedNode::blockBytes(const std::shared_ptr<Node>*) { return sizeof(SharedNode); }

}  // namespace sweepground
