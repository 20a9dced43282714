// Lines: what became of the objects that each line of the program made, so far as they had rows.
#pragma once

#include "base/meta.h"
#include "table/states.h"

namespace sweepground {

// Lines up to here are counted each by itself; what was made beyond counts with line 0, not known.
inline constexpr uint32_t kCountedLines = 4096;
// The most that a snapshot carries.
inline constexpr uint32_t kMaxLineRecords = 256;

// One line as the snapshot carries it.
struct LineRecord {
  uint32_t line;  // 0: those that are not known
  uint32_t made;  // rows ever, as are freed and deleted; the others are as of now
  uint32_t live;
  uint32_t cleared;
  uint32_t lost;
  uint32_t freed;
  uint32_t deleted;
  uint32_t heldBytes;  // of the blocks of those live, cleared and lost, headers included
};
static_assert(sizeof(LineRecord) == 32);

class Lines {
 public:
  // Takes memory for all. Errors: false, no memory.
  bool init(Meta& meta);

  // A row comes, live. Cost of this and those below: O(1).
  void add(uint32_t line, uint32_t sizeBytes) {
    Counts& counts = countsOf(line);
    ++counts.made;
    ++counts.inState[static_cast<uint32_t>(State::kLive)];
    counts.heldBytes += sizeBytes;
    if (line >= end_) end_ = line < kCountedLines ? line + 1 : end_;
  }
  // A row of this line changes its state.
  void change(uint32_t line, State from, State to) {
    Counts& counts = countsOf(line);
    --counts.inState[static_cast<uint32_t>(from)];
    ++counts.inState[static_cast<uint32_t>(to)];
  }
  // A row ends: its block is held no more.
  void release(uint32_t line, uint32_t sizeBytes) { countsOf(line).heldBytes -= sizeBytes; }

  // Writes the lines that made most, at most kMaxLineRecords, in the order of lines; gives how many. Of lines
  // that made as many the first. Cost: O(the greatest line), at most kCountedLines; 32 times as much where
  // there are more lines than fit.
  uint32_t write(LineRecord* out) const;

 private:
  struct Counts {
    uint32_t made;
    uint32_t inState[kStateCount];  // none: always 0
    uint32_t heldBytes;
  };
  static_assert(sizeof(Counts) == 32);

  Counts& countsOf(uint32_t line) const { return at<Counts>(counts_)[line < kCountedLines ? line : 0]; }

  Address counts_ = 0;
  uint32_t end_ = 1;  // no line from here on has made anything
};

}  // namespace sweepground
