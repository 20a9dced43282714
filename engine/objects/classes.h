// Classes: ids, description and destruction of every object class, from the one list in classes.def.
#pragma once

#include <cstdint>

#include "base/memory.h"
#include "objects/buffer.h"
#include "objects/my_class.h"

namespace sweepground {

enum : uint8_t {
  kNoClassId,
#define SWEEPGROUND_CLASS1(Class, ...) k##Class##Id,
#include "objects/classes.def"
  kClassIdEnd
};
inline constexpr uint32_t kClassCount = kClassIdEnd - 1;

template <class T>
inline constexpr uint8_t kClassIdOf = kNoClassId;
#define SWEEPGROUND_CLASS1(Class, ...) \
  template <>                          \
  inline constexpr uint8_t kClassIdOf<Class> = k##Class##Id;
#include "objects/classes.def"

struct ParameterDescription {
  const char* name;
  const char* type;
  const char* doc;
};

// A method, or, with no name and no result, the constructor of the class. Owner: static.
struct FunctionDescription {
  uint8_t classId;
  const char* name;
  const char* result;
  const char* doc;  // the constructor's is the doc of its class
  ParameterDescription parameters[1];
  uint32_t parameterCount;
};

inline constexpr const char* kClassNames[] = {
    "none",
#define SWEEPGROUND_CLASS1(Class, ...) #Class,
#include "objects/classes.def"
};

// In the order of the list: each class's constructor, then its methods.
inline constexpr FunctionDescription kFunctions[] = {
#define SWEEPGROUND_CLASS1(Class, doc, type, parameter, parameterDoc) \
  {k##Class##Id, nullptr, nullptr, doc, {{#parameter, #type, parameterDoc}}, 1},
#define SWEEPGROUND_METHOD0(Class, method, result, doc) {k##Class##Id, #method, #result, doc, {}, 0},
#define SWEEPGROUND_METHOD1(Class, method, result, doc, type, parameter, parameterDoc) \
  {k##Class##Id, #method, #result, doc, {{#parameter, #type, parameterDoc}}, 1},
#include "objects/classes.def"
};

// Runs the destructor of the object at this address; its block stays. Before: it is live and of this class.
void destroyObject(uint8_t classId, Address object);

}  // namespace sweepground
