// Arena: placing and ending.
#include "objects/arena.h"

#include "base/host.h"
#include "objects/space.h"

namespace sweepground {

Arena::~Arena() { releaseSome(count_); }

Address Arena::placeAt(uint32_t index) const {
  return addressOf(this) + static_cast<uint32_t>(sizeof(Arena)) + index * kPlaceBytes + kHeaderBytes;
}

Address Arena::make(int32_t number) {
  if (count_ == capacity_) {
    hostRaise(Error::kArenaFull, addressOf(this), kArenaId, capacity_);
    return 0;
  }
  const Address place = placeAt(count_);
  space().place(place, sizeof(MyClass), kMyClassId);
  new (sweepground::at<void>(place)) MyClass(number);
  ++count_;
  return place;
}

Address Arena::at(uint32_t index) const {
  if (index < count_) return placeAt(index);
  hostRaise(Error::kOutOfRange, addressOf(this), kArenaId, index);
  return 0;
}

void Arena::trace(Graph& graph) const {
  for (uint32_t i = 0; i < count_; ++i) {
    if (space().isObject(placeAt(i), 0) && !graph.refersTo(EdgeKind::kOwns, placeAt(i))) return;
  }
}

bool Arena::releaseSome(uint32_t steps) {
  for (; steps != 0 && count_ != 0; --steps) {
    const Address place = placeAt(--count_);
    if (!space().isObject(place, 0)) continue;  // it has ended
    sweepground::at<MyClass>(place)->~MyClass();
    space().endPlaced(place);
  }
  return count_ == 0;
}

}  // namespace sweepground
