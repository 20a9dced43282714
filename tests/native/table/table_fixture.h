// A table alone, over a heap from fresh memory, with the time and the line set by hand. Every test ends with
// an empty, whole heap.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "heap/heap.h"
#include "table/table.h"

namespace sweepground::test {

class TableTest : public ::testing::Test {
 protected:
  void begin(uint32_t maxSlots = kMaxSlots, uint32_t historyRows = kHistoryRows,
             uint64_t maximumBytes = kAddressSpaceBytes) {
    table = Table{};
    heap = Heap{};
    journal = Journal{};
    moment = Moment{};
    ASSERT_TRUE(segments.init(maximumBytes));
    meta.init(segments);
    moment.init(nullptr, nullptr);
    ASSERT_TRUE(journal.init(meta, moment));
    HeapLimits limits;
    limits.limitBytes = 256u << 20;
    limits.quarantineBytes = 0;
    ASSERT_TRUE(heap.init(segments, meta, journal, moment, limits));
    ASSERT_TRUE(table.init(meta, heap, journal, moment, maxSlots, historyRows));
    moment.set(1, 0);
  }

  void TearDown() override {
    endAll();
    EXPECT_STREQ(heap.validate(), nullptr);
    EXPECT_EQ(heap.counts().liveBlocks, 0u);
  }

  Address object(ClassId classId = 1, uint32_t payloadBytes = 16) {
    return heap.allocate(payloadBytes, classId, BlockKind::kObject);
  }
  // An object with a row; 0 and no object if there is none to be had.
  Handle add(ClassId classId = 1, uint32_t payloadBytes = 16, Ticks born = 1) {
    const Address made = object(classId, payloadBytes);
    if (made == 0) return 0;
    const Handle handle = table.add(made, born);
    if (handle == 0) retire(made);
    return handle;
  }
  void retire(Address made) {
    heap.beginEnd(made);
    heap.retire(made, EndCause::kDeleted, 0);
  }
  // As the run does it: the destruction begins, the row ends, the block goes.
  void end(Handle handle, State state, uint32_t by = 0) {
    const Address made = addressOf(handle);
    heap.beginEnd(made);
    table.end(handle, state, by);
    heap.retire(made, state == State::kFreed ? EndCause::kSwept : EndCause::kDeleted, by);
  }
  Address addressOf(Handle handle) const {
    return table.chunkOf(slotOf(handle)).address[slotOf(handle) % kChunkSlots];
  }
  static bool isThere(State state) {
    return state == State::kLive || state == State::kCleared || state == State::kLost;
  }
  Handle handleOf(uint32_t slot) const {
    return slot | static_cast<uint32_t>(table.chunkOf(slot).generation[slot % kChunkSlots]) << kSlotBits;
  }
  void endAll() {
    for (uint32_t slot = 0; slot < table.slots(); ++slot) {
      if (isThere(table.stateOf(handleOf(slot)))) end(handleOf(slot), State::kDeleted);
    }
  }
  // The journal's last record.
  Record lastRecord() const { return *at<Record>(journal.span(journal.next() - 1).address); }

  Segments segments;
  Meta meta;
  Moment moment;
  Journal journal;
  Heap heap;
  Table table;
};

}  // namespace sweepground::test
