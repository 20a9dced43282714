// Snapshot: header, stats, rows, marks and lines, one right after the other.
#include "snapshot/snapshot.h"

#include <algorithm>

namespace sweepground {
namespace {

// Copies up to kSnapshotMarks records from `from` on; the span may be cut where the ring ends.
uint32_t copyMarks(const Journal& marks, uint32_t& from, Record* out) {
  uint32_t copied = 0;
  for (;;) {
    const RecordSpan span = marks.span(from);
    const uint32_t count = std::min(span.count, kSnapshotMarks - copied);
    std::copy_n(at<Record>(span.address), count, out + copied);
    copied += count;
    from = span.first + count;
    if (count == 0 || copied == kSnapshotMarks) return copied;
  }
}

}  // namespace

void writeSnapshot(Address buffer, const Stats& stats, Table& table, const RowQuery& query,
                   const Journal& marks, uint32_t markFrom) {
  Address next = buffer + sizeof(SnapshotHeader);
  *at<Stats>(next) = stats;
  next += sizeof(Stats);

  const RowWindow window = selectRows(table, query, at<RowRecord>(next));
  next += window.count * static_cast<uint32_t>(sizeof(RowRecord));

  const uint32_t markCount = copyMarks(marks, markFrom, at<Record>(next));
  next += markCount * static_cast<uint32_t>(sizeof(Record));

  const uint32_t lineCount = table.lines().write(at<LineRecord>(next));
  next += lineCount * static_cast<uint32_t>(sizeof(LineRecord));

  *at<SnapshotHeader>(buffer) = {next - buffer, kSnapshotVersion, kStatCount, window.matched, window.count,
                                 window.first,  markCount,        markFrom,   lineCount,      0};
}

}  // namespace sweepground
