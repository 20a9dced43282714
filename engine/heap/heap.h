// Heap: the checked native heap. It knows every block and what may be done with it; a limit ends growth with
// a null, never an abort; freed blocks wait, poisoned, in quarantine before their addresses are used again.
#pragma once

#include <algorithm>

#include "base/host.h"
#include "base/meta.h"
#include "base/moment.h"
#include "base/segments.h"
#include "heap/bins.h"
#include "heap/counts.h"
#include "heap/quarantine.h"
#include "heap/shadow.h"
#include "heap/shelves.h"
#include "journal/journal.h"

namespace sweepground {

struct HeapLimits {
  static constexpr uint32_t kMinBytes = 1u << 20;
  static constexpr uint32_t kMaxBytes = 1u << 30;
  static constexpr uint32_t kDefaultBytes = 64u << 20;
  static constexpr uint32_t kDefaultQuarantineBytes = 128u << 10;

  uint32_t limitBytes = kDefaultBytes;                 // rounded down to whole segments
  uint32_t quarantineBytes = kDefaultQuarantineBytes;  // 0 = off; at most the limit
};

class Heap {
 public:
  using Counts = HeapCounts;

  // Owner: the caller keeps segments, meta, journal and moment alive. Takes no memory yet but for the counts
  // and the quarantine. Errors: false if a limit is out of range, or no memory.
  bool init(Segments& segments, Meta& meta, Journal& journal, Moment& moment, HeapLimits limits);

  // Makes a block with a payload of at least payloadBytes, 16-aligned, its bytes not defined. classId > 0.
  // Owner: caller, until retire(). Errors: 0 when neither a free block, nor the limit, nor emptying the
  // quarantine serves; nothing changed but the quarantine. Cost: O(1), at the limit a walk over the free
  // blocks of about that size. Growth: views on memory may go stale.
  Address allocate(uint64_t payloadBytes, ClassId classId, BlockKind kind);

  // Makes an object inside the caller's own live block: its header at `payload` - 16, payload 16-aligned; the
  // header lies after the first 16 bytes of the block's payload, and 16 bytes at least are the object's own.
  // It is usable until beginEnd(), and ends, at the latest, with endPlaced() before its owner's block is
  // retired.
  void place(Address payload, uint32_t payloadBytes, ClassId classId);
  void endPlaced(Address payload);

  // The destruction of an object begins, or is queued: no call may use it any more. Before: isObject().
  void beginEnd(Address payload);
  // Gives a block back, after its destructor, into quarantine or (a block greater than it) at once. An object
  // whose destructor can call nobody needs no beginEnd() before. Nothing placed in it may be usable. `by`:
  // line of the caller or number of the sweep. Cost: O(1) + poisoning. Reports writtenAfterFree when a block
  // leaves quarantine changed.
  void retire(Address payload, EndCause cause, uint32_t by);
  // The block longest in quarantine becomes free, and is joined to free neighbours or may go on a shelf.
  // Before: counts().quarantineBytes != 0.
  void evictOldest(bool join);
  // Joins the blocks on shelves to free neighbours. Gives whether there were any.
  bool joinShelved();

  // Whether a usable object of this class (0: of any) begins here. Any input is fine. Cost: O(1).
  bool isObject(uint32_t payload, ClassId classId) const {
    return shadow_.isObject(payload) &&
           (classId == 0 || headerAt(payload - kHeaderBytes).classId() == classId);
  }
  // What is wrong with a pointer that isObject() refuses. Any input is fine. Cost: O(1).
  Error faultOf(uint32_t payload, ClassId classId) const;
  // Payload address of the block in use or in quarantine, or of the object placed in one, that holds this
  // byte (header included); 0 if none. What was placed in a block that is now in quarantine is no longer
  // known, nor is one that was never placed. Any input is fine. Cost: O(bytes before it in the block / 16).
  Address holderOf(uint32_t address) const;
  // The same without what is placed: of a placed object, its owner.
  Address blockOf(uint32_t address) const;

  // Before: the payload of a block in use or in quarantine, or of a placed object.
  BlockHeader& header(Address payload) const { return headerAt(payload - kHeaderBytes); }
  // Whether something may be placed in blocks of this class.
  bool mayHold(ClassId classId) const { return (holders_ >> std::min<uint32_t>(classId, 15) & 1) != 0; }
  // Of what lies at any address; kOutside where no heap is.
  BlockState stateOf(uint32_t address) const { return shadow_.stateOf(address); }
  // The managed table's word on an object's block. Before: in use. Cost: O(block / 16).
  void markState(Address payload, BlockState state);
  // How and when a block in quarantine ended; null if it is not there. Cost: O(blocks in quarantine).
  const Quarantine::Entry* endOf(Address payload) const;

  const Counts& counts() const { return *counts_; }
  // Where they lie, from init() on for ever, for who reads them without a call. 0 before.
  Address countsAddress() const { return counts_.address(); }
  // The most live bytes since beginPeak(); at first, since the beginning.
  uint32_t recentPeakBytes() const { return recentPeakBytes_; }
  void beginPeak() { recentPeakBytes_ = counts_->liveBytes; }
  // How many allocations found no room, and when the first of them did (0: none). In a replay there are none.
  struct Refusals {
    uint32_t count;
    Ticks first;
  };
  const Refusals& refusals() const { return refusals_; }
  // The last one is tried again: it does not count.
  void takeBackRefusal();
  // The block made last that is an object: its serial and when. 0, 0 at first.
  struct Made {
    uint32_t serial;
    Ticks at;
  };
  const Made& lastMade() const { return lastMade_; }
  // Bytes of the largest free block, header included. Cost: O(1), or a walk over one bin after it was used.
  uint32_t largestFreeBytes() const { return std::max(bins_.largest(), shelves_.largest()); }
  const Shadow& shadow() const { return shadow_; }
  const Bins& bins() const { return bins_; }
  // Where heap segments begin and end so far: all blocks lie between. 0, 0 at first.
  Address begin() const { return pieceCount_ == 0 ? 0 : pieces_[0].begin; }
  Address end() const { return pieceCount_ == 0 ? 0 : pieces_[pieceCount_ - 1].end; }
  // Calls visit(payload) for each block in use or in quarantine, by address. Placed objects are not visited.
  template <class Visit>
  void forEachBlock(Visit visit) const;

  // For replays: does what a grow record says. From then on the heap neither grows nor empties its quarantine
  // by itself to make room: the records say when. Errors: false, nothing changed: such a growth cannot
  // follow, the range is not below Segments::firstFree(), or no memory for the shadow.
  bool replayGrow(Address begin, uint32_t sizeBytes);

  // Checks every invariant; null, or what does not hold. Cost: O(blocks + heap bytes / 16). For tests.
  const char* validate() const;

 private:
  static constexpr uint32_t kMaxPieces = HeapLimits::kMaxBytes / kSegmentBytes;

  struct Piece {
    Address begin;
    Address end;
  };
  struct Sums;

  Address refuse();
  Address findMore(uint32_t needBytes);
  void insertFree(Address block, uint32_t sizeBytes);
  uint32_t cutOff(Address block, uint32_t needBytes);
  void freeBlock(Address block, uint32_t sizeBytes);
  uint32_t evict(bool join);
  uint32_t joinFree(Address block, uint32_t sizeBytes);
  bool grow(uint32_t blockBytes);
  uint32_t tailBytes() const;
  void addSegments(Address begin, uint32_t count);
  // The highest bit is not the number's: it tells that an object has ended.
  uint32_t nextSerial() {
    if (++counts_->allocations == BlockHeader::kEnded) counts_->allocations = 1;
    return counts_->allocations;
  }
  void noteEnding(Address payload);
  // Gives a block another state in the shadow; what is marked in it stays.
  void setState(Address block, const BlockHeader& header, BlockState state) {
    const uint8_t byte = Shadow::byteOf(header.classId(), state);
    const uint8_t old = shadow_.byteAt(block + kHeaderBytes);
    if ((holders_ >> (byte >> Shadow::kClassShift) & 1) != 0) {
      shadow_.changeState(block, header.sizeBytes(), Shadow::stateIn(old), state);
    } else {
      const uint8_t first = byte | (old & Shadow::kMark);
      shadow_.setBlock(block, header.sizeBytes(), static_cast<uint8_t>(state), first, byte);
    }
  }
  const char* validateBlock(Address block, Sums& sums) const;
  const char* validatePiece(const Piece& piece, Sums& sums) const;

  Segments* segments_ = nullptr;
  Journal* journal_ = nullptr;
  Moment* moment_ = nullptr;
  bool replaying_ = false;
  uint32_t holders_ = 0;  // bit n: something was placed in a block of class n (15: of one from 15 on)
  PlacedCounts counts_ = {};
  uint32_t recentPeakBytes_ = 0;
  Made lastMade_ = {};
  Refusals refusals_ = {};
  Bins bins_ = {};
  Shelves shelves_ = {};
  Quarantine quarantine_ = {};
  Shadow shadow_ = {};
  uint32_t pieceCount_ = 0;
  Piece pieces_[kMaxPieces] = {};  // by address; each ends with a sentinel; no two touch
};

template <class Visit>
void Heap::forEachBlock(Visit visit) const {
  for (uint32_t i = 0; i < pieceCount_; ++i) {
    const Address sentinel = pieces_[i].end - kSentinelBytes;
    Address block = pieces_[i].begin;
    while (block < sentinel) {
      const BlockHeader& header = headerAt(block);
      const uint32_t size = header.sizeBytes();
      if (size < kMinBlockBytes || size > sentinel - block) break;  // overwritten by a program
      if (header.used()) visit(block + kHeaderBytes);
      block += size;
    }
  }
}

}  // namespace sweepground
