// Random calls of the whole ABI against a model.
#include <map>
#include <string>

#include "objects/classes.h"
#include "support/engine_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

using RandomTest = EngineTest;

struct Object {
  uint8_t classId;
  uint32_t value;  // MyClass: its number; Buffer: its size
  Handle handle;   // 0 = not managed
  State state;
};

// Any calls in any order, hostile ones among them: the engine agrees with a model of what must be.
TEST_F(RandomTest, AnyOrderOfCallsAgreesWithAModel) {
  SWEEPGROUND_RANDOM(random);
  ASSERT_EQ(_engine__start(3u << 20), 1u);
  std::map<Address, Object> model;
  uint32_t freed = 0, deleted = 0;
  for (int step = 0; step < 4000; ++step) {
    gNowMs += random.below(10);
    const auto some = model.empty()
                          ? model.end()
                          : std::next(model.begin(), random.below(static_cast<uint32_t>(model.size())));
    switch (random.below(8)) {
      case 0: {
        const uint32_t number = random.below(~0u);
        const Address a = _MyClass__constructor(static_cast<int32_t>(number));
        if (a != 0) ASSERT_TRUE(model.emplace(a, Object{kMyClassId, number, 0, State::kNone}).second);
        break;
      }
      case 1: {
        const uint32_t size = random.upTo(18);
        const Address a = _Buffer__constructor(size);
        if (a != 0) ASSERT_TRUE(model.emplace(a, Object{kBufferId, size, 0, State::kNone}).second);
        break;
      }
      case 2:
      case 3:
        if (some == model.end()) break;
        some->second.handle = _engine__manage(some->first);
        ASSERT_NE(some->second.handle, 0u);
        some->second.state = State::kLive;
        break;
      case 4:
        if (some == model.end()) break;
        ASSERT_EQ(clear({some->second.handle}), some->second.state == State::kLive ? 1u : 0u);
        if (some->second.state == State::kLive) some->second.state = State::kCleared;
        break;
      case 5:
        if (some == model.end()) break;
        if (some->second.state == State::kCleared) {
          ASSERT_EQ(free({some->second.handle}), 1u);
          ASSERT_EQ(stateOf(some->second.handle), State::kFreed);
          ++freed;
          model.erase(some);
        } else {
          ASSERT_EQ(free({some->second.handle}), 0u);
        }
        break;
      case 6:
        if (some == model.end()) break;
        some->second.classId == kBufferId ? _Buffer__destructor(some->first)
                                          : _MyClass__destructor(some->first);
        deleted += some->second.handle != 0;
        model.erase(some);
        break;
      case 7: {
        const Address wild = random.upTo(23);
        if (model.count(wild) != 0) break;
        _MyClass__destructor(wild);
        ASSERT_EQ(takeRaised().error, wild == 0 ? Error::kNullPointer : Error::kForeignPointer);
        break;
      }
    }
    ASSERT_TRUE(gRaised.empty());
    ASSERT_EQ(run().heap().counts().liveBlocks, model.size());
    ASSERT_EQ(run().table().count(State::kFreed), freed);
    ASSERT_EQ(run().table().count(State::kDeleted), deleted);
    if (step % 50 != 0) continue;
    ASSERT_STREQ(run().heap().validate(), nullptr);
    for (const auto& [address, object] : model) {
      ASSERT_EQ(stateOf(object.handle), object.state);
      if (object.classId == kBufferId) {
        ASSERT_EQ(_Buffer__size(address), object.value);
      } else {
        ASSERT_EQ(static_cast<uint32_t>(_MyClass__my_method(address)), object.value * 2);
      }
    }
  }
  for (const auto& [address, object] : model) {
    object.classId == kBufferId ? _Buffer__destructor(address) : _MyClass__destructor(address);
  }
}

}  // namespace
}  // namespace sweepground::test
