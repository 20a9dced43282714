// Matrix: elements, sum and transposition; the product is in matrix_mul.cpp.
#include "objects/matrix.h"

#include <algorithm>
#include <cstring>

#include "base/host.h"
#include "objects/matrix_mul.h"
#include "objects/space.h"

// A raise leaves wasm without restoring the stack pointer, so no function here that raises may keep anything
// on the linear stack: the loops that could are in functions of their own.

namespace sweepground {
namespace {

// Rows and columns of a tile whose source and target lines stay in the first cache while it is turned.
constexpr uint32_t kTile = 16;

void transposeInto(double* to, const double* from, uint32_t rows, uint32_t columns) {
  for (uint32_t top = 0; top < rows; top += std::min(kTile, rows - top)) {
    const uint32_t bottom = top + std::min(kTile, rows - top);
    for (uint32_t left = 0; left < columns; left += std::min(kTile, columns - left)) {
      const uint32_t right = left + std::min(kTile, columns - left);
      for (uint32_t row = top; row < bottom; ++row) {
        for (uint32_t column = left; column < right; ++column) {
          to[size_t{column} * rows + row] = from[size_t{row} * columns + column];
        }
      }
    }
  }
}

void raiseMismatch(Address other) { hostRaise(Error::kSizeMismatch, other, kMatrixId); }

}  // namespace

Matrix::Matrix(uint32_t rows, uint32_t columns) : rows_(rows), columns_(columns) {
  std::memset(numbers(), 0, static_cast<size_t>(count()) * sizeof(double));
}

bool Matrix::holds(uint32_t row, uint32_t column) const {
  if (row < rows_ && column < columns_) return true;
  hostRaise(Error::kOutOfRange, addressOf(this), kMatrixId, row < rows_ ? column : row);
  return false;
}

double Matrix::get(uint32_t row, uint32_t column) const {
  return holds(row, column) ? numbers()[size_t{row} * columns_ + column] : 0;
}

void Matrix::set(uint32_t row, uint32_t column, double value) {
  if (holds(row, column)) numbers()[size_t{row} * columns_ + column] = value;
}

Address Matrix::mul(Address other) const {
  const Matrix& right = *at<Matrix>(other);
  if (columns_ != right.rows_) {
    raiseMismatch(other);
    return 0;
  }
  const Address product = makeObject<Matrix>(rows_, right.columns_);
  if (product != 0) {
    addProduct(at<Matrix>(product)->numbers(), numbers(), right.numbers(), rows_, columns_, right.columns_);
  }
  return product;
}

Address Matrix::add(Address other) const {
  const Matrix& right = *at<Matrix>(other);
  if (rows_ != right.rows_ || columns_ != right.columns_) {
    raiseMismatch(other);
    return 0;
  }
  const Address sum = makeObject<Matrix>(rows_, columns_);
  if (sum == 0) return 0;
  double* to = at<Matrix>(sum)->numbers();
  for (size_t i = 0; i < count(); ++i) to[i] = numbers()[i] + right.numbers()[i];
  return sum;
}

Address Matrix::transpose() const {
  const Address turned = makeObject<Matrix>(columns_, rows_);
  if (turned != 0) transposeInto(at<Matrix>(turned)->numbers(), numbers(), rows_, columns_);
  return turned;
}

}  // namespace sweepground
