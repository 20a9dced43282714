// Region: from block to block, as the headers say and the shadow confirms.
#include "heap/region.h"

namespace sweepground {
namespace {

class Walk {
 public:
  Walk(const Heap& heap, RegionHeader& header, uint64_t end, RegionBlock* out)
      : heap_(heap), header_(header), end_(end), out_(out) {}

  void go() {
    Address block = firstBlock();
    while (block < end_ && !full()) {
      if (byteAt(block) == Shadow::kOutsideByte) {  // a sentinel, or no heap: on to the next segment
        block = block / kSegmentBytes * kSegmentBytes + kSegmentBytes;
        if (block == 0) return;
        continue;
      }
      const BlockHeader& header = headerAt(block);
      const uint32_t size = header.sizeBytes();
      if (!isBlock(block, size)) return;
      const BlockState state = heap_.stateOf(block);
      put(block, state, false);
      const bool holds = state != BlockState::kFree && state != BlockState::kQuarantined;
      if (holds && heap_.mayHold(header.classId())) walkPlaced(block, size);
      block += size;
    }
  }

 private:
  uint8_t byteAt(Address address) const { return heap_.shadow().byteAt(address); }
  static bool isFree(uint8_t byte) { return Shadow::stateIn(byte) == BlockState::kFree; }

  // A program may have written over a header: then nothing is known of what comes after.
  bool isBlock(Address block, uint32_t size) const {
    if (size < kMinBlockBytes || size >= kAddressSpaceBytes) return false;
    if (heap_.shadow().page(block + size) == nullptr) return false;  // a sentinel would come first
    const uint8_t after = byteAt(block + size);
    return isFree(after) || after == Shadow::kOutsideByte || Shadow::isHeader(after);
  }

  // Where the free granules begin that this one is among.
  Address freeFrom(Address granule) const {
    for (;;) {
      const uint32_t index = granule % kSegmentBytes / kGranuleBytes;
      const uint8_t* page = heap_.shadow().page(granule);
      if (index >= kWideBytes &&
          zeroBytes(load16(page + index - kWideBytes) & Shadow::kStateMask) == 0xffff) {
        granule -= kWideBytes * kGranuleBytes;
      } else if (isFree(byteAt(granule - kGranuleBytes))) {
        granule -= kGranuleBytes;
      } else {
        return granule;
      }
    }
  }

  // The block that holds the region's first byte; where none does, that byte.
  Address firstBlock() const {
    Address block = header_.begin;
    if (byteAt(block) == Shadow::kOutsideByte) return block;
    if (!isFree(byteAt(block))) return heap_.blockOf(block) - kHeaderBytes;
    // Free blocks on shelves follow one another: back to where they begin, then from one to the next.
    for (block = freeFrom(block);;) {
      const uint32_t size = headerAt(block).sizeBytes();
      if (!isBlock(block, size) || block + size > header_.begin) return block;
      block += size;
    }
  }

  // What is placed in a block, as far as it lies in the region.
  void walkPlaced(Address block, uint32_t size) {
    const Address inside = block + kHeaderBytes + kGranuleBytes;
    Address granule = inside;
    if (header_.begin > inside) {
      const Address holder = heap_.holderOf(header_.begin);
      granule = holder > block + kHeaderBytes ? holder - kHeaderBytes : header_.begin;
    }
    const uint64_t blockEnd = uint64_t{block} + size;
    const uint64_t end = blockEnd < end_ ? blockEnd : end_;
    for (; granule < end; granule += kGranuleBytes) {
      if (!Shadow::isPlacedHeader(byteAt(granule))) continue;
      if (full()) return;
      put(granule, BlockState::kUnmanaged, true);
    }
  }

  bool full() const { return header_.count == kMaxRegionBlocks; }

  void put(Address block, BlockState state, bool placed) {
    const BlockHeader& header = headerAt(block);
    out_[header_.count++] = {block + kHeaderBytes,
                             header.sizeBytes(),
                             header.number(),
                             header.line(),
                             header.classId(),
                             static_cast<uint8_t>(state),
                             static_cast<uint16_t>(placed)};
  }

  const Heap& heap_;
  RegionHeader& header_;
  uint64_t end_;
  RegionBlock* out_;
};

// From an address on, up to `most`.
uint32_t heapBytesFrom(const Heap& heap, Address begin, uint64_t end) {
  uint64_t address = begin;
  while (address < end && heap.shadow().page(static_cast<Address>(address)) != nullptr) {
    address = address / kSegmentBytes * kSegmentBytes + kSegmentBytes;
  }
  return static_cast<uint32_t>((address < end ? address : end) - begin);
}

}  // namespace

void writeRegion(const Heap& heap, Address begin, uint32_t sizeBytes, Address out) {
  RegionHeader& header = *at<RegionHeader>(out);
  header = {begin / kGranuleBytes * kGranuleBytes, 0, 0, 0};
  uint64_t end = uint64_t{header.begin} + sizeBytes;
  if (end > kAddressSpaceBytes) end = kAddressSpaceBytes;
  if (end <= header.begin) return;
  header.heapBytes = heapBytesFrom(heap, header.begin, end);
  Walk(heap, header, end, at<RegionBlock>(out + sizeof(RegionHeader))).go();
}

}  // namespace sweepground
