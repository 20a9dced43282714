// Wide: 16 bytes at a time, by the vector extension that GCC and Clang share (SSE2, NEON and wasm SIMD
// alike).
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace sweepground {

inline constexpr uint32_t kWideBytes = 16;
typedef uint8_t Bytes16 __attribute__((vector_size(kWideBytes)));

// From and to any address.
inline Bytes16 load16(const uint8_t* bytes) {
  Bytes16 result;
  std::memcpy(&result, bytes, kWideBytes);
  return result;
}
inline void store16(uint8_t* bytes, Bytes16 value) { std::memcpy(bytes, &value, kWideBytes); }
inline Bytes16 splat16(uint8_t value) { return Bytes16{} + value; }

inline constexpr uint8_t kFirstOf16[2 * kWideBytes] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                       255, 255, 255, 255, 255, 255, 255, 255};
// 255 in the first `count` bytes, else 0. count <= 16.
inline Bytes16 firstOf16(uint32_t count) { return load16(kFirstOf16 + kWideBytes - count); }

// Bit n: byte n is 255. Before: each byte is 0 or 255, as a comparison gives them.
inline uint32_t bitsOf(Bytes16 bytes) {
#if defined(__SSE2__)
  return static_cast<uint32_t>(_mm_movemask_epi8(reinterpret_cast<__m128i>(bytes)));
#elif defined(__wasm_simd128__)
  return wasm_i8x16_bitmask(reinterpret_cast<v128_t>(bytes));
#else
  constexpr Bytes16 kBits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const Bytes16 bits = bytes & kBits;
  uint64_t halves[2];
  std::memcpy(halves, &bits, kWideBytes);
  constexpr uint64_t kSum = 0x0101010101010101;  // the highest byte of the product is the sum of all
  return static_cast<uint32_t>((halves[0] * kSum) >> 56 | (halves[1] * kSum) >> 56 << 8);
#endif
}
// Bit n: byte n is 0.
inline uint32_t zeroBytes(Bytes16 bytes) { return bitsOf(reinterpret_cast<Bytes16>(bytes == 0)); }

}  // namespace sweepground
