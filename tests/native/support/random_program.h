// A random program over the whole ABI, its own model of what must be, and hostile calls in between.
#pragma once

#include <map>
#include <string>

#include "objects/class_ids.h"
#include "support/engine_fixture.h"
#include "support/random.h"

namespace sweepground::test {

class RandomProgram {
 public:
  struct Object {
    uint8_t classId;
    uint32_t value;     // MyClass: its number; Buffer: its size; Tree: nodes
    Handle handle;      // 0 = not managed
    State state;        // of the row
    bool ending;        // queued for cleaning
    bool later;         // by deleteLater
    uint32_t survived;  // major collections, since it has a row
  };

  explicit RandomProgram(Random& random) : random_(random) {}

  void step();
  // Destroys all that is left.
  void finish();

  const std::map<Address, Object>& objects() const { return objects_; }
  uint32_t freed() const { return freed_; }
  uint32_t deleted() const { return deleted_; }
  // Ended ones.
  uint32_t sweeps() const { return sweeps_; }

 private:
  using Entry = std::map<Address, Object>::iterator;

  void make();
  void manageOne(Entry entry);
  void clearOne(Entry entry);
  void freeOne(Entry entry);
  void destroyOne(Entry entry);
  void later(Entry entry);
  void cleanSome(bool all);
  void sweepSome();
  void collectSome();
  void changeReclaiming();
  void hostile();
  static void destructor(Address address, uint8_t classId);
  Entry some() { return std::next(objects_.begin(), random_.below(static_cast<uint32_t>(objects_.size()))); }

  Random& random_;
  std::map<Address, Object> objects_;
  std::vector<Address> queued_;  // in the order of cleaning
  uint32_t freed_ = 0;
  uint32_t deleted_ = 0;
  uint32_t sweeps_ = 0;
  uint32_t sweepDepth_ = 0;
  bool sweepOpen_ = false;
  bool reclaiming_ = true;
};

inline void RandomProgram::make() {
  const uint32_t value = random_.upTo(14);
  Address made = 0;
  uint8_t classId = 0;
  switch (random_.below(8)) {
    case 0:
      made = _Tree__constructor(value % 50, value % 3);
      classId = kTreeId;
      break;
    case 1:
      made = _Arena__constructor(value % 20);
      classId = kArenaId;
      for (uint32_t i = 0; made != 0 && i < value % 20; ++i) _Arena__make(made, static_cast<int32_t>(i));
      break;
    case 2:
      made = _SharedNode__constructor(static_cast<int32_t>(value));
      classId = kSharedNodeId;
      break;
    case 3:
      made = _Throwing__constructor(gHost.hold([](int32_t, int32_t*) { return CallStatus::kReturned; }));
      classId = kThrowingId;
      break;
    case 4:
    case 5:
      made = _Buffer__constructor(value);
      classId = kBufferId;
      break;
    default:
      made = _MyClass__constructor(static_cast<int32_t>(value));
      classId = kMyClassId;
  }
  if (made == 0) return;
  ASSERT_TRUE(objects_.emplace(made, Object{classId, value, 0, State::kNone, false, false, 0}).second);
}

inline void RandomProgram::manageOne(Entry entry) {
  auto& [address, object] = *entry;
  if (object.ending) return;
  object.handle = _engine__manage(address);
  ASSERT_NE(object.handle, 0u);
  object.state = State::kLive;
}

inline void RandomProgram::clearOne(Entry entry) {
  Object& object = entry->second;
  *at<Handle>(_engine__batch()) = object.handle;
  ASSERT_EQ(_engine__markCleared(1), object.state == State::kLive ? 1u : 0u);
  if (object.state == State::kLive) object.state = reclaiming_ ? State::kCleared : State::kLost;
}

inline void RandomProgram::freeOne(Entry entry) {
  const Object object = entry->second;
  *at<Handle>(_engine__batch()) = object.handle;
  const bool reclaimable = object.state == State::kCleared || object.state == State::kLost;
  const bool expected = reclaimable && !object.ending;
  const bool background = random_.below(4) == 0;
  ASSERT_EQ(background ? _engine__queueCleared(1) : _engine__freeCleared(1), expected ? 1u : 0u);
  if (expected) {
    entry->second.ending = true;
    queued_.push_back(entry->first);
  }
  if (!background) cleanSome(true);
}

inline void RandomProgram::destructor(Address address, uint8_t classId) {
  switch (classId) {
#define SWEEPGROUND_CLASS1(Class, ...) \
  case k##Class##Id:                   \
    return _##Class##__destructor(address);
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_CLASS1(Class)
#include "objects/classes.def"
  }
}

inline void RandomProgram::destroyOne(Entry entry) {
  const auto [address, object] = *entry;
  destructor(address, object.classId);
  if (object.ending) {
    ASSERT_EQ(gHost.takeRaised().error, Error::kEnding);
    return;
  }
  if (object.handle != 0) ++(sweepDepth_ != 0 ? freed_ : deleted_);
  objects_.erase(entry);
}

inline void RandomProgram::later(Entry entry) {
  if (entry->second.ending) return;
  _engine__deleteLater(entry->first);
  entry->second.ending = true;
  entry->second.later = true;
  queued_.push_back(entry->first);
}

// The engine is asked to clean all (what freeCleared() does as well); the model follows.
inline void RandomProgram::cleanSome(bool all) {
  if (!all) ASSERT_EQ(_engine__clean(std::numeric_limits<double>::infinity()), 0u);
  for (const Address address : queued_) {
    const Entry entry = objects_.find(address);
    const Object& object = entry->second;
    if (object.handle != 0) ++(object.later ? deleted_ : freed_);
    objects_.erase(entry);
  }
  queued_.clear();
}

// Slices, pauses and ends, alone and within one another.
inline void RandomProgram::sweepSome() {
  switch (random_.below(5)) {
    case 0:
      _engine__pauseSweep();
      if (sweepDepth_ != 0) --sweepDepth_;
      return;
    case 1:
    case 2:
      _engine__endSweep();
      if (sweepDepth_ != 0 && --sweepDepth_ != 0) return;
      sweeps_ += sweepOpen_;
      sweepOpen_ = false;
      return;
    default:
      _engine__beginSweep();
      ++sweepDepth_;
      sweepOpen_ = true;
  }
}

inline void RandomProgram::collectSome() {
  const uint32_t way = random_.below(6);
  if (way > 1) return;
  _engine__noteCollection(way);
  for (auto& [address, object] : objects_) object.survived += way == 1 && object.state == State::kLive;
}

inline void RandomProgram::changeReclaiming() {
  if (random_.below(8) != 0) return;
  reclaiming_ = !reclaiming_;
  _engine__setReclaiming(reclaiming_);
  for (auto& [address, object] : objects_) {
    if (object.state == State::kCleared || object.state == State::kLost)
      object.state = reclaiming_ ? State::kCleared : State::kLost;
  }
}

inline void RandomProgram::hostile() {
  const Address wild = random_.upTo(23);
  if (objects_.count(wild) != 0) return;
  _Buffer__destructor(wild);
  const Error error = gHost.takeRaised().error;
  ASSERT_TRUE(wild == 0 ? error == Error::kNullPointer : error != Error::kNone) << wild;
}

inline void RandomProgram::step() {
  if (random_.below(4) == 0) {
    gHost.nowMs += random_.below(10);
    _engine__noteStretch();
  }
  gHost.line = random_.below(100);
  if (objects_.empty() || random_.below(3) == 0) return make();
  switch (random_.below(10)) {
    case 0:
    case 1:
      return manageOne(some());
    case 2:
      return clearOne(some());
    case 3:
      return freeOne(some());
    case 4:
    case 5:
      return destroyOne(some());
    case 6:
      return later(some());
    case 7:
      return cleanSome(false);
    case 8:
      sweepSome();
      collectSome();
      return changeReclaiming();
    default:
      return hostile();
  }
}

inline void RandomProgram::finish() {
  cleanSome(false);
  while (!objects_.empty()) destroyOne(objects_.begin());
}

}  // namespace sweepground::test
