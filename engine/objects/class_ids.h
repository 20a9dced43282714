// Class ids: of every class and part, in the order of classes.def.
#pragma once

#include <cstdint>

namespace sweepground {

enum : uint8_t {
  kNoClassId,
#define SWEEPGROUND_CLASS1(Class, ...) k##Class##Id,
#define SWEEPGROUND_CLASS2(Class, ...) k##Class##Id,
#define SWEEPGROUND_PART(Part) k##Part##Id,
#include "objects/classes.def"
  kClassIdEnd
};
// Classes and parts.
inline constexpr uint32_t kClassCount = kClassIdEnd - 1;

#define SWEEPGROUND_CLASS1(Class, ...) class Class;
#define SWEEPGROUND_CLASS2(Class, ...) class Class;
#define SWEEPGROUND_PART(Part) class Part;
#include "objects/classes.def"

template <class T>
inline constexpr uint8_t kClassIdOf = kNoClassId;
#define SWEEPGROUND_ID(Class) \
  template <>                 \
  inline constexpr uint8_t kClassIdOf<Class> = k##Class##Id;
#define SWEEPGROUND_CLASS1(Class, ...) SWEEPGROUND_ID(Class)
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_ID(Class)
#define SWEEPGROUND_PART(Part) SWEEPGROUND_ID(Part)
#include "objects/classes.def"
#undef SWEEPGROUND_ID

}  // namespace sweepground
