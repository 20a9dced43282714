// Journal: what happened, in order, in a bounded ring that readers drain in place. The oldest records give
// way.
#pragma once

#include "base/meta.h"
#include "base/moment.h"
#include "journal/record.h"

namespace sweepground {

// The whole journal (512 KiB), and the marks: sweeps (their ends), collections, pressure requests and errors
// once more, so that a flood of objects does not take them from who shows them.
inline constexpr uint32_t kJournalRecords = 16384;
inline constexpr uint32_t kMarkRecords = 4096;

// Records that follow one another in memory: a reader copies them once, and asks again from `first + count`.
struct RecordSpan {
  Address address;
  uint32_t count;
  uint32_t first;  // the sequence of the first; greater than asked for if those before gave way
  uint32_t next;   // the sequence the journal will give next; first + count == next: nothing is left
};
static_assert(sizeof(RecordSpan) == 16);

class Journal {
 public:
  // Takes the ring from `meta`; capacity is a power of two. `moment` stamps what is added; the caller keeps
  // it. Errors: false, no memory.
  bool init(Meta& meta, const Moment& moment, uint32_t capacity = kJournalRecords);

  // Writes a record; sequence and time are set here. Called after what it tells of has happened. Cost: O(1),
  // inline: each allocation adds one.
  void add(const Record& record) {
    const uint32_t sequence = next();
    ++added_;
    Record& slot = at<Record>(ring_)[sequence & (capacity_ - 1)];
    // Field by field: copied as a whole, a record would first be put together on the stack, and waited for.
    slot.sequence = sequence;
    slot.time = moment_->now();
    slot.kind = record.kind;
    slot.classId = record.classId;
    slot.code = record.code;
    slot.serial = record.serial;
    slot.address = record.address;
    slot.sizeBytes = record.sizeBytes;
    slot.handle = record.handle;
    slot.detail = record.detail;
#if !defined(__wasm__)
    if (onAdd != nullptr) onAdd();
#endif
  }

  // The sequence the next record will get.
  uint32_t next() const { return static_cast<uint32_t>(added_ + 1); }

  // The records from sequence `from` (0: the oldest) on, as far as they lie in one piece; count 0 if there
  // are none (yet). Sequences start over after 2^32 - 1: what is up to 2^31 ahead is not yet, what is further
  // is long ago. Good until the next add(). Cost: O(1).
  RecordSpan span(uint32_t from) const;

#if !defined(__wasm__)
  // Tests: called after each add(), with all that it tells of done.
  void (*onAdd)() = nullptr;
#endif

 private:
  const Moment* moment_ = nullptr;
  Address ring_ = 0;
  uint32_t capacity_ = 0;
  uint64_t added_ = 0;
};

}  // namespace sweepground
