// Graph: what refers to what around one object on the native side, the nearest first, in bounded memory. The
// classes tell what they know (trace()); what only JavaScript refers to is not here.
#pragma once

#include <cstdint>

#include "base/memory.h"

namespace sweepground {

enum class NodeKind : uint8_t {
  kObject,
  kPart,
  kFunction,  // of JavaScript, held by reference; its address is the reference's number
};

enum class EdgeKind : uint8_t {
  kShared,  // a shared_ptr
  kWeak,    // a weak_ptr, or a WeakRef of the host's
  kOwns,    // ends with it
  kHolds,   // a function, until it is given back
};

struct GraphNode {
  Address address;
  uint32_t serial;    // 0: of a function
  uint32_t line;      // where it was made; 0 = not known
  uint32_t useCount;  // how many shared_ptr own it; 0 where nothing is counted
  uint8_t kind;       // NodeKind
  uint8_t classId;    // 0: of a function
  uint8_t state;      // State of its row; 0: it has none
  uint8_t distance;   // from the object asked for
};
static_assert(sizeof(GraphNode) == 20);

// Indices into the nodes.
struct GraphEdge {
  uint8_t from;
  uint8_t to;
  uint8_t kind;  // EdgeKind
  uint8_t spare;
};
static_assert(sizeof(GraphEdge) == 4);

// Laid out as it is given out.
class Graph {
 public:
  static constexpr uint32_t kMaxNodes = 64;
  static constexpr uint32_t kMaxEdges = 128;

  // Begins anew, with this object or part of space(), and follows what the classes tell (unless `replayed`:
  // then the blocks are there and the objects are not). What was placed in a block is owned by its object.
  // Before: the address of something in use. Cost: bounded, but that of finding an address's block.
  void find(Address root, bool replayed);
  // Begins anew, with nothing, or with what is there no more.
  void clear() { nodeCount_ = edgeCount_ = cut_ = 0; }
  void putEnded(const GraphNode& node);

  // For trace(): the object that tells refers to an object or part, or is referred to by it. False where
  // there was no room left.
  bool refersTo(EdgeKind kind, Address other) { return join(kind, teller_, put(other)); }
  bool referredBy(EdgeKind kind, Address other) { return join(kind, put(other), teller_); }
  // The same of a function; 0: none.
  void refersToFunction(EdgeKind kind, uint32_t reference);
  // How many shared_ptr own the object that tells.
  void setUseCount(uint32_t count) { nodes_[teller_].useCount = count; }
  // How far the object that tells is from the one that was asked for.
  uint32_t distance() const { return nodes_[teller_].distance; }
  // There is more, and it is not told.
  void leaveOut() { cut_ = 1; }

  uint32_t nodeCount() const { return nodeCount_; }
  uint32_t edgeCount() const { return edgeCount_; }
  bool cut() const { return cut_ != 0; }
  const GraphNode& node(uint32_t index) const { return nodes_[index]; }
  const GraphEdge& edge(uint32_t index) const { return edges_[index]; }

 private:
  static constexpr uint32_t kNoNode = ~0u;

  uint32_t put(Address object);
  uint32_t put(const GraphNode& node);
  bool join(EdgeKind kind, uint32_t from, uint32_t to);

  uint32_t nodeCount_ = 0;
  uint32_t edgeCount_ = 0;
  uint32_t cut_ = 0;
  uint32_t teller_ = 0;
  GraphNode nodes_[kMaxNodes] = {};
  GraphEdge edges_[kMaxEdges] = {};
};
static_assert(sizeof(Graph) == 16 + Graph::kMaxNodes * 20 + Graph::kMaxEdges * 4);

}  // namespace sweepground
