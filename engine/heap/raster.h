// Raster: the picture of the heap. A window of addresses cut into cells, each with what most of its used
// bytes are.
#pragma once

#include "heap/heap.h"

namespace sweepground {

enum class RasterMode : uint32_t {
  kState,  // value: BlockState
  kClass,  // value: ClassId, those from 15 on as 15; quarantine counts as free. A placed object shows
           // as its owner
  kAge,    // value: 1 + log2 of how many allocations ago, at most 32: the block in use that covers the cell's
           // first byte or, if none does, begins first in it; a sample, not a majority
};

// Set in a value: the block in use that the cell shows, sampled as by age, is not among those asked for.
inline constexpr uint8_t kDimmedCell = 0x80;

// Which blocks stand out; what is not among them is dimmed.
struct BlockFilter {
  uint32_t line = 0;  // that made it; 0 = every line
  uint32_t firstSerial = 0;
  uint32_t lastSerial = ~0u;

  bool everything() const { return line == 0 && firstSerial == 0 && lastSerial == ~0u; }
  bool letsThrough(const BlockHeader& header) const {
    return (line == 0 || header.line() == line) && header.number() >= firstSerial &&
           header.number() <= lastSerial;
  }
};

inline constexpr uint32_t kMaxRasterCells = 512 * 256;

struct RasterQuery {
  Address begin;          // rounded down to a granule
  uint32_t bytesPerCell;  // a multiple of 16, at least 16; else rounded up
  uint32_t cells;         // at most kMaxRasterCells
  RasterMode mode;
  BlockFilter filter = {};
};

struct RasterCell {
  uint8_t value;  // of the most used bytes; where nothing is used: by state kFree, or kOutside if that
                  // is more, else 0. With a filter also kDimmedCell
  uint8_t used;  // share of the cell's bytes in use (by state: also in quarantine), 0 to 255; not 0 if any is
};

struct RasterHeader {
  uint32_t begin;
  uint32_t bytesPerCell;
  uint32_t cells;
  uint32_t mode;
  uint32_t bytes[8];  // of the window, by BlockState; sentinels of the heap are outside
};
static_assert(sizeof(RasterCell) == 2 && sizeof(RasterHeader) == 48);
inline constexpr uint32_t kRasterMaxBytes = sizeof(RasterHeader) + kMaxRasterCells * sizeof(RasterCell);

// Writes header and cells to `out` (kRasterMaxBytes, 4-aligned; the caller's); gives the bytes written.
// Cost: O(window / 16) bytes of shadow, 16 at a time; by age, and with a filter, also one header a
// cell.
uint32_t writeRaster(const Heap& heap, const RasterQuery& query, Address out);

}  // namespace sweepground
