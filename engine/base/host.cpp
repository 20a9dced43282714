// The host of each build: in wasm the imports of module "sweepground", natively functions that a test sets.
#include "base/host.h"

namespace sweepground {
namespace {
constinit ErrorObserver gObserver = nullptr;

void tell(Error error, Address address, uint32_t classId) {
  if (gObserver != nullptr) gObserver(error, address, classId);
}
}  // namespace

void setErrorObserver(ErrorObserver observer) { gObserver = observer; }
}  // namespace sweepground

#if defined(__wasm__)

#define SWEEPGROUND_IMPORT(name) __attribute__((import_module("sweepground"), import_name(#name)))

extern "C" {
SWEEPGROUND_IMPORT(now) double sweepground_now(void);
SWEEPGROUND_IMPORT(site) uint32_t sweepground_site(void);
SWEEPGROUND_IMPORT(raise)
void sweepground_raise(uint32_t code, uint32_t address, uint32_t classId, uint32_t detail);
SWEEPGROUND_IMPORT(report) void sweepground_report(uint32_t code, uint32_t address, uint32_t serial);
SWEEPGROUND_IMPORT(call) uint32_t sweepground_call(uint32_t reference, int32_t argument, int32_t* result);
SWEEPGROUND_IMPORT(decref) void sweepground_decref(uint32_t reference);
}

namespace sweepground {

double hostNow() { return sweepground_now(); }
uint32_t hostSite() { return sweepground_site(); }
void hostRaise(Error error, Address address, uint32_t classId, uint32_t detail) {
  tell(error, address, classId);
  sweepground_raise(static_cast<uint32_t>(error), address, classId, detail);
}
void hostReport(Error error, Address address, uint32_t serial) {
  tell(error, address, 0);
  sweepground_report(static_cast<uint32_t>(error), address, serial);
}
CallStatus hostCall(HeldReference reference, int32_t argument, int32_t* result) {
  return static_cast<CallStatus>(sweepground_call(reference, argument, result));
}
void hostDecref(HeldReference reference) { sweepground_decref(reference); }

}  // namespace sweepground

#else

namespace sweepground {
namespace {
Host gHost = {};
}

void setHost(const Host& host) { gHost = host; }

double hostNow() { return gHost.now != nullptr ? gHost.now() : 0; }
uint32_t hostSite() { return gHost.site != nullptr ? gHost.site() : 0; }
void hostRaise(Error error, Address address, uint32_t classId, uint32_t detail) {
  tell(error, address, classId);
  if (gHost.raise != nullptr) gHost.raise(static_cast<uint32_t>(error), address, classId, detail);
}
void hostReport(Error error, Address address, uint32_t serial) {
  tell(error, address, 0);
  if (gHost.report != nullptr) gHost.report(static_cast<uint32_t>(error), address, serial);
}
CallStatus hostCall(HeldReference reference, int32_t argument, int32_t* result) {
  if (gHost.call == nullptr) return CallStatus::kGone;
  return static_cast<CallStatus>(gHost.call(reference, argument, result));
}
void hostDecref(HeldReference reference) {
  if (gHost.decref != nullptr) gHost.decref(reference);
}

}  // namespace sweepground

#endif
