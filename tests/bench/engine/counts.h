// Counts: two tables over one heap, a small and a great one, to show that counting by state takes the same
// time for both, and how much memory a slot takes. Built natively and for wasm.
#pragma once

#include <cstdint>

#include "objects/class_ids.h"
#include "table/table.h"

namespace sweepground::bench {

inline constexpr uint32_t kFewRows = 1000;

class Counts {
 public:
  // Errors: false, no memory.
  bool init(uint32_t manyRows) {
    moment_.init([] { return 0.0; }, nullptr);
    if (!segments_.init()) return false;
    meta_.init(segments_);
    if (!journal_.init(meta_, moment_)) return false;
    if (!heap_.init(segments_, meta_, journal_, moment_, {HeapLimits::kMaxBytes, 0})) return false;
    few_.init(meta_, heap_, journal_, moment_);
    many_.init(meta_, heap_, journal_, moment_);
    return fill(few_, kFewRows) && fill(many_, manyRows);
  }

  // Asks `times` times for a count, state after state.
  [[gnu::noinline]] static uint32_t count(const Table& table, uint32_t times) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < times; ++i) {
      asm volatile("" ::: "memory");  // each time anew
      sum += table.count(static_cast<State>(i % kStateCount));
    }
    return sum;
  }

  const Table& few() const { return few_; }
  const Table& many() const { return many_; }
  // Of what the engine took for the many rows.
  double bytesPerSlot() const { return bytesPerSlot_; }

 private:
  // The objects first: then nobody but the table takes memory while the rows are made.
  bool fill(Table& table, uint32_t rows) {
    Address last = 0;
    for (uint32_t i = 0; i < rows; ++i) {
      const Address object = heap_.allocate(sizeof(Address), kMyClassId, BlockKind::kObject);
      if (object == 0) return false;
      *at<Address>(object) = last;  // a list of all, without memory of its own
      last = object;
    }
    // What is left of older segments is used up: all that comes now lies in one piece.
    const uint64_t taken = segments_.memoryBytes();
    Address before = 0;
    while (segments_.memoryBytes() == taken) before = meta_.allocate(kGranuleBytes);
    for (; last != 0; last = *at<Address>(last)) {
      if (table.add(last, moment_.now()) == 0) return false;
    }
    const Address after = meta_.allocate(kGranuleBytes);
    bytesPerSlot_ = static_cast<double>(after - before - kGranuleBytes) / rows;
    return before != 0 && after != 0;
  }

  Segments segments_ = {};
  Meta meta_ = {};
  Moment moment_ = {};
  Journal journal_ = {};
  Heap heap_ = {};
  Table few_ = {};
  Table many_ = {};
  double bytesPerSlot_ = 0;
};

}  // namespace sweepground::bench
