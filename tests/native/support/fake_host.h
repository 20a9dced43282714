// The host as a test moves it: a clock and a line set by hand, held functions, and every error noted.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

#include "base/host.h"

namespace sweepground::test {

struct Raised {
  Error error;
  Address address;
  uint32_t classId;
  uint32_t detail = 0;
  bool operator==(const Raised&) const = default;
};

struct Reported {
  Error error;
  Address address;
  uint32_t serial;
  bool operator==(const Reported&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Raised& raised) {
  return out << "{error " << static_cast<uint32_t>(raised.error) << ", address " << raised.address
             << ", class " << raised.classId << ", detail " << raised.detail << "}";
}

inline std::ostream& operator<<(std::ostream& out, const Reported& reported) {
  return out << "{error " << static_cast<uint32_t>(reported.error) << ", address " << reported.address
             << ", serial " << reported.serial << "}";
}

// What a held function does: gives the status, and the result if it returned.
using Callable = std::function<CallStatus(int32_t argument, int32_t* result)>;

class FakeHost {
 public:
  double nowMs = 0;
  uint32_t line = 0;
  std::vector<Raised> raised;
  std::vector<Reported> reported;

  HeldReference hold(Callable callable) {
    functions_[++last_] = {std::move(callable), false};
    return last_;
  }
  // JavaScript's collector took a weakly held function; its reference is still to be given back.
  void collect(HeldReference reference) { functions_.at(reference).callable = nullptr; }
  bool holds(HeldReference reference) const {
    const auto found = functions_.find(reference);
    return found != functions_.end() && !found->second.givenBack;
  }
  uint32_t held() const {
    uint32_t count = 0;
    for (const auto& [reference, function] : functions_) count += !function.givenBack;
    return count;
  }

  CallStatus call(HeldReference reference, int32_t argument, int32_t* result) {
    const auto found = functions_.find(reference);
    if (found == functions_.end() || found->second.givenBack || !found->second.callable)
      return CallStatus::kGone;
    const Callable callable = found->second.callable;  // it may give its own reference back
    return callable(argument, result);
  }
  void decref(HeldReference reference) {
    const auto found = functions_.find(reference);
    ASSERT_NE(found, functions_.end()) << "gave back a reference that nobody took";
    EXPECT_FALSE(found->second.givenBack) << "gave back twice: " << reference;
    found->second.givenBack = true;
  }

  // The one error raised, or reported, since the last look.
  Raised takeRaised() { return takeOne(raised); }
  Reported takeReported() { return takeOne(reported); }

 private:
  struct Function {
    Callable callable;
    bool givenBack;
  };

  template <class Entry>
  static Entry takeOne(std::vector<Entry>& entries) {
    EXPECT_EQ(entries.size(), 1u);
    const Entry entry = entries.empty() ? Entry{} : entries.front();
    entries.clear();
    return entry;
  }

  std::map<HeldReference, Function> functions_;
  HeldReference last_ = 100;
};

inline FakeHost gHost;

// A fresh host takes the place of the one before.
inline void installFakeHost() {
  gHost = {};
  setHost({
      .now = [] { return gHost.nowMs; },
      .site = [] { return gHost.line; },
      .raise =
          [](uint32_t code, uint32_t address, uint32_t classId, uint32_t detail) {
            gHost.raised.push_back({static_cast<Error>(code), address, classId, detail});
          },
      .report =
          [](uint32_t code, uint32_t address, uint32_t serial) {
            gHost.reported.push_back({static_cast<Error>(code), address, serial});
          },
      .call = [](uint32_t reference, int32_t argument,
                 int32_t* result) { return static_cast<uint32_t>(gHost.call(reference, argument, result)); },
      .decref = [](uint32_t reference) { gHost.decref(reference); },
  });
}

// What every test ends with.
inline void expectHostAtRest() {
  EXPECT_EQ(gHost.raised, std::vector<Raised>{}) << "raised and not expected";
  EXPECT_EQ(gHost.reported, std::vector<Reported>{}) << "reported and not expected";
  EXPECT_EQ(gHost.held(), 0u) << "a function is still held";
}

}  // namespace sweepground::test
