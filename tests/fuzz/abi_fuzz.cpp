// libFuzzer over the C ABI: each input is a program that calls any export with any argument in any order, and
// a host that calls back. World says what must hold; AddressSanitizer and UndefinedBehaviorSanitizer see the
// rest.
#include "recording.h"

namespace sweepground::fuzz {
namespace {

World gWorld;

const Host kHost = {
    [] { return gWorld.now(); },
    [] { return gWorld.site(); },
    [](uint32_t code, uint32_t, uint32_t, uint32_t) { gWorld.raise(code); },
    [](uint32_t code, uint32_t, uint32_t) { gWorld.report(code); },
    [](uint32_t reference, int32_t, int32_t* result) { return gWorld.calledBack(reference, result); },
    [](uint32_t reference) { gWorld.decref(reference); },
};

// The first byte of an input: how its run begins and ends.
constexpr uint8_t kStarts = 1;    // else it has to start itself
constexpr uint8_t kCycles = 2;    // may make leaks
constexpr uint8_t kReplays = 4;   // its journal is replayed
constexpr uint8_t kDamages = 8;   // with errors in it
constexpr uint8_t kRecords = 64;  // from its start on there is a trace
constexpr uint32_t kQuarantines[] = {HeapLimits::kDefaultQuarantineBytes, 0, 1024, 16384};

void play(Input input) {
  run() = {};
  setHost(kHost);
  gWorld.begin(input);
  const uint8_t way = gWorld.in.byte();
  gWorld.mayMakeCycles = (way & kCycles) != 0;
  if ((way & kStarts) != 0 &&
      _engine__start(HeapLimits::kMinBytes << (way >> 7), kQuarantines[way >> 4 & 3]) != 1) {
    fail("the run does not start");
  }
  if ((way & kStarts) != 0 && (way & kRecords) != 0 && _engine__record() != 1)
    fail("the run cannot be recorded");
  const Input plan = gWorld.in.cut((way & kDamages) != 0 ? Recording::kPlanBytes : 0);
  while (!gWorld.in.empty() && !gWorld.spent()) gWorld.step();
  Recording recording;
  const bool replays = (way & kReplays) != 0 && run().started();
  if (replays) recording.take();
  gWorld.finish();
  if (!replays) return;
  run() = {};
  if ((way & kDamages) != 0) {
    recording.replayDamaged(gWorld, plan);
  } else {
    recording.replayWhole();
  }
}

}  // namespace
}  // namespace sweepground::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sweepground::fuzz::play({data, size});
  return 0;
}
