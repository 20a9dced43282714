// The host of each build: in wasm the imports, natively hooks that a test sets.
#include "abi/host.h"

#if defined(__wasm__)

extern "C" {
__attribute__((import_module("sweepground"), import_name("now"))) double sweepground_now(void);
__attribute__((import_module("sweepground"), import_name("raise"))) void sweepground_raise(uint32_t code,
                                                                                           uint32_t address,
                                                                                           uint32_t classId);
}

namespace sweepground {

double hostNow() { return sweepground_now(); }
void hostRaise(Error error, Address address, uint32_t classId) {
  sweepground_raise(static_cast<uint32_t>(error), address, classId);
}

}  // namespace sweepground

#else

namespace sweepground {
namespace {
Host gHost = {};
}

void setHost(const Host& host) { gHost = host; }
double hostNow() { return gHost.now != nullptr ? gHost.now() : 0; }
void hostRaise(Error error, Address address, uint32_t classId) {
  if (gHost.raise != nullptr) gHost.raise(static_cast<uint32_t>(error), address, classId);
}

}  // namespace sweepground

#endif
