// Lines: taking the counts out.
#include "table/lines.h"

namespace sweepground {

bool Lines::init(Meta& meta) {
  end_ = 1;
  counts_ = meta.allocate(kCountedLines * static_cast<uint32_t>(sizeof(Counts)));
  return counts_ != 0;
}

uint32_t Lines::write(LineRecord* out) const {
  const auto linesWith = [this](uint32_t made) {
    uint32_t lines = 0;
    for (uint32_t line = 0; line < end_; ++line) lines += countsOf(line).made >= made;
    return lines;
  };
  // The greatest number that enough lines to fill the space have made, bit by bit; 1 if all lines fit.
  uint32_t least = 1;
  uint32_t ties = kMaxLineRecords;  // lines with just so many for which there is room
  if (linesWith(1) > kMaxLineRecords) {
    least = 0;
    for (uint32_t bit = 1u << 31; bit != 0; bit >>= 1) {
      if (linesWith(least | bit) >= kMaxLineRecords) least |= bit;
    }
    ties -= linesWith(least + 1);  // not all lines have made 2^32 - 1
  }
  uint32_t written = 0;
  for (uint32_t line = 0; line < end_; ++line) {
    const Counts& counts = countsOf(line);
    if (counts.made < least || (counts.made == least && ties == 0)) continue;
    ties -= counts.made == least;
    const auto in = [&counts](State state) { return counts.inState[static_cast<uint32_t>(state)]; };
    out[written++] = {line,
                      counts.made,
                      in(State::kLive),
                      in(State::kCleared),
                      in(State::kLost),
                      in(State::kFreed),
                      in(State::kDeleted),
                      counts.heldBytes};
  }
  return written;
}

}  // namespace sweepground
