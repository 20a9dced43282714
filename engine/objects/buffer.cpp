// Buffer: filling and the checksum.
#include "objects/buffer.h"

#include <cstring>

#include "objects/space.h"

namespace sweepground {

Buffer::Buffer(uint32_t sizeBytes) : sizeBytes_(sizeBytes) { fill(0); }

void Buffer::fill(int32_t value) { std::memset(begin(), value & 0xff, sizeBytes_); }

Address Buffer::bytes() const { return addressOf(begin()); }

uint32_t Buffer::checksum() const {
  constexpr uint32_t kModulus = 65521;
  // The most bytes after which the 32-bit sums cannot have overflowed (RFC 1950's zlib: NMAX).
  constexpr uint32_t kStretch = 5552;
  static_assert(255ull * kStretch * (kStretch + 1) / 2 + (kStretch + 1) * (kModulus - 1) <= 0xffffffffull);

  uint32_t low = 1, high = 0;
  const uint8_t* next = begin();
  for (uint32_t left = sizeBytes_; left != 0;) {
    const uint32_t stretch = left < kStretch ? left : kStretch;
    for (uint32_t i = 0; i < stretch; ++i) {
      low += next[i];
      high += low;
    }
    low %= kModulus;
    high %= kModulus;
    next += stretch;
    left -= stretch;
  }
  return high << 16 | low;
}

}  // namespace sweepground
