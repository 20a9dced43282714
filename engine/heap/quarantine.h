// Quarantine: the blocks whose objects are gone and whose addresses are not given away again yet, oldest
// first. Bounded in bytes and in number. It keeps the order alone; what happens to blocks is the heap's.
#pragma once

#include "base/meta.h"
#include "base/ticks.h"
#include "heap/block.h"

namespace sweepground {

class Quarantine {
 public:
  static constexpr uint32_t kMaxEntries = 16384;

  struct Entry {
    Address address;  // of the payload
    Ticks endedTicks;
    uint32_t by;  // line that ended it, or number of the sweep
    EndCause cause;
    uint8_t spare[3];
  };

  // Takes memory for the entries, none if limitBytes is 0: off. Errors: false, no memory.
  bool init(Meta& meta, uint32_t limitBytes);

  // Whether a block of this size can be in it at all.
  bool takes(uint32_t sizeBytes) const { return sizeBytes <= limitBytes_; }
  // Whether it can be with all that are in.
  bool fits(uint32_t sizeBytes) const {
    return uint64_t{bytes_} + sizeBytes <= limitBytes_ && count_ < kMaxEntries;
  }
  // A great one begins to empty before it is full.
  bool isNearlyFull() const { return limitBytes_ >= kGreatBytes && bytes_ > limitBytes_ - limitBytes_ / 8; }
  // Before: fits(sizeBytes). Cost: O(1).
  void push(const Entry& entry, uint32_t sizeBytes) {
    Entry& last = at<Entry>(ring_)[(first_ + count_) % kMaxEntries];
    last.address = entry.address;
    last.endedTicks = entry.endedTicks;
    last.by = entry.by;
    last.cause = entry.cause;
    ++count_;
    bytes_ += sizeBytes;
  }
  // The oldest is the first. Before: index < count().
  const Entry& entry(uint32_t index) const { return at<Entry>(ring_)[(first_ + index) % kMaxEntries]; }
  // The oldest goes. Before: count() != 0; sizeBytes: as it was pushed. Cost: O(1).
  void pop(uint32_t sizeBytes) {
    first_ = (first_ + 1) % kMaxEntries;
    --count_;
    bytes_ -= sizeBytes;
  }

  uint32_t count() const { return count_; }
  uint32_t bytes() const { return bytes_; }
  uint32_t limitBytes() const { return limitBytes_; }

 private:
  static constexpr uint32_t kGreatBytes = 64u << 10;

  uint32_t limitBytes_ = 0;
  uint32_t bytes_ = 0;
  uint32_t first_ = 0;
  uint32_t count_ = 0;
  Address ring_ = 0;
};

static_assert(sizeof(Quarantine::Entry) == 16);
static_assert((Quarantine::kMaxEntries & (Quarantine::kMaxEntries - 1)) == 0);

}  // namespace sweepground
