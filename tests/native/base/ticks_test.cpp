// Ticks: their unit, their zero and their last.
#include "base/ticks.h"

#include <gtest/gtest.h>

#include <cmath>

namespace sweepground {
namespace {

TEST(Ticks, KeepTenMicroseconds) {
  EXPECT_EQ(msOf(ticksOf(0)), 0);
  EXPECT_EQ(msOf(ticksOf(340)), 340);
  EXPECT_NEAR(msOf(ticksOf(12.3456)), 12.3456, 0.01);
}

TEST(Ticks, ZeroIsNotYet) {
  EXPECT_NE(ticksOf(0), 0u);
  EXPECT_TRUE(std::isnan(msOf(0)));
}

TEST(Ticks, TakeAnyClock) {
  EXPECT_EQ(ticksOf(-5), 1u);
  EXPECT_EQ(ticksOf(std::nan("")), 1u);
  EXPECT_EQ(ticksOf(1e300), kLastTick);
  EXPECT_EQ(ticksOf(HUGE_VAL), kLastTick);
}

}  // namespace
}  // namespace sweepground
