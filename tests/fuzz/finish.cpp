// How an input ends: all that is left is destroyed through the ABI, and then nothing is left.
#include <limits>

#include "world.h"

namespace sweepground::fuzz {
namespace {

// For calls that are not the input's.
const Action kFinishing = {"(at the end)", true, nullptr};
// A parent is looked for no farther up than this; a deeper tree gets no further child.
constexpr uint32_t kDeepest = 24;

void destroy(World& w, Address object) {
  switch (run().heap().header(object).classId()) {
#define SWEEPGROUND_DESTROY(Class) \
  case k##Class##Id:               \
    return w.call(kFinishing, [=] { _##Class##__destructor(object); });
#define SWEEPGROUND_CLASS1(Class, ...) SWEEPGROUND_DESTROY(Class)
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_DESTROY(Class)
#include "objects/classes.def"
#undef SWEEPGROUND_DESTROY
    default:
      fail("an object has no class");
  }
}

}  // namespace

bool World::staysTree(Address parent, Address child) {
  const Heap& heap = run().heap();
  if (!heap.isObject(parent, kSharedNodeId) || !heap.isObject(child, kSharedNodeId)) return true;
  Address above = call(kFinishing, [=] { return _SharedNode__share(parent); });
  for (uint32_t i = 0; i < kDeepest && above != 0; ++i) {
    const bool same = call(kFinishing, [=] { return _SharedNode__shares(above, child); }) != 0;
    const Address next = same ? 0 : call(kFinishing, [=] { return _SharedNode__parent(above); });
    const bool full = lastRaised_;
    destroy(*this, above);
    if (same || full) return false;
    if (next == 0) return true;
    above = next;
  }
  if (above != 0) destroy(*this, above);
  return false;
}

void World::writeBytes(const Action& action) {
  const Address buffer = object(kBufferId);
  const uint32_t offset = size();
  const uint8_t value = in.byte();
  if (!run().heap().isObject(buffer, kBufferId)) return;
  const uint32_t sizeBytes = call(action, [=] { return _Buffer__size(buffer); });
  const Address bytes = call(action, [=] { return _Buffer__bytes(buffer); });
  if (offset < sizeBytes) at<uint8_t>(bytes)[offset] = value;
}

void World::validate() {
  if (!run().readable() || ++validations_ > kValidations) return;
  const char* fault = run().heap().validate();
  if (fault != nullptr) fail("validate():", fault);
}

std::vector<Address> World::liveObjects() {
  std::vector<Address> objects;
  run().heap().forEachBlock([&](Address payload) {
    if (run().heap().isObject(payload, 0)) objects.push_back(payload);
  });
  return objects;
}

// Nodes that own one another in a circle go once one of them lets its child go.
void World::breakNodes(const std::vector<Address>& handles) {
  for (const Address node : handles) {
    while (call(kFinishing, [=] { return _SharedNode__childCount(node); }) != 0) {
      const Address child = call(kFinishing, [=] { return _SharedNode__child(node, 0); });
      if (child == 0) break;  // no room for a handle; those that are destroyed first make some
      call(kFinishing, [=] { _SharedNode__removeChild(node, child); });
      destroy(*this, child);
    }
    destroy(*this, node);
  }
}

void World::finish() {
  finishing_ = true;
  if (!run().started()) return;
  while (sweepOpen) {
    call(kFinishing, [] { _engine__endSweep(); });
    noteSweepEnd();
  }
  const Address last = _engine__snapshot(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  if (at<Stats>(last + static_cast<uint32_t>(sizeof(SnapshotHeader)))->sweepCount != sweepsEnded)
    fail("other sweeps are counted than have ended");
  const double whole = std::numeric_limits<double>::infinity();
  if (call(kFinishing, [=] { return _engine__clean(whole); }) != 0)
    fail("an unbounded clean() left something");
  std::vector<Address> nodes;
  for (const Address object : liveObjects()) {
    if (!run().heap().isObject(object, 0)) fail("the end of one object ended another");
    if (run().heap().header(object).classId() == kSharedNodeId) {
      nodes.push_back(object);
    } else {
      destroy(*this, object);
    }
  }
  breakNodes(nodes);

  const char* fault = run().heap().validate();
  if (fault != nullptr) fail("validate():", fault);
  const Heap::Counts& counts = run().heap().counts();
  if (counts.objects != 0) fail("objects are left");
  for (const State state : {State::kLive, State::kCleared, State::kLost}) {
    if (run().table().count(state) != 0) fail("rows are left that have not ended");
  }
  for (const auto& [reference, count] : held_) {
    if (count != 0) fail("a function was not given back");
  }
  // A circle whose handles had all gone before can be broken by nobody; what is left can be such nodes alone.
  run().heap().forEachBlock([&](Address payload) {
    if (run().heap().stateOf(payload) == BlockState::kQuarantined) return;
    if (!mayMakeCycles || run().heap().header(payload).classId() != kNodeId) fail("a block is left");
  });
  if (!mayMakeCycles && (counts.liveBlocks != 0 || counts.liveBytes != 0)) fail("bytes are left");
}

}  // namespace sweepground::fuzz
