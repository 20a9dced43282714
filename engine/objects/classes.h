// Classes: ids, names, description and destruction of every class, from the one list in classes.def.
#pragma once

#include <concepts>
#include <cstdint>

#include "base/memory.h"
#include "objects/arena.h"
#include "objects/buffer.h"
#include "objects/class_ids.h"
#include "objects/listener.h"
#include "objects/matrix.h"
#include "objects/my_class.h"
#include "objects/shared_node.h"
#include "objects/throwing.h"
#include "objects/tree.h"
#include "objects/tree_node.h"
#include "objects/weak_listener.h"

namespace sweepground {

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
  ParameterDescription parameters[3];
  uint32_t parameterCount;
};

// By class id; of parts too.
inline constexpr const char* kClassNames[] = {
    "none",
#define SWEEPGROUND_CLASS1(Class, ...) #Class,
#define SWEEPGROUND_CLASS2(Class, ...) #Class,
#define SWEEPGROUND_PART(Part) #Part,
#include "objects/classes.def"
};
static_assert(sizeof(kClassNames) / sizeof(kClassNames[0]) == kClassCount + 1);

// Whether this is a part: a class that has no functions.
constexpr bool isPart(uint8_t classId) {
  switch (classId) {
#define SWEEPGROUND_PART(Part) case k##Part##Id:
#include "objects/classes.def"
    return true;
    default:
      return false;
  }
}

// In the order of the list: each class's constructor, then its methods.
inline constexpr FunctionDescription kFunctions[] = {
#define SWEEPGROUND_CLASS1(Class, doc, t1, p1, d1) {k##Class##Id, nullptr, nullptr, doc, {{#p1, #t1, d1}}, 1},
#define SWEEPGROUND_CLASS2(Class, doc, t1, p1, d1, t2, p2, d2) \
  {k##Class##Id, nullptr, nullptr, doc, {{#p1, #t1, d1}, {#p2, #t2, d2}}, 2},
#define SWEEPGROUND_METHOD0(Class, method, result, doc) {k##Class##Id, #method, #result, doc, {}, 0},
#define SWEEPGROUND_METHOD1(Class, method, result, doc, t1, p1, d1) \
  {k##Class##Id, #method, #result, doc, {{#p1, #t1, d1}}, 1},
#define SWEEPGROUND_METHOD2(Class, method, result, doc, t1, p1, d1, t2, p2, d2) \
  {k##Class##Id, #method, #result, doc, {{#p1, #t1, d1}, {#p2, #t2, d2}}, 2},
#define SWEEPGROUND_METHOD3(Class, method, result, doc, t1, p1, d1, t2, p2, d2, t3, p3, d3) \
  {k##Class##Id, #method, #result, doc, {{#p1, #t1, d1}, {#p2, #t2, d2}, {#p3, #t3, d3}}, 3},
#include "objects/classes.def"
};

// A class whose objects may be great and can be destroyed a bit at a time: releaseSome(steps) does at most so
// many steps and gives true when only the destructor is left. In between nothing else of the object is used.
template <class T>
concept ReleasesInSteps = requires(T& object, uint32_t steps) {
  { object.releaseSome(steps) } -> std::same_as<bool>;
};

// Whether the destructor of this class does nothing, and so calls nobody.
bool endsQuietly(uint8_t classId);

// Runs the destructor of the object at this address to its end; its block stays. Before: an object of this
// class, its destruction has begun (Heap::beginEnd()); perhaps destroySome() did a part of it. May call the
// program (Throwing).
void destroyObject(uint8_t classId, Address object);

// Does at most so many steps of that; true once the destructor has run, which is not to be repeated. A class
// that does not release in steps has one. Before: as above. Cost: O(steps), or that of the destructor.
bool destroySome(uint8_t classId, Address object, uint32_t steps);

}  // namespace sweepground
