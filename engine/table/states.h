// The states of a row and the columns rows can be sorted by, each in one list.
#pragma once

#include <cstdint>

namespace sweepground {

// live: its wrapper was there at the last look. cleared: the WeakRef is empty, the object not yet freed.
// freed: destroyed by a policy. deleted: destroyed by delete() or using. lost: cleared, and no policy frees
// it.
#define SWEEPGROUND_STATES(STATE) \
  STATE(None, "none")             \
  STATE(Live, "live")             \
  STATE(Cleared, "cleared")       \
  STATE(Freed, "freed")           \
  STATE(Deleted, "deleted")       \
  STATE(Lost, "lost")

// id, name, label, unit. Rows that lack a time (not cleared, not ended, never used) come first. survived:
// major collections detected while the object lived. line: of the user's program, where the object was made;
// 0 = not known.
#define SWEEPGROUND_COLUMNS(COLUMN)                 \
  COLUMN(Serial, "serial", "#", "count")            \
  COLUMN(Class, "class", "class", "class")          \
  COLUMN(Address, "address", "pointer", "address")  \
  COLUMN(Size, "size", "size", "byte")              \
  COLUMN(State, "state", "state", "state")          \
  COLUMN(Born, "born", "born", "ms")                \
  COLUMN(Used, "used", "last used", "ms")           \
  COLUMN(Cleared, "cleared", "cleared", "ms")       \
  COLUMN(Ended, "ended", "ended", "ms")             \
  COLUMN(Survived, "survived", "survived", "count") \
  COLUMN(Line, "line", "line", "line")

enum class State : uint8_t {
#define SWEEPGROUND_STATE(id, name) k##id,
  SWEEPGROUND_STATES(SWEEPGROUND_STATE)
#undef SWEEPGROUND_STATE
      kEnd
};
inline constexpr uint32_t kStateCount = static_cast<uint32_t>(State::kEnd);

enum class Column : uint32_t {
#define SWEEPGROUND_COLUMN(id, name, label, unit) k##id,
  SWEEPGROUND_COLUMNS(SWEEPGROUND_COLUMN)
#undef SWEEPGROUND_COLUMN
      kEnd
};

constexpr uint32_t maskOf(State state) { return 1u << static_cast<uint32_t>(state); }

}  // namespace sweepground
