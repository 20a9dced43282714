// TreeNode: a node of a Tree, a part. It knows its first and last child, and its next sibling; the last
// sibling knows the parent instead, so that a tree can be walked without a stack.
#pragma once

#include "base/memory.h"
#include "objects/graph.h"

namespace sweepground {

class TreeNode {
 public:
  // Levels of a tree that a graph goes down.
  static constexpr uint32_t kTracedLevels = 3;

  explicit TreeNode(uint32_t number_) : number(number_) {}

  // Knows its parent where this is the last of the siblings.
  void trace(Graph& graph) const;

  Address firstChild = 0;
  Address lastChild = 0;  // of a node without children: none of its own, see Tree::build()
  Address next = 0;       // the next sibling; of the last sibling: the parent; of the root: 0
  uint32_t number;
};
static_assert(sizeof(TreeNode) == 16);

}  // namespace sweepground
