// What the engine raises and reports, and the host it asks: the whole way out of the engine.
#pragma once

#include <cstdint>

#include "base/memory.h"

namespace sweepground {

// id, name. Raised: nullPointer; foreignPointer (no object begins there); wrongClass (a live object or part,
// but of another class); afterFree (the object that began there was destroyed, its block is in quarantine);
// ending (its destruction has begun or is queued); borrowed (another object owns it and alone frees it);
// outOfRange (an index); sizeMismatch (two matrices that do not fit together); arenaFull; exhausted (the
// native heap's limit); staleReference (nobody holds a callable under this reference); callbackThrew (what it
// threw is the host's to throw again); tableFull; notStarted. Reported, by nobody's call: writtenAfterFree
// (bytes in quarantine have changed); destructorFailed; callbackThrew (within a destructor).
#define SWEEPGROUND_ERRORS(ERROR)             \
  ERROR(None, "none")                         \
  ERROR(NullPointer, "nullPointer")           \
  ERROR(ForeignPointer, "foreignPointer")     \
  ERROR(WrongClass, "wrongClass")             \
  ERROR(AfterFree, "afterFree")               \
  ERROR(Ending, "ending")                     \
  ERROR(Borrowed, "borrowed")                 \
  ERROR(OutOfRange, "outOfRange")             \
  ERROR(SizeMismatch, "sizeMismatch")         \
  ERROR(ArenaFull, "arenaFull")               \
  ERROR(Exhausted, "exhausted")               \
  ERROR(StaleReference, "staleReference")     \
  ERROR(CallbackThrew, "callbackThrew")       \
  ERROR(WrittenAfterFree, "writtenAfterFree") \
  ERROR(DestructorFailed, "destructorFailed") \
  ERROR(TableFull, "tableFull")               \
  ERROR(NotStarted, "notStarted")

enum class Error : uint32_t {
#define SWEEPGROUND_ERROR(id, name) k##id,
  SWEEPGROUND_ERRORS(SWEEPGROUND_ERROR)
#undef SWEEPGROUND_ERROR
};

// A JavaScript callable that the host holds for the engine; 0 = none.
using HeldReference = uint32_t;

enum class CallStatus : uint32_t {
  kReturned,
  kThrew,  // the host keeps what was thrown until callbackThrew is raised or reported
  kGone,   // a weakly held callable was collected, or nobody holds one under this reference
};

// Milliseconds since the run began. The import is dear (70 to 200 ns): see moment.h.
double hostNow();

// The line of the user's program that is calling, 0 = not known. The host says how dear it is.
uint32_t hostSite();

// Throws a JavaScript error; in wasm it does not come back. Natively it does: so whoever calls it has changed
// nothing before, or has nothing left to do, and returns at once. `detail` is the index or the size at fault.
void hostRaise(Error error, Address address, uint32_t classId, uint32_t detail = 0);

// Tells of an error that no call is to blame for; comes back, and may not call an export.
void hostReport(Error error, Address address, uint32_t serial);

// Is told of each error before it is raised or reported; null: nobody is. One at a time.
using ErrorObserver = void (*)(Error error, Address address, uint32_t classId);
void setErrorObserver(ErrorObserver observer);

// Calls a held callable with a number; it may call any export before it comes back, so the caller holds no
// pointer across it that it does not check again. `result` is written if it returned.
CallStatus hostCall(HeldReference reference, int32_t argument, int32_t* result);

// Gives a held callable back. Runs no JavaScript of the program's.
void hostDecref(HeldReference reference);

#if !defined(__wasm__)
// Native builds: the functions behind the above. A null function does nothing and gives 0, or kGone.
struct Host {
  double (*now)();
  uint32_t (*site)();
  void (*raise)(uint32_t code, uint32_t address, uint32_t classId, uint32_t detail);
  void (*report)(uint32_t code, uint32_t address, uint32_t serial);
  uint32_t (*call)(uint32_t reference, int32_t argument, int32_t* result);
  void (*decref)(uint32_t reference);
};
void setHost(const Host& host);
#endif

}  // namespace sweepground
