// A product of two matrices, against the plain triple loop of the same compiler. For information: what is
// bounded is the ratio to JavaScript's triple loop, in wasm.
#include <benchmark/benchmark.h>

#include <vector>

#include "scene.h"

namespace sweepground::bench {
namespace {

constexpr uint32_t kSize = 256;

void matrixMul(benchmark::State& state) {
  if (enter(Scene::kMatrix)) freshRun(64u << 20);
  const Address a = _Matrix__constructor(kSize, kSize), b = _Matrix__constructor(kSize, kSize);
  for (uint32_t i = 0; i < kSize * kSize; ++i) {
    _Matrix__set(a, i / kSize, i % kSize, i % 7);
    _Matrix__set(b, i / kSize, i % kSize, i % 5);
  }
  for (auto _ : state) _Matrix__destructor(_Matrix__mul(a, b));
  _Matrix__destructor(a);
  _Matrix__destructor(b);
}

void plainMul(benchmark::State& state) {
  std::vector<double> a(kSize * kSize, 3), b(kSize * kSize, 2), c(kSize * kSize);
  for (auto _ : state) {
    for (uint32_t i = 0; i < kSize; ++i) {
      for (uint32_t j = 0; j < kSize; ++j) {
        double sum = 0;
        for (uint32_t k = 0; k < kSize; ++k) sum += a[i * kSize + k] * b[k * kSize + j];
        c[i * kSize + j] = sum;
      }
    }
    benchmark::DoNotOptimize(c.data());
    benchmark::ClobberMemory();
  }
}

BENCHMARK(matrixMul)->Unit(benchmark::kMillisecond);
BENCHMARK(plainMul)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sweepground::bench
