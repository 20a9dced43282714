// The arguments of an input and the host it is to the engine.
#include "world.h"

#include <cstdio>
#include <cstdlib>

namespace sweepground::fuzz {

void fail(const char* what, const char* where) {
  std::fprintf(stderr, "abi_fuzz: %s %s\n", what, where);
  std::abort();
}

void World::begin(Input input) {
  *this = {};
  in = input;
}

namespace {
// TRACE=1 in the environment shows each call: for an input that fails.
const bool kTraced = std::getenv("TRACE") != nullptr;
}  // namespace

void World::step() {
  if (finishing_ || ++steps_ > kMaxSteps) return;
  const uint32_t pick = in.below(kClassActionCount + kEngineActionCount);
  const Action& action =
      pick < kClassActionCount ? kClassActions[pick] : kEngineActions[pick - kClassActionCount];
  action.act(*this, action);
}

// Half of the time a usable object of the class that is wanted.
Address World::object(ClassId classId) {
  const uint8_t way = in.byte();
  if (way >= 160) return anyAddress();
  if (classId == 0) classId = static_cast<ClassId>(1 + in.below(kClassCount));
  std::vector<Address>& known = objects_[classId];
  while (!known.empty()) {
    Address& at = known[in.below(static_cast<uint32_t>(known.size()))];
    if (run().heap().isObject(at, classId)) return at;
    ended_.push_back(at);
    at = known.back();
    known.pop_back();
  }
  return 0;
}

Address World::anyAddress() {
  const uint8_t way = in.byte();
  const std::vector<Address>& known = objects_[in.below(kClassCount + 1)];
  const Address some = known.empty() ? 0 : known[in.below(static_cast<uint32_t>(known.size()))];
  switch (way % 10) {
    case 0:
      return some;  // usable or ended, of any class
    case 1:
      return ended_.empty() ? 0 : ended_[in.below(static_cast<uint32_t>(ended_.size()))];
    case 2:
      return some + kGranuleBytes * in.byte();  // inside it, or another block
    case 3:
      return some - kGranuleBytes;
    case 4:
      return some + 1 + in.byte() % (kGranuleBytes - 1);
    case 5:
      return in.byte();
    case 6:
      return kSegmentBytes - kGranuleBytes * in.half();  // the engine's own tables
    case 7:
      return run().heap().end() - kGranuleBytes * in.byte();
    case 8:
      return static_cast<Address>(kAddressSpaceBytes) - kGranuleBytes * in.byte();
    default:
      return in.word();
  }
}

uint32_t World::size() {
  const uint8_t way = in.byte();
  uint32_t size;
  switch (way % 8) {
    case 0:
      size = in.byte();
      break;
    case 1:
      size = in.half() % 4096;
      break;
    case 2:
      size = (1u << (in.byte() % 32)) + in.byte() % 3 - 1;
      break;
    case 3:
      size = in.word();
      break;
    default:
      size = way / 8;
  }
  if (size > kLight && ++heavySizes_ > kHeavySizes) size %= kLight;
  return size;
}

Handle World::handle() {
  const uint8_t way = in.byte();
  const Handle some = handles_.empty() ? 0 : handles_[in.below(static_cast<uint32_t>(handles_.size()))];
  if (way < 200) return some;
  if (way < 220) return some + (1u << kSlotBits);  // a generation that has not been
  return way < 240 ? in.byte() : in.word();
}

HeldReference World::reference() {
  const uint8_t way = in.byte();
  if (way < 200) return ++references_;
  return way < 240 ? way % 8 : in.word();
}

void World::noteObject(Address address, ClassId classId) {
  if (!run().heap().isObject(address, classId)) fail("what an export gave is no usable object of its class");
  objects_[classId].push_back(address);
}

void World::noteHandle(Handle handle) {
  if (handle != 0) handles_.push_back(handle);
}

void World::constructed(HeldReference reference, bool raised) {
  int32_t& count = held_[reference];
  if (raised && count > 0) --count;
}

void World::noteSweepEnd() {
  if (sweepDepth != 0 && --sweepDepth != 0) return;
  sweepsEnded += sweepOpen;
  sweepOpen = false;
}

void World::jump() {
  const uint8_t way = in.byte();
  nowMs_ = way < 128 ? nowMs_ + way : in.float64();
}

void World::raise(uint32_t code) {
  const Error error = static_cast<Error>(code);
  if (frame_ == nullptr) fail("raised outside a call");
  if (code == 0 || code > static_cast<uint32_t>(Error::kNotStarted) || error == Error::kWrittenAfterFree ||
      error == Error::kDestructorFailed) {
    fail("raised what is never raised");
  }
  if (frame_->raised) fail("raised twice in one call:", frame_->action.name);
  frame_->raised = true;
  frame_->error = error;
}

void World::report(uint32_t code) {
  const Error error = static_cast<Error>(code);
  if (error == Error::kWrittenAfterFree) fail("nobody wrote after a free, but it is reported");
  if (error != Error::kDestructorFailed && error != Error::kCallbackThrew)
    fail("reported what is never reported");
}

uint32_t World::calledBack(HeldReference reference, int32_t* result) {
  if (held_[reference] <= 0) fail("called a function that the engine does not hold");
  if (frame_ == nullptr) fail("called back outside a call");
  frame_->calledBack = true;
  *result = 7;
  if (finishing_ || depth_ == kMaxDepth || in.empty()) return static_cast<uint32_t>(CallStatus::kReturned);
  ++depth_;
  const uint8_t plan = in.byte();
  for (uint32_t left = plan % 4; left != 0; --left) step();
  --depth_;
  const uint32_t status = plan / 4 % 8;
  return status > 2 ? static_cast<uint32_t>(CallStatus::kReturned) : status;
}

void World::decref(HeldReference reference) {
  if (reference == 0) return;  // none: it says nothing
  if (--held_[reference] < 0) fail("gave back a function that the engine does not hold");
}

World::Frame::Frame(World& w, const Action& a)
    : world(w), action(a), outer(w.frame_), before(run().heap().counts()), started(run().readable()) {
  w.frame_ = this;
}

World::Frame::~Frame() {
  world.frame_ = outer;
  world.lastRaised_ = raised;
  world.lastCalledBack_ = calledBack;
}

void World::Frame::check(bool gaveNothing) {
  if (kTraced) {
    const int indent = static_cast<int>(world.depth_ * 2);
    std::fprintf(stderr, "%*s%s%s", indent, "", action.name, gaveNothing ? "" : ": something");
    if (raised) std::fprintf(stderr, ": raised %u", static_cast<uint32_t>(error));
    std::fprintf(stderr, "\n");
  }
  if (!started && !raised && !action.anytime) fail("did not raise before the run has started:", action.name);
  if (!raised) return;
  if (error == Error::kNotStarted && run().started()) fail("raised notStarted in a run:", action.name);
  if (!gaveNothing) fail("raised, and gave something:", action.name);
  if (calledBack) return;
  const Heap::Counts& after = run().heap().counts();
  if (after.liveBytes != before.liveBytes || after.objects != before.objects ||
      after.liveBlocks != before.liveBlocks || after.allocations != before.allocations) {
    fail("raised, and changed something:", action.name);
  }
}

}  // namespace sweepground::fuzz
