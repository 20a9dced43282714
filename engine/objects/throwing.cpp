// Throwing: the destructor.
#include "objects/throwing.h"

#include "objects/space.h"

namespace sweepground {

Throwing::~Throwing() {
  const Address self = addressOf(this);
  const uint32_t number = space().header(self).number();
  if (onDestroy_.reference() != 0) {
    int32_t result = 0;
    const CallStatus status = hostCall(onDestroy_.reference(), static_cast<int32_t>(number), &result);
    if (status == CallStatus::kThrew) hostReport(Error::kCallbackThrew, self, number);
  }
  if (fails_) hostReport(Error::kDestructorFailed, self, number);
}

}  // namespace sweepground
