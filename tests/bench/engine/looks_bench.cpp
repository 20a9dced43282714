// What a look at a great run costs: the raster, and windows of rows after a change of order and while it
// stays.
#include <benchmark/benchmark.h>

#include <chrono>

#include "abi/run.h"
#include "scene.h"

namespace sweepground::bench {
namespace {

constexpr uint32_t kWindowRows = 50;
constexpr uint32_t kChanges = 1000;
constexpr uint32_t kLooks = 100;  // in a repetition
constexpr uint32_t kRasterBytesPerCell = 2048;
static_assert(uint64_t{kMaxRasterCells} * kRasterBytesPerCell == 256u << 20);

Rows gRows;

void raster(benchmark::State& state) {
  enterRaster();
  const Address begin = run().heap().begin();
  const uint32_t mode = static_cast<uint32_t>(state.range(0));
  for (auto _ : state) {
    if (_engine__raster(begin, kRasterBytesPerCell, kMaxRasterCells, mode, 0, 0, ~0u) == 0) {
      return state.SkipWithError("no memory");
    }
  }
}
BENCHMARK(raster)->ArgName("mode")->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

// Where the window lies: the beginning, the middle, the end.
uint32_t offsetOf(int64_t place) { return static_cast<uint32_t>(place) * (sceneRows() / 2); }

void look(const benchmark::State& state, bool descending) {
  const uint32_t column = static_cast<uint32_t>(state.range(0));
  const uint32_t states = state.range(1) == 0 ? ~0u : maskOf(State::kLive) | maskOf(State::kCleared);
  const uint32_t classes = state.range(1) == 0 ? ~0u : 1u << kMyClassId;
  benchmark::DoNotOptimize(_engine__snapshot(column, descending, states, classes, 0, 0, ~0u,
                                             offsetOf(state.range(2)), kWindowRows, ~0u));
}

void lookAfterChangeOfOrder(benchmark::State& state) {
  gRows.enter();
  bool descending = false;
  for (auto _ : state) look(state, descending = !descending);
}

// The changes between two looks are not timed.
void lookWhileItStays(benchmark::State& state) {
  gRows.enter();
  look(state, true);
  for (auto _ : state) {
    gRows.change(kChanges);
    const auto begin = std::chrono::steady_clock::now();
    look(state, true);
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
}

void everyOrder(benchmark::internal::Benchmark* looks) {
  looks->ArgNames({"column", "filtered", "place"})->Iterations(kLooks)->Unit(benchmark::kMillisecond);
  for (int64_t column = 0; column < static_cast<int64_t>(Column::kEnd); ++column) {
    for (int64_t filtered = 0; filtered < 2; ++filtered) {
      for (int64_t place = 0; place < 3; ++place) looks->Args({column, filtered, place});
    }
  }
}
BENCHMARK(lookAfterChangeOfOrder)->Apply(everyOrder);
BENCHMARK(lookWhileItStays)->Apply(everyOrder)->UseManualTime();

}  // namespace
}  // namespace sweepground::bench
