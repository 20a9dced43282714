// Story: the header first, then the table's history.
#include "abi/story.h"

#include <limits>

namespace sweepground {
namespace {

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

Story storyInHeap(const Heap& heap, const Table& table, Address payload, Address address) {
  const BlockHeader& header = heap.header(payload);
  const Address owner = header.interior() ? heap.blockOf(payload) : 0;
  const Address block = owner != 0 ? owner : payload;  // what can be in quarantine
  Story story = {};
  story.found = heap.stateOf(block) == BlockState::kQuarantined ? Story::kQuarantined
                : header.part()                                 ? Story::kPart
                : header.ended()                                ? Story::kEnding
                                                                : Story::kUsable;
  story.address = payload;
  story.serial = header.number();
  story.sizeBytes = header.sizeBytes();
  story.classId = header.classId();
  story.line = header.line();
  story.handle = header.handle;
  story.owner = owner;
  story.bornMs = kNotKnown;
  story.endedMs = kNotKnown;
  story.offset = address > payload ? address - payload : 0;
  if (table.has(header.handle)) {
    const RowRecord row = recordOf(table, slotOf(header.handle));
    story.bornMs = row.bornMs;
    story.endedMs = row.endedMs;
  }
  if (const Quarantine::Entry* end = heap.endOf(block)) {
    story.cause = static_cast<uint32_t>(owner != 0 ? EndCause::kOwner : end->cause);
    story.by = end->by;
    story.endedMs = msOf(end->endedTicks);
  }
  return story;
}

Story storyInHistory(const RowRecord& row) {
  Story story = {};
  story.found = Story::kHistory;
  story.address = row.address;
  story.serial = row.serial;
  story.sizeBytes = row.sizeBytes;
  story.classId = row.classId;
  story.line = row.line;
  const State state = static_cast<State>(row.state);
  story.cause = static_cast<uint32_t>(state == State::kFreed     ? EndCause::kSwept
                                      : state == State::kDeleted ? EndCause::kDeleted
                                                                 : EndCause::kNone);
  story.by = row.by;
  story.handle = row.handle;
  story.bornMs = row.bornMs;
  story.endedMs = row.endedMs;
  return story;
}

}  // namespace

Story storyOf(const Heap& heap, const Table& table, Address address, uint32_t serial) {
  const Address holder = heap.holderOf(address);
  const bool wanted = holder != 0 && (serial == 0 || heap.header(holder).number() == serial);
  if (wanted && holder == address) return storyInHeap(heap, table, holder, address);
  RowRecord row;
  if (findRow(table, address, serial, row)) return storyInHistory(row);
  return wanted ? storyInHeap(heap, table, holder, address) : Story{};
}

}  // namespace sweepground
