// Held: the count, and giving back.
#include "objects/held.h"

namespace sweepground {
namespace {
uint32_t gHeld = 0;
}  // namespace

Held::Held(HeldReference reference) : reference_(reference) {
  if (reference != 0) ++gHeld;
}

void Held::release() {
  if (reference_ == 0) return;
  const HeldReference reference = reference_;
  reference_ = 0;
  --gHeld;
  hostDecref(reference);
}

void giveBack(HeldReference reference) {
  if (reference != 0) hostDecref(reference);
}

uint32_t heldReferences() { return gHeld; }
void resetHeldReferences() { gHeld = 0; }

}  // namespace sweepground
