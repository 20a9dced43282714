// Description: the engine's own account of its classes, states, stats, columns and errors, as JSON.
#pragma once

#include "base/meta.h"

namespace sweepground {

inline constexpr uint32_t kAbiVersion = 5;

// NUL-terminated UTF-8, made anew in `meta`. Errors: 0, no memory. Cost: O(length).
Address makeDescription(Meta& meta);

}  // namespace sweepground
