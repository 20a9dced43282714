// Story: all that is known of one object or part, for error messages: from its header, from the quarantine,
// and from the table's rows.
#pragma once

#include "heap/heap.h"
#include "table/table.h"

namespace sweepground {

struct Story {
  enum Found : uint32_t { kNothing, kUsable, kPart, kEnding, kQuarantined, kHistory };

  uint32_t found;
  Address address;
  uint32_t serial;
  uint32_t sizeBytes;  // of the block; of an object inside another's block: of its share
  uint32_t classId;
  uint32_t line;   // where it was made; 0 = not known
  uint32_t cause;  // EndCause
  uint32_t by;     // line that deleted it, or number of the sweep that freed it; 0 = not known
  uint32_t handle;
  Address owner;  // of an object inside another's block
  double bornMs;  // NaN = not known, as for all that has no row
  double endedMs;
  uint32_t offset;  // of the address asked for within the payload
  uint32_t spare;
};
static_assert(sizeof(Story) == 64);

// The object that begins at this address or, if none is known to have begun there, the one that holds the
// byte. A serial that is not 0 asks for that object alone. Any input is fine. Cost: O(slots + block / 16).
Story storyOf(const Heap& heap, const Table& table, Address address, uint32_t serial);

}  // namespace sweepground
