// Arguments and results of the exports, by the type names of classes.def: how each is checked and
// handed to the object's method.
#pragma once

#include "abi/engine.h"
#include "abi/run.h"
#include "objects/classes.h"

namespace sweepground {

// Whether a usable object begins here, of this class unless 0; raises what is wrong if not.
inline bool isUsable(Address object, uint8_t classId) {
  if (run().heap().isObject(object, classId)) return true;
  hostRaise(run().heap().faultOf(object, classId), object, classId);
  return false;
}

namespace type {

// A number, taken as it is.
template <class T>
struct Plain {
  using In = T;
  static bool check(In) { return true; }
  static void touch(In) {}
  static T get(In value) { return value; }
};
struct int32 : Plain<int32_t> {};
struct uint32 : Plain<uint32_t> {};
struct size : Plain<uint32_t> {};
struct byte : Plain<int32_t> {};
struct float64 : Plain<double> {};

// A held function: makeObject() takes it over.
struct callback : Plain<HeldReference> {};
struct weakCallback : Plain<HeldReference> {};

// An object of a class, by its address.
template <class T>
struct Object {
  using In = Address;
  static bool check(In object) { return isUsable(object, kClassIdOf<T>); }
  static void touch(In object) { run().touch(object); }
  static Address get(In object) { return object; }
};
#define SWEEPGROUND_CLASS1(Class, ...) \
  struct Class : Object<sweepground::Class> {};
#define SWEEPGROUND_CLASS2(Class, ...) \
  struct Class : Object<sweepground::Class> {};
#include "objects/classes.def"

}  // namespace type
}  // namespace sweepground
