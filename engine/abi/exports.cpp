// The exports: each checks its pointers, then calls the run or the object.
#include <type_traits>

#include "abi/arguments.h"
#include "abi/description.h"
#include "objects/space.h"

namespace sweepground {
namespace {

bool notReady() {
  hostRaise(Error::kNotStarted, 0, 0);
  return false;
}
// Every operation passes through one of these.
bool ready() { return run().started() || notReady(); }
bool enter() {
  if (!ready()) return false;
  run().moment().begin();
  return true;
}
bool enterExactly() {
  if (!ready()) return false;
  run().moment().beginExactly();
  return true;
}
// For what can be looked at in a replay too.
bool readable() { return run().readable() || notReady(); }

template <class T, class... Types>
Address construct(typename Types::In... arguments) {
  if (!enter() || !(Types::check(arguments) && ...)) return 0;
  return makeObject<T>(Types::get(arguments)...);
}

// An object that its holder may destroy: not one that lies inside another's block.
bool isOwned(Address object, uint8_t classId) {
  if (!enter() || !isUsable(object, classId)) return false;
  if (!run().heap().header(object).interior()) return true;
  hostRaise(Error::kBorrowed, object, classId);
  return false;
}

// Calls a method on a checked object with checked arguments; gives 0 where there is none.
template <class T, class... Types, class Method>
auto call(Method method, Address object, typename Types::In... arguments) {
  using Result = std::invoke_result_t<Method, T&, decltype(Types::get(arguments))...>;
  if (!enter() || !isUsable(object, kClassIdOf<T>) || !(Types::check(arguments) && ...)) return Result();
  run().touch(object);
  (Types::touch(arguments), ...);
  return (at<T>(object)->*method)(Types::get(arguments)...);
}

}  // namespace
}  // namespace sweepground

using namespace sweepground;

extern "C" {

#define SWEEPGROUND_DESTRUCTOR(Class)                          \
  void _##Class##__destructor(sweepground_address self) {      \
    if (isOwned(self, kClassIdOf<Class>)) run().destroy(self); \
  }
#define SWEEPGROUND_CLASS1(Class, doc, t1, p1, d1)                   \
  sweepground_address _##Class##__constructor(sweepground_##t1 p1) { \
    return construct<Class, type::t1>(p1);                           \
  }                                                                  \
  SWEEPGROUND_DESTRUCTOR(Class)
#define SWEEPGROUND_CLASS2(Class, doc, t1, p1, d1, t2, p2, d2)                            \
  sweepground_address _##Class##__constructor(sweepground_##t1 p1, sweepground_##t2 p2) { \
    return construct<Class, type::t1, type::t2>(p1, p2);                                  \
  }                                                                                       \
  SWEEPGROUND_DESTRUCTOR(Class)
#define SWEEPGROUND_METHOD0(Class, method, result, doc)                 \
  sweepground_##result _##Class##__##method(sweepground_address self) { \
    return call<Class>(&Class::method, self);                           \
  }
#define SWEEPGROUND_METHOD1(Class, method, result, doc, t1, p1, d1)                          \
  sweepground_##result _##Class##__##method(sweepground_address self, sweepground_##t1 p1) { \
    return call<Class, type::t1>(&Class::method, self, p1);                                  \
  }
#define SWEEPGROUND_METHOD2(Class, method, result, doc, t1, p1, d1, t2, p2, d2)            \
  sweepground_##result _##Class##__##method(sweepground_address self, sweepground_##t1 p1, \
                                            sweepground_##t2 p2) {                         \
    return call<Class, type::t1, type::t2>(&Class::method, self, p1, p2);                  \
  }
#define SWEEPGROUND_METHOD3(Class, method, result, doc, t1, p1, d1, t2, p2, d2, t3, p3, d3) \
  sweepground_##result _##Class##__##method(sweepground_address self, sweepground_##t1 p1,  \
                                            sweepground_##t2 p2, sweepground_##t3 p3) {     \
    return call<Class, type::t1, type::t2, type::t3>(&Class::method, self, p1, p2, p3);     \
  }
#include "objects/classes.def"

uint32_t _engine__abiVersion(void) { return kAbiVersion; }

sweepground_address _engine__describe(void) { return run().describe(); }

uint32_t _engine__start(uint32_t limitBytes, uint32_t quarantineBytes) {
  return run().start({limitBytes, quarantineBytes});
}

void _engine__noteStretch(void) {
  if (ready()) run().moment().noteStretch();
}

sweepground_handle _engine__manage(sweepground_address object) {
  if (!isOwned(object, 0)) return 0;
  const Handle handle = run().manage(object);
  if (handle == 0) hostRaise(Error::kTableFull, object, run().heap().header(object).classId());
  return handle;
}

sweepground_address _engine__batch(void) { return ready() ? run().batch() : 0; }
uint32_t _engine__markCleared(uint32_t count) { return enterExactly() ? run().markCleared(count) : 0; }
uint32_t _engine__freeCleared(uint32_t count) { return enterExactly() ? run().freeCleared(count) : 0; }
uint32_t _engine__queueCleared(uint32_t count) { return enterExactly() ? run().queueCleared(count) : 0; }

void _engine__deleteLater(sweepground_address object) {
  if (isOwned(object, 0)) run().destroyLater(object);
}

uint32_t _engine__clean(double budgetMs) { return enterExactly() ? run().clean(budgetMs) : 0; }

void _engine__setReclaiming(uint32_t yes) {
  if (enterExactly()) run().setReclaiming(yes != 0);
}

uint32_t _engine__abandon(sweepground_handle handle) { return enter() && run().abandon(handle); }

uint32_t _engine__stateOf(sweepground_handle handle) {
  return readable() ? static_cast<uint32_t>(run().table().stateOf(handle)) : 0;
}

void _engine__beginSweep(void) {
  if (enterExactly()) run().beginSweep();
}
void _engine__pauseSweep(void) {
  if (enterExactly()) run().pauseSweep();
}
void _engine__endSweep(void) {
  if (enterExactly()) run().endSweep();
}
void _engine__noteCollection(uint32_t major) {
  if (enterExactly()) run().noteCollection(major != 0);
}
void _engine__notePressureRequest(void) {
  if (enterExactly()) run().notePressureRequest();
}

void _engine__noteDerefs(uint32_t count) {
  if (ready()) run().noteDerefs(count);
}
void _engine__noteWork(double tookMs) {
  if (ready()) run().noteWork(tookMs);
}
void _engine__noteRescue(void) {
  if (ready()) run().noteRescue();
}

uint32_t _engine__record(void) { return ready() && run().record(); }
sweepground_address _engine__trace(void) { return enterExactly() ? run().trace() : 0; }

sweepground_address _engine__counts(void) { return readable() ? run().counts() : 0; }
sweepground_address _engine__census(uint32_t firstSerial) {
  return readable() ? run().census(firstSerial) : 0;
}

sweepground_address _engine__story(sweepground_address address, uint32_t serial) {
  return readable() ? run().story(address, serial) : 0;
}

sweepground_address _engine__object(sweepground_address address, uint32_t serial) {
  return readable() ? run().card(address, serial) : 0;
}

sweepground_address _engine__snapshot(uint32_t sortKey, uint32_t descending, uint32_t stateMask,
                                      uint32_t classMask, uint32_t line, uint32_t firstSerial,
                                      uint32_t lastSerial, uint32_t offset, uint32_t count,
                                      uint32_t markFrom) {
  if (!readable()) return 0;
  const Column column =
      sortKey < static_cast<uint32_t>(Column::kEnd) ? static_cast<Column>(sortKey) : Column::kSerial;
  return run().snapshot(
      {column, descending != 0, stateMask, classMask, line, offset, count, firstSerial, lastSerial},
      markFrom);
}

sweepground_address _engine__serialsBetween(double fromMs, double toMs) {
  return readable() ? run().serialsBetween(fromMs, toMs) : 0;
}

sweepground_address _engine__journal(uint32_t from) { return readable() ? run().journalSpan(from) : 0; }

sweepground_address _engine__raster(sweepground_address begin, uint32_t bytesPerCell, uint32_t cells,
                                    uint32_t mode, uint32_t line, uint32_t firstSerial, uint32_t lastSerial) {
  if (!readable()) return 0;
  const RasterMode known = mode > 2 ? RasterMode::kState : static_cast<RasterMode>(mode);
  return run().raster({begin, bytesPerCell, cells, known, {line, firstSerial, lastSerial}});
}

sweepground_address _engine__blocks(sweepground_address begin, uint32_t sizeBytes) {
  return readable() ? run().region(begin, sizeBytes) : 0;
}

sweepground_address _engine__replayBatch(uint32_t memoryBytes) { return run().replayBatch(memoryBytes); }
uint32_t _engine__replay(uint32_t count) { return run().replay(count); }

}  // extern "C"
