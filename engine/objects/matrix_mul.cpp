// The product: tiles of 4 x 4 in registers over panels of the right factor packed into a static buffer.
//
// The loops are those of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): a
// block of the right factor is packed so that the innermost loop reads it in a straight line, and is used for
// all rows. The left factor's rows lie in a straight line as they are.
#include "objects/matrix_mul.h"

#include <algorithm>
#include <cstddef>

namespace sweepground {
namespace {

// Two numbers in a register of 128 bits: SSE2, NEON, wasm SIMD.
typedef double Pair __attribute__((vector_size(16)));
// The same in memory, where rows of an odd length begin on a multiple of 8.
typedef double PairInMemory __attribute__((vector_size(16), aligned(8), may_alias));

// A tile takes 8 registers for its sums, 2 for the right factor and a few for the left: of 16.
constexpr uint32_t kTileRows = 4;
constexpr uint32_t kTileColumns = 4;
// A panel (inner x tile) and as many numbers of four rows stay in a first cache of 32 KiB, the block in a
// second.
constexpr uint32_t kBlockInner = 256;
constexpr uint32_t kBlockColumns = 32;
static_assert(kBlockColumns % kTileColumns == 0);
static_assert(sizeof(double) * kBlockInner * (kTileColumns + kTileRows) <= 16 * 1024);

// Static: the stack of the wasm build has 64 KiB. Nothing calls back in while it is used.
alignas(64) double gBlock[kBlockInner * kBlockColumns];
static_assert(sizeof(gBlock) == 64 * 1024);

// Packs panel after panel; columns past the last are 0, and what comes of them is not stored.
void packBlock(const double* right, uint32_t inner, uint32_t columns, size_t stride) {
  double* to = gBlock;
  for (uint32_t first = 0; first < columns; first += kTileColumns) {
    const uint32_t width = std::min(kTileColumns, columns - first);
    const double* from = right + first;
    for (uint32_t k = 0; k < inner; ++k, from += stride, to += kTileColumns) {
      if (width == kTileColumns) {
        reinterpret_cast<Pair*>(to)[0] = reinterpret_cast<const PairInMemory*>(from)[0];
        reinterpret_cast<Pair*>(to)[1] = reinterpret_cast<const PairInMemory*>(from)[1];
      } else {
        for (uint32_t j = 0; j < kTileColumns; ++j) to[j] = j < width ? from[j] : 0;
      }
    }
  }
}

// Adds a product of kRows rows and one panel; `width` columns of it are stored.
template <uint32_t kRows>
void addTile(double* product, size_t productStride, const double* left, size_t leftStride,
             const double* panel, uint32_t inner, uint32_t width) {
  Pair sums[kRows][2] = {};
  const Pair* next = reinterpret_cast<const Pair*>(panel);
  for (uint32_t k = 0; k < inner; ++k, next += 2) {
    const Pair first = next[0], second = next[1];
    for (uint32_t i = 0; i < kRows; ++i) {
      const double number = left[i * leftStride + k];
      const Pair both = {number, number};
      sums[i][0] += both * first;
      sums[i][1] += both * second;
    }
  }
  for (uint32_t i = 0; i < kRows; ++i, product += productStride) {
    if (width == kTileColumns) {
      reinterpret_cast<PairInMemory*>(product)[0] += sums[i][0];
      reinterpret_cast<PairInMemory*>(product)[1] += sums[i][1];
    } else {
      for (uint32_t j = 0; j < width; ++j) product[j] += sums[i][j / 2][j % 2];
    }
  }
}

// The panels of the packed block, for kRows rows.
template <uint32_t kRows>
void addRows(double* product, const double* left, uint32_t inner, uint32_t columns, size_t leftStride,
             size_t productStride) {
  const double* panel = gBlock;
  for (uint32_t j = 0; j < columns; j += kTileColumns, panel += size_t{inner} * kTileColumns) {
    addTile<kRows>(product + j, productStride, left, leftStride, panel, inner,
                   std::min(kTileColumns, columns - j));
  }
}

}  // namespace

void addProduct(double* product, const double* left, const double* right, uint32_t rows, uint32_t inner,
                uint32_t columns) {
  uint32_t width = 0, depth = 0;
  for (uint32_t j = 0; j < columns; j += width) {
    width = std::min(kBlockColumns, columns - j);
    for (uint32_t k = 0; k < inner; k += depth) {
      depth = std::min(kBlockInner, inner - k);
      packBlock(right + size_t{k} * columns + j, depth, width, columns);
      const double* from = left + k;
      double* to = product + j;
      uint32_t rest = rows;
      for (; rest >= kTileRows; rest -= kTileRows) {
        addRows<kTileRows>(to, from, depth, width, inner, columns);
        from += size_t{kTileRows} * inner;
        to += size_t{kTileRows} * columns;
      }
      if (rest == 3) addRows<3>(to, from, depth, width, inner, columns);
      if (rest == 2) addRows<2>(to, from, depth, width, inner, columns);
      if (rest == 1) addRows<1>(to, from, depth, width, inner, columns);
    }
  }
}

}  // namespace sweepground
