// Emitter: what Listener and WeakListener have in common: a held function, and calls of it that may end the
// object.
#pragma once

#include "objects/held.h"

namespace sweepground {

class Emitter {
 public:
  // How often the function was called and came back; a call in which this object ended is not counted.
  uint32_t calls() const { return calls_; }
  // Gives the function back, also while it is running; emit() then does nothing. Twice is fine.
  void close() { held_.release(); }

  // 0 once it was given back.
  HeldReference reference() const { return held_.reference(); }

  // There was no room for an object that would have taken the reference over: gives it back.
  static void refuse(HeldReference reference) { giveBack(reference); }

 protected:
  explicit Emitter(HeldReference callback) : held_(callback) {}

  // Calls the function and gives its result; 0 if closed, or if it is gone and that is no error. The function
  // may do anything, also end this object. Errors: callbackThrew; staleReference, where `goneIsError`.
  int32_t emitAs(uint8_t classId, bool goneIsError, int32_t value);

 private:
  Held held_;
  uint32_t calls_ = 0;
};

}  // namespace sweepground
