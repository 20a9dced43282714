// Bracket: a range of keys around a window: how many rows come before it, and those within. It is made by
// passing over the table once, at one go or a few chunks at a time, and every change of a row keeps it up.
#pragma once

#include "table/sample.h"

namespace sweepground {

class Table;

// What a pass over chunks needs beside the bracket; one for all brackets.
struct ScanScratch {
  alignas(16) uint8_t match[kChunkSlots];    // 255: the filters let the row through, else 0
  alignas(16) uint32_t values[kChunkSlots];  // a column that is not 32 bits wide
  uint64_t found[kChunkSlots / 64];          // a bit for each row that may be within
  uint16_t rows[kChunkSlots + 64];           // the same as numbers; whole groups are written
};

class Bracket {
 public:
  // Errors: false, no memory.
  bool init(Meta& meta, uint32_t capacity) { return pool_.init(meta, capacity); }
  uint32_t capacity() const { return pool_.capacity(); }

  // Begins anew: keys from `low` to `high`, both within. `ties`: many rows share their values with the
  // bounds.
  void begin(const Bounds& bounds);
  // Goes on with up to this many chunks. Cost: about 0.4 ns a slot.
  void scan(const Table& table, const RowQuery& query, ScanScratch& scratch, uint32_t chunks);
  // Whether all chunks were passed.
  bool complete() const { return frontier_ == kMaxSlots; }
  // A row that the filters let through comes (sign 1) or goes (sign -1). False if it can no longer be told
  // from the bracket what is in it.
  bool change(Key key, uint32_t slot, int32_t sign);

  // More rows within than there was room for: the counts are right, read() is not.
  bool overflowed() const { return overflowed_; }
  Key low() const { return low_; }
  Key high() const { return high_; }
  uint32_t matched() const { return matched_; }
  uint32_t below() const { return below_; }
  uint32_t inside() const { return inside_; }
  // Whether the rows from this rank on are within.
  bool holds(uint32_t first, uint32_t count) const {
    return !overflowed_ && first >= below_ && first + count <= below_ + inside_;
  }
  // Before: holds(first, count).
  void read(uint32_t first, uint32_t count, uint32_t* slots) { pool_.read(first - below_, count, slots); }

 private:
  void scanChunk(const Table& table, const RowQuery& query, ScanScratch& scratch, uint32_t begin);
  // How a chunk is compared with the bounds: by values alone; by serials too, among rows of the one value
  // that both bounds have; by both as one number.
  enum class By { kValue, kOneValue, kBoth };
  By by() const { return !ties_ ? By::kValue : low_ >> 32 == high_ >> 32 ? By::kOneValue : By::kBoth; }
  template <By kBy, class Value>
  void scanRows(const RowQuery& query, ScanScratch& scratch, const Value* values, const uint32_t* serials,
                uint32_t begin);
  template <By kBy, class Value>
  void countRows(const RowQuery& query, ScanScratch& scratch, const Value* values, const uint32_t* serials);
  template <By kBy, class Value>
  void takeRows(const RowQuery& query, const ScanScratch& scratch, const Value* values,
                const uint32_t* serials, uint32_t count, uint32_t begin);
  Key least(const RowQuery& query) const { return query.descending ? ~high_ : low_; }
  Key most(const RowQuery& query) const { return query.descending ? ~low_ : high_; }

  Key low_ = 0;
  Key high_ = 0;
  bool ties_ = false;
  bool overflowed_ = false;
  uint32_t frontier_ = 0;  // slots below it are counted; kMaxSlots: all that there will be
  uint32_t matched_ = 0;
  uint32_t below_ = 0;
  uint32_t inside_ = 0;
  Pool pool_;
};

}  // namespace sweepground
