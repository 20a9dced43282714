// Snapshot: header, stats, rows and journal records, one right after the other.
#include "snapshot/snapshot.h"

namespace sweepground {

void writeSnapshot(Address buffer, const Stats& stats, const Table& table, const RowQuery& query,
                   const Journal& journal, uint32_t journalFrom) {
  Address next = buffer + sizeof(SnapshotHeader);
  *at<Stats>(next) = stats;
  next += sizeof(Stats);

  const RowWindow window = selectRows(table, query, at<RowRecord>(next));
  next += window.count * static_cast<uint32_t>(sizeof(RowRecord));

  JournalRecord* records = at<JournalRecord>(next);
  const uint32_t recordCount = journal.read(journalFrom, records, kSnapshotJournalRecords);
  next += recordCount * static_cast<uint32_t>(sizeof(JournalRecord));
  const uint32_t journalNext = recordCount != 0 ? records[recordCount - 1].sequence + 1 : journal.next();

  *at<SnapshotHeader>(buffer) = {next - buffer, kSnapshotVersion, kStatCount,  window.matched,
                                 window.count,  window.first,     recordCount, journalNext};
}

}  // namespace sweepground
