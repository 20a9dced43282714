// Table: slots taken and given back, and every change of state with its count.
#include "table/table.h"

namespace sweepground {
namespace {
constexpr uint32_t kNoSlot = ~0u;
constexpr uint32_t rowOf(uint32_t slot) { return slot % kChunkSlots; }
constexpr bool isThere(State state) {
  return state == State::kLive || state == State::kCleared || state == State::kLost;
}
}  // namespace

void Table::init(Meta& meta, uint32_t maxSlots, uint32_t historyRows) {
  meta_ = &meta;
  maxSlots_ = maxSlots < kMaxSlots ? maxSlots : kMaxSlots;
  historyRows_ = historyRows;
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

Handle Table::add(const NewRow& row, Ticks now) {
  const uint32_t slot = takeSlot();
  if (slot == kNoSlot) return 0;
  Chunk& chunk = chunkFor(slot);
  const uint32_t i = rowOf(slot);
  chunk.address[i] = row.address;
  chunk.sizeBytes[i] = row.sizeBytes;
  chunk.serial[i] = row.serial;
  chunk.classId[i] = row.classId;
  chunk.born[i] = now;
  chunk.cleared[i] = 0;
  chunk.ended[i] = 0;
  chunk.next[i] = 0;
  chunk.flags[i] = 0;
  chunk.state[i] = State::kLive;
  ++counts_[static_cast<uint32_t>(State::kLive)];
  const uint32_t generation = chunk.generation[i] == kMaxGeneration ? 1u : chunk.generation[i] + 1u;
  chunk.generation[i] = static_cast<uint16_t>(generation);
  return slot | generation << kSlotBits;
}

// Freed and deleted are totals of the run: nothing leaves them here, and takeSlot() does not count down.
void Table::setState(uint32_t slot, State state) {
  State& now = chunkFor(slot).state[rowOf(slot)];
  --counts_[static_cast<uint32_t>(now)];
  ++counts_[static_cast<uint32_t>(state)];
  now = state;
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

void Table::revive(Handle handle) {
  const uint32_t slot = slotOf(handle);
  setState(slot, State::kLive);
  chunkFor(slot).cleared[rowOf(slot)] = 0;
  chunkFor(slot).flags[rowOf(slot)] = 0;
}

bool Table::markCleared(Handle handle, Ticks now) {
  if (stateOf(handle) != State::kLive) return false;
  const uint32_t slot = slotOf(handle);
  setState(slot, keeping_ ? State::kLost : State::kCleared);
  chunkFor(slot).cleared[rowOf(slot)] = now;
  return true;
}

bool Table::abandon(Handle handle, Ticks now) {
  if (!isThere(stateOf(handle))) return false;
  const uint32_t slot = slotOf(handle);
  Chunk& chunk = chunkFor(slot);
  setState(slot, State::kLost);
  if (chunk.cleared[rowOf(slot)] == 0) chunk.cleared[rowOf(slot)] = now;
  chunk.flags[rowOf(slot)] |= Chunk::kAbandoned;
  return true;
}

void Table::end(Handle handle, State state, Ticks now) {
  const uint32_t slot = slotOf(handle);
  Chunk& chunk = chunkFor(slot);
  const uint32_t i = rowOf(slot);
  setState(slot, state);
  chunk.ended[i] = now;
  chunk.next[i] = 0;
  if (state == State::kFreed && chunk.cleared[i] != 0) {
    clearedToFreed_.add(now > chunk.cleared[i] ? now - chunk.cleared[i] : 0);
  }
  if (lastWaiting_ != 0) {
    chunkFor(lastWaiting_ - 1).next[rowOf(lastWaiting_ - 1)] = slot + 1;
  } else {
    firstWaiting_ = slot + 1;
  }
  lastWaiting_ = slot + 1;
  ++waiting_;
}

void Table::setReclaiming(bool reclaiming) {
  if (keeping_ == !reclaiming) return;
  keeping_ = !reclaiming;
  for (uint32_t slot = 0; slot < slots_; ++slot) {
    const Chunk& chunk = chunkOf(slot);
    const State state = chunk.state[rowOf(slot)];
    if (keeping_ && state == State::kCleared) setState(slot, State::kLost);
    if (!keeping_ && state == State::kLost && (chunk.flags[rowOf(slot)] & Chunk::kAbandoned) == 0) {
      setState(slot, State::kCleared);
    }
  }
}

}  // namespace sweepground
