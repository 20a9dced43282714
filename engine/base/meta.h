// Meta: memory for the engine's own tables (shadow map, slots, journal, buffers). A bump pointer, for ever.
// What lies here is not the user's: it does not count towards the heap's limit.
#pragma once

#include "base/segments.h"

namespace sweepground {

class Meta {
 public:
  // Begins in what the first segment leaves free, then goes on with segments of its own.
  // Owner: the caller keeps `segments` alive as long as this.
  void init(Segments& segments);

  // Zeroed memory, 16-aligned, never released.
  // Errors: 0, nothing changed. Cost: O(1). Growth: views on memory may go stale.
  Address allocate(uint32_t sizeBytes);

 private:
  Segments* segments_ = nullptr;
  uint64_t next_ = 0;
  uint64_t end_ = 0;
};

}  // namespace sweepground
