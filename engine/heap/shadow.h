// Shadow: one byte for each 16-byte granule of heap segments. It says of what each granule is part, lies
// apart from what programs write to, and answers for every 32-bit number.
#pragma once

#include "base/meta.h"
#include "base/wide.h"
#include "heap/block.h"

namespace sweepground {

inline constexpr uint32_t kNamelessGranules = 64;

// A byte of the shadow: bits 0-2 are the block's state, in every granule of it. The rest:
// - payload granules: bits 3-6 are min(class, 15), never 0; bit 7: a usable object begins here
// - header granule: bits 3-6 are 0; bit 7: of a placed object (it stays until its owner's block is free)
// - free: 0; on a shelf (shelves.h): kShelvedByte in every granule
// - sentinel: kOutsideByte, as for all that is no heap segment
class Shadow {
 public:
  static constexpr uint32_t kPageBytes = kSegmentBytes / kGranuleBytes;
  static constexpr uint32_t kSegments = 4096;
  // Pages are taken from meta for this much heap at once, and each time for as much again as there is:
  // whoever takes segments in between cuts the heap in pieces.
  static constexpr uint32_t kFirstBytes = 64u << 20;

  static constexpr uint8_t kStateMask = 7;
  static constexpr uint32_t kClassShift = 3;
  static constexpr uint8_t kClassMask = 15 << kClassShift;
  static constexpr uint8_t kMark = 0x80;
  static constexpr uint8_t kOutsideByte = static_cast<uint8_t>(BlockState::kOutside);
  static constexpr uint8_t kShelvedByte = kMark;

  static constexpr uint8_t byteOf(ClassId classId, BlockState state) {
    return static_cast<uint8_t>((classId < 15 ? classId : 15) << kClassShift | static_cast<uint8_t>(state));
  }
  static constexpr BlockState stateIn(uint8_t byte) { return static_cast<BlockState>(byte & kStateMask); }
  static constexpr bool isUsable(uint8_t byte) { return byte > (kMark | kStateMask); }
  static constexpr bool isPlacedHeader(uint8_t byte) {
    return (byte & (kMark | kClassMask)) == kMark && byte != kShelvedByte;
  }
  // The header of a block in use or in quarantine.
  static constexpr bool isHeader(uint8_t byte) { return byte - 1u < kOutsideByte - 1u; }

  // For at most this much heap in all.
  void init(Meta& meta, uint32_t limitBytes);
  // Makes sure that `count` further segments can be covered.
  // Errors: false; the pages taken so far are kept for the next try.
  bool reserve(uint32_t count);
  // Covers `count` segments from `begin`: all free. Before: reserve(count).
  void cover(Address begin, uint32_t count);

  // Any input is fine. Cost: O(1).
  uint8_t byteAt(uint32_t address) const {
    const Address page = pages_[address / kSegmentBytes];
    return page == 0 ? kOutsideByte : *byteIn(page, address);
  }
  BlockState stateOf(uint32_t address) const { return stateIn(byteAt(address)); }
  // Whether a usable object begins here.
  bool isObject(uint32_t payload) const { return payload % kGranuleBytes == 0 && isUsable(byteAt(payload)); }

  // Before, here and below: the range lies in covered segments.
  void set(Address address, uint8_t byte) { *byteIn(pages_[address / kSegmentBytes], address) = byte; }
  // Sets all granules of a block: its header's, the one where its payload begins, and the rest.
  // Cost: O(1) up to 272 bytes, without a branch on the size, which no processor could predict; then O(block
  // / 16).
  void setBlock(Address block, uint32_t sizeBytes, uint8_t header, uint8_t payload, uint8_t rest) {
    const uint32_t count = sizeBytes / kGranuleBytes - 1;
    const uint32_t index = block % kSegmentBytes / kGranuleBytes;
    if (count > kWideBytes || index >= kPageBytes - kWideBytes) {
      setLongBlock(block, sizeBytes, header, payload, rest);
      return;
    }
    uint8_t* bytes = at<uint8_t>(pages_[block / kSegmentBytes]) + index;
    const Bytes16 mask = firstOf16(count);
    store16(bytes + 1, (load16(bytes + 1) & ~mask) | (splat16(rest) & mask));
    bytes[0] = header;
    bytes[1] = payload;
  }
  // Gives all granules of a block another state; classes and marks stay. Cost: O(block / 16).
  void changeState(Address block, uint32_t sizeBytes, BlockState from, BlockState to);

  // The bytes of the segment of this address; null if it is no heap segment.
  const uint8_t* page(uint32_t address) const {
    const Address page = pages_[address / kSegmentBytes];
    return page == 0 ? nullptr : at<uint8_t>(page);
  }

 private:
  static uint8_t* byteIn(Address page, uint32_t address) {
    return at<uint8_t>(page + address % kSegmentBytes / kGranuleBytes);
  }

  void setLongBlock(Address block, uint32_t sizeBytes, uint8_t header, uint8_t payload, uint8_t rest);

  Meta* meta_ = nullptr;
  uint32_t limitCount_ = 0;
  uint32_t takenCount_ = 0;
  uint32_t spareCount_ = 0;
  Address spare_ = 0;  // first of the pages not yet in use, each naming the next in its first word
  Address lastSpare_ = 0;
  Address pages_[kSegments] = {};
};

// Bit n: granule n carries no class: it is free, a header, or a sentinel. Reads kNamelessGranules bytes.
inline uint64_t namelessIn(const uint8_t* bytes) {
  uint64_t bits = 0;
  for (uint32_t i = 0; i < kNamelessGranules; i += kWideBytes) {
    bits |= uint64_t{zeroBytes(load16(bytes + i) & Shadow::kClassMask)} << i;
  }
  return bits;
}

static_assert(uint64_t{Shadow::kSegments} * kSegmentBytes == uint64_t{1} << 32);
static_assert(Shadow::stateIn(Shadow::kShelvedByte) == BlockState::kFree &&
              !Shadow::isUsable(Shadow::kShelvedByte));
static_assert(!Shadow::isHeader(0) && Shadow::isHeader(1) && Shadow::isHeader(6));
static_assert(!Shadow::isHeader(Shadow::kOutsideByte) && !Shadow::isUsable(Shadow::kMark | 6));
static_assert(Shadow::isUsable(Shadow::kMark | Shadow::byteOf(1, BlockState::kFree)));

}  // namespace sweepground
