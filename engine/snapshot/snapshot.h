// Snapshot: everything the page shows of a run at one moment, in one piece of memory of bounded size.
#pragma once

#include <cstddef>

#include "journal/journal.h"
#include "snapshot/stats.h"
#include "table/table.h"

namespace sweepground {

inline constexpr uint32_t kSnapshotVersion = 3;
inline constexpr uint32_t kSnapshotMarks = 256;

struct SnapshotHeader {
  uint32_t sizeBytes;  // of all that follows too
  uint32_t version;
  uint32_t statCount;
  uint32_t rowsMatched;
  uint32_t rowCount;
  uint32_t firstRow;
  uint32_t markCount;
  uint32_t markNext;  // the sequence to ask from next time
  uint32_t lineCount;
  uint32_t spare;
};
static_assert(sizeof(SnapshotHeader) == 40);

// The most bytes a snapshot takes: header, stats, rows, marks (records), lines, each right after the other.
inline constexpr uint32_t kSnapshotMaxBytes = sizeof(SnapshotHeader) + sizeof(Stats) +
                                              kMaxRows * sizeof(RowRecord) + kSnapshotMarks * sizeof(Record) +
                                              kMaxLineRecords * sizeof(LineRecord);

// Writes a snapshot to `buffer` (kSnapshotMaxBytes, 8-aligned; the caller's). Cost: that of selectRows() and
// Lines::write().
void writeSnapshot(Address buffer, const Stats& stats, Table& table, const RowQuery& query,
                   const Journal& marks, uint32_t markFrom);

}  // namespace sweepground
