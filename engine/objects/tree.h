// Tree: as many nodes as one likes, each a part of its own. Nothing here recurses or takes memory but for the
// nodes.
#pragma once

#include <cstdint>

#include "base/memory.h"
#include "objects/graph.h"

namespace sweepground {

class Tree {
 public:
  // Of the object's own block; the nodes have blocks of their own.
  static constexpr uint64_t blockBytes(uint32_t nodes, uint32_t fanout);

  // Makes the nodes level by level; a fanout of 0 is taken as 1. Errors: whole() is false, see there. Cost:
  // O(nodes).
  Tree(uint32_t nodes, uint32_t fanout);
  ~Tree();

  // Whether all nodes could be made; if not, the destructor gives back those that were.
  bool whole() const { return whole_; }

  uint32_t size() const { return size_; }
  // Nodes from the root down to the deepest; 0 for no nodes. Cost: O(nodes).
  uint32_t depth() const;
  // Of all numbers, 0 to size() - 1: exact, for there are fewer than 2^26 nodes in 1 GiB. Cost: O(nodes).
  double sum() const;

  // Before: the release has not begun.
  void trace(Graph& graph) const;

  // Ends up to so many nodes, parents first; true when none is left. Afterwards only this and the destructor
  // may be called. Cost: O(steps).
  bool releaseSome(uint32_t steps);

 private:
  bool build(uint32_t nodes, uint32_t fanout);

  Address root_ = 0;  // while the tree is released: the first of a list of subtrees
  uint32_t size_ = 0;
  bool whole_;
};

constexpr uint64_t Tree::blockBytes(uint32_t, uint32_t) { return sizeof(Tree); }

}  // namespace sweepground
