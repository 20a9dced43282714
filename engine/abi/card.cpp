// Card: the three parts, each about the same object.
#include "abi/card.h"

#include "objects/classes.h"

namespace sweepground {
namespace {

// What is there now comes before what began at this very address once: a card is of what one points at.
Story storyFor(const Heap& heap, const Table& table, Address address, uint32_t serial) {
  const Address holder = heap.holderOf(address);
  if (holder == 0 || (serial != 0 && heap.header(holder).number() != serial)) {
    return storyOf(heap, table, address, serial);
  }
  Story story = storyOf(heap, table, holder, 0);
  story.offset = address > holder ? address - holder : 0;
  return story;
}

}  // namespace

void writeCard(const Heap& heap, const Table& table, Address address, uint32_t serial, bool replayed,
               Card& out) {
  out.story = storyFor(heap, table, address, serial);
  out.row = {};
  out.graph.clear();
  const Story& story = out.story;
  if (story.found == Story::kNothing) return;
  if (story.handle != 0 && table.has(story.handle)) out.row = recordOf(table, slotOf(story.handle));
  if (out.row.serial != story.serial) out.row = {};
  if (story.found == Story::kUsable || story.found == Story::kPart || story.found == Story::kEnding) {
    out.graph.find(story.address, replayed);
    return;
  }
  const bool part = story.found == Story::kQuarantined && heap.header(story.address).part();
  out.graph.putEnded({story.address, story.serial, story.line, 0,
                      static_cast<uint8_t>(part ? NodeKind::kPart : NodeKind::kObject),
                      static_cast<uint8_t>(story.classId), out.row.state, 0});
}

}  // namespace sweepground
