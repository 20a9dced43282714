// Rows: a window of the table, filtered and sorted, without sorting the rest.
#pragma once

#include "table/table.h"

namespace sweepground {

inline constexpr uint32_t kMaxRows = 256;

// One row as the snapshot carries it. Times in ms since the run began, NaN = not yet.
struct RowRecord {
  double bornMs;
  double clearedMs;
  double endedMs;
  uint32_t serial;
  uint32_t address;
  uint32_t sizeBytes;  // of the block
  uint8_t classId;
  uint8_t state;
  uint16_t generation;
};
static_assert(sizeof(RowRecord) == 40);

struct RowQuery {
  Column column;       // ties are broken by serial
  bool descending;     // turns serials round too
  uint32_t stateMask;  // bit n: state n
  uint32_t offset;
  uint32_t count;  // at most kMaxRows
};

struct RowWindow {
  uint32_t matched;  // rows the mask lets through
  uint32_t first;    // where the window really begins: an offset past the end gives the last window
  uint32_t count;    // rows written
};

// Writes up to query.count records to `out`. Cost: O(slots), no memory taken: the bounds of the window are
// found by radix descent over the keys, a few passes over one column, and only the window itself is sorted.
RowWindow selectRows(const Table& table, const RowQuery& query, RowRecord* out);

RowRecord recordOf(const Table& table, uint32_t slot);

// The newest row with this address and, unless serial is 0, this serial, ended rows included.
// False if there is none. Cost: O(slots).
bool findRow(const Table& table, Address address, uint32_t serial, RowRecord& out);

}  // namespace sweepground
