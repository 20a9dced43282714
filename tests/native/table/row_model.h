// A table sorted the plain way, to compare windows with.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "table/rows.h"
#include "table/table.h"

namespace sweepground::test {

inline double columnOf(const RowRecord& row, Column column) {
  const auto time = [](double ms) { return std::isnan(ms) ? -1 : ms; };
  switch (column) {
    case Column::kClass:
      return row.classId;
    case Column::kAddress:
      return row.address;
    case Column::kSize:
      return row.sizeBytes;
    case Column::kState:
      return row.state;
    case Column::kBorn:
      return time(row.bornMs);
    case Column::kUsed:
      return time(row.usedMs);
    case Column::kCleared:
      return time(row.clearedMs);
    case Column::kEnded:
      return time(row.endedMs);
    case Column::kSurvived:
      return row.survived;
    case Column::kLine:
      return row.line;
    default:
      return row.serial;
  }
}

inline bool letsThrough(const RowQuery& query, const RowRecord& row) {
  return (query.stateMask >> row.state & 1) != 0 &&
         (query.classMask >> std::min<uint32_t>(row.classId, 31) & 1) != 0 &&
         (query.line == 0 || row.line == query.line) && row.serial >= query.firstSerial &&
         row.serial <= query.lastSerial;
}

inline std::vector<RowRecord> sorted(const Table& table, const RowQuery& query) {
  std::vector<RowRecord> rows;
  for (uint32_t slot = 0; slot < table.slots(); ++slot) {
    const RowRecord row = recordOf(table, slot);
    if (letsThrough(query, row)) rows.push_back(row);
  }
  const auto bySerial = [&](const RowRecord& a, const RowRecord& b) {
    return query.descending ? a.serial > b.serial : a.serial < b.serial;
  };
  const auto byColumn = [&](const RowRecord& a, const RowRecord& b) {
    const double x = columnOf(a, query.column), y = columnOf(b, query.column);
    return query.descending ? x > y : x < y;
  };
  std::sort(rows.begin(), rows.end(), bySerial);
  std::stable_sort(rows.begin(), rows.end(), byColumn);
  return rows;
}

// Null, or what is wrong with the window.
inline const char* compareWindow(Table& table, const RowQuery& query) {
  const std::vector<RowRecord> all = sorted(table, query);
  static RowRecord out[kMaxRows];
  const RowWindow window = selectRows(table, query, out);
  const uint32_t matched = static_cast<uint32_t>(all.size());
  if (window.matched != matched) return "matched";
  if (window.count != std::min({query.count, kMaxRows, matched})) return "count";
  if (window.first != std::min(query.offset, matched - window.count)) return "first";
  for (uint32_t i = 0; i < window.count; ++i) {
    if (out[i].serial != all[window.first + i].serial) return "order";
    if (out[i].handle != all[window.first + i].handle) return "handle";
  }
  return nullptr;
}

}  // namespace sweepground::test
