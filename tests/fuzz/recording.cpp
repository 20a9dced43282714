// A run recorded, and replayed whole or damaged.
#include "recording.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace sweepground::fuzz {
namespace {

const Action kReplaying = {"(replay)", true, nullptr};
constexpr uint32_t kHeaderSize = sizeof(SnapshotHeader);
constexpr uint32_t kCells = 512;
constexpr uint32_t kBytesPerCell = 4096;
constexpr uint32_t kCensusFrom = 10;  // serial

Census censusNow(uint32_t firstSerial) {
  const Address counted = _engine__census(firstSerial);
  if (counted == 0) fail("no census");
  checkCensus(*at<Census>(counted));
  return *at<Census>(counted);
}

std::vector<RowRecord> rowsNow(uint32_t* memoryBytes) {
  const Address snapshot = _engine__snapshot(0, 0, ~0u, ~0u, 0, 0, ~0u, 0, kMaxRows, 1);
  if (snapshot == 0) fail("no snapshot");
  const SnapshotHeader& header = *at<SnapshotHeader>(snapshot);
  if (memoryBytes != nullptr) {
    *memoryBytes = static_cast<uint32_t>(at<Stats>(snapshot + kHeaderSize)->wasmMemoryBytes);
  }
  const uint32_t statBytes = header.statCount * static_cast<uint32_t>(sizeof(double));
  const RowRecord* first = at<RowRecord>(snapshot + kHeaderSize + statBytes);
  std::vector<RowRecord> rows(first, first + header.rowCount);
  // The journal tells of the last use when a row is cleared or ends, and of none after it was cleared.
  for (RowRecord& row : rows) {
    const State state = static_cast<State>(row.state);
    if (state != State::kFreed && state != State::kDeleted) row.usedMs = 0;
  }
  return rows;
}

void show(const char* whose, const RowRecord& row) {
  std::fprintf(
      stderr,
      "%sserial %u, address %u, size %u, class %u, state %u, handle %u, line %u, by %u, survived %u, ", whose,
      row.serial, row.address, row.sizeBytes, row.classId, row.state, row.handle, row.line, row.by,
      row.survived);
  std::fprintf(stderr, "born %.2f, used %.2f, cleared %.2f, ended %.2f\n", row.bornMs, row.usedMs,
               row.clearedMs, row.endedMs);
}

std::vector<uint8_t> rasterNow(Address begin) {
  const Address raster = _engine__raster(begin, kBytesPerCell, kCells, 0, 0, 0, ~0u);
  if (raster == 0) fail("no raster");
  const uint8_t* bytes = at<uint8_t>(raster);
  return std::vector<uint8_t>(bytes, bytes + sizeof(RasterHeader) + kCells * sizeof(RasterCell));
}

uint32_t replay(const std::vector<Record>& records, uint32_t memoryBytes) {
  uint32_t taken = 0;
  while (taken < records.size()) {
    const Address batch = _engine__replayBatch(taken == 0 ? memoryBytes : 0);
    if (batch == 0) return taken;
    const uint32_t count = std::min(kBatchCapacity, static_cast<uint32_t>(records.size()) - taken);
    std::memcpy(at<Record>(batch), records.data() + taken, count * sizeof(Record));
    const uint32_t took = _engine__replay(count);
    taken += took;
    if (took != count) break;
  }
  return taken;
}

bool sameCounts(const Heap::Counts& a, const Heap::Counts& b) {
  return a.liveBytes == b.liveBytes && a.peakBytes == b.peakBytes && a.freeBytes == b.freeBytes &&
         a.quarantineBytes == b.quarantineBytes && a.heapBytes == b.heapBytes &&
         a.liveBlocks == b.liveBlocks && a.objects == b.objects && a.allocations == b.allocations;
}

}  // namespace

void checkCensus(const Census& census) {
  uint32_t bytes = 0;
#define SWEEPGROUND_ADD(name) bytes += census.name.bytes;
  SWEEPGROUND_CENSUS(SWEEPGROUND_ADD)
#undef SWEEPGROUND_ADD
  const Heap::Counts& counts = run().heap().counts();
  if (bytes != counts.liveBytes) fail("a census that has other bytes than the heap");
  if (census.unmanaged.count > counts.objects) fail("a census with more objects than there are");
  const Table& table = run().table();
  if (census.job.count + census.fresh.count + census.survived.count != table.count(State::kLive) ||
      census.cleared.count != table.count(State::kCleared) || census.lost.count != table.count(State::kLost))
    fail("a census that has other rows than the table");
}

void Recording::take() {
  *this = {};
  for (uint32_t from = 1;;) {
    const Address address = _engine__journal(from);
    if (address == 0) fail("no journal");
    const RecordSpan span = *at<RecordSpan>(address);
    if (span.count != 0 && span.first != from) {
      records.clear();
      return;  // the oldest gave way: nothing to replay
    }
    const Record* first = at<Record>(span.address);
    records.insert(records.end(), first, first + span.count);
    from += span.count;
    if (from == span.next) break;
    if (span.count == 0) fail("the journal tells of records that it does not give");
  }
  rows = rowsNow(&memoryBytes);
  raster = rasterNow(run().heap().begin());
  counts = run().heap().counts();
  census = censusNow(kCensusFrom);
}

void Recording::replayWhole() const {
  if (records.empty()) return;
  if (replay(records, memoryBytes) != records.size()) fail("a run's own journal was refused");
  const char* fault = run().heap().validate();
  if (fault != nullptr) fail("validate() after a replay:", fault);
  if (!sameCounts(run().heap().counts(), counts)) fail("a replay counts otherwise than the run");
  const Census replayed = censusNow(kCensusFrom);
  if (std::memcmp(&replayed, &census, sizeof census) != 0) fail("a replay has another census than the run");
  const std::vector<RowRecord> now = rowsNow(nullptr);
  if (now.size() != rows.size()) fail("a replay has more or fewer rows than the run");
  for (size_t i = 0; i < rows.size(); ++i) {
    // As bytes: times may be NaN.
    if (std::memcmp(&now[i], &rows[i], sizeof(RowRecord)) == 0) continue;
    show("run:    ", rows[i]);
    show("replay: ", now[i]);
    fail("a replay has another row than the run");
  }
  if (rasterNow(run().heap().begin()) != raster) fail("a replay looks otherwise than the run");
}

void Recording::replayDamaged(World& w, Input plan) const {
  if (records.empty()) return;
  std::vector<Record> damaged = records;
  do {
    Record& record = damaged[plan.half() % damaged.size()];
    reinterpret_cast<uint8_t*>(&record)[plan.below(sizeof(Record))] ^=
        static_cast<uint8_t>(1 + plan.byte() % 255);
  } while (!plan.empty());
  w.call(kReplaying, [&] { return replay(damaged, memoryBytes) == 0 ? 0u : 1u; });
  if (!run().readable()) return;
  const char* fault = run().heap().validate();
  if (fault != nullptr) fail("validate() after a damaged replay:", fault);
  rowsNow(nullptr);
  rasterNow(run().heap().begin());
  censusNow(kCensusFrom);
  w.call(kReplaying, [] { return _MyClass__constructor(1); });
  if (!w.raised()) fail("a replay lets itself be changed");
}

}  // namespace sweepground::fuzz
