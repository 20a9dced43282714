// Segments: the only place that takes memory from the platform. Runs of whole segments, upward, never
// returned.
#pragma once

#include "base/memory.h"

namespace sweepground {

class Segments {
 public:
  // Makes the memory ready. Native: reserves the region (or clears it for a new owner; one owner at a time)
  // and lets addresses below maximumBytes be used. Wasm: the module's own maximum holds besides.
  // `firstFree`, rounded up to a segment: nothing below is given away. A replay's heap lies there, at the
  // recorded addresses; the memory up to it exists at once. Errors: false if the region cannot be reserved,
  // or there is less memory than firstFree.
  bool init(uint64_t maximumBytes = kAddressSpaceBytes, uint64_t firstFree = kSegmentBytes);

  // Takes `count` segments that follow one another; gives the address of the first, zeroed.
  // Errors: 0 when the platform or the maximum refuses, nothing changed. Growth: views on memory go stale.
  Address take(uint32_t count);

  // Where the next run would begin, if nothing else grows the memory before.
  uint64_t next() const;

  // Below this, and from kSegmentBytes on, memory is the business of who called init().
  uint64_t firstFree() const { return firstFree_; }

  // Bytes of linear memory that exist now, the engine's own tables included.
  uint64_t memoryBytes() const;

 private:
  uint64_t maximumBytes_ = 0;
  uint64_t firstFree_ = kSegmentBytes;
#if !defined(__wasm__)
  uint64_t next_ = 0;
#endif
};

}  // namespace sweepground
