// MyClass: the number, and its range.
#include <limits>

#include "objects/objects_fixture.h"

namespace sweepground::test {
namespace {

using MyClassTest = ObjectsTest;

TEST_F(MyClassTest, AtTheLimitThereIsNoneAndNothingChanged) {
  begin(HeapLimits::kMinBytes);
  const std::vector<Address> objects = fillUp();
  const uint32_t before = heap.counts().liveBytes;
  EXPECT_EQ(makeObject<MyClass>(1), 0u);
  EXPECT_EQ(heap.counts().liveBytes, before);
  endAll(objects);
}

TEST_F(MyClassTest, WrapsPastTheRangeOfInt32) {
  EXPECT_EQ(MyClass(std::numeric_limits<int32_t>::max()).my_method(), -2);
  EXPECT_EQ(MyClass(std::numeric_limits<int32_t>::min()).my_method(), 0);
}

TEST_F(MyClassTest, DoublesItsNumber) {
  const Address object = make<MyClass>(21);
  EXPECT_EQ(the<MyClass>(object).my_method(), 42);
  end(object);
  EXPECT_EQ(MyClass(0).my_method(), 0);
  EXPECT_EQ(MyClass(-3).my_method(), -6);
}

}  // namespace
}  // namespace sweepground::test
