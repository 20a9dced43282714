// Card: all that is known of one object in one piece: its story, its row, and what refers to what around it.
#pragma once

#include "abi/story.h"
#include "objects/graph.h"

namespace sweepground {

struct Card {
  Story story;
  RowRecord row;  // serial 0: it has none, or none any more
  Graph graph;    // its first node is the object; none where nothing is known
};
static_assert(sizeof(Card) == 64 + 64 + sizeof(Graph));

// Of the object or part that holds an address now or, if there is none with this serial (0: any), of the one
// that storyOf() finds. `replayed`: the run was rebuilt, its objects were never constructed. Any input is
// fine. Cost: O(block / 16) and that of the graph; of one that has ended also O(slots).
void writeCard(const Heap& heap, const Table& table, Address address, uint32_t serial, bool replayed,
               Card& out);

}  // namespace sweepground
