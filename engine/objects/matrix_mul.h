// The product of two matrices of float64, two numbers at a time, blocked for registers and caches.
#pragma once

#include <cstdint>

namespace sweepground {

// Adds left (rows x inner) times right (inner x columns) to `product` (rows x columns); all lie row by row,
// without gaps. `product` overlaps neither factor; the factors may be one. Any of the sizes may be 0. Takes
// no memory, and calls nothing. Sums are formed in stretches of `inner`: what is exact in any order is exact,
// NaN and infinities go through as in the plain loop. Cost: O(rows * inner * columns).
void addProduct(double* product, const double* left, const double* right, uint32_t rows, uint32_t inner,
                uint32_t columns);

}  // namespace sweepground
