// WeakListener: holds a JavaScript function by a WeakRef of the host. Owner of the reference: the object.
#pragma once

#include "objects/class_ids.h"
#include "objects/emitter.h"
#include "objects/graph.h"

namespace sweepground {

class WeakListener : public Emitter {
 public:
  static constexpr uint64_t blockBytes(HeldReference);

  explicit WeakListener(HeldReference callback) : Emitter(callback) {}

  void trace(Graph& graph) const { graph.refersToFunction(EdgeKind::kWeak, reference()); }

  // Calls the function if it is still there, else gives 0. It may end this object. Errors: callbackThrew, and
  // 0.
  int32_t emit(int32_t value) { return emitAs(kWeakListenerId, false, value); }
};

constexpr uint64_t WeakListener::blockBytes(HeldReference) { return sizeof(WeakListener); }

}  // namespace sweepground
