// What the benchmarks cannot reach through the shipped engine's exports, as exports of a module of its own,
// built from the engine's sources with the engine's flags. Emscripten's malloc knows nothing of the memory
// that the engine takes: an instance does one thing alone.
#include "churn.h"
#include "counts.h"

#define BENCH_EXPORT(name) __attribute__((export_name(#name)))

namespace sweepground::bench {
namespace {

template <class Allocator>
Churn<Allocator>& churnOf(Allocator& allocator) {
  static Churn<Allocator> churn(allocator);
  return churn;
}

PlainMalloc gMalloc;
CheckedHeap gHeap;
Counts gCounts;

}  // namespace

extern "C" {

BENCH_EXPORT(bench_churnMalloc) void bench_churnMalloc(uint32_t pairs) { churnOf(gMalloc).replace(pairs); }

BENCH_EXPORT(bench_initHeap) uint32_t bench_initHeap() { return gHeap.init(); }
BENCH_EXPORT(bench_churnHeap) void bench_churnHeap(uint32_t pairs) { churnOf(gHeap).replace(pairs); }

BENCH_EXPORT(bench_initCounts) uint32_t bench_initCounts(uint32_t rows) { return gCounts.init(rows); }
BENCH_EXPORT(bench_countFew) uint32_t bench_countFew(uint32_t times) {
  return Counts::count(gCounts.few(), times);
}
BENCH_EXPORT(bench_countMany) uint32_t bench_countMany(uint32_t times) {
  return Counts::count(gCounts.many(), times);
}
BENCH_EXPORT(bench_bytesPerSlot) double bench_bytesPerSlot() { return gCounts.bytesPerSlot(); }

}  // extern "C"
}  // namespace sweepground::bench
