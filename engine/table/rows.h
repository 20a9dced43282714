// Rows: a row as the snapshot carries it, and which rows are asked for.
#pragma once

#include <cstdint>

#include "base/ticks.h"
#include "table/states.h"

namespace sweepground {

class Table;

inline constexpr uint32_t kMaxRows = 256;

// One row as the snapshot carries it. Times in ms since the run began, NaN = not yet.
struct RowRecord {
  double bornMs;
  double usedMs;  // NaN = never
  double clearedMs;
  double endedMs;
  uint32_t serial;
  uint32_t address;
  uint32_t sizeBytes;  // of the block
  uint32_t line;
  uint32_t by;        // freed: number of the sweep; deleted: line; 0 = not known
  uint32_t survived;  // major collections
  uint8_t classId;
  uint8_t state;
  uint16_t generation;
  uint32_t handle;
};
static_assert(sizeof(RowRecord) == 64);

struct RowQuery {
  Column column = Column::kSerial;  // ties are broken by serial
  bool descending = false;          // turns serials round too
  uint32_t stateMask = ~0u;         // bit n: state n
  uint32_t classMask = ~0u;         // bit n: class n; classes from 31 on share bit 31
  uint32_t line = 0;                // 0 = every line
  uint32_t offset = 0;
  uint32_t count = kMaxRows;  // at most kMaxRows
  uint32_t firstSerial = 0;   // this one and all up to the last
  uint32_t lastSerial = ~0u;

  // The same rows in the same order; where the window lies does not matter.
  bool sameOrder(const RowQuery& other) const;
};

struct RowWindow {
  uint32_t matched;  // rows the filters let through
  uint32_t first;    // where the window really begins: an offset past the end gives the last window
  uint32_t count;    // rows written
};

// Writes up to query.count records to `out`. Cost: after a change of order a few passes over one column, no
// more than O(slots), nothing sorted but what is near the window; while the order stays, O(changes near the
// window): the table's watch keeps count of the rest (watch.h).
RowWindow selectRows(Table& table, const RowQuery& query, RowRecord* out);

RowRecord recordOf(const Table& table, uint32_t slot);

// The serials of the first and the last row born from one moment to another, both included; 0, 0: none.
// Cost: O(slots).
struct SerialRange {
  uint32_t first;
  uint32_t last;
};
SerialRange serialsBetween(const Table& table, Ticks from, Ticks to);

// The newest row with this address and, unless serial is 0, this serial, ended rows included.
// False if there is none. Cost: O(slots).
bool findRow(const Table& table, uint32_t address, uint32_t serial, RowRecord& out);

}  // namespace sweepground
