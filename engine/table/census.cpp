// Census: one pass over the rows; what is left of the heap's own counts is unmanaged.
#include "table/census.h"

#include <algorithm>

#include "table/table.h"

namespace sweepground {

Census censusOf(const Heap& heap, const Table& table, uint32_t firstSerial) {
  Census census = {};
  const uint32_t jobFrom = firstSerial != 0 ? firstSerial : ~0u;  // no serial has its highest bit set
  uint32_t bytes = 0;
  uint32_t usable = 0;
  for (uint32_t begin = 0; begin < table.slots(); begin += kChunkSlots) {
    const Chunk& chunk = table.chunkOf(begin);
    const uint32_t count = std::min(table.slots() - begin, kChunkSlots);
    for (uint32_t i = 0; i < count; ++i) {
      CensusGroup* group = &census.cleared;
      switch (chunk.state[i]) {
        case State::kLive:
          group = chunk.serial[i] >= jobFrom                            ? &census.job
                  : survivedOf(chunk, i, table.majorCollections()) == 0 ? &census.fresh
                                                                        : &census.survived;
          break;
        case State::kLost:
          group = &census.lost;
          break;
        case State::kCleared:
          break;
        default:
          continue;
      }
      ++group->count;
      group->bytes += chunk.sizeBytes[i];
      bytes += chunk.sizeBytes[i];
      // One whose destruction has begun is among the heap's objects no more.
      usable += heap.isObject(chunk.address[i], 0);
    }
  }
  census.unmanaged = {heap.counts().objects - usable, heap.counts().liveBytes - bytes};
  return census;
}

}  // namespace sweepground
