// Listener: holds a JavaScript function until it ends or is closed. Owner of the reference: the object.
#pragma once

#include "objects/class_ids.h"
#include "objects/emitter.h"
#include "objects/graph.h"

namespace sweepground {

class Listener : public Emitter {
 public:
  static constexpr uint64_t blockBytes(HeldReference);

  explicit Listener(HeldReference callback) : Emitter(callback) {}

  void trace(Graph& graph) const { graph.refersToFunction(EdgeKind::kHolds, reference()); }

  // Calls the function, which may end this object. Errors: callbackThrew, staleReference; both give 0.
  int32_t emit(int32_t value) { return emitAs(kListenerId, true, value); }
};

constexpr uint64_t Listener::blockBytes(HeldReference) { return sizeof(Listener); }

}  // namespace sweepground
