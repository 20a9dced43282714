// Listener and WeakListener: calls that come back, throw or find nobody, and that end the very object that
// calls.
#include "objects/objects_fixture.h"

namespace sweepground::test {
namespace {

// What both have in common, for each.
template <class T>
class EmitterTest : public ObjectsTest {
 protected:
  Address listen(Callable callable) { return make<T>(reference = host.hold(std::move(callable))); }
  // Gives twice the number, after `before` ran.
  Address listenAfter(std::function<void()> before) {
    return listen([before = std::move(before)](int32_t argument, int32_t* result) {
      before();
      *result = 2 * argument;
      return CallStatus::kReturned;
    });
  }
  T& the(Address object) { return ObjectsTest::the<T>(object); }

  HeldReference reference = 0;
};

using Emitters = ::testing::Types<Listener, WeakListener>;
TYPED_TEST_SUITE(EmitterTest, Emitters);

TYPED_TEST(EmitterTest, TheFunctionMayDestroyTheObject) {
  Address self = 0;
  self = this->listenAfter([&] { this->end(self); });
  EXPECT_EQ(at<TypeParam>(self)->emit(21), 42);
  EXPECT_FALSE(this->host.holds(this->reference));
}

TYPED_TEST(EmitterTest, TheFunctionMayDestroyTheObjectAndThrow) {
  Address self = 0;
  self = this->listen([&](int32_t, int32_t*) {
    this->end(self);
    return CallStatus::kThrew;
  });
  EXPECT_EQ(at<TypeParam>(self)->emit(1), 0);
  EXPECT_EQ(this->takeRaised(), (Raised{Error::kCallbackThrew, self, kClassIdOf<TypeParam>, 0}));
}

TYPED_TEST(EmitterTest, AnObjectThatTookThePlaceOfTheDestroyedOneIsNotTouched) {
  Address self = 0, other = 0;
  const HeldReference otherReference =
      this->host.hold([](int32_t, int32_t*) { return CallStatus::kReturned; });
  self = this->listenAfter([&] {
    this->end(self);
    other = this->template make<TypeParam>(otherReference);
  });
  EXPECT_EQ(at<TypeParam>(self)->emit(21), 42);
  ASSERT_EQ(other, self) << "without quarantine the address is given away at once";
  EXPECT_EQ(this->the(other).calls(), 0u);
  EXPECT_TRUE(this->host.holds(otherReference));
  this->end(other);
}

TYPED_TEST(EmitterTest, WhileItIsQueuedForDestructionNothingIsCounted) {
  Address self = 0;
  self = this->listenAfter([&] { this->heap.beginEnd(self); });
  EXPECT_EQ(at<TypeParam>(self)->emit(21), 42);
  EXPECT_EQ(at<TypeParam>(self)->calls(), 0u);
  EXPECT_TRUE(destroySome(kClassIdOf<TypeParam>, self, ~0u));
  this->heap.retire(self, EndCause::kDeleted, 0);
}

TYPED_TEST(EmitterTest, TheFunctionMayCloseTheObject) {
  Address self = 0;
  self = this->listenAfter([&] {
    this->the(self).close();
    EXPECT_FALSE(this->host.holds(this->reference));
    EXPECT_EQ(this->the(self).emit(5), 0);
  });
  EXPECT_EQ(this->the(self).emit(21), 42);
  EXPECT_EQ(this->the(self).calls(), 1u);
  EXPECT_EQ(this->the(self).emit(21), 0);
  EXPECT_EQ(this->the(self).calls(), 1u);
  this->end(self);
}

TYPED_TEST(EmitterTest, TheFunctionMayEmitAgainAndThenDestroy) {
  Address self = 0;
  int depth = 0;
  std::vector<int32_t> results;
  self = this->listen([&](int32_t argument, int32_t* result) {
    if (++depth < 3) {
      results.push_back(at<TypeParam>(self)->emit(argument + 1));
    } else {
      this->end(self);
    }
    *result = argument;
    return CallStatus::kReturned;
  });
  EXPECT_EQ(this->the(self).emit(1), 1);
  EXPECT_EQ(results, (std::vector<int32_t>{3, 2}));
  EXPECT_FALSE(this->heap.isObject(self, 0));
}

TYPED_TEST(EmitterTest, CallsWithinCallsAreAllCounted) {
  Address self = 0;
  int depth = 0;
  self = this->listenAfter([&] {
    if (++depth < 3) this->the(self).emit(depth);
  });
  EXPECT_EQ(this->the(self).emit(21), 42);
  EXPECT_EQ(this->the(self).calls(), 3u);
  this->end(self);
}

TYPED_TEST(EmitterTest, AnInnerCallThatGivesNothingDoesNotChangeTheOuterResult) {
  Address self = 0;
  bool inner = false;
  self = this->listen([&](int32_t argument, int32_t* result) {
    if (inner) return CallStatus::kReturned;  // writes no result
    inner = true;
    *result = argument;
    EXPECT_EQ(this->the(self).emit(1), 0);
    *result = argument;
    return CallStatus::kReturned;
  });
  EXPECT_EQ(this->the(self).emit(7), 7);
  EXPECT_EQ(this->the(self).emit(7), 0);
  this->end(self);
}

TYPED_TEST(EmitterTest, TheFunctionMayFillTheHeapAndDestroyOthers) {
  const Address other = this->listenAfter([] {});
  std::vector<Address> objects;
  const Address self = this->listenAfter([&] {
    objects = this->fillUp();
    this->end(other);
  });
  EXPECT_EQ(this->the(self).emit(21), 42);
  EXPECT_EQ(this->the(self).calls(), 1u);
  this->endAll(objects);
  this->end(self);
}

TYPED_TEST(EmitterTest, WhatTheFunctionThrowsIsRaisedAndNotCounted) {
  const Address self = this->listen([](int32_t, int32_t*) { return CallStatus::kThrew; });
  EXPECT_EQ(this->the(self).emit(1), 0);
  EXPECT_EQ(this->takeRaised(), (Raised{Error::kCallbackThrew, self, kClassIdOf<TypeParam>, 0}));
  EXPECT_EQ(this->the(self).calls(), 0u);
  this->end(self);
}

TYPED_TEST(EmitterTest, ClosedTwiceGivesTheReferenceBackOnce) {
  const Address self = this->listenAfter([] {});
  EXPECT_EQ(heldReferences(), 1u);
  this->the(self).close();
  EXPECT_EQ(heldReferences(), 0u);
  this->the(self).close();
  EXPECT_EQ(this->the(self).emit(1), 0);
  this->end(self);
}

TYPED_TEST(EmitterTest, WithoutRoomTheReferenceIsGivenBack) {
  this->begin(HeapLimits::kMinBytes);
  const std::vector<Address> objects = this->fillUp();
  const HeldReference refused = this->host.hold([](int32_t, int32_t*) { return CallStatus::kReturned; });
  EXPECT_EQ(makeObject<TypeParam>(refused), 0u);
  EXPECT_FALSE(this->host.holds(refused));
  EXPECT_EQ(heldReferences(), 0u);
  EXPECT_EQ(makeObject<TypeParam>(HeldReference{0}), 0u);
  this->endAll(objects);
}

TYPED_TEST(EmitterTest, WithoutAFunctionItDoesNothing) {
  const Address self = this->template make<TypeParam>(HeldReference{0});
  EXPECT_EQ(this->the(self).emit(1), 0);
  this->the(self).close();
  this->end(self);
}

TYPED_TEST(EmitterTest, GivesWhatTheFunctionGivesAndCounts) {
  const Address self = this->listenAfter([] {});
  for (int32_t i = -3; i < 3; ++i) EXPECT_EQ(this->the(self).emit(i), 2 * i);
  EXPECT_EQ(this->the(self).calls(), 6u);
  EXPECT_EQ(heldReferences(), 1u);
  this->end(self);
  EXPECT_FALSE(this->host.holds(this->reference));
}

using ListenerTest = EmitterTest<Listener>;
TEST_F(ListenerTest, AReferenceThatNobodyHoldsIsAnError) {
  const Address self = listenAfter([] {});
  host.collect(reference);
  EXPECT_EQ(the(self).emit(1), 0);
  EXPECT_EQ(takeRaised(), (Raised{Error::kStaleReference, self, kListenerId, 0}));
  EXPECT_EQ(the(self).calls(), 0u);
  end(self);
}

using WeakListenerTest = EmitterTest<WeakListener>;
TEST_F(WeakListenerTest, AFunctionThatWasCollectedIsNone) {
  const Address self = listenAfter([] {});
  EXPECT_EQ(the(self).emit(1), 2);
  host.collect(reference);
  EXPECT_EQ(the(self).emit(1), 0);
  EXPECT_EQ(the(self).calls(), 1u);
  end(self);
  EXPECT_FALSE(host.holds(reference));
}

}  // namespace
}  // namespace sweepground::test
