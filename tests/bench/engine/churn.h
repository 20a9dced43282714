// Churn: a working set in which objects of random sizes take one another's place, for two allocators to be
// held against each other over the very same sequence. Built natively and for wasm.
#pragma once

#include <cstdint>
#include <cstdlib>

#include "heap/heap.h"
#include "objects/class_ids.h"

namespace sweepground::bench {

inline constexpr uint32_t kPlaces = 10000;
inline constexpr uint32_t kMinSizeBytes = 16, kMaxSizeBytes = 256;
// The sequence repeats after so many steps; made beforehand, so that neither side pays for chance.
inline constexpr uint32_t kSteps = 1u << 16;

// Frees what is in the place and puts something of this size there.
struct Step {
  uint16_t place;
  uint16_t sizeBytes;
};
static_assert(kPlaces <= 0x10000 && kMaxSizeBytes < 0x10000);

// xorshift32 (Marsaglia 2003), always from the same beginning.
class Chance {
 public:
  uint32_t below(uint32_t end) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return static_cast<uint32_t>(uint64_t{state_} * end >> 32);
  }

 private:
  uint32_t state_ = 2463534242;
};

// An allocator has a Pointer, make(sizeBytes) and drop(pointer).
template <class Allocator>
class Churn {
 public:
  // Fills every place. Owner: the caller keeps the allocator.
  explicit Churn(Allocator& allocator) : allocator_(&allocator) {
    Chance chance;
    for (Step& step : steps_) {
      step.place = static_cast<uint16_t>(chance.below(kPlaces));
      step.sizeBytes = static_cast<uint16_t>(kMinSizeBytes + chance.below(kMaxSizeBytes - kMinSizeBytes + 1));
    }
    for (uint32_t i = 0; i < kPlaces; ++i) places_[i] = allocator_->make(steps_[i].sizeBytes);
  }
  Churn(const Churn&) = delete;
  ~Churn() {
    for (const Pointer pointer : places_) allocator_->drop(pointer);
  }

  void replace(uint32_t pairs) {
    for (; pairs != 0; --pairs) {
      const Step step = steps_[next_++ % kSteps];
      Pointer& place = places_[step.place];
      allocator_->drop(place);
      place = allocator_->make(step.sizeBytes);
    }
  }

 private:
  using Pointer = typename Allocator::Pointer;

  Allocator* allocator_;
  uint32_t next_ = 0;
  Step steps_[kSteps];
  Pointer places_[kPlaces];
};

// Both write the first word, as an object does.
struct PlainMalloc {
  using Pointer = void*;
  void* make(uint32_t sizeBytes) {
    void* made = std::malloc(sizeBytes);
    *static_cast<uint32_t*>(made) = sizeBytes;
    return made;
  }
  void drop(void* pointer) { std::free(pointer); }
};

// The engine's heap with all that it does: limit, shadow, journal, quarantine with poison, and the check that
// comes before each destruction.
class CheckedHeap {
 public:
  using Pointer = Address;
  // Errors: false, no memory.
  bool init() {
    moment_.init([] { return 0.0; }, nullptr);
    if (!segments_.init()) return false;
    meta_.init(segments_);
    return journal_.init(meta_, moment_) && heap_.init(segments_, meta_, journal_, moment_, {});
  }
  Address make(uint32_t sizeBytes) {
    const Address made = heap_.allocate(sizeBytes, kBufferId, BlockKind::kObject);
    *at<uint32_t>(made) = sizeBytes;
    return made;
  }
  void drop(Address object) {
    if (!heap_.isObject(object, kBufferId)) std::abort();
    // As the run does with what ends quietly (objects/classes.h).
    heap_.retire(object, EndCause::kDeleted, 0);
  }

 private:
  Segments segments_ = {};
  Meta meta_ = {};
  Moment moment_ = {};
  Journal journal_ = {};
  Heap heap_ = {};
};

}  // namespace sweepground::bench
