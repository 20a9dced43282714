// What a callback may do while the engine calls it: everything, with a defined outcome (rule 10 of
// abi/engine.h).
#include <vector>

#include "objects/class_ids.h"
#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

class ReentryTest : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    start(kMiB);
  }
  static Address listener(Callable function) {
    return _Listener__constructor(gHost.hold(std::move(function)));
  }
  static Address throwing(Callable function) {
    return _Throwing__constructor(gHost.hold(std::move(function)));
  }
};

TEST_F(ReentryTest, ACallbackMayDestroyItsOwner) {
  Address self = 0;
  self = listener([&](int32_t argument, int32_t* result) {
    _Listener__destructor(self);
    *result = argument + 1;
    return CallStatus::kReturned;
  });
  const Handle handle = _engine__manage(self);
  EXPECT_EQ(_Listener__emit(self, 5), 6);
  EXPECT_EQ(stateOf(handle), State::kDeleted);
  EXPECT_EQ(_Listener__emit(self, 5), 0);
  EXPECT_EQ(gHost.takeRaised().error, Error::kAfterFree);
}

TEST_F(ReentryTest, ACallbackMaySweepItsOwnerAway) {
  Address self = 0;
  Handle handle = 0;
  self = listener([&](int32_t, int32_t* result) {
    clear({handle});
    _engine__beginSweep();
    *result = static_cast<int32_t>(free({handle}));
    _engine__endSweep();
    return CallStatus::kReturned;
  });
  handle = _engine__manage(self);
  EXPECT_EQ(_Listener__emit(self, 0), 1);
  EXPECT_EQ(stateOf(handle), State::kFreed);
}

TEST_F(ReentryTest, ACallbackMayFillTheHeapAndItsOwnerGoesOn) {
  std::vector<Address> made;
  const Address self = listener([&](int32_t, int32_t*) {
    for (Address buffer; (buffer = _Buffer__constructor(64)) != 0;) made.push_back(buffer);
    return CallStatus::kReturned;
  });
  _Listener__emit(self, 0);
  EXPECT_GT(made.size(), 5000u);
  EXPECT_EQ(_Listener__calls(self), 1u);
  EXPECT_EQ(_MyClass__constructor(1), 0u);
  for (const Address buffer : made) _Buffer__destructor(buffer);
  _Listener__destructor(self);
}

TEST_F(ReentryTest, WhatACallbackThrowsIsRaisedOnceTheEngineIsDone) {
  const Address self = listener([](int32_t, int32_t*) { return CallStatus::kThrew; });
  EXPECT_EQ(_Listener__emit(self, 0), 0);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kCallbackThrew, self, kListenerId}));
  EXPECT_EQ(_Listener__calls(self), 0u);
  _Listener__destructor(self);
}

TEST_F(ReentryTest, ADestructorThatThrowsDoesNotStopTheSweep) {
  std::vector<Handle> handles;
  for (int i = 0; i < 100; ++i) {
    const Address object = i % 10 == 0 ? throwing([](int32_t, int32_t*) { return CallStatus::kThrew; })
                                       : _MyClass__constructor(i);
    handles.push_back(_engine__manage(object));
  }
  clear(handles);
  _engine__beginSweep();
  EXPECT_EQ(free(handles), 100u);
  _engine__endSweep();
  EXPECT_EQ(gHost.reported.size(), 10u);
  for (const Reported& reported : gHost.reported) EXPECT_EQ(reported.error, Error::kCallbackThrew);
  gHost.reported.clear();
  for (const Handle handle : handles) EXPECT_EQ(stateOf(handle), State::kFreed);
}

TEST_F(ReentryTest, ADestructorMaySweepTheRestOfItsOwnBatch) {
  std::vector<Handle> handles;
  uint32_t inner = 0;
  const Address first = throwing([&](int32_t, int32_t*) {
    _engine__beginSweep();
    inner = free(handles);  // all are queued by the outer one, and this cleans them
    _engine__endSweep();
    return CallStatus::kReturned;
  });
  handles.push_back(_engine__manage(first));
  // A class behind that of the first in the order of destruction, and one before.
  for (int i = 0; i < 20; ++i) handles.push_back(_engine__manage(_MyClass__constructor(i)));
  for (int i = 0; i < 20; ++i)
    handles.push_back(_engine__manage(throwing([](int32_t, int32_t*) { return CallStatus::kReturned; })));
  clear(handles);
  _engine__beginSweep();
  EXPECT_EQ(free(handles), 41u);
  _engine__endSweep();
  EXPECT_EQ(inner, 0u);
  for (const Handle handle : handles) EXPECT_EQ(stateOf(handle), State::kFreed);
  EXPECT_EQ(look().stats.freedCount, 41);
}

TEST_F(ReentryTest, ADestructorSeesItselfEndingAndMayDestroyOthers) {
  Address self = 0;
  const Address other = _MyClass__constructor(1);
  std::vector<Error> seen;
  self = throwing([&](int32_t serial, int32_t*) {
    EXPECT_EQ(static_cast<uint32_t>(serial), story(self).serial);
    _Throwing__destructor(self);
    seen.push_back(gHost.takeRaised().error);
    _engine__deleteLater(self);
    seen.push_back(gHost.takeRaised().error);
    EXPECT_EQ(_engine__manage(self), 0u);
    seen.push_back(gHost.takeRaised().error);
    _MyClass__destructor(other);
    return CallStatus::kReturned;
  });
  _Throwing__destructor(self);
  EXPECT_EQ(seen, (std::vector<Error>{Error::kEnding, Error::kEnding, Error::kEnding}));
}

TEST_F(ReentryTest, DestructorsMayNest) {
  Address inner = throwing([](int32_t, int32_t*) { return CallStatus::kThrew; });
  Address outer = throwing([&](int32_t, int32_t*) {
    _Throwing__destructor(inner);
    return CallStatus::kThrew;
  });
  _Throwing__fail(outer, 1);
  gHost.line = 6;
  _engine__manage(outer);
  gHost.line = 8;
  _Throwing__destructor(outer);
  EXPECT_EQ(gHost.reported.size(), 3u);
  gHost.reported.clear();
  EXPECT_EQ(look().rows.at(0).by, 8u);
}

TEST_F(ReentryTest, CallbacksMayMakeWhatTheyAreCleanedFrom) {
  // A destructor that queues a new object each time: cleaning comes to an end all the same.
  int made = 0;
  std::function<void()> makeOne = [&] {
    _engine__deleteLater(throwing([&](int32_t, int32_t*) {
      if (++made < 50) makeOne();
      return CallStatus::kReturned;
    }));
  };
  makeOne();
  EXPECT_EQ(_engine__clean(1), 0u);
  EXPECT_EQ(made, 50);
}

}  // namespace
}  // namespace sweepground::test
