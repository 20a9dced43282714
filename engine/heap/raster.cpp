// Raster: one cell after the other from the shadow, each from its parts in one or more segments.
#include "heap/raster.h"

#include "heap/counting.h"

namespace sweepground {
namespace {

constexpr uint32_t kMostBytes = ~0u / kGranuleBytes * kGranuleBytes;
constexpr uint32_t kScaledGranules = 1u << 16;
constexpr uint32_t kFree = static_cast<uint32_t>(BlockState::kFree);
constexpr uint32_t kQuarantined = static_cast<uint32_t>(BlockState::kQuarantined);
constexpr uint32_t kOutside = static_cast<uint32_t>(BlockState::kOutside);

class Painter {
 public:
  Painter(const Heap& heap, RasterHeader& header, RasterCell* out)
      : heap_(heap),
        header_(header),
        out_(out),
        cellGranules_(header.bytesPerCell / kGranuleBytes),
        scale_(((uint64_t{255} << 32) + cellGranules_ - 1) / cellGranules_) {}

  template <RasterMode kMode>
  void paint() {
    uint64_t begin = header_.begin;
    for (uint32_t cell = 0; cell < header_.cells; ++cell, begin += header_.bytesPerCell) {
      if constexpr (kMode == RasterMode::kClass) {
        paintClass(begin, out_[cell]);
      } else {
        paintState(begin, out_[cell], kMode == RasterMode::kState ? kQuarantined : kQuarantined - 1);
      }
      if constexpr (kMode == RasterMode::kAge) {
        samples_[cell % kBatch] = out_[cell].used != 0 ? sampleOf(static_cast<Address>(begin)) : 0;
        if (cell % kBatch == kBatch - 1 || cell == header_.cells - 1) writeAges(cell);
      }
    }
    if constexpr (kMode == RasterMode::kClass) {
      for (uint32_t byte = 0; byte < 256; ++byte) states_[byte & Shadow::kStateMask] += classes_.byByte[byte];
      uint64_t free = uint64_t{header_.cells} * cellGranules_;
      for (uint32_t state = 1; state < 8; ++state) free -= states_[state];
      states_[kFree] = free;
    }
    for (uint32_t state = 0; state < 8; ++state) {
      const uint64_t bytes = states_[state] * kGranuleBytes;
      header_.bytes[state] = bytes < kMostBytes ? static_cast<uint32_t>(bytes) : kMostBytes;
    }
  }

  // Dims the painted cells whose blocks the filter does not let through.
  void dim(const BlockFilter& filter) {
    uint64_t begin = header_.begin;
    for (uint32_t cell = 0; cell < header_.cells; ++cell, begin += header_.bytesPerCell) {
      samples_[cell % kBatch] = out_[cell].used != 0 ? sampleOf(static_cast<Address>(begin)) : 0;
      if (cell % kBatch != kBatch - 1 && cell != header_.cells - 1) continue;
      for (uint32_t i = cell / kBatch * kBatch; i <= cell; ++i) {
        const Address sample = samples_[i % kBatch];
        if (sample != 0 && !filter.letsThrough(headerAt(sample))) out_[i].value |= kDimmedCell;
      }
    }
  }

 private:
  static constexpr uint32_t kBatch = 256;

  // Calls visit(page, address, count) for the cell's granules, at most kAtOnce at a time, as far as they are
  // of heap segments; `page`: the shadow of their segment. Gives how many are of none.
  template <uint32_t kAtOnce, class Visit>
  uint32_t visitCell(uint64_t begin, Visit visit) {
    uint32_t outside = 0;
    uint32_t left = cellGranules_;
    while (left != 0) {
      if (begin >= kAddressSpaceBytes) return outside + left;
      const Address address = static_cast<Address>(begin);
      uint32_t here = Shadow::kPageBytes - indexOf(address);
      if (here > left) here = left;
      const uint8_t* page = heap_.shadow().page(address);
      if (page == nullptr) {
        outside += here;
      } else {
        if (here > kAtOnce) here = kAtOnce;
        visit(page, address, here);
      }
      begin += uint64_t{here} * kGranuleBytes;
      left -= here;
    }
    return outside;
  }

  static uint32_t indexOf(Address address) { return address % kSegmentBytes / kGranuleBytes; }

  // The bytes from an address on, as many as `copy` has: copied there if the page ends before.
  template <size_t kBytes>
  static const uint8_t* readable(const uint8_t* page, Address address, uint32_t count,
                                 uint8_t (&copy)[kBytes]) {
    const uint8_t* bytes = page + indexOf(address);
    if (indexOf(address) + kBytes <= Shadow::kPageBytes) return bytes;
    return static_cast<const uint8_t*>(std::memcpy(copy, bytes, count));
  }

  uint8_t shareOf(uint32_t used) const {
    // used * scale_ is too great by less than 2^32 / granules, which is what is missing to the next whole
    // number.
    const uint64_t share =
        cellGranules_ <= kScaledGranules ? used * scale_ >> 32 : used * uint64_t{255} / cellGranules_;
    return static_cast<uint8_t>(share + (share == 0 && used != 0));
  }

  // Counts states; what is beyond lastUsed does not count as used.
  void paintState(uint64_t begin, RasterCell& out, uint32_t lastUsed) {
    StateCounts counts = {};
    uint32_t sentinels = 0;
    const auto add = [&](const uint8_t* page, Address address, uint32_t count) {
      uint8_t copy[kFoldGranules];
      const uint8_t* bytes = readable(page, address, count, copy);
      const uint64_t packed = countStates(bytes, count);
      for (uint32_t state = 1; state <= kQuarantined; ++state) counts[state] += packed >> (8 * state) & 0xff;
      sentinels += bytes[count - 1] == Shadow::kOutsideByte;
    };
    const uint32_t outside = visitCell<kFoldGranules>(begin, add);
    counts[kOutside] = outside + sentinels;
    uint32_t used = 0, all = counts[kOutside], best = 0, value = kFree;
    for (uint32_t state = 1; state <= kQuarantined; ++state) {
      const uint32_t count = counts[state];
      all += count;
      used += state <= lastUsed ? count : 0;
      value = count > best ? state : value;
      best = count > best ? count : best;
    }
    counts[kFree] = cellGranules_ - all;
    for (uint32_t state = 0; state < 8; ++state) states_[state] += counts[state];
    if (used == 0 && counts[kOutside] > counts[kFree]) value = kOutside;
    out = {static_cast<uint8_t>(value), shareOf(used)};
  }

  void paintClass(uint64_t begin, RasterCell& out) {
    classes_.beginCell();
    const auto add = [&](const uint8_t* page, Address address, uint32_t count) {
      const uint32_t end = indexOf(address) + count;
      const uint8_t next =
          end < Shadow::kPageBytes ? page[end] : heap_.shadow().byteAt(address + count * kGranuleBytes);
      uint8_t copy[kNamelessGranules];
      countClasses(readable(page, address, count, copy), count, next, classes_);
    };
    states_[kOutside] += visitCell<kNamelessGranules>(begin, add);
    out = {static_cast<uint8_t>(classes_.mostClass), shareOf(classes_.used())};
  }

  static bool inUse(uint8_t byte) { return (byte & Shadow::kStateMask) - 1u < kQuarantined - 1; }

  // The block in use that covers the cell's first byte or begins first in it; 0: there is none.
  Address sampleOf(Address begin) const {
    Address granule = begin;
    const uint8_t first = heap_.shadow().byteAt(granule);
    if (inUse(first)) return Shadow::isHeader(first) ? granule : heap_.blockOf(granule) - kHeaderBytes;
    for (uint32_t left = cellGranules_; --left != 0;) {
      granule += kGranuleBytes;
      if (inUse(heap_.shadow().byteAt(granule))) return granule;
    }
    return 0;
  }

  // The headers of a whole batch are read in a row: so the processor waits for many of them at once.
  void writeAges(uint32_t lastCell) {
    for (uint32_t cell = lastCell / kBatch * kBatch; cell <= lastCell; ++cell) {
      const Address sample = samples_[cell % kBatch];
      // Serials start over at kEnded.
      const uint32_t number = sample != 0 ? headerAt(sample).number() : 0;
      const uint32_t ago = (heap_.counts().allocations - number) & (BlockHeader::kEnded - 1);
      out_[cell].value = sample != 0 ? static_cast<uint8_t>(std::bit_width(ago + 1)) : 0;
    }
  }

  const Heap& heap_;
  RasterHeader& header_;
  RasterCell* out_;
  uint32_t cellGranules_;
  uint64_t scale_;           // 255 / granules, rounded up, in 2^-32
  uint64_t states_[8] = {};  // granules of the window
  Address samples_[kBatch] = {};
  ClassCounts classes_ = {};
};

}  // namespace

uint32_t writeRaster(const Heap& heap, const RasterQuery& query, Address out) {
  RasterHeader& header = *at<RasterHeader>(out);
  header = {};
  header.begin = query.begin / kGranuleBytes * kGranuleBytes;
  header.bytesPerCell = query.bytesPerCell < kMostBytes
                            ? static_cast<uint32_t>(roundUp(query.bytesPerCell, kGranuleBytes))
                            : kMostBytes;
  if (header.bytesPerCell == 0) header.bytesPerCell = kGranuleBytes;
  header.cells = query.cells < kMaxRasterCells ? query.cells : kMaxRasterCells;
  header.mode = static_cast<uint32_t>(query.mode);
  Painter painter(heap, header, at<RasterCell>(out + sizeof(RasterHeader)));
  switch (query.mode) {
    case RasterMode::kState:
      painter.paint<RasterMode::kState>();
      break;
    case RasterMode::kClass:
      painter.paint<RasterMode::kClass>();
      break;
    case RasterMode::kAge:
      painter.paint<RasterMode::kAge>();
      break;
  }
  if (!query.filter.everything()) painter.dim(query.filter);
  return static_cast<uint32_t>(sizeof(RasterHeader)) +
         header.cells * static_cast<uint32_t>(sizeof(RasterCell));
}

}  // namespace sweepground
