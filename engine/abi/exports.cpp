// The exports: each checks its pointer, then calls the run or the object.
#include <new>

#include "abi/description.h"
#include "abi/engine.h"
#include "abi/host.h"
#include "abi/run.h"
#include "objects/classes.h"

namespace sweepground {
namespace {

bool ready() {
  if (run().started()) return true;
  hostRaise(Error::kNotStarted, 0, 0);
  return false;
}

// Whether a live object begins here, of this class unless 0; raises if not.
bool isObject(Address object, uint8_t classId) {
  if (!ready()) return false;
  const uint8_t found = run().heap().classOf(object);
  if (found != 0 && (classId == 0 || found == classId)) return true;
  const Error error = object == 0  ? Error::kNullPointer
                      : found == 0 ? Error::kForeignPointer
                                   : Error::kWrongClass;
  hostRaise(error, object, classId);
  return false;
}

template <class T, class... Arguments>
Address construct(Arguments... arguments) {
  static_assert(alignof(T) <= kGranuleBytes);
  if (!ready()) return 0;
  const Address object = run().heap().allocate(T::blockBytes(arguments...), kClassIdOf<T>);
  if (object != 0) new (at<void>(object)) T(arguments...);
  return object;
}

template <class T>
void destruct(Address object) {
  if (isObject(object, kClassIdOf<T>)) run().destroy(object);
}

// Calls a method on a checked object; gives 0 where there is none.
template <class T, class Result, class Method, class... Arguments>
Result call(Method method, Address object, Arguments... arguments) {
  if (!isObject(object, kClassIdOf<T>)) return Result();
  return (at<T>(object)->*method)(arguments...);
}

}  // namespace
}  // namespace sweepground

using namespace sweepground;

extern "C" {

#define SWEEPGROUND_CLASS1(Class, doc, type, parameter, parameterDoc)         \
  sweepground_address _##Class##__constructor(sweepground_##type parameter) { \
    return construct<Class>(parameter);                                       \
  }                                                                           \
  void _##Class##__destructor(sweepground_address self) { destruct<Class>(self); }
#define SWEEPGROUND_METHOD0(Class, method, result, doc)                 \
  sweepground_##result _##Class##__##method(sweepground_address self) { \
    return call<Class, sweepground_##result>(&Class::method, self);     \
  }
#define SWEEPGROUND_METHOD1(Class, method, result, doc, type, parameter, parameterDoc)                \
  sweepground_##result _##Class##__##method(sweepground_address self, sweepground_##type parameter) { \
    return call<Class, sweepground_##result>(&Class::method, self, parameter);                        \
  }
#include "objects/classes.def"

uint32_t _engine__abiVersion(void) { return kAbiVersion; }

sweepground_address _engine__describe(void) { return run().describe(); }

uint32_t _engine__start(uint32_t limitBytes) { return run().start(hostNow, limitBytes); }

sweepground_handle _engine__manage(sweepground_address object) {
  if (!isObject(object, 0)) return 0;
  const Handle handle = run().manage(object);
  if (handle == 0) hostRaise(Error::kTableFull, object, run().heap().classOf(object));
  return handle;
}

sweepground_address _engine__batch(void) { return ready() ? run().batch() : 0; }
uint32_t _engine__markCleared(uint32_t count) { return ready() ? run().markCleared(count) : 0; }
uint32_t _engine__freeCleared(uint32_t count) { return ready() ? run().freeCleared(count) : 0; }

void _engine__setReclaiming(uint32_t yes) {
  if (ready()) run().setReclaiming(yes != 0);
}

uint32_t _engine__abandon(sweepground_handle handle) { return ready() && run().abandon(handle); }

uint32_t _engine__stateOf(sweepground_handle handle) {
  return ready() ? static_cast<uint32_t>(run().table().stateOf(handle)) : 0;
}

void _engine__beginSweep(void) {
  if (ready()) run().beginSweep();
}
void _engine__endSweep(void) {
  if (ready()) run().endSweep();
}
void _engine__noteCollection(void) {
  if (ready()) run().noteCollection();
}
void _engine__notePressureRequest(void) {
  if (ready()) run().notePressureRequest();
}

sweepground_address _engine__story(sweepground_address object, uint32_t serial) {
  return ready() ? run().story(object, serial) : 0;
}

sweepground_address _engine__snapshot(uint32_t sortKey, uint32_t descending, uint32_t stateMask,
                                      uint32_t offset, uint32_t count, uint32_t journalFrom) {
  if (!ready()) return 0;
  return run().snapshot({static_cast<Column>(sortKey), descending != 0, stateMask, offset, count},
                        journalFrom);
}

}  // extern "C"
