// Heap: where room comes from when no bin is sure to have it: new segments, a walk, the quarantine.
#include "base/poison.h"
#include "heap/heap.h"

namespace sweepground {

// Gives a block of at least needBytes, in no bin; 0 if there is none.
Address Heap::findMore(uint32_t needBytes) {
  if (replaying_) return bins_.takeByWalk(needBytes);
  if (joinShelved()) {
    const Address block = bins_.take(needBytes);
    if (block != 0) return block;
  }
  if (grow(needBytes)) return bins_.take(needBytes);
  const Address block = bins_.takeByWalk(needBytes);
  if (block != 0) return block;
  while (quarantine_.count() != 0) {
    if (evict(true) >= needBytes) return bins_.take(needBytes);
  }
  return 0;
}

Address Heap::refuse() {
  if (refusals_.count++ == 0) refusals_.first = moment_->now();
  return 0;
}

void Heap::takeBackRefusal() {
  if (refusals_.count != 0 && --refusals_.count == 0) refusals_.first = 0;
}

// Bytes of the free block at the end of the newest piece.
uint32_t Heap::tailBytes() const {
  if (pieceCount_ == 0) return 0;
  const Address sentinel = pieces_[pieceCount_ - 1].end - kSentinelBytes;
  return shadow_.byteAt(sentinel - kGranuleBytes) == 0 ? footerBefore(sentinel) : 0;
}

// Takes segments until a free block of blockBytes is in. False: limit or platform refuse.
bool Heap::grow(uint32_t blockBytes) {
  const uint32_t left = (counts_->limitBytes - counts_->heapBytes) / kSegmentBytes;
  const auto segmentsFor = [](uint64_t bytes) {
    return static_cast<uint32_t>(roundUp(bytes, kSegmentBytes) / kSegmentBytes);
  };
  // A new piece also holds a sentinel; an extended one has it already, and perhaps a free tail.
  const auto follows = [&] { return pieceCount_ != 0 && segments_->next() == pieces_[pieceCount_ - 1].end; };
  const auto needed = [&] {
    return segmentsFor(follows() ? blockBytes - tailBytes() : uint64_t{blockBytes} + kSentinelBytes);
  };
  if (left == 0 || needed() > left) return false;

  // Half as much again, so that n segments cost O(log n) growths; with less at hand, just what is needed.
  uint32_t wish = segmentsFor(counts_->heapBytes / 2);
  if (wish < needed()) wish = needed();
  if (wish > left) wish = left;
  for (;;) {
    // The shadow comes first: taking it may take a segment, after which nothing follows the last piece.
    const bool covered = shadow_.reserve(wish);
    if (needed() > left) return false;
    if (wish < needed()) {
      wish = needed();
      continue;
    }
    const Address begin = covered ? segments_->take(wish) : 0;
    if (begin != 0) {
      addSegments(begin, wish);
      return true;
    }
    if (wish == needed()) return false;
    wish = needed();
  }
}

bool Heap::replayGrow(Address begin, uint32_t sizeBytes) {
  const uint64_t after = uint64_t{begin} + sizeBytes;
  if (begin % kSegmentBytes != 0 || sizeBytes % kSegmentBytes != 0 || sizeBytes == 0) return false;
  if (begin < kSegmentBytes || begin < end() || after > segments_->firstFree()) return false;
  if (sizeBytes > counts_->limitBytes - counts_->heapBytes) return false;
  if (!shadow_.reserve(sizeBytes / kSegmentBytes)) return false;
  replaying_ = true;
  addSegments(begin, sizeBytes / kSegmentBytes);
  return true;
}

// Makes new segments one free block, joined to a free tail where they follow the last piece.
void Heap::addSegments(Address begin, uint32_t count) {
  const uint32_t bytes = count * kSegmentBytes;
  shadow_.cover(begin, count);
  counts_->heapBytes += bytes;
  Address block = begin;
  uint32_t size = bytes - kSentinelBytes;
  if (pieceCount_ != 0 && pieces_[pieceCount_ - 1].end == begin) {
    const uint32_t tail = tailBytes();
    block = begin - kSentinelBytes - tail;
    if (tail != 0) {
      bins_.remove(block, tail);
      counts_->freeBytes -= tail;
    }
    shadow_.set(begin - kSentinelBytes, 0);
    size = tail + bytes;
    pieces_[pieceCount_ - 1].end = begin + bytes;
  } else {
    pieces_[pieceCount_++] = {begin, begin + bytes};
  }
  poison(block, size);
  headerAt(block + size) = {BlockHeader::kUsed, 0, 0, 0};
  shadow_.set(block + size, Shadow::kOutsideByte);
  insertFree(block, size);
  journal_->add({.kind = JournalKind::kGrow, .address = begin, .sizeBytes = bytes});
}

}  // namespace sweepground
