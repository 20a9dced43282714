// Heap::validate(): every invariant of every piece, block, granule and bin; for tests.
#include "heap/heap.h"

namespace sweepground {

// What the blocks add up to.
struct Heap::Sums {
  uint64_t liveBytes = 0;
  uint64_t freeBytes = 0;
  uint64_t waitingBytes = 0;  // in quarantine
  uint64_t segmentBytes = 0;
  uint64_t waitingAddresses = 0;  // their sum, each times an odd number: tells sets apart
  uint32_t liveBlocks = 0;
  uint32_t waitingBlocks = 0;
  uint32_t objects = 0;
  uint32_t largestFree = 0;
  int64_t freeBlocks = 0;  // not on shelves
  int64_t shelvedBlocks = 0;
};

namespace {

constexpr uint64_t kOdd = 0x9e3779b97f4a7c15;

uint64_t mixed(Address address) { return (address * kOdd) ^ (address * kOdd >> 29); }

// Free blocks reached through the bins; -1 if a link, a bin or a block in it is wrong.
int64_t countBinned(const Bins& bins) {
  int64_t count = 0;
  for (uint32_t row = 0; row < Bins::kRows; ++row) {
    for (uint32_t column = 0; column < Bins::kColumns; ++column) {
      for (Address block = bins.first({row, column}); block != 0; block = bins.after({row, column}, block)) {
        const Bins::Place place = Bins::placeOf(headerAt(block).sizeBytes());
        if (place.row != row || place.column != column) return -1;
        if (headerAt(block).used() || !bins.isLinked(block)) return -1;
        ++count;
      }
    }
  }
  return count;
}

// Blocks reached on the shelves; -1 if one is not where it belongs.
int64_t countShelved(const Shelves& shelves, const Shadow& shadow) {
  int64_t count = 0;
  for (uint32_t size = 0; size < Shelves::kEndBytes; size += kGranuleBytes) {
    for (Address block = shelves.first(size); block != 0; block = linksAt(block).next, ++count) {
      if (headerAt(block).sizeAndFlags != size || shadow.byteAt(block) != Shadow::kShelvedByte) return -1;
    }
  }
  return count;
}

}  // namespace

// Header and every granule of a block that is not free.
const char* Heap::validateBlock(Address block, Sums& sums) const {
  const BlockHeader& header = headerAt(block);
  const Address end = block + header.sizeBytes();
  const uint8_t first = shadow_.byteAt(block);
  const BlockState state = Shadow::stateIn(first);
  const bool waits = state == BlockState::kQuarantined;
  if (!Shadow::isHeader(first)) return "the shadow does not know a block's header";
  if (header.classId() == 0 || header.number() == 0) return "a block in use has no class or serial";
  if (header.interior()) return "a block calls itself placed";
  if (waits ? !header.ended() : header.part() != (state == BlockState::kPart))
    return "a block's state is wrong";
  if (!waits && header.part() && header.ended()) return "a part ended and is still in use";

  const uint8_t rest = Shadow::byteOf(header.classId(), state);
  Address placedEnd = 0;
  for (Address granule = block + kHeaderBytes; granule < end; granule += kGranuleBytes) {
    const uint8_t byte = shadow_.byteAt(granule);
    sums.objects += Shadow::isUsable(byte);
    if (Shadow::isPlacedHeader(byte)) {
      if (Shadow::stateIn(byte) != state || granule == block + kHeaderBytes)
        return "a placed object's mark is wrong";
      if (waits) continue;  // its header is poison
      const BlockHeader& placed = headerAt(granule);
      placedEnd = granule + placed.sizeBytes();
      if (!placed.interior() || placed.number() == 0 || placedEnd > end)
        return "a placed object's header is wrong";
      if (Shadow::isUsable(shadow_.byteAt(granule + kHeaderBytes)) == placed.ended())
        return "a placed end is wrong";
      continue;
    }
    if ((byte & ~Shadow::kMark) != rest) return "a granule has not its block's class and state";
    const bool begins = granule == block + kHeaderBytes;
    const bool usable = begins ? !header.part() && !header.ended()
                               : !waits && Shadow::isPlacedHeader(shadow_.byteAt(granule - kHeaderBytes)) &&
                                     !headerAt(granule - kHeaderBytes).ended();
    if (Shadow::isUsable(byte) != usable) return "a usable object is not marked, or the mark has no object";
  }
  (waits ? sums.waitingBytes : sums.liveBytes) += header.sizeBytes();
  ++(waits ? sums.waitingBlocks : sums.liveBlocks);
  if (waits) sums.waitingAddresses += mixed(block + kHeaderBytes);
  return nullptr;
}

const char* Heap::validatePiece(const Piece& piece, Sums& sums) const {
  const Address sentinel = piece.end - kSentinelBytes;
  bool previousFree = false;
  Address block = piece.begin;
  sums.segmentBytes += piece.end - piece.begin;
  while (block < sentinel) {
    const BlockHeader& header = headerAt(block);
    const uint32_t size = header.sizeBytes();
    if (size < kMinBlockBytes || size > sentinel - block) return "a block's size leaves its piece";
    if (header.used()) {
      const char* wrong = validateBlock(block, sums);
      if (wrong != nullptr) return wrong;
    } else {
      const bool shelved = shadow_.byteAt(block) == Shadow::kShelvedByte;
      if (previousFree && !shelved) return "two free blocks touch";
      if (header.classAndLine != 0 || header.serial != 0 || header.handle != 0)
        return "a free block has a name";
      if (!shelved && footerBefore(block + size) != size) return "a free block's footer is wrong";
      for (Address granule = block; granule < block + size; granule += kGranuleBytes) {
        if (shadow_.byteAt(granule) != (shelved ? Shadow::kShelvedByte : 0))
          return "the shadow marks what is free";
      }
      sums.freeBytes += size;
      ++(shelved ? sums.shelvedBlocks : sums.freeBlocks);
      if (size > sums.largestFree) sums.largestFree = size;
    }
    previousFree = shadow_.byteAt(block) == 0;
    block += size;
  }
  if (block != sentinel) return "the blocks do not fill their piece";
  if (headerAt(sentinel).sizeBytes() != 0 || !headerAt(sentinel).used()) return "a sentinel is damaged";
  if (shadow_.byteAt(sentinel) != Shadow::kOutsideByte) return "the shadow does not know a sentinel";
  return nullptr;
}

const char* Heap::validate() const {
  if (segments_ == nullptr) return nullptr;  // not begun
  Sums sums;
  for (uint32_t i = 0; i < pieceCount_; ++i) {
    if (i != 0 && pieces_[i].begin <= pieces_[i - 1].end) return "pieces touch or are not in order";
    const char* wrong = validatePiece(pieces_[i], sums);
    if (wrong != nullptr) return wrong;
  }
  for (uint32_t segment = 0; segment < Shadow::kSegments; ++segment) {
    const Address address = segment * kSegmentBytes;
    bool ours = false;
    for (uint32_t i = 0; i < pieceCount_; ++i)
      ours |= address >= pieces_[i].begin && address < pieces_[i].end;
    if (ours != (shadow_.page(address) != nullptr))
      return "the shadow covers what is no heap, or not all of it";
  }
  uint64_t waiting = 0;
  for (uint32_t i = 0; i < quarantine_.count(); ++i) {
    waiting += mixed(quarantine_.entry(i).address);
    if (i != 0 && quarantine_.entry(i).endedTicks < quarantine_.entry(i - 1).endedTicks) {
      return "the quarantine is out of order";
    }
  }
  if (waiting != sums.waitingAddresses || quarantine_.count() != sums.waitingBlocks) {
    return "the quarantine does not hold exactly its blocks";
  }
  if (quarantine_.bytes() > quarantine_.limitBytes()) return "the quarantine holds too much";
  if (sums.waitingBytes != counts_->quarantineBytes || sums.waitingBytes != quarantine_.bytes()) {
    return "bytes in quarantine miscounted";
  }
  if (countShelved(shelves_, shadow_) != sums.shelvedBlocks || shelves_.count() != sums.shelvedBlocks) {
    return "the shelves do not hold exactly the blocks that are marked so";
  }
  if (countBinned(bins_) != sums.freeBlocks) return "the bins do not hold exactly the free blocks";
  if (sums.largestFree != largestFreeBytes()) return "the largest free block is not the largest";
  if (sums.liveBytes != counts_->liveBytes || sums.liveBlocks != counts_->liveBlocks)
    return "live ones miscounted";
  if (sums.objects != counts_->objects) return "usable objects miscounted";
  if (sums.freeBytes != counts_->freeBytes) return "free bytes miscounted";
  if (sums.segmentBytes != counts_->heapBytes || sums.segmentBytes > counts_->limitBytes) {
    return "heap bytes miscounted";
  }
  if (sums.liveBytes + sums.freeBytes + sums.waitingBytes + uint64_t{pieceCount_} * kSentinelBytes !=
      sums.segmentBytes) {
    return "bytes are missing";
  }
  if (counts_->peakBytes < counts_->liveBytes) return "the peak is below the live bytes";
  return nullptr;
}

}  // namespace sweepground
