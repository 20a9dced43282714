// Heap: allocation, release with joining of neighbours, and growth up to the limit.
#include "heap/heap.h"

#include "base/poison.h"

namespace sweepground {
namespace {

// Writes header and footer of a free block; what lies between links and footer may then be touched by nobody.
void writeFree(Address block, uint32_t sizeBytes) {
  const Address end = block + sizeBytes;
  unpoison(block, sizeBytes);
  headerAt(block) = {sizeBytes, 0, {}, 0, 0};  // the block before a free one is never free: they are joined
  footerBefore(end) = sizeBytes;
  const Address inside = block + kHeaderBytes + kLinksBytes;
  poison(inside, end - kFooterBytes - inside);
}

}  // namespace

bool Heap::init(Segments& segments, Meta& meta, uint32_t limitBytes) {
  if (limitBytes < kMinLimitBytes || limitBytes > kMaxLimitBytes) return false;
  segments_ = &segments;
  meta_ = &meta;
  counts_.limitBytes = limitBytes / kSegmentBytes * kSegmentBytes;
  return true;
}

Address Heap::allocate(uint64_t payloadBytes, ClassId classId) {
  if (payloadBytes > counts_.limitBytes) return 0;
  uint32_t need = static_cast<uint32_t>(roundUp(payloadBytes + kHeaderBytes, kGranuleBytes));
  if (need < kMinBlockBytes) need = kMinBlockBytes;
  if (need > counts_.limitBytes - kSentinelBytes) return 0;  // also keeps the size within the bins

  Address block = bins_.take(need);
  if (block == 0) block = grow(need);
  if (block == 0) block = bins_.takeByWalk(need);
  if (block == 0) return 0;
  useBlock(block, need, classId);
  return block + kHeaderBytes;
}

// Turns a block that is in no bin into a used one; what it has too much goes back to the bins.
void Heap::useBlock(Address block, uint32_t needBytes, ClassId classId) {
  uint32_t size = headerAt(block).sizeBytes();
  unpoison(block, size);
  counts_.freeBytes -= size;
  if (size - needBytes >= kMinBlockBytes) {
    insertFree(block + needBytes, size - needBytes);
    size = needBytes;
  } else {
    headerAt(block + size).sizeAndFlags &= ~BlockHeader::kPreviousFree;
  }
  if (++counts_.allocations == 0) counts_.allocations = 1;  // serial 0 means free
  headerAt(block) = {size | BlockHeader::kUsed, classId, {}, counts_.allocations, 0};
  shadow_.set(block + kHeaderBytes, classId);
  ++counts_.liveBlocks;
  counts_.liveBytes += size;
  if (counts_.liveBytes > counts_.peakBytes) counts_.peakBytes = counts_.liveBytes;
}

// Before: no free block touches this range, and the next header knows nothing of it yet.
void Heap::insertFree(Address block, uint32_t sizeBytes) {
  writeFree(block, sizeBytes);
  headerAt(block + sizeBytes).sizeAndFlags |= BlockHeader::kPreviousFree;
  counts_.freeBytes += sizeBytes;
  bins_.insert(block);
}

void Heap::release(Address payload) {
  Address block = payload - kHeaderBytes;
  const BlockHeader old = headerAt(block);
  uint32_t size = old.sizeBytes();
  shadow_.set(payload, 0);
  --counts_.liveBlocks;
  counts_.liveBytes -= size;
  headerAt(block) = {
      size, 0, {}, 0, 0};  // a block joined to the one before it must not keep its serial either

  const Address next = block + size;
  if (!headerAt(next).used()) {
    bins_.remove(next);
    counts_.freeBytes -= headerAt(next).sizeBytes();
    size += headerAt(next).sizeBytes();
  }
  if (old.previousFree()) {
    const uint32_t before = footerBefore(block);
    block -= before;
    bins_.remove(block);
    counts_.freeBytes -= before;
    size += before;
  }
  insertFree(block, size);
}

// Bytes of the free block at the end of the newest piece.
uint32_t Heap::tailBytes() const {
  if (pieceCount_ == 0) return 0;
  const Address sentinel = pieces_[pieceCount_ - 1].end - kSentinelBytes;
  return headerAt(sentinel).previousFree() ? footerBefore(sentinel) : 0;
}

// Takes segments until a block of blockBytes fits; gives that block, in no bin. 0: limit or platform refuse.
Address Heap::grow(uint32_t blockBytes) {
  const uint32_t left = (counts_.limitBytes - counts_.heapBytes) / kSegmentBytes;
  const auto segmentsFor = [](uint64_t bytes) {
    return static_cast<uint32_t>(roundUp(bytes, kSegmentBytes) / kSegmentBytes);
  };
  // A new piece also holds a sentinel; an extended one has it already, and perhaps a free tail.
  const auto follows = [&] { return pieceCount_ != 0 && segments_->next() == pieces_[pieceCount_ - 1].end; };
  const auto needed = [&] {
    return segmentsFor(follows() ? blockBytes - tailBytes() : uint64_t{blockBytes} + kSentinelBytes);
  };
  if (left == 0 || needed() > left) return 0;

  // Half as much again, so that n segments cost O(log n) growths; with less at hand, just what is needed.
  uint32_t wish = segmentsFor(counts_.heapBytes / 2);
  if (wish < needed()) wish = needed();
  if (wish > left) wish = left;
  for (;;) {
    // The shadow comes first: taking it may take a segment, after which nothing follows the last piece.
    const bool covered = shadow_.reserve(*meta_, wish);
    if (needed() > left) return 0;
    if (wish < needed()) {
      wish = needed();
      continue;
    }
    const Address begin = covered ? segments_->take(wish) : 0;
    if (begin != 0) return addSegments(begin, wish);
    if (wish == needed()) return 0;
    wish = needed();
  }
}

// Makes new segments one free block, joined to a free tail where they follow the last piece; in no bin.
Address Heap::addSegments(Address begin, uint32_t count) {
  const uint32_t bytes = count * kSegmentBytes;
  shadow_.cover(begin, count);
  counts_.heapBytes += bytes;
  Address block = begin;
  uint32_t size = bytes - kSentinelBytes;
  if (pieceCount_ != 0 && pieces_[pieceCount_ - 1].end == begin) {
    const uint32_t tail = tailBytes();
    if (tail != 0) {
      bins_.remove(begin - kSentinelBytes - tail);
      counts_.freeBytes -= tail;
    }
    block = begin - kSentinelBytes - tail;
    size = tail + bytes;
    pieces_[pieceCount_ - 1].end = begin + bytes;
  } else {
    pieces_[pieceCount_++] = {begin, begin + bytes};
  }
  headerAt(block + size) = {BlockHeader::kUsed | BlockHeader::kPreviousFree, 0, {}, 0, 0};
  writeFree(block, size);
  counts_.freeBytes += size;
  return block;
}

}  // namespace sweepground
