// The native host: what is set is called, what is not does nothing.
#include "base/host.h"

#include <gtest/gtest.h>

#include <vector>

namespace sweepground {
namespace {

std::vector<uint32_t> gSeen;

TEST(Host, WithoutFunctionsNothingHappens) {
  setHost({});
  EXPECT_EQ(hostNow(), 0);
  EXPECT_EQ(hostSite(), 0u);
  hostRaise(Error::kNullPointer, 0, 1);
  hostReport(Error::kWrittenAfterFree, 16, 1);
  int32_t result = 5;
  EXPECT_EQ(hostCall(1, 2, &result), CallStatus::kGone);
  EXPECT_EQ(result, 5);
  hostDecref(1);
}

TEST(Host, EachFunctionGetsItsArguments) {
  gSeen.clear();
  Host host = {};
  host.now = [] { return 2.5; };
  host.site = [] { return 12u; };
  host.raise = [](uint32_t code, uint32_t address, uint32_t classId, uint32_t detail) {
    gSeen.insert(gSeen.end(), {code, address, classId, detail});
  };
  host.report = [](uint32_t code, uint32_t address, uint32_t serial) {
    gSeen.insert(gSeen.end(), {code, address, serial});
  };
  host.call = [](uint32_t reference, int32_t argument, int32_t* result) {
    *result = argument * 2;
    return reference;
  };
  host.decref = [](uint32_t reference) { gSeen.push_back(reference); };
  setHost(host);
  EXPECT_EQ(hostNow(), 2.5);
  EXPECT_EQ(hostSite(), 12u);
  hostRaise(Error::kOutOfRange, 160, 3, 9);
  hostReport(Error::kDestructorFailed, 176, 4);
  int32_t result = 0;
  EXPECT_EQ(hostCall(0, 21, &result), CallStatus::kReturned);
  EXPECT_EQ(result, 42);
  EXPECT_EQ(hostCall(1, 0, &result), CallStatus::kThrew);
  hostDecref(8);
  EXPECT_EQ(gSeen, (std::vector<uint32_t>{static_cast<uint32_t>(Error::kOutOfRange), 160, 3, 9,
                                          static_cast<uint32_t>(Error::kDestructorFailed), 176, 4, 8}));
  setHost({});
}

}  // namespace
}  // namespace sweepground
