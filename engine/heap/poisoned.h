// Poisoned: the bytes that fill a payload in quarantine, by which a late write shows.
#pragma once

#include <utility>

#include "base/wide.h"
#include "heap/block.h"

namespace sweepground {

// Calls visit(offset) so that 16 bytes at each offset are all of `sizeBytes`; some twice. Sizes vary at
// random: with a loop as long as the size the processor mispredicts its end each time, which costs more than
// what is done twice. sizeBytes: a multiple of 16, not 0.
template <class Visit>
inline __attribute__((always_inline)) void visitWide(uint32_t sizeBytes, Visit visit) {
  constexpr uint32_t kW = kWideBytes;
  const auto fromBothEnds = [&]<uint32_t... kIndex>(std::integer_sequence<uint32_t, kIndex...>) {
    (visit(kIndex * kW), ...);
    (visit(sizeBytes - (kIndex + 1) * kW), ...);
  };
  if (sizeBytes > 8 * kW) {
    uint32_t offset = 0;
    for (; sizeBytes - offset > 16 * kW; offset += 8 * kW) {
      for (uint32_t i = 0; i < 8; ++i) visit(offset + i * kW);
    }
    for (uint32_t i = 0; i < 8; ++i) visit(offset + i * kW);
    for (uint32_t i = 1; i <= 8; ++i) visit(sizeBytes - i * kW);
  } else if (sizeBytes > 4 * kW) {
    fromBothEnds(std::make_integer_sequence<uint32_t, 4>());
  } else if (sizeBytes > 2 * kW) {
    fromBothEnds(std::make_integer_sequence<uint32_t, 2>());
  } else {
    fromBothEnds(std::make_integer_sequence<uint32_t, 1>());
  }
}

// Fills a payload with kPoison. Cost: O(size).
inline void fillPoison(Address payload, uint32_t sizeBytes) {
  constexpr uint32_t kLongBytes = 1024;
  uint8_t* bytes = at<uint8_t>(payload);
  if (sizeBytes > kLongBytes) {
    std::memset(bytes, kPoison, sizeBytes);
    return;
  }
  visitWide(sizeBytes, [bytes](uint32_t offset) {
    store16(bytes + offset, splat16(kPoison));
    // Keeps the compiler from making one memset of these: in wasm that is a call, dearer than the few stores.
    asm volatile("" ::: "memory");
  });
}

// Whether every byte of it is kPoison still.
inline bool isPoisonWhole(Address payload, uint32_t sizeBytes) {
  const uint8_t* bytes = at<uint8_t>(payload);
  Bytes16 changed = {};
  visitWide(sizeBytes, [&](uint32_t offset) { changed |= load16(bytes + offset) ^ kPoison; });
  return zeroBytes(changed) == 0xffff;
}

}  // namespace sweepground
