// Replay: rebuilds heap, table and figures from a journal's records, by the very calls that wrote them. What
// a record makes must add that record to this journal again; one that does not follows from nothing before
// it, and ends the replay.
#include "abi/run.h"
#include "objects/class_ids.h"

namespace sweepground {

Address Run::replayBatch(uint32_t memoryBytes) {
  if (started_ || (prepared_ && replayBatch_ == 0)) return 0;
  if (replayBatch_ != 0) return replayBatch_;
  // The tables of this instance lie behind all that the recorded one had.
  const uint64_t end = roundUp(memoryBytes, kSegmentBytes);
  if (end > kAddressSpaceBytes / 2 + kAddressSpaceBytes / 4 || !prepare(kAddressSpaceBytes, end)) return 0;
  // More than the first segment has left, so that the memory reaches as far as the recorded one.
  if (segments_.take(1) == 0) return 0;
  replayEnd_ = static_cast<uint32_t>(end);
  replayBatch_ = meta_.allocate(kBatchCapacity * sizeof(Record));
  return replayBatch_;
}

uint32_t Run::replay(uint32_t count) {
  if (replayBatch_ == 0) return 0;
  for (uint32_t i = 0; i < count && i < kBatchCapacity; ++i) {
    const Record record = at<Record>(replayBatch_)[i];
    const uint32_t sequence = journal_.next();
    if (record.sequence != sequence || (record.kind == JournalKind::kStart) == replayed_) return i;
    if (record.time < moment_.now()) return i;
    moment_.set(record.time, record.detail);
    if (!replayRecord(record)) return i;
    const RecordSpan span = journal_.span(sequence);
    if (span.first != sequence || span.count != 1 || !(*at<Record>(span.address) == record)) return i;
  }
  return count < kBatchCapacity ? count : kBatchCapacity;
}

bool Run::replayRecord(const Record& record) {
  const State state = table_.stateOf(record.handle);
  const bool standing = state == State::kLive || state == State::kCleared || state == State::kLost;
  switch (record.kind) {
    case JournalKind::kNone:
      return false;
    case JournalKind::kStart:
      replayed_ = open({record.sizeBytes, record.detail}, kMaxSlots);
      return replayed_;
    case JournalKind::kGrow:
      return record.address >= kSegmentBytes && record.address <= replayEnd_ &&
             record.sizeBytes <= replayEnd_ - record.address &&
             heap_.replayGrow(record.address, record.sizeBytes);
    case JournalKind::kAlloc:
      return record.classId != 0 && record.classId <= kClassCount && record.code <= 1 &&
             heap_.allocate(record.sizeBytes, record.classId, static_cast<BlockKind>(record.code)) != 0;
    case JournalKind::kPlace:
      return replayPlace(record);
    case JournalKind::kEnding:
      if (!heap_.isObject(record.address, 0)) return false;
      heap_.header(record.address).interior() ? heap_.endPlaced(record.address)
                                              : heap_.beginEnd(record.address);
      return true;
    case JournalKind::kFree:
      return replayFree(record);
    case JournalKind::kEvict:
      if (heap_.counts().quarantineBytes == 0) return false;
      heap_.evictOldest(record.code != 0);
      return true;
    case JournalKind::kJoin:
      return heap_.joinShelved();
    case JournalKind::kManage:
      if (!heap_.isObject(record.address, 0) || heap_.header(record.address).interior()) return false;
      return heap_.header(record.address).handle == 0 && record.detail <= record.time &&
             table_.add(record.address, record.detail) != 0;
    case JournalKind::kRevive:
      if (standing) table_.revive(record.handle);
      return standing;
    case JournalKind::kClear:
    case JournalKind::kEnd:
      if (!standing || record.detail > record.time) return false;
      if (record.detail != 0) {
        moment_.set(record.detail, 0);
        table_.touch(record.handle);
        moment_.set(record.time, 0);
      }
      if (record.kind == JournalKind::kClear) return table_.markCleared(record.handle);
      if (record.code != static_cast<uint16_t>(State::kFreed) &&
          record.code != static_cast<uint16_t>(State::kDeleted))
        return false;
      table_.end(record.handle, static_cast<State>(record.code), record.sizeBytes);
      return true;
    case JournalKind::kAbandon:
      return table_.abandon(record.handle);
    case JournalKind::kReclaiming:
      table_.setReclaiming(record.code != 0);
      return true;
    case JournalKind::kSweepBegin:
      journal_.add(record);
      return true;
    case JournalKind::kSweepEnd:
      noteSweep(record.detail / 1000.0, record.handle / 1000.0);
      mark(record);
      return true;
    case JournalKind::kCollection:
      if (record.detail > 1) return false;
      noteCollection(record.detail != 0);
      return true;
    case JournalKind::kPressureRequest:
      ++pressureRequests_;
      mark(record);
      return true;
    case JournalKind::kError:
      ++errors_;
      mark(record);
      return true;
  }
  return false;
}

// Before an object is placed: it lies, header and all, in the payload of a usable object that is itself no
// placed one, and covers no other that was placed there.
bool Run::replayPlace(const Record& record) {
  const Address header = record.address - kHeaderBytes;
  if (record.classId == 0 || record.classId > kClassCount || record.address % kGranuleBytes != 0)
    return false;
  const Address owner = heap_.holderOf(header);
  if (owner == 0 || header < owner || heap_.header(owner).interior() || !heap_.isObject(owner, kArenaId))
    return false;
  const uint64_t end = roundUp(uint64_t{record.address} + record.sizeBytes, kGranuleBytes);
  if (end > uint64_t{owner} - kHeaderBytes + heap_.header(owner).sizeBytes()) return false;
  for (uint64_t granule = header; granule < end; granule += kGranuleBytes) {
    if (granule != owner && heap_.isObject(static_cast<uint32_t>(granule), 0)) return false;
  }
  heap_.place(record.address, record.sizeBytes, record.classId);
  return true;
}

// Before a block goes: its object's row has ended, and nothing placed in it is usable.
bool Run::replayFree(const Record& record) {
  if (record.address == 0 || heap_.holderOf(record.address) != record.address) return false;
  const BlockHeader& header = heap_.header(record.address);
  if (header.interior() || heap_.stateOf(record.address) == BlockState::kQuarantined) return false;
  const State state = table_.stateOf(header.handle);
  if (state != State::kNone && state != State::kFreed && state != State::kDeleted) return false;
  if (header.classId() == kArenaId) {
    const Address end = record.address - kHeaderBytes + header.sizeBytes();
    for (Address granule = record.address; granule < end; granule += kGranuleBytes) {
      if (heap_.isObject(granule, 0)) return false;
    }
  }
  heap_.retire(record.address, static_cast<EndCause>(record.code), record.detail);
  return true;
}

}  // namespace sweepground
