// Ticks: a moment of the run in 32 bits. Unit: 10 microseconds. 0 means "not yet".
// A run longer than about 11.9 hours stays at the last tick.
#pragma once

#include <cstdint>
#include <limits>

namespace sweepground {

// Gives milliseconds since the run began. Injected: an import in wasm, a fake in tests.
using Clock = double (*)();

using Ticks = uint32_t;
inline constexpr double kTicksPerMs = 100.0;
inline constexpr Ticks kLastTick = std::numeric_limits<Ticks>::max();
static_assert(kLastTick / kTicksPerMs / 3.6e6 > 11.9);  // hours

constexpr Ticks ticksOf(double ms) {
  if (!(ms > 0)) return 1;  // also NaN: a clock that lies harms nothing
  const double ticks = ms * kTicksPerMs + 1;
  return ticks >= static_cast<double>(kLastTick) ? kLastTick : static_cast<Ticks>(ticks);
}

// NaN for "not yet".
constexpr double msOf(Ticks ticks) {
  return ticks == 0 ? std::numeric_limits<double>::quiet_NaN() : (ticks - 1) / kTicksPerMs;
}

}  // namespace sweepground
