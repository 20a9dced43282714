// Segments: the only place that takes memory from the platform. Runs of whole segments, upward, never
// returned.
#pragma once

#include "base/memory.h"

namespace sweepground {

class Segments {
 public:
  // Makes the memory ready. Native: reserves the region (or clears it for a new owner; one owner at a time)
  // and lets addresses below maximumBytes be used. Wasm: the module's own maximum holds besides.
  // Returns false if the region cannot be reserved.
  bool init(uint64_t maximumBytes = kAddressSpaceBytes);

  // Takes `count` segments that follow one another; gives the address of the first, zeroed.
  // Errors: 0 when the platform or the maximum refuses, nothing changed. Growth: views on memory go stale.
  Address take(uint32_t count);

  // Where the next run would begin, if nothing else grows the memory before.
  uint64_t next() const;

  // Bytes of linear memory that exist now, the engine's own tables included.
  uint64_t memoryBytes() const;

 private:
  uint64_t maximumBytes_ = 0;
#if !defined(__wasm__)
  uint64_t next_ = 0;
#endif
};

}  // namespace sweepground
