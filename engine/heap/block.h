// The layout of a block: a header of 16 bytes right before the payload, and what a free block keeps inside.
#pragma once

#include <cstddef>

#include "base/memory.h"

namespace sweepground {

using ClassId = uint8_t;  // 0 = none

inline constexpr uint32_t kGranuleBytes = 16;  // every block and payload begins on a multiple of this

// id, name. What a granule of the heap is part of, in the shadow's low 3 bits. A block that is in use is a
// part (of an object; no program may use it), or an object: unmanaged (it has no row), or as its row says.
// quarantined: destroyed, poisoned, its address not yet given away again. outside is no heap at all; only
// rasters have it.
#define SWEEPGROUND_BLOCK_STATES(STATE) \
  STATE(Free, "free")                   \
  STATE(Part, "part")                   \
  STATE(Unmanaged, "unmanaged")         \
  STATE(Live, "live")                   \
  STATE(Cleared, "cleared")             \
  STATE(Lost, "lost")                   \
  STATE(Quarantined, "quarantined")     \
  STATE(Outside, "outside")

enum class BlockState : uint8_t {
#define SWEEPGROUND_BLOCK_STATE(id, name) k##id,
  SWEEPGROUND_BLOCK_STATES(SWEEPGROUND_BLOCK_STATE)
#undef SWEEPGROUND_BLOCK_STATE
      kEnd
};
static_assert(static_cast<uint32_t>(BlockState::kEnd) == 8);

enum class BlockKind : uint8_t { kObject, kPart };

// Why a block's object is gone: its destructor was called, a policy freed it, the object it was part of went,
// or its constructor could not finish.
#define SWEEPGROUND_END_CAUSES(CAUSE) \
  CAUSE(None, "none")                 \
  CAUSE(Deleted, "deleted")           \
  CAUSE(Swept, "swept")               \
  CAUSE(Owner, "owner")               \
  CAUSE(Undone, "undone")

enum class EndCause : uint8_t {
#define SWEEPGROUND_END_CAUSE(id, name) k##id,
  SWEEPGROUND_END_CAUSES(SWEEPGROUND_END_CAUSE)
#undef SWEEPGROUND_END_CAUSE
};

struct BlockHeader {
  static constexpr uint32_t kUsed = 1;      // in use or in quarantine
  static constexpr uint32_t kInterior = 2;  // no block: placed inside another object's block, which owns it
  static constexpr uint32_t kPart = 4;      // BlockKind::kPart
  static constexpr uint32_t kEnded = 1u << 31;  // in `serial`: the object's destruction has begun
  static constexpr uint32_t kMaxLine = (1u << 24) - 1;

  // Bytes of the block, header included, a multiple of 16; flags in the low bits.
  uint32_t sizeAndFlags;
  // Class in the low 8 bits, 0 while free; above: the line that made it, 0 = not known.
  uint32_t classAndLine;
  uint32_t serial;  // allocation number of the run, from 1; 0 while free
  uint32_t handle;  // of its slot in the managed table; 0 = not managed

  uint32_t sizeBytes() const { return sizeAndFlags & ~(kGranuleBytes - 1); }
  bool used() const { return (sizeAndFlags & kUsed) != 0; }
  bool interior() const { return (sizeAndFlags & kInterior) != 0; }
  bool part() const { return (sizeAndFlags & kPart) != 0; }
  ClassId classId() const { return static_cast<ClassId>(classAndLine & 0xff); }
  uint32_t line() const { return classAndLine >> 8; }
  static uint32_t clampLine(uint32_t line) { return line < kMaxLine ? line : kMaxLine; }
  uint32_t number() const { return serial & ~kEnded; }  // the serial, whether ended or not
  bool ended() const { return (serial & kEnded) != 0; }
};

// In the payload of a free block; its last word repeats the block's size, so that the next block finds its
// start.
struct FreeLinks {
  Address next;
  Address previous;
};

inline constexpr uint32_t kHeaderBytes = sizeof(BlockHeader);
inline constexpr uint32_t kLinksBytes = sizeof(FreeLinks);
inline constexpr uint32_t kFooterBytes = sizeof(uint32_t);
inline constexpr uint32_t kMinBlockBytes = 32;
// A run of segments ends with a header of size 0, marked used.
inline constexpr uint32_t kSentinelBytes = kHeaderBytes;
// Every byte of a payload in quarantine.
inline constexpr uint8_t kPoison = 0xdd;

// The binding reads the serial at payload - 8.
inline constexpr int32_t kSerialOffset = -8;
static_assert(kHeaderBytes == kGranuleBytes);
static_assert(static_cast<int32_t>(offsetof(BlockHeader, serial)) - static_cast<int32_t>(kHeaderBytes) ==
              kSerialOffset);
static_assert(offsetof(BlockHeader, handle) == kHeaderBytes - 4);
static_assert(kMinBlockBytes >= kHeaderBytes + kLinksBytes + kFooterBytes);

inline BlockHeader& headerAt(Address block) { return *at<BlockHeader>(block); }
inline FreeLinks& linksAt(Address block) { return *at<FreeLinks>(block + kHeaderBytes); }
inline uint32_t& footerBefore(Address blockEnd) { return *at<uint32_t>(blockEnd - kFooterBytes); }

}  // namespace sweepground
