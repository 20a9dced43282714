// Filter: which rows of a chunk a query lets through, 16 at a time.
#pragma once

#include "table/order.h"

namespace sweepground {

// Writes a byte for each slot of the chunk: 255 if there is a row (the first `rows` slots have one) and the
// query lets it through, else 0. `match` is 16-aligned. False if there is none.
bool filterChunk(const RowQuery& query, const Chunk& chunk, uint32_t rows, uint8_t* match);

}  // namespace sweepground
