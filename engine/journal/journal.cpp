// Journal: the ring and its reader.
#include "journal/journal.h"

namespace sweepground {

bool Journal::init(Meta& meta) {
  ring_ = meta.allocate(kJournalRecords * sizeof(JournalRecord));
  next_ = 1;
  return ring_ != 0;
}

void Journal::add(JournalKind kind, double timeMs, double durationMs, uint32_t count) {
  slotOf(next_) = {timeMs, durationMs, kind, next_, count, 0};
  ++next_;
}

uint32_t Journal::read(uint32_t from, JournalRecord* out, uint32_t capacity) const {
  const uint32_t oldest = next_ > kJournalRecords ? next_ - kJournalRecords : 1;
  uint32_t sequence = from < oldest ? oldest : from;
  uint32_t copied = 0;
  for (; sequence < next_ && copied < capacity; ++sequence) out[copied++] = slotOf(sequence);
  return copied;
}

}  // namespace sweepground
