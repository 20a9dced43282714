// Journal: what happened, in order, in a bounded ring. The oldest records give way to new ones.
#pragma once

#include "base/meta.h"

namespace sweepground {

// id, name. sweep: one pass that freed `count` objects. collection: JavaScript's collector ran, as far as a
// page can detect it. pressureRequest: the collector was asked to run because native bytes grew.
#define SWEEPGROUND_JOURNAL_KINDS(KIND) \
  KIND(None, "none")                    \
  KIND(Sweep, "sweep")                  \
  KIND(Collection, "collection")        \
  KIND(PressureRequest, "pressureRequest")

enum class JournalKind : uint32_t {
#define SWEEPGROUND_KIND(id, name) k##id,
  SWEEPGROUND_JOURNAL_KINDS(SWEEPGROUND_KIND)
#undef SWEEPGROUND_KIND
};

inline constexpr uint32_t kJournalRecords = 4096;

struct JournalRecord {
  double timeMs;  // when it began, since the run began
  double durationMs;
  JournalKind kind;
  uint32_t sequence;  // from 1
  uint32_t count;     // sweep: objects freed
  uint32_t spare;
};
static_assert(sizeof(JournalRecord) == 32);

class Journal {
 public:
  // Takes the ring from `meta`. Errors: false, no memory.
  bool init(Meta& meta);

  // Writes a record, its sequence given here. Cost: O(1).
  void add(JournalKind kind, double timeMs, double durationMs, uint32_t count);

  // The sequence the next record will get.
  uint32_t next() const { return next_; }

  // Copies up to `capacity` records with sequence >= from, oldest first; those already overwritten are left
  // out. Gives how many. Cost: O(copied).
  uint32_t read(uint32_t from, JournalRecord* out, uint32_t capacity) const;

 private:
  JournalRecord& slotOf(uint32_t sequence) const {
    return at<JournalRecord>(ring_)[sequence % kJournalRecords];
  }

  Address ring_ = 0;
  uint32_t next_ = 0;
};

}  // namespace sweepground
