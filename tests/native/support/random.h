// Random tests: each prints its seed when it fails, and SEED=… in the environment gives it back.
#pragma once

#include <cstdlib>
#include <random>

namespace sweepground::test {

inline uint32_t seed() {
  const char* given = std::getenv("SEED");
  return given != nullptr ? static_cast<uint32_t>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
}

class Random {
 public:
  explicit Random(uint32_t seed) : engine_(seed) {}
  // 0 to end - 1.
  uint32_t below(uint32_t end) { return std::uniform_int_distribution<uint32_t>(0, end - 1)(engine_); }
  // Small numbers often, large ones up to 2^bits - 1 too.
  uint32_t upTo(uint32_t bits) { return below(1u << (1 + below(bits))); }

 private:
  std::mt19937 engine_;
};

}  // namespace sweepground::test

// At the start of a test body: names `random`.
#define SWEEPGROUND_RANDOM(random)                              \
  const uint32_t seedUsed = ::sweepground::test::seed();        \
  RecordProperty("seed", std::to_string(seedUsed));             \
  SCOPED_TRACE("repeat with SEED=" + std::to_string(seedUsed)); \
  ::sweepground::test::Random random(seedUsed)
