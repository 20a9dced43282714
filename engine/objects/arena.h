// Arena: room for MyClass objects in its own block. They are its own: they end with it, and nobody else ends
// them.
#pragma once

#include "heap/block.h"
#include "objects/graph.h"
#include "objects/my_class.h"

namespace sweepground {

class alignas(kGranuleBytes) Arena {
 public:
  // An object in an arena: a header as every object has it, then the object.
  static constexpr uint32_t kPlaceBytes = kHeaderBytes + kGranuleBytes;

  static constexpr uint64_t blockBytes(uint32_t capacity);

  // Before: the object lies in a block of blockBytes(capacity). A capacity of 0 is fine. Cost: O(1).
  explicit Arena(uint32_t capacity) : capacity_(capacity) {}
  ~Arena();

  // A new object, the arena's. Errors: arenaFull with the capacity, and 0. Cost: O(1).
  Address make(int32_t number);
  // An object made before, by the order of making. Errors: outOfRange with the index, and 0.
  Address at(uint32_t index) const;
  uint32_t count() const { return count_; }
  uint32_t capacity() const { return capacity_; }

  void trace(Graph& graph) const;

  // Ends up to so many objects, the newest first; true when none is left.
  bool releaseSome(uint32_t steps);

 private:
  Address placeAt(uint32_t index) const;

  uint32_t capacity_;
  uint32_t count_ = 0;
};

constexpr uint64_t Arena::blockBytes(uint32_t capacity) {
  return sizeof(Arena) + uint64_t{capacity} * kPlaceBytes;
}
static_assert(Arena::kPlaceBytes == 32 && sizeof(MyClass) <= kGranuleBytes);

}  // namespace sweepground
