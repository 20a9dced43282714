// Digest: one number for all that a journal can rebuild of a run: every block, every row, every count.
#pragma once

#include "abi/run.h"
#include "objects/class_ids.h"

namespace sweepground::test {

class Digest {
 public:
  template <class T>
  void add(T value) {
    for (size_t i = 0; i < sizeof value; ++i) {
      hash_ = (hash_ ^ (static_cast<uint64_t>(value) >> (8 * i) & 0xff)) * 0x100000001b3;  // FNV-1a
    }
  }
  uint64_t value() const { return hash_; }

 private:
  uint64_t hash_ = 0xcbf29ce484222325;
};

// The last use of a live row is not in the journal, and so not in here.
inline uint64_t digestOf(Run& run) {
  Digest digest;
  const Heap& heap = run.heap();
  const auto addBlock = [&](Address payload) {
    const BlockHeader& header = heap.header(payload);
    for (const uint32_t word :
         {payload, header.sizeAndFlags, header.classAndLine, header.serial, header.handle,
          static_cast<uint32_t>(heap.stateOf(payload)), static_cast<uint32_t>(heap.isObject(payload, 0))}) {
      digest.add(word);
    }
  };
  heap.forEachBlock([&](Address payload) {
    addBlock(payload);
    if (heap.header(payload).classId() != kArenaId) return;
    const Address end = payload - kHeaderBytes + heap.header(payload).sizeBytes();
    for (Address inside = payload + kGranuleBytes; inside < end; inside += kGranuleBytes) {
      if (heap.isObject(inside, 0)) addBlock(inside);
    }
  });
  const Heap::Counts& counts = heap.counts();
  for (const uint32_t count :
       {counts.liveBytes, counts.peakBytes, counts.freeBytes, counts.quarantineBytes, counts.heapBytes,
        counts.liveBlocks, counts.objects, counts.allocations, counts.objectsMade, heap.largestFreeBytes()}) {
    digest.add(count);
  }
  Table& table = run.table();
  for (uint32_t slot = 0; slot < table.slots(); ++slot) {
    const Chunk& chunk = table.chunkOf(slot);
    const uint32_t i = slot % kChunkSlots;
    for (const uint32_t word :
         {chunk.address[i], chunk.sizeBytes[i], chunk.serial[i], chunk.line[i], chunk.born[i],
          chunk.cleared[i], chunk.ended[i], chunk.by[i], table.survivedBy(slot),
          uint32_t{chunk.generation[i]}, uint32_t{chunk.classId[i]}, static_cast<uint32_t>(chunk.state[i]),
          uint32_t{chunk.flags[i]}, chunk.state[i] == State::kLive ? 0 : chunk.used[i]}) {
      digest.add(word);
    }
  }
  static LineRecord lines[kMaxLineRecords];
  const uint32_t lineCount = table.lines().write(lines);
  for (uint32_t i = 0; i < lineCount; ++i) {
    const LineRecord& line = lines[i];
    for (const uint32_t word : {line.line, line.made, line.live, line.cleared, line.lost, line.freed,
                                line.deleted, line.heldBytes}) {
      digest.add(word);
    }
  }
  for (uint32_t state = 0; state < kStateCount; ++state) digest.add(table.count(static_cast<State>(state)));
  digest.add(table.majorCollections());
  digest.add(table.clearedToFreed().count());
  digest.add(table.usedToFreed().count());
  digest.add(table.usedToFreed().max());
  digest.add(table.lifetimes().count());
  digest.add(table.lifetimes().max());
  return digest.value();
}

}  // namespace sweepground::test
