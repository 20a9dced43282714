// What is told as a ratio, both sides in one run: the checked heap against malloc, counts of many rows
// against few.
#include <benchmark/benchmark.h>

#include <memory>

#include "counts.h"
#include "scene.h"

namespace sweepground::bench {
namespace {

// Replacements, or counts, in one iteration.
constexpr uint32_t kBatch = 1000;

void churnMalloc(benchmark::State& state) {
  static PlainMalloc allocator;
  static const auto churn = std::make_unique<Churn<PlainMalloc>>(allocator);
  for (auto _ : state) churn->replace(kBatch);
}

void churnHeap(benchmark::State& state) {
  static CheckedHeap* heap = nullptr;
  static Churn<CheckedHeap>* churn = nullptr;
  if (enter(Scene::kHeap)) {
    heap = new CheckedHeap();  // those of a scene that is gone cannot be given back any more
    if (!heap->init()) return state.SkipWithError("no memory");
    churn = new Churn<CheckedHeap>(*heap);
  }
  for (auto _ : state) churn->replace(kBatch);
}

// Pairs of constructor and destructor through the exports, for information.
void objectPairs(benchmark::State& state) {
  if (enter(Scene::kObjects)) freshRun(64u << 20);
  for (auto _ : state) {
    for (uint32_t i = 0; i < kBatch; ++i) _MyClass__destructor(_MyClass__constructor(1));
  }
}

const Counts* enterCounts() {
  static auto counts = std::make_unique<Counts>();
  if (enter(Scene::kCounts)) {
    counts = std::make_unique<Counts>();
    if (!counts->init(sceneRows())) return nullptr;
  }
  return counts.get();
}

void countFew(benchmark::State& state) {
  const Counts* counts = enterCounts();
  if (counts == nullptr) return state.SkipWithError("no memory");
  for (auto _ : state) benchmark::DoNotOptimize(Counts::count(counts->few(), kBatch));
}

void countMany(benchmark::State& state) {
  const Counts* counts = enterCounts();
  if (counts == nullptr) return state.SkipWithError("no memory");
  for (auto _ : state) benchmark::DoNotOptimize(Counts::count(counts->many(), kBatch));
  state.counters["bytesPerSlot"] = counts->bytesPerSlot();
}

BENCHMARK(churnMalloc);
BENCHMARK(churnHeap);
BENCHMARK(objectPairs);
BENCHMARK(countFew);
BENCHMARK(countMany);

}  // namespace
}  // namespace sweepground::bench
