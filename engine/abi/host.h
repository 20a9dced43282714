// What the engine raises, and the host it asks for the time: the whole way out of the engine.
#pragma once

#include <cstdint>

#include "base/memory.h"

namespace sweepground {

// nullPointer, foreignPointer (not the start of any live block), wrongClass (live, but of another class),
// tableFull, notStarted.
#define SWEEPGROUND_ERRORS(ERROR)         \
  ERROR(None, "none")                     \
  ERROR(NullPointer, "nullPointer")       \
  ERROR(ForeignPointer, "foreignPointer") \
  ERROR(WrongClass, "wrongClass")         \
  ERROR(TableFull, "tableFull")           \
  ERROR(NotStarted, "notStarted")

enum class Error : uint32_t {
#define SWEEPGROUND_ERROR(id, name) k##id,
  SWEEPGROUND_ERRORS(SWEEPGROUND_ERROR)
#undef SWEEPGROUND_ERROR
};

// Milliseconds since the run began.
double hostNow();

// Throws a JavaScript error; in wasm it does not come back. Natively it does: so whoever calls it has changed
// nothing before, and returns 0 right after.
void hostRaise(Error error, Address address, uint32_t classId);

#if !defined(__wasm__)
// Native builds: the functions behind the two above. A null function is time 0, or nothing done.
struct Host {
  double (*now)();
  void (*raise)(uint32_t code, uint32_t address, uint32_t classId);
};
void setHost(const Host& host);
#endif

}  // namespace sweepground
