// Table: slots taken and given back, and every change of state with its count.
#include "table/table.h"

namespace sweepground {
namespace {
constexpr uint32_t kNoSlot = ~0u;
constexpr uint32_t rowOf(uint32_t slot) { return slot % kChunkSlots; }
constexpr bool isThere(State state) {
  return state == State::kLive || state == State::kCleared || state == State::kLost;
}
constexpr BlockState blockStateOf(State state) {
  if (state == State::kLive) return BlockState::kLive;
  return state == State::kCleared ? BlockState::kCleared : BlockState::kLost;
}
constexpr uint32_t ticksBetween(Ticks from, Ticks to) { return to > from ? to - from : 0; }
}  // namespace

bool Table::init(Meta& meta, Heap& heap, Journal& journal, Moment& moment, uint32_t maxSlots,
                 uint32_t historyRows) {
  meta_ = &meta;
  heap_ = &heap;
  journal_ = &journal;
  moment_ = &moment;
  maxSlots_ = maxSlots < kMaxSlots ? maxSlots : kMaxSlots;
  historyRows_ = historyRows;
  return lines_.init(meta) && watch_.init(meta);
}

// Ended slots beyond the history first, then fresh ones, then history.
uint32_t Table::takeSlot() {
  if (waiting_ <= historyRows_ && slots_ < maxSlots_) {
    Address& chunk = chunks_[slots_ / kChunkSlots];
    if (chunk == 0) chunk = meta_->allocate(sizeof(Chunk));
    if (chunk != 0) return slots_++;
  }
  if (waiting_ == 0) return kNoSlot;
  const uint32_t slot = firstWaiting_ - 1;
  firstWaiting_ = chunkFor(slot).next[rowOf(slot)];
  if (firstWaiting_ == 0) lastWaiting_ = 0;
  --waiting_;
  return slot;
}

Handle Table::add(Address object, Ticks born) {
  const uint32_t slot = takeSlot();
  if (slot == kNoSlot) return 0;
  watch_.before(*this, slot);
  BlockHeader& header = heap_->header(object);
  Chunk& chunk = chunkFor(slot);
  const uint32_t i = rowOf(slot);
  chunk.address[i] = object;
  chunk.sizeBytes[i] = header.sizeBytes();
  chunk.serial[i] = header.number();
  chunk.line[i] = header.line();
  chunk.classId[i] = header.classId();
  chunk.born[i] = born;
  chunk.used[i] = 0;
  chunk.cleared[i] = 0;
  chunk.ended[i] = 0;
  chunk.by[i] = 0;
  chunk.next[i] = 0;
  chunk.survived[i] = static_cast<uint16_t>(std::min(majorCollections_, kMaxSurvived));
  chunk.flags[i] = 0;
  chunk.state[i] = State::kLive;
  ++counts_[static_cast<uint32_t>(State::kLive)];
  lines_.add(chunk.line[i], chunk.sizeBytes[i]);
  const uint32_t generation = chunk.generation[i] == kMaxGeneration ? 1u : chunk.generation[i] + 1u;
  chunk.generation[i] = static_cast<uint16_t>(generation);
  const Handle handle = slot | generation << kSlotBits;
  header.handle = handle;
  watch_.after(*this, slot);
  heap_->markState(object, BlockState::kLive);
  journal_->add({.kind = JournalKind::kManage,
                 .serial = chunk.serial[i],
                 .address = object,
                 .handle = handle,
                 .detail = born});
  return handle;
}

// Freed and deleted are totals of the run: nothing leaves them here, and takeSlot() does not count down.
void Table::setState(uint32_t slot, State state) {
  Chunk& chunk = chunkFor(slot);
  State& now = chunk.state[rowOf(slot)];
  lines_.change(chunk.line[rowOf(slot)], now, state);
  --counts_[static_cast<uint32_t>(now)];
  ++counts_[static_cast<uint32_t>(state)];
  now = state;
  if (isThere(state)) heap_->markState(chunk.address[rowOf(slot)], blockStateOf(state));
}

// Of a row that stops living: from what there had been at its birth to what it survived, and back.
void Table::turnSurvived(uint32_t slot) {
  uint16_t& survived = chunkFor(slot).survived[rowOf(slot)];
  survived = static_cast<uint16_t>(std::min(majorCollections_, kMaxSurvived) - survived);
}

bool Table::has(Handle handle) const {
  const uint32_t slot = slotOf(handle);
  return slot < slots_ && chunkOf(slot).generation[rowOf(slot)] == generationOf(handle);
}

State Table::stateOf(Handle handle) const {
  return has(handle) ? chunkOf(slotOf(handle)).state[rowOf(slotOf(handle))] : State::kNone;
}

bool Table::reclaimable(Handle handle) const {
  const State state = stateOf(handle);
  if (state == State::kCleared) return true;
  const uint32_t slot = slotOf(handle);
  return state == State::kLost && (chunkOf(slot).flags[rowOf(slot)] & Chunk::kAbandoned) == 0;
}

uint32_t Table::survivedBy(uint32_t slot) const {
  return survivedOf(chunkOf(slot), rowOf(slot), majorCollections_);
}

void Table::revive(Handle handle) {
  const uint32_t slot = slotOf(handle);
  Chunk& chunk = chunkFor(slot);
  watch_.before(*this, slot);
  if (chunk.state[rowOf(slot)] != State::kLive) turnSurvived(slot);
  chunk.cleared[rowOf(slot)] = 0;
  chunk.flags[rowOf(slot)] = 0;
  setState(slot, State::kLive);
  watch_.after(*this, slot);
  journal_->add({.kind = JournalKind::kRevive, .handle = handle});
}

void Table::touch(Handle handle) {
  const uint32_t slot = slotOf(handle);
  Ticks& used = chunkFor(slot).used[rowOf(slot)];
  if (used == moment_->now()) return;
  watch_.before(*this, slot);
  used = moment_->now();
  watch_.after(*this, slot);
}

bool Table::markCleared(Handle handle) {
  if (stateOf(handle) != State::kLive) return false;
  const uint32_t slot = slotOf(handle);
  Chunk& chunk = chunkFor(slot);
  watch_.before(*this, slot);
  turnSurvived(slot);
  chunk.cleared[rowOf(slot)] = moment_->now();
  setState(slot, keeping_ ? State::kLost : State::kCleared);
  watch_.after(*this, slot);
  journal_->add({.kind = JournalKind::kClear, .handle = handle, .detail = chunk.used[rowOf(slot)]});
  return true;
}

bool Table::abandon(Handle handle) {
  const State state = stateOf(handle);
  if (!isThere(state)) return false;
  const uint32_t slot = slotOf(handle);
  Chunk& chunk = chunkFor(slot);
  watch_.before(*this, slot);
  if (state == State::kLive) turnSurvived(slot);
  if (chunk.cleared[rowOf(slot)] == 0) chunk.cleared[rowOf(slot)] = moment_->now();
  chunk.flags[rowOf(slot)] |= Chunk::kAbandoned;
  setState(slot, State::kLost);
  watch_.after(*this, slot);
  journal_->add({.kind = JournalKind::kAbandon, .handle = handle});
  return true;
}

void Table::end(Handle handle, State state, uint32_t by) {
  const uint32_t slot = slotOf(handle);
  Chunk& chunk = chunkFor(slot);
  const uint32_t i = rowOf(slot);
  const Ticks now = moment_->now();
  watch_.before(*this, slot);
  if (chunk.state[i] == State::kLive) turnSurvived(slot);
  setState(slot, state);
  lines_.release(chunk.line[i], chunk.sizeBytes[i]);
  chunk.ended[i] = now;
  chunk.by[i] = by;
  chunk.next[i] = 0;
  watch_.after(*this, slot);
  if (state == State::kFreed && chunk.cleared[i] != 0) {
    clearedToFreed_.add(ticksBetween(chunk.cleared[i], now));
    usedToFreed_.add(ticksBetween(chunk.used[i] != 0 ? chunk.used[i] : chunk.born[i], now));
  }
  lifetimes_.add(ticksBetween(chunk.born[i], now));
  if (lastWaiting_ != 0) {
    chunkFor(lastWaiting_ - 1).next[rowOf(lastWaiting_ - 1)] = slot + 1;
  } else {
    firstWaiting_ = slot + 1;
  }
  lastWaiting_ = slot + 1;
  ++waiting_;
  journal_->add({.kind = JournalKind::kEnd,
                 .code = static_cast<uint16_t>(state),
                 .sizeBytes = by,
                 .handle = handle,
                 .detail = chunk.used[i]});
}

void Table::setReclaiming(bool reclaiming) {
  if (keeping_ == !reclaiming) return;
  keeping_ = !reclaiming;
  watch_.forget();
  for (uint32_t slot = 0; slot < slots_; ++slot) {
    const Chunk& chunk = chunkOf(slot);
    const State state = chunk.state[rowOf(slot)];
    if (keeping_ && state == State::kCleared) setState(slot, State::kLost);
    if (!keeping_ && state == State::kLost && (chunk.flags[rowOf(slot)] & Chunk::kAbandoned) == 0) {
      setState(slot, State::kCleared);
    }
  }
  journal_->add({.kind = JournalKind::kReclaiming, .code = reclaiming});
}

void Table::noteMajorCollection() {
  ++majorCollections_;
  watch_.forget(Column::kSurvived);
}

}  // namespace sweepground
