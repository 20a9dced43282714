// Scenes: runs of the engine, filled through its exports for the native benchmarks to look at. There is one
// run in a process: a benchmark enters the scene it needs, and a scene that is still there is not made again.
#pragma once

#include <cstdint>
#include <vector>

#include "abi/engine.h"
#include "churn.h"

namespace sweepground::bench {

// A million, or what BENCH_ROWS says.
uint32_t sceneRows();

enum class Scene { kNone, kCounts, kHeap, kMatrix, kObjects, kRaster, kRows };
// Whether the scene must be made: another one was there.
bool enter(Scene scene);
// A fresh run, whose time is gNowMs and whose program is at gLine.
void freshRun(uint32_t limitBytes);
inline double gNowMs = 0;
inline uint32_t gLine = 0;

// 256 MiB of blocks of 16 to 496 bytes, a million of them in use, in all states, with holes between them.
void enterRaster();

// A million rows in all states, of two classes, of sizes and lines of which many are alike, and of random
// times.
class Rows {
 public:
  void enter();
  // So many rows are cleared, ended, made or used, by chance.
  void change(uint32_t count);

 private:
  struct Object {
    Address address;
    sweepground_handle handle;
    uint8_t classId;
  };
  Object make();
  void destroy(const Object& object);
  void clear(uint32_t index);

  Chance chance_;
  std::vector<Object> live_;
  std::vector<Object> cleared_;
};

}  // namespace sweepground::bench
