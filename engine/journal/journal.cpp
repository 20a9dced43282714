// Journal: where the ring lies, and what of it a reader gets.
#include "journal/journal.h"

namespace sweepground {

bool Journal::init(Meta& meta, const Moment& moment, uint32_t capacity) {
  moment_ = &moment;
  capacity_ = capacity;
  added_ = 0;
  ring_ = meta.allocate(capacity * static_cast<uint32_t>(sizeof(Record)));
  return ring_ != 0;
}

RecordSpan Journal::span(uint32_t from) const {
  const uint32_t mask = capacity_ - 1;
  const uint32_t held = added_ < capacity_ ? static_cast<uint32_t>(added_) : capacity_;
  uint32_t wanted = next() - from;
  if (from == 0 || (wanted > held && static_cast<int32_t>(wanted) > 0)) wanted = held;
  if (static_cast<int32_t>(wanted) < 0) wanted = 0;
  const uint32_t first = next() - wanted;
  const uint32_t untilEnd = capacity_ - (first & mask);
  const uint32_t count = wanted < untilEnd ? wanted : untilEnd;
  return {ring_ + (first & mask) * static_cast<uint32_t>(sizeof(Record)), count, first, next()};
}

}  // namespace sweepground
