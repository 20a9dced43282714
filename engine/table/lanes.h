// Lanes: 16 rows at once, in the 128-bit vectors that every target has.
#pragma once

#include "base/wide.h"

namespace sweepground {

using Words = uint32_t __attribute__((vector_size(16)));
using Bytes = Bytes16;
inline constexpr uint32_t kLanes = kWideBytes;

// What a comparison gives for four words: all bits set in the lanes where it holds.
using WordMask = int32_t __attribute__((vector_size(16)));
// Words moved down by 2^31, which keeps their order: vectors compare signed numbers at less cost.
using SignedWords = WordMask;

// The same in every lane.
inline Words wordsOf(uint32_t value) { return Words{} + value; }

inline Words wordsAt(const uint32_t* values) { return *reinterpret_cast<const Words*>(values); }
inline SignedWords orderedOf(uint32_t value) {
  return reinterpret_cast<SignedWords>(wordsOf(value ^ 1u << 31));
}
inline SignedWords orderedAt(const uint32_t* values) {
  return reinterpret_cast<SignedWords>(wordsAt(values) ^ wordsOf(1u << 31));
}
inline Bytes bytesAt(const uint8_t* values) { return *reinterpret_cast<const Bytes*>(values); }
inline void storeBytes(uint8_t* out, Bytes bytes) { *reinterpret_cast<Bytes*>(out) = bytes; }

// Made wider, from the first or the last half of the lanes: each lane is put beside one of `high`, which
// becomes its upper half. With zeros that is the same number; with itself, a mask.
using Halves = uint16_t __attribute__((vector_size(16)));
inline Halves widenFirst(Bytes low, Bytes high) {
  return reinterpret_cast<Halves>(
      __builtin_shufflevector(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
}
inline Halves widenLast(Bytes low, Bytes high) {
  return reinterpret_cast<Halves>(
      __builtin_shufflevector(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31));
}
inline void storeWords(uint32_t* out, Halves halves) {
  const Halves zero = {};
  *reinterpret_cast<Words*>(out) =
      reinterpret_cast<Words>(__builtin_shufflevector(halves, zero, 0, 8, 1, 9, 2, 10, 3, 11));
  *reinterpret_cast<Words*>(out + 4) =
      reinterpret_cast<Words>(__builtin_shufflevector(halves, zero, 4, 12, 5, 13, 6, 14, 7, 15));
}
inline Halves halvesAt(const uint16_t* values) { return *reinterpret_cast<const Halves*>(values); }

// One byte, 0 or 255, for each of 16 lanes.
inline Bytes narrow(WordMask a, WordMask b, WordMask c, WordMask d) {
#if defined(__wasm_simd128__)
  return reinterpret_cast<Bytes>(wasm_i8x16_narrow_i16x8(
      wasm_i16x8_narrow_i32x4(reinterpret_cast<v128_t>(a), reinterpret_cast<v128_t>(b)),
      wasm_i16x8_narrow_i32x4(reinterpret_cast<v128_t>(c), reinterpret_cast<v128_t>(d))));
#elif defined(__SSE2__)
  return reinterpret_cast<Bytes>(
      _mm_packs_epi16(_mm_packs_epi32(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)),
                      _mm_packs_epi32(reinterpret_cast<__m128i>(c), reinterpret_cast<__m128i>(d))));
#else
  Bytes result = {};
  for (uint32_t i = 0; i < 4; ++i) {
    result[i] = static_cast<uint8_t>(a[i]);
    result[4 + i] = static_cast<uint8_t>(b[i]);
    result[8 + i] = static_cast<uint8_t>(c[i]);
    result[12 + i] = static_cast<uint8_t>(d[i]);
  }
  return result;
#endif
}

// The same of what `compare` gives for the words from 0, 4, 8 and 12 on.
template <class Compare>
inline Bytes narrowEach(Compare compare) {
  return narrow(compare(0), compare(4), compare(8), compare(12));
}

inline uint32_t sumOf(Bytes bytes) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < kLanes; ++i) sum += bytes[i];
  return sum;
}

}  // namespace sweepground
