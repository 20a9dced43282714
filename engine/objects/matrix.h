// Matrix: rows of float64 that follow the object in the same block. Owner: the block; nothing else is taken.
#pragma once

#include <cstdint>

#include "heap/block.h"

namespace sweepground {

class alignas(kGranuleBytes) Matrix {
 public:
  // Bytes of the block that holds one; above any limit where there can be none. 0 rows or columns are fine.
  static constexpr uint64_t blockBytes(uint32_t rows, uint32_t columns);

  // Before: the object lies in a block of blockBytes(rows, columns). All numbers are 0. Cost: O(numbers).
  Matrix(uint32_t rows, uint32_t columns);

  uint32_t rows() const { return rows_; }
  uint32_t columns() const { return columns_; }

  // Both counted from 0. Errors: outOfRange with the index at fault, nothing changed; get() then gives 0.
  double get(uint32_t row, uint32_t column) const;
  void set(uint32_t row, uint32_t column, double value);

  // A new matrix, the caller's. Before: `other` is a usable Matrix; it may be this one.
  // Errors: sizeMismatch with the other's address; 0 also where there is no room (nothing is raised).
  // Cost: mul O(rows * columns * columns of the other), see matrix_mul.h; add and transpose O(numbers).
  Address mul(Address other) const;
  Address add(Address other) const;
  Address transpose() const;

 private:
  double* numbers() { return reinterpret_cast<double*>(this + 1); }
  const double* numbers() const { return reinterpret_cast<const double*>(this + 1); }
  uint64_t count() const { return uint64_t{rows_} * columns_; }
  // Whether the element is there; raises if not.
  bool holds(uint32_t row, uint32_t column) const;

  uint32_t rows_;
  uint32_t columns_;
};

constexpr uint64_t Matrix::blockBytes(uint32_t rows, uint32_t columns) {
  // rows * columns fits into 64 bits, eight times that may not: beyond the address space all are the same.
  const uint64_t count = uint64_t{rows} * columns;
  return count > kAddressSpaceBytes ? kAddressSpaceBytes * sizeof(double)
                                    : sizeof(Matrix) + count * sizeof(double);
}

}  // namespace sweepground
