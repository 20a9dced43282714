// Radix: the key at a rank, exactly, whatever the keys are: what remains when guesses fail.
#pragma once

#include "table/order.h"

namespace sweepground {

class Table;

// The key with `rank` smaller ones among the rows that the query lets through. Before: there is one.
// Cost: up to 6 passes over the table; no memory.
Key keyOfRank(const Table& table, const RowQuery& query, uint32_t rank);

}  // namespace sweepground
