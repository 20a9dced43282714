// Classes: ids follow the list, and every class can be ended by its id.
#include "objects/objects_fixture.h"

namespace sweepground::test {
namespace {

using ClassesTest = ObjectsTest;

TEST_F(ClassesTest, IdsFollowTheList) {
  EXPECT_EQ(kClassIdOf<MyClass>, 1);
  EXPECT_EQ(kClassIdOf<Buffer>, 2);
  EXPECT_EQ(kClassIdOf<TreeNode>, kClassCount);
  // The shadow keeps a class in 4 bits, of which the last value stands for all from there on.
  static_assert(kClassCount < 15);
}

TEST_F(ClassesTest, WhatEndsQuietlyIsWhatTakesNothing) {
  for (uint8_t id = 0; id <= kClassCount + 1; ++id) {
    EXPECT_EQ(endsQuietly(id), id == kMyClassId || id == kBufferId || id == kMatrixId) << uint32_t{id};
  }
}

TEST_F(ClassesTest, EveryClassEndsByItsIdAtOnceAndInSteps) {
  for (const bool inSteps : {false, true}) {
    const Callable callable = [](int32_t, int32_t*) { return CallStatus::kReturned; };
    const std::vector<Address> objects = {
        make<MyClass>(1),
        make<Buffer>(10u),
        make<Matrix>(2u, 2u),
        make<SharedNode>(1),
        make<Listener>(host.hold(callable)),
        make<WeakListener>(host.hold(callable)),
        make<Arena>(2u),
        make<Tree>(10u, 2u),
        make<Throwing>(host.hold(callable)),
    };
    uint32_t classes = 0;
#define SWEEPGROUND_CLASS1(Class, ...) ++classes;
#define SWEEPGROUND_CLASS2(Class, ...) ++classes;
#include "objects/classes.def"
    EXPECT_EQ(objects.size(), classes) << "a class is missing here";
    for (const Address object : objects) {
      if (inSteps) {
        endInSteps(object, 3);
      } else {
        end(object);
      }
    }
    EXPECT_EQ(blocks(), 0u);
    EXPECT_EQ(heldReferences(), 0u);
  }
}

}  // namespace
}  // namespace sweepground::test
