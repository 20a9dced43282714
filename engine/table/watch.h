// Watch: the window of rows that is being looked at. The first look after a change of order passes over the
// table once; while the order stays, every change of a row keeps a bracket of rows around the window up to
// date, and a further bracket is made, a little at each look, before the window can leave the first.
#pragma once

#include "table/bracket.h"
#include "table/sample.h"

namespace sweepground {

class Watch {
 public:
  // Rows that a bracket has room for; 1 MiB.
  static constexpr uint32_t kBracketRows = 65536;

  // Takes its memory: two brackets and some scratch. Nothing is watched then. Errors: false, no memory.
  bool init(Meta& meta, uint32_t bracketRows = kBracketRows);

  // Around each change of a row's columns, its coming and its going too. Cost: O(1); nothing while nobody
  // looks.
  void before(const Table& table, uint32_t slot) {
    if (watching_) noteBefore(table, slot);
  }
  void after(const Table& table, uint32_t slot) {
    if (watching_) noteAfter(table, slot);
  }
  // Many rows change, or may have changed: the next look passes over the table.
  void forget() { watching_ = false; }
  // The same, if rows are sorted by this column.
  void forget(Column column) {
    if (query_.column == column) watching_ = false;
  }

  // Writes the slots of the window's rows, at most kMaxRows, in order. Cost: see selectRows() in rows.h.
  RowWindow look(const Table& table, const RowQuery& query, uint32_t* slots);

  // For tests: how often a look had to pass over the whole table.
  uint32_t passes() const { return passes_; }

 private:
  struct Row {
    Key key;
    bool matched;
  };
  enum class Making : uint8_t { kNothing, kSample, kBounds, kPass };

  Row rowOf(const Table& table, uint32_t slot) const;
  void noteBefore(const Table& table, uint32_t slot);
  void noteAfter(const Table& table, uint32_t slot);
  RowWindow windowOf(const Bracket& bracket, uint32_t offset, uint32_t count) const;
  void select(const Table& table, uint32_t offset, uint32_t count);
  void pass(const Table& table, const Bounds& bounds);
  void makeNext(const Table& table, RowWindow window);
  uint32_t rowsToEdge(RowWindow window);

  Bracket& shown() { return brackets_[shown_]; }
  Bracket& next() { return brackets_[1 - shown_]; }

  bool watching_ = false;
  bool freshSample_ = false;  // taken at the last look
  Making making_ = Making::kNothing;
  uint8_t shown_ = 0;
  uint32_t passes_ = 0;
  RowQuery query_;
  Row old_ = {};
  Bracket brackets_[2];
  Sample sample_;
  Address scratch_ = 0;
};

}  // namespace sweepground
