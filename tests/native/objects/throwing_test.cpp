// Throwing: a destructor that calls the program, which may do anything.
#include "objects/objects_fixture.h"

namespace sweepground::test {
namespace {

class ThrowingTest : public ObjectsTest {
 protected:
  Address makeThrowing(Callable callable) {
    return make<Throwing>(reference = host.hold(std::move(callable)));
  }
  Address makeThrowing(std::function<void(int32_t)> body) {
    return makeThrowing([body = std::move(body)](int32_t argument, int32_t*) {
      body(argument);
      return CallStatus::kReturned;
    });
  }

  HeldReference reference = 0;
};

TEST_F(ThrowingTest, WhatItThrowsIsReportedAndTheObjectEnds) {
  const Address object = makeThrowing([](int32_t, int32_t*) { return CallStatus::kThrew; });
  const uint32_t serial = serialOf(object);
  end(object);
  EXPECT_EQ(takeReported(), (Reported{Error::kCallbackThrew, object, serial}));
  EXPECT_FALSE(host.holds(reference));
}

TEST_F(ThrowingTest, ItsOwnFailureIsReportedAfterTheFunctions) {
  const Address object = makeThrowing([](int32_t, int32_t*) { return CallStatus::kThrew; });
  const uint32_t serial = serialOf(object);
  the<Throwing>(object).fail(1);
  end(object);
  EXPECT_EQ(host.reported, (std::vector<Reported>{{Error::kCallbackThrew, object, serial},
                                                  {Error::kDestructorFailed, object, serial}}));
  host.reported.clear();
}

TEST_F(ThrowingTest, FailingCanBeTakenBack) {
  const Address object = makeThrowing([](int32_t) {}), failing = makeThrowing([](int32_t) {});
  the<Throwing>(object).fail(1);
  the<Throwing>(object).fail(0);
  the<Throwing>(failing).fail(7);
  end(object);
  EXPECT_TRUE(host.reported.empty());
  const uint32_t serial = serialOf(failing);
  end(failing);
  EXPECT_EQ(takeReported(), (Reported{Error::kDestructorFailed, failing, serial}));
}

TEST_F(ThrowingTest, WithinItsFunctionItIsNoLongerUsable) {
  Address object = 0;
  object = makeThrowing([&](int32_t) {
    EXPECT_FALSE(heap.isObject(object, 0));
    EXPECT_TRUE(heap.header(object).ended());
    EXPECT_TRUE(host.holds(reference)) << "given back after the call";
  });
  end(object);
}

TEST_F(ThrowingTest, TheFunctionGetsTheAllocationNumber) {
  endAll({make<MyClass>(1)});
  int32_t got = 0;
  const Address object = makeThrowing([&](int32_t argument) { got = argument; });
  const uint32_t serial = serialOf(object);
  end(object);
  EXPECT_EQ(got, static_cast<int32_t>(serial));
}

TEST_F(ThrowingTest, MayDestroyOthersThatThrowInTurn) {
  std::vector<uint32_t> order;
  const Address inner = makeThrowing([&](int32_t argument, int32_t*) {
    order.push_back(static_cast<uint32_t>(argument));
    return CallStatus::kThrew;
  });
  const Address middle = makeThrowing([&](int32_t argument, int32_t*) {
    end(inner);
    order.push_back(static_cast<uint32_t>(argument));
    return CallStatus::kThrew;
  });
  const Address plain = make<Tree>(100u, 3u);
  const Address outer = makeThrowing([&](int32_t argument) {
    end(middle);
    end(plain);
    order.push_back(static_cast<uint32_t>(argument));
  });
  const uint32_t innerSerial = serialOf(inner), middleSerial = serialOf(middle),
                 outerSerial = serialOf(outer);
  end(outer);
  EXPECT_EQ(order, (std::vector<uint32_t>{innerSerial, middleSerial, outerSerial}));
  EXPECT_EQ(host.reported, (std::vector<Reported>{{Error::kCallbackThrew, inner, innerSerial},
                                                  {Error::kCallbackThrew, middle, middleSerial}}));
  host.reported.clear();
}

TEST_F(ThrowingTest, MayMakeObjectsUpToTheLimit) {
  std::vector<Address> objects;
  const Address object = makeThrowing([&](int32_t) { objects = fillUp(); });
  end(object);
  EXPECT_FALSE(objects.empty());
  endAll(objects);
}

TEST_F(ThrowingTest, EndsInOneStepOfBackgroundCleaning) {
  int calls = 0;
  EXPECT_EQ(endInSteps(makeThrowing([&](int32_t) { ++calls; }), 1), 1u);
  EXPECT_EQ(calls, 1);
}

TEST_F(ThrowingTest, AFunctionThatIsGoneIsNoError) {
  const Address object = makeThrowing([](int32_t) { ADD_FAILURE() << "called"; });
  host.collect(reference);
  end(object);
  end(make<Throwing>(HeldReference{0}));
}

TEST_F(ThrowingTest, WithoutRoomTheReferenceIsGivenBackAndNothingIsCalled) {
  begin(HeapLimits::kMinBytes);
  const std::vector<Address> objects = fillUp();
  const HeldReference refused = host.hold([](int32_t, int32_t*) {
    ADD_FAILURE() << "called";
    return CallStatus::kReturned;
  });
  EXPECT_EQ(makeObject<Throwing>(refused), 0u);
  EXPECT_FALSE(host.holds(refused));
  endAll(objects);
}

}  // namespace
}  // namespace sweepground::test
