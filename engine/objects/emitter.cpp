// Emitter: the call.
#include "objects/emitter.h"

#include "objects/space.h"

namespace sweepground {
namespace {
// Read right after each call, so that calls within calls may share it. It is not on the stack, because a
// raise leaves wasm without restoring the stack pointer.
int32_t gResult = 0;
}  // namespace

int32_t Emitter::emitAs(uint8_t classId, bool goneIsError, int32_t value) {
  const HeldReference reference = held_.reference();
  if (reference == 0) return 0;
  const Address self = addressOf(this);
  const uint32_t serial = space().header(self).serial;

  gResult = 0;
  const CallStatus status = hostCall(reference, value, &gResult);
  // This object may have ended, and another may have its address: from here on nothing of it without looking.
  switch (status) {
    case CallStatus::kReturned:
      if (space().isObject(self, classId) && space().header(self).serial == serial) ++calls_;
      return gResult;
    case CallStatus::kThrew:
      hostRaise(Error::kCallbackThrew, self, classId);
      return 0;
    case CallStatus::kGone:
      if (goneIsError) hostRaise(Error::kStaleReference, self, classId);
      return 0;
  }
  return 0;
}

}  // namespace sweepground
