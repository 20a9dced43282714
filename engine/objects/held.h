// Held: owns one reference to a JavaScript function that the host holds, and gives it back exactly once.
#pragma once

#include "base/host.h"

namespace sweepground {

class Held {
 public:
  // Takes the reference over; 0 is none.
  explicit Held(HeldReference reference);
  ~Held() { release(); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  // 0 once it was given back. Who calls it takes a copy: the call may end this.
  HeldReference reference() const { return reference_; }
  // Gives the reference back; the second time nothing happens. Runs none of the program's code.
  void release();

 private:
  HeldReference reference_;
};

// Gives back a reference that no object came to own; 0 is none.
void giveBack(HeldReference reference);

// How many references are held by objects now.
uint32_t heldReferences();
// A new run begins: what was held before is nobody's any more.
void resetHeldReferences();

}  // namespace sweepground
