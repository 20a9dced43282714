// Recording: a run as its journal tells it, and what it looked like, so that a replay can be held against it.
#pragma once

#include <vector>

#include "abi/card.h"
#include "table/census.h"
#include "world.h"

namespace sweepground::fuzz {

// Its bytes are the live ones, its rows those of the table.
void checkCensus(const Census& census);

struct Recording {
  std::vector<Record> records;  // from the first on; none if some had given way
  std::vector<RowRecord> rows;
  std::vector<uint8_t> raster;
  Heap::Counts counts = {};
  Census census = {};
  uint32_t memoryBytes = 0;

  // Of the run as it is now. Before: it has started.
  void take();
  // Replays it in an instance that has not started, after which all must be as it was.
  void replayWhole() const;
  // The same with bytes changed as the plan says: nothing need be taken, and nothing may break.
  void replayDamaged(World& w, Input plan) const;
  static constexpr uint32_t kPlanBytes = 16;
};

}  // namespace sweepground::fuzz
