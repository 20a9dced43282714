// How the scenes are made.
#include "scene.h"

#include <cstdlib>
#include <cstring>

#include "abi/run.h"

namespace sweepground::bench {
namespace {

constexpr uint32_t kMiB = 1u << 20;
Scene gScene = Scene::kNone;

[[noreturn]] void raised(uint32_t, uint32_t, uint32_t, uint32_t) { std::abort(); }

void take(sweepground_handle handle, uint32_t (*action)(uint32_t)) {
  *at<sweepground_handle>(_engine__batch()) = handle;
  if (action(1) != 1) std::abort();
}

}  // namespace

uint32_t sceneRows() {
  static const char* given = std::getenv("BENCH_ROWS");
  static const uint32_t rows = given == nullptr ? 1000000 : static_cast<uint32_t>(std::atoi(given));
  return rows;
}

bool enter(Scene scene) {
  if (gScene == scene) return false;
  gScene = scene;
  return true;
}

void freshRun(uint32_t limitBytes) {
  run() = {};
  gNowMs = 0;
  setHost({[] { return gNowMs; }, [] { return gLine; }, raised, nullptr, nullptr, nullptr});
  if (_engine__start(limitBytes, HeapLimits::kDefaultQuarantineBytes) != 1) std::abort();
}

void enterRaster() {
  if (!enter(Scene::kRaster)) return;
  freshRun(512 * kMiB);
  Chance chance;
  for (uint32_t left = sceneRows(); left != 0; --left) {
    // A block has 16 bytes more for its header, and a buffer 4 for its size.
    const Address buffer = _Buffer__constructor(chance.below(481));
    const uint32_t fate = chance.below(10);
    if (fate == 0) continue;
    const sweepground_handle handle = _engine__manage(buffer);
    if (fate <= 2) take(handle, _engine__markCleared);
    if (fate == 3 && _engine__abandon(handle) != 1) std::abort();
    if (fate == 4) {
      _Buffer__destructor(buffer);
      ++left;
    }
  }
}

void Rows::enter() {
  if (!bench::enter(Scene::kRows)) return;
  freshRun(512 * kMiB);
  *this = {};
  for (uint32_t left = sceneRows(); left != 0; --left) {
    live_.push_back(make());
    const uint32_t fate = chance_.below(10);
    if (fate < 3) clear(chance_.below(static_cast<uint32_t>(live_.size())));
    if (fate == 3 && _engine__abandon(live_.back().handle) != 1) std::abort();
    if (fate == 3) live_.pop_back();  // stays as it is
    if (left % (sceneRows() / 64 + 1) == 0) _engine__noteCollection(1);
  }
}

Rows::Object Rows::make() {
  gNowMs += 0.01 * chance_.below(4);
  gLine = 1 + chance_.below(100);
  const bool small = chance_.below(2) == 0;
  const Address address = small ? _MyClass__constructor(1) : _Buffer__constructor(32 * chance_.below(8));
  const sweepground_handle handle = _engine__manage(address);
  if (handle == 0) std::abort();
  return {address, handle, small ? kMyClassId : kBufferId};
}

void Rows::destroy(const Object& object) {
  object.classId == kMyClassId ? _MyClass__destructor(object.address) : _Buffer__destructor(object.address);
}

void Rows::clear(uint32_t index) {
  Object& object = live_[index];
  take(object.handle, _engine__markCleared);
  cleared_.push_back(object);
  object = live_.back();
  live_.pop_back();
}

void Rows::change(uint32_t count) {
  for (; count != 0; --count) {
    const uint32_t what = chance_.below(4);
    const uint32_t some = chance_.below(static_cast<uint32_t>(live_.size()));
    if (what == 0) {
      clear(some);
    } else if (what == 1 && !cleared_.empty()) {
      Object& object = cleared_[chance_.below(static_cast<uint32_t>(cleared_.size()))];
      destroy(object);
      object = cleared_.back();
      cleared_.pop_back();
    } else if (what == 2) {
      live_.push_back(make());
    } else {
      const Object& object = live_[some];
      gNowMs += 0.01;
      object.classId == kMyClassId ? static_cast<void>(_MyClass__my_method(object.address))
                                   : static_cast<void>(_Buffer__size(object.address));
    }
  }
}

}  // namespace sweepground::bench
