// Counting: how many granules of a row of shadow bytes are of which state, or of which class.
#pragma once

#include <bit>

#include "heap/shadow.h"

namespace sweepground {

// Granules by BlockState.
using StateCounts = uint32_t[8];

// As many 16 bytes as fit in a count of 8 bits.
inline constexpr uint32_t kFoldGranules = 15 * kWideBytes;
static_assert(kFoldGranules <= 255);

// The sums of eight vectors' bytes, each less than 256, in the eight bytes of a word: a tree of
// interleavings.
inline uint64_t foldSums(const Bytes16 (&sums)[8]) {
  const auto bytes = [](Bytes16 a, Bytes16 b) {
    return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23) +
           __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  };
  const auto pairs = [](Bytes16 a, Bytes16 b) {
    return __builtin_shufflevector(a, b, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23) +
           __builtin_shufflevector(a, b, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31);
  };
  const auto fours = [](Bytes16 a, Bytes16 b) {
    return __builtin_shufflevector(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23) +
           __builtin_shufflevector(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  };
  const Bytes16 low = pairs(bytes(sums[0], sums[1]), bytes(sums[2], sums[3]));
  const Bytes16 high = pairs(bytes(sums[4], sums[5]), bytes(sums[6], sums[7]));
  const Bytes16 all = fours(low, high);
  uint64_t halves[2];
  std::memcpy(halves, &all, kWideBytes);
  return halves[0] + halves[1];
}

// Byte n: how many of the granules are of state n, for states 1 to 6; the other bytes are 0. Reads up to the
// next 16. count <= kFoldGranules.
inline uint64_t countStates(const uint8_t* bytes, uint32_t count) {
  Bytes16 sums[8] = {};
  const auto add = [&sums](Bytes16 states) {
    // By hand: an index that the compiler does not know keeps the sums in memory.
    sums[1] -= static_cast<Bytes16>(states == 1);
    sums[2] -= static_cast<Bytes16>(states == 2);
    sums[3] -= static_cast<Bytes16>(states == 3);
    sums[4] -= static_cast<Bytes16>(states == 4);
    sums[5] -= static_cast<Bytes16>(states == 5);
    sums[6] -= static_cast<Bytes16>(states == 6);
  };
  uint32_t i = 0;
  for (; i + kWideBytes <= count; i += kWideBytes) add(load16(bytes + i) & Shadow::kStateMask);
  if (i != count) add(load16(bytes + i) & Shadow::kStateMask & firstOf16(count - i));
  return foldSums(sums);
}

// Where a granule counts, by its byte in the shadow: under its class while it is in use.
struct ClassTable {
  static constexpr uint8_t kNone = 16;
  uint8_t classOf[256] = {};
  constexpr ClassTable() {
    for (uint32_t byte = 0; byte < 256; ++byte) {
      const uint32_t state = byte & Shadow::kStateMask;
      const bool inUse = state != 0 && state < static_cast<uint32_t>(BlockState::kQuarantined);
      classOf[byte] = inUse ? (byte & Shadow::kClassMask) >> Shadow::kClassShift : kNone;
    }
  }
};
inline constexpr ClassTable kClasses;

struct ClassCounts {
  uint32_t byByte[256] = {};  // granules of the window by the byte of their payload; none that is free
  int32_t byClass[ClassTable::kNone + 4] = {};  // granules of a cell
  int32_t most = 0;                             // the greatest of these, of those in use
  uint32_t mostClass = 0;

  void beginCell() {
    for (int32_t& count : byClass) count = 0;
    byClass[ClassTable::kNone] = -(1 << 30);  // never the most
    most = 0;
    mostClass = 0;
  }
  void add(uint8_t byte, uint32_t count) {
    const uint32_t classId = kClasses.classOf[byte];
    const int32_t sum = byClass[classId] += static_cast<int32_t>(count);
    mostClass = sum > most ? classId : mostClass;
    most = sum > most ? sum : most;
    byByte[byte] += count;
  }
  // Of the cell, in use.
  uint32_t used() const {
    int32_t sum = 0;
    for (uint32_t classId = 0; classId < ClassTable::kNone; ++classId) sum += byClass[classId];
    return static_cast<uint32_t>(sum);
  }
};

// Counts up to 64 granules by runs of payload. A run is all of one block, for a
// header lies between two; the header goes with the payload after it. `next`: the byte after the last.
// Reads 64.
inline void countClasses(const uint8_t* bytes, uint32_t count, uint8_t next, ClassCounts& counts) {
  const uint64_t named = ~namelessIn(bytes) & ~uint64_t{0} >> (kNamelessGranules - count);
  const uint64_t begins = named & ~(named << 1);
  uint64_t firsts =
      begins >> 1 | (begins & 1);  // the headers', or where a run goes on from the granules before
  uint64_t lasts = named & ~(named >> 1);
  // In registers meanwhile: the compiler cannot know that the arrays do not lie over these.
  int32_t most = counts.most;
  uint32_t mostClass = counts.mostClass;
  while (lasts != 0) {
    const uint32_t first = static_cast<uint32_t>(std::countr_zero(firsts));
    const uint32_t last = static_cast<uint32_t>(std::countr_zero(lasts));
    firsts &= firsts - 1;
    lasts &= lasts - 1;
    const uint8_t byte = bytes[last];
    const uint32_t run = last + 1 - first;
    const uint32_t classId = kClasses.classOf[byte];
    const int32_t sum = counts.byClass[classId] += static_cast<int32_t>(run);
    mostClass = sum > most ? classId : mostClass;
    most = sum > most ? sum : most;
    counts.byByte[byte] += run;
  }
  counts.most = most;
  counts.mostClass = mostClass;
  const uint8_t final = bytes[count - 1];
  if ((final & Shadow::kClassMask) == 0 && (final & Shadow::kStateMask) != 0) {
    counts.add(final == Shadow::kOutsideByte ? final : next, 1);  // a sentinel, or a header
  }
}

}  // namespace sweepground
