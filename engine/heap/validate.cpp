// Heap::validate(): every invariant of every piece, block and bin; for tests.
#include "heap/heap.h"

namespace sweepground {
namespace {

// Free blocks reached through the bins; -1 if a link, a bin or a block in it is wrong.
int64_t countBinned(const Bins& bins) {
  int64_t count = 0;
  for (uint32_t row = 0; row < Bins::kRows; ++row) {
    for (uint32_t column = 0; column < Bins::kColumns; ++column) {
      Address previous = 0;
      for (Address block = bins.first({row, column}); block != 0; block = linksAt(block).next) {
        const Bins::Place place = Bins::placeOf(headerAt(block).sizeBytes());
        if (place.row != row || place.column != column) return -1;
        if (headerAt(block).used() || linksAt(block).previous != previous) return -1;
        previous = block;
        ++count;
      }
    }
  }
  return count;
}

}  // namespace

const char* Heap::validate() const {
  uint64_t live = 0, free = 0, segmentBytes = 0, marks = 0;
  uint32_t liveBlocks = 0;
  int64_t freeBlocks = 0;
  for (uint32_t i = 0; i < pieceCount_; ++i) {
    const Address sentinel = pieces_[i].end - kSentinelBytes;
    bool previousFree = false;
    Address block = pieces_[i].begin;
    segmentBytes += pieces_[i].end - pieces_[i].begin;
    while (block < sentinel) {
      const BlockHeader& header = headerAt(block);
      const uint32_t size = header.sizeBytes();
      if (size < kMinBlockBytes || size > sentinel - block) return "a block's size leaves its piece";
      if (header.previousFree() != previousFree) return "a block is wrong about the one before it";
      if (header.used()) {
        if (header.classId == 0 || header.serial == 0) return "a live block has no class or serial";
        if (classOf(block + kHeaderBytes) != header.classId) return "the shadow does not know a live block";
        live += size;
        ++liveBlocks;
      } else {
        if (previousFree) return "two free blocks touch";
        if (header.classId != 0 || header.serial != 0 || header.handle != 0) return "a free block has a name";
        if (footerBefore(block + size) != size) return "a free block's footer is wrong";
        free += size;
        ++freeBlocks;
      }
      previousFree = !header.used();
      block += size;
    }
    if (block != sentinel) return "the blocks do not fill their piece";
    if (headerAt(sentinel).sizeBytes() != 0 || !headerAt(sentinel).used()) return "a sentinel is damaged";
    if (headerAt(sentinel).previousFree() != previousFree) return "a sentinel is wrong about the last block";
    for (Address segment = pieces_[i].begin; segment < pieces_[i].end; segment += kSegmentBytes) {
      marks += shadow_.marksIn(segment);
    }
  }
  if (marks != liveBlocks) return "the shadow marks what is not a live block";
  if (countBinned(bins_) != freeBlocks) return "the bins do not hold exactly the free blocks";
  if (live != counts_.liveBytes || liveBlocks != counts_.liveBlocks) return "live bytes or blocks miscounted";
  if (free != counts_.freeBytes) return "free bytes miscounted";
  if (segmentBytes != counts_.heapBytes || segmentBytes > counts_.limitBytes) return "heap bytes miscounted";
  if (live + free + uint64_t{pieceCount_} * kSentinelBytes != segmentBytes) return "bytes are missing";
  if (counts_.peakBytes < counts_.liveBytes) return "the peak is below the live bytes";
  return nullptr;
}

}  // namespace sweepground
