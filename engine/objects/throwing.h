// Throwing: calls a JavaScript function from its destructor. Owner of the reference: the object.
#pragma once

#include "objects/graph.h"
#include "objects/held.h"

namespace sweepground {

class Throwing {
 public:
  static constexpr uint64_t blockBytes(HeldReference);

  explicit Throwing(HeldReference onDestroy) : onDestroy_(onDestroy) {}
  // Calls the function with the object's allocation number; it may do anything but use this object. Reports
  // callbackThrew if it threw, then destructorFailed if it was to fail; then gives the reference back.
  ~Throwing();

  // 0: the destructor does not fail; else it does.
  void fail(uint32_t yes) { fails_ = yes != 0; }

  void trace(Graph& graph) const { graph.refersToFunction(EdgeKind::kHolds, onDestroy_.reference()); }

  // There was no room for an object that would have taken the reference over: gives it back.
  static void refuse(HeldReference reference) { giveBack(reference); }

 private:
  Held onDestroy_;
  bool fails_ = false;
};

constexpr uint64_t Throwing::blockBytes(HeldReference) { return sizeof(Throwing); }

}  // namespace sweepground
