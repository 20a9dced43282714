// When the clock is read, and when the host is asked for the line.
#include "base/moment.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace sweepground {
namespace {

class MomentTest : public ::testing::Test {
 protected:
  static inline double nowMs;
  static inline uint32_t reads;
  static inline uint32_t asked;
  static inline uint32_t line;

  void SetUp() override {
    nowMs = 0;
    reads = asked = line = 0;
    moment.init(
        [] {
          ++reads;
          return nowMs;
        },
        [] {
          ++asked;
          return line;
        });
  }

  Moment moment;
};

TEST_F(MomentTest, SlowOperationsReadTheClockEachTime) {
  for (int i = 1; i <= 20; ++i) {
    nowMs += 0.5;
    moment.begin();
    EXPECT_EQ(reads, static_cast<uint32_t>(i));
    EXPECT_EQ(moment.now(), ticksOf(nowMs));
  }
}

TEST_F(MomentTest, FastOperationsReadItEverMoreSeldomDownToOneIn64) {
  std::vector<int> readAt;
  for (int i = 0; i < 400; ++i) {
    const uint32_t before = reads;
    nowMs += 0.001;
    moment.begin();
    if (reads != before) readAt.push_back(i);
  }
  EXPECT_EQ(readAt, (std::vector<int>{0, 2, 6, 14, 30, 62, 126, 190, 254, 318, 382}));
}

TEST_F(MomentTest, OneSlowIntervalBringsItBackToEachTime) {
  for (int i = 0; i < 200; ++i) moment.begin();
  moment.noteStretch();
  nowMs += 0.5;
  moment.begin();
  const uint32_t before = reads;
  nowMs += 0.5;
  moment.begin();
  EXPECT_EQ(reads, before + 1);
}

TEST_F(MomentTest, AnEndedStretchReadsAtTheNextOperation) {
  for (int i = 0; i < 200; ++i) moment.begin();
  nowMs = 7;
  moment.begin();
  EXPECT_EQ(moment.now(), ticksOf(0));
  moment.noteStretch();
  moment.begin();
  EXPECT_EQ(moment.now(), ticksOf(7));
}

TEST_F(MomentTest, ExactlyAlwaysReads) {
  for (int i = 0; i < 200; ++i) moment.begin();
  nowMs = 0.02;
  moment.beginExactly();
  EXPECT_EQ(moment.now(), ticksOf(0.02));
}

TEST_F(MomentTest, TimeNeverGoesBack) {
  nowMs = 100;
  moment.beginExactly();
  for (const double wrong : {50.0, -1.0, std::nan("")}) {
    nowMs = wrong;
    moment.beginExactly();
    EXPECT_EQ(moment.now(), ticksOf(100));
  }
}

TEST_F(MomentTest, TheLineIsAskedOnceAndOnlyIfWanted) {
  line = 12;
  moment.begin();
  EXPECT_EQ(asked, 0u);
  EXPECT_EQ(moment.knownLine(), 0u);
  EXPECT_EQ(moment.line(), 12u);
  line = 13;
  EXPECT_EQ(moment.line(), 12u);
  EXPECT_EQ(moment.knownLine(), 12u);
  EXPECT_EQ(asked, 1u);
  moment.begin();
  EXPECT_EQ(moment.line(), 13u);
  EXPECT_EQ(asked, 2u);
}

TEST_F(MomentTest, AnUnknownLineIsNotAskedForAgain) {
  moment.begin();
  EXPECT_EQ(moment.line(), 0u);
  EXPECT_EQ(moment.line(), 0u);
  EXPECT_EQ(asked, 1u);
}

TEST_F(MomentTest, ForgottenLinesAreNotAskedFor) {
  line = 12;
  moment.begin();
  moment.forgetLine();
  EXPECT_EQ(moment.line(), 0u);
  EXPECT_EQ(asked, 0u);
}

TEST_F(MomentTest, NestedOperationsGiveTheLineBack) {
  line = 3;
  moment.begin();
  moment.line();
  const Moment::Saved outer = moment.save();
  moment.begin();
  line = 4;
  EXPECT_EQ(moment.line(), 4u);
  moment.restore(outer);
  EXPECT_EQ(moment.line(), 3u);
  moment.begin();
  EXPECT_EQ(moment.knownLine(), 0u);
  moment.restore(outer);
  EXPECT_EQ(moment.knownLine(), 3u);
}

TEST_F(MomentTest, WithoutAHostNoLineIsKnown) {
  moment.init([] { return 0.0; }, nullptr);
  moment.begin();
  EXPECT_EQ(moment.line(), 0u);
}

TEST_F(MomentTest, AReplaySaysBoth) {
  moment.set(77, 5);
  EXPECT_EQ(moment.now(), 77u);
  EXPECT_EQ(moment.line(), 5u);
  EXPECT_EQ(reads + asked, 0u);
}

}  // namespace
}  // namespace sweepground
