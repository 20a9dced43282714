// Classes: the destructor dispatch made from classes.def.
#include "objects/classes.h"

#include <type_traits>

namespace sweepground {
namespace {

template <class T>
bool destroySomeOf(T& object, [[maybe_unused]] uint32_t steps) {
  if constexpr (ReleasesInSteps<T>) {
    if (!object.releaseSome(steps)) return false;
  }
  object.~T();
  return true;
}

}  // namespace

bool endsQuietly(uint8_t classId) {
  switch (classId) {
#define SWEEPGROUND_CLASS1(Class, ...) \
  case k##Class##Id:                   \
    return std::is_trivially_destructible_v<Class>;
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_CLASS1(Class)
#include "objects/classes.def"
  }
  return false;
}

bool destroySome(uint8_t classId, Address object, uint32_t steps) {
  switch (classId) {
#define SWEEPGROUND_CLASS1(Class, ...) \
  case k##Class##Id:                   \
    return destroySomeOf(*at<Class>(object), steps);
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_CLASS1(Class)
#include "objects/classes.def"
  }
  return true;
}

}  // namespace sweepground
