// Sample: keys of some thousand rows, from which the bounds of a bracket are guessed (Floyd and Rivest, 1975:
// select between two elements of a sample that lie closely around the one wanted). The same table gives the
// same sample.
#pragma once

#include "table/pool.h"

namespace sweepground {

class Table;

// A key and how many rows come before it.
struct Anchor {
  Key key = 0;
  uint32_t rank = 0;
};

struct Bounds {
  Key low;
  Key high;
  bool ties;  // many more rows share their values with the bounds than lie between them
  PoolCuts cuts = {};
};

class Sample {
 public:
  static constexpr uint32_t kMaxKeys = 8192;

  // Errors: false, no memory.
  bool init(Meta& meta);
  // Begins anew: one slot out of each of this many equal parts of the table.
  void begin(const Table& table, uint32_t parts);
  // Looks into the next parts. True when all are done.
  bool take(const Table& table, const RowQuery& query, uint32_t parts);
  // Bounds that hold the rows from `first` on and `margin` more on either side, but no more than about
  // `mostRows`. The nearer the anchor, the better the guess. A first past the end stands for the end. Cost:
  // O(keys).
  Bounds bounds(Anchor anchor, uint32_t first, uint32_t count, uint32_t margin, uint32_t mostRows);

 private:
  Address keys_ = 0;
  uint32_t count_ = 0;
  uint32_t slots_ = 0;
  uint32_t parts_ = 0;
  uint32_t next_ = 0;
  uint32_t seed_ = 0;  // another for each sample: what one gets wrong the next does not
};

}  // namespace sweepground
