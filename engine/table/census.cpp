// Census: one pass over the rows; what is left of the heap's own counts is unmanaged.
#include "table/census.h"

#include "table/table.h"

namespace sweepground {

Census censusOf(const Heap& heap, const Table& table, uint32_t firstSerial) {
  Census census = {};
  census.unmanaged = {heap.counts().objects, heap.counts().liveBytes};
  for (uint32_t slot = 0; slot < table.slots(); ++slot) {
    const Chunk& chunk = table.chunkOf(slot);
    const uint32_t i = slot % kChunkSlots;
    CensusGroup* group = nullptr;
    switch (chunk.state[i]) {
      case State::kLive:
        group = firstSerial != 0 && chunk.serial[i] >= firstSerial ? &census.job
                : table.survivedBy(slot) == 0                      ? &census.fresh
                                                                   : &census.survived;
        break;
      case State::kCleared:
        group = &census.cleared;
        break;
      case State::kLost:
        group = &census.lost;
        break;
      default:
        continue;
    }
    ++group->count;
    group->bytes += chunk.sizeBytes[i];
    census.unmanaged.bytes -= chunk.sizeBytes[i];
    // One whose destruction has begun is among the heap's objects no more.
    census.unmanaged.count -= heap.isObject(chunk.address[i], 0);
  }
  return census;
}

}  // namespace sweepground
