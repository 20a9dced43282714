// Matrix: elements, sums, and products against the plain loop.
#include <cmath>
#include <limits>

#include "objects/objects_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class MatrixTest : public ObjectsTest {
 protected:
  Address makeMatrix(uint32_t rows, uint32_t columns, const std::function<double()>& number) {
    const Address matrix = make<Matrix>(rows, columns);
    for (uint32_t i = 0; i < rows; ++i) {
      for (uint32_t j = 0; j < columns; ++j) the<Matrix>(matrix).set(i, j, number());
    }
    return matrix;
  }
  std::vector<double> numbersOf(Address matrix) {
    const Matrix& the_ = the<Matrix>(matrix);
    std::vector<double> numbers;
    for (uint32_t i = 0; i < the_.rows(); ++i) {
      for (uint32_t j = 0; j < the_.columns(); ++j) numbers.push_back(the_.get(i, j));
    }
    return numbers;
  }
  // The product as its definition has it.
  std::vector<double> plainProduct(Address left, Address right) {
    const Matrix &a = the<Matrix>(left), &b = the<Matrix>(right);
    std::vector<double> numbers;
    for (uint32_t i = 0; i < a.rows(); ++i) {
      for (uint32_t j = 0; j < b.columns(); ++j) {
        double sum = 0;
        for (uint32_t k = 0; k < a.columns(); ++k) sum += a.get(i, k) * b.get(k, j);
        numbers.push_back(sum);
      }
    }
    return numbers;
  }
  // Numbers up to 1 each: what another order of summation may change.
  void expectNear(const std::vector<double>& got, const std::vector<double>& wanted, uint32_t terms) {
    ASSERT_EQ(got.size(), wanted.size());
    const double tolerance = std::numeric_limits<double>::epsilon() * (terms + 1) * (terms + 1);
    for (size_t i = 0; i < got.size(); ++i) ASSERT_NEAR(got[i], wanted[i], tolerance) << "at " << i;
  }
};

TEST_F(MatrixTest, RefusesIndicesThatAreNotThere) {
  const Address matrix = make<Matrix>(2u, 3u);
  EXPECT_EQ(the<Matrix>(matrix).get(2, 0), 0);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, matrix, kMatrixId, 2}));
  EXPECT_EQ(the<Matrix>(matrix).get(1, 3), 0);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, matrix, kMatrixId, 3}));
  the<Matrix>(matrix).set(0xffffffffu, 5, 1);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, matrix, kMatrixId, 0xffffffffu}));
  the<Matrix>(matrix).set(0, 3, 1);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, matrix, kMatrixId, 3}));
  EXPECT_EQ(numbersOf(matrix), std::vector<double>(6, 0));
  end(matrix);
}

TEST_F(MatrixTest, RefusesSizesThatDoNotFit) {
  const Address matrix = make<Matrix>(2u, 3u), other = make<Matrix>(2u, 4u), tall = make<Matrix>(3u, 3u);
  EXPECT_EQ(the<Matrix>(matrix).mul(other), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kSizeMismatch, other, kMatrixId, 0}));
  for (const Address wrong : {other, tall}) {
    EXPECT_EQ(the<Matrix>(matrix).add(wrong), 0u);
    EXPECT_EQ(takeRaised(), (Raised{Error::kSizeMismatch, wrong, kMatrixId, 0}));
  }
  EXPECT_EQ(blocks(), 3u);
  endAll({matrix, other, tall});
}

TEST_F(MatrixTest, BlockBytesCannotOverflow) {
  constexpr uint32_t kMost = 0xffffffffu;
  for (const uint32_t rows : {kMost, 0x80000000u, 0x20000000u, 65536u}) {
    for (const uint32_t columns : {kMost, 0x80000000u, 65536u}) {
      EXPECT_GT(Matrix::blockBytes(rows, columns), HeapLimits::kMaxBytes);
      EXPECT_EQ(makeObject<Matrix>(rows, columns), 0u);
    }
  }
  EXPECT_EQ(Matrix::blockBytes(3, 5), 16u + 3 * 5 * 8);
  EXPECT_EQ(Matrix::blockBytes(kMost, 0), 16u);
}

TEST_F(MatrixTest, AtTheLimitThereIsNoResultAndNothingChanged) {
  const Address matrix = make<Matrix>(1000u, 1000u);
  const std::vector<Address> objects = fillUp();
  const uint32_t before = heap.counts().liveBytes;
  EXPECT_EQ(the<Matrix>(matrix).mul(matrix), 0u);
  EXPECT_EQ(the<Matrix>(matrix).add(matrix), 0u);
  EXPECT_EQ(the<Matrix>(matrix).transpose(), 0u);
  EXPECT_EQ(heap.counts().liveBytes, before);
  endAll(objects);
  end(matrix);
}

TEST_F(MatrixTest, EmptyOnesAreFine) {
  const Address none = make<Matrix>(0u, 0u), wide = make<Matrix>(0u, 3u), tall = make<Matrix>(3u, 0u);
  const Address square = the<Matrix>(tall).mul(wide), point = the<Matrix>(wide).mul(tall);
  EXPECT_EQ(numbersOf(square), std::vector<double>(9, 0));
  EXPECT_EQ(the<Matrix>(point).rows(), 0u);
  EXPECT_EQ(the<Matrix>(point).columns(), 0u);
  const Address turned = the<Matrix>(wide).transpose(), sum = the<Matrix>(none).add(none);
  EXPECT_EQ(the<Matrix>(turned).rows(), 3u);
  EXPECT_EQ(the<Matrix>(turned).columns(), 0u);
  EXPECT_EQ(the<Matrix>(none).get(0, 0), 0);
  EXPECT_EQ(takeRaised().error, Error::kOutOfRange);
  endAll({none, wide, tall, square, point, turned, sum});
}

TEST_F(MatrixTest, IsZeroAtFirstInMemoryThatWasUsed) {
  const Address used = make<Buffer>(4096u);
  the<Buffer>(used).fill(0xff);
  end(used);
  const Address matrix = make<Matrix>(16u, 16u);
  EXPECT_EQ(numbersOf(matrix), std::vector<double>(256, 0));
  end(matrix);
}

TEST_F(MatrixTest, AddsAndTransposes) {
  SWEEPGROUND_RANDOM(random);
  const auto number = [&] { return random.below(1000) - 500.0; };
  for (const auto& [rows, columns] :
       {std::pair{1u, 1u}, {1u, 33u}, {33u, 1u}, {16u, 16u}, {17u, 31u}, {64u, 5u}}) {
    const Address a = makeMatrix(rows, columns, number), b = makeMatrix(rows, columns, number);
    const Address sum = the<Matrix>(a).add(b), turned = the<Matrix>(a).transpose();
    for (uint32_t i = 0; i < rows; ++i) {
      for (uint32_t j = 0; j < columns; ++j) {
        ASSERT_EQ(the<Matrix>(sum).get(i, j), the<Matrix>(a).get(i, j) + the<Matrix>(b).get(i, j));
        ASSERT_EQ(the<Matrix>(turned).get(j, i), the<Matrix>(a).get(i, j));
      }
    }
    endAll({a, b, sum, turned});
  }
}

// Edges of tiles (4), blocks of columns (32) and of the sum (256), primes, single rows and columns.
TEST_F(MatrixTest, ProductsOfIntegersAreExact) {
  SWEEPGROUND_RANDOM(random);
  const auto number = [&] { return random.below(2001) - 1000.0; };
  struct Sizes {
    uint32_t rows, inner, columns;
  };
  std::vector<Sizes> all = {{1, 1, 1},    {1, 300, 1},  {1, 7, 50},    {50, 7, 1},
                            {31, 37, 41}, {4, 256, 32}, {5, 257, 33},  {3, 255, 31},
                            {8, 512, 64}, {7, 513, 67}, {97, 89, 101}, {2, 1, 3}};
  for (int i = 0; i < 60; ++i)
    all.push_back({1 + random.below(40), 1 + random.upTo(9), 1 + random.below(70)});
  for (const auto& [rows, inner, columns] : all) {
    SCOPED_TRACE(testing::Message() << rows << " x " << inner << " x " << columns);
    const Address a = makeMatrix(rows, inner, number), b = makeMatrix(inner, columns, number);
    const Address product = the<Matrix>(a).mul(b);
    ASSERT_EQ(the<Matrix>(product).rows(), rows);
    ASSERT_EQ(the<Matrix>(product).columns(), columns);
    ASSERT_EQ(numbersOf(product), plainProduct(a, b));
    ASSERT_STREQ(heap.validate(), nullptr);
    endAll({a, b, product});
  }
}

TEST_F(MatrixTest, ProductsOfFractionsAreNear) {
  SWEEPGROUND_RANDOM(random);
  const auto number = [&] { return random.below(1u << 30) * 0x1p-29 - 1; };
  for (int i = 0; i < 20; ++i) {
    const uint32_t rows = 1 + random.below(30), inner = 1 + random.below(600), columns = 1 + random.below(40);
    const Address a = makeMatrix(rows, inner, number), b = makeMatrix(inner, columns, number);
    const Address product = the<Matrix>(a).mul(b);
    expectNear(numbersOf(product), plainProduct(a, b), inner);
    endAll({a, b, product});
  }
}

TEST_F(MatrixTest, AMatrixTimesItself) {
  SWEEPGROUND_RANDOM(random);
  const Address a = makeMatrix(67, 67, [&] { return random.below(100) - 50.0; });
  const std::vector<double> before = numbersOf(a);
  const Address product = the<Matrix>(a).mul(a), sum = the<Matrix>(a).add(a);
  EXPECT_EQ(numbersOf(product), plainProduct(a, a));
  EXPECT_EQ(numbersOf(a), before);
  EXPECT_EQ(the<Matrix>(sum).get(66, 66), 2 * before.back());
  endAll({a, product, sum});
}

// Any order of summation gives NaN, an infinity, or neither, as the plain loop does: the rest is small.
TEST_F(MatrixTest, NaNAndInfinitiesGoThroughAsInThePlainLoop) {
  SWEEPGROUND_RANDOM(random);
  const auto number = [&] {
    const uint32_t choice = random.below(60);
    return choice == 0   ? kNaN
           : choice == 1 ? kInfinity
           : choice == 2 ? -kInfinity
           : choice == 3 ? 0
                         : choice - 30.0;
  };
  for (int i = 0; i < 40; ++i) {
    const uint32_t rows = 1 + random.below(12), inner = 1 + random.below(20), columns = 1 + random.below(40);
    const Address a = makeMatrix(rows, inner, number), b = makeMatrix(inner, columns, number);
    const Address product = the<Matrix>(a).mul(b);
    const std::vector<double> got = numbersOf(product), wanted = plainProduct(a, b);
    for (size_t j = 0; j < got.size(); ++j) {
      ASSERT_TRUE(std::isnan(wanted[j]) ? std::isnan(got[j]) : got[j] == wanted[j])
          << got[j] << ", " << wanted[j];
    }
    endAll({a, b, product});
  }
}

}  // namespace
}  // namespace sweepground::test
