// Random calls of the whole ABI against a model.
#include "support/random_program.h"

namespace sweepground::test {
namespace {

using RandomTest = EngineTest;

// Any calls in any order, hostile ones among them: the engine agrees with a model of what must be.
TEST_F(RandomTest, AnyOrderOfCallsAgreesWithAModel) {
  SWEEPGROUND_RANDOM(random);
  start(3 * kMiB);
  RandomProgram program(random);
  for (int step = 0; step < 6000; ++step) {
    program.step();
    ASSERT_FALSE(HasFatalFailure()) << "step " << step;
    ASSERT_TRUE(gHost.raised.empty());
    if (step % 50 != 0) continue;
    ASSERT_STREQ(run().heap().validate(), nullptr);
    for (const auto& [address, object] : program.objects()) {
      if (object.handle != 0 && !object.ending) ASSERT_EQ(stateOf(object.handle), object.state);
      if (object.ending) continue;
      if (object.classId == kBufferId) ASSERT_EQ(_Buffer__size(address), object.value);
      if (object.classId == kMyClassId)
        ASSERT_EQ(static_cast<uint32_t>(_MyClass__my_method(address)), object.value * 2);
      if (object.classId == kTreeId) ASSERT_EQ(_Tree__size(address), object.value % 50);
    }
  }
  program.finish();
  EXPECT_EQ(run().table().count(State::kFreed), program.freed());
  EXPECT_EQ(run().table().count(State::kDeleted), program.deleted());
  EXPECT_EQ(look().stats.sweepCount, program.sweeps());
  ASSERT_FALSE(HasFatalFailure());
}

}  // namespace
}  // namespace sweepground::test
