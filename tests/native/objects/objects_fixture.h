// Objects in a heap of their own, with a host that holds functions and counts its references. Every test ends
// with an empty, whole heap, no held reference and no error that was not looked at.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "objects/classes.h"
#include "objects/held.h"
#include "objects/space.h"
#include "support/fake_host.h"

namespace sweepground::test {

class ObjectsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    installFakeHost();
    setErrorObserver(nullptr);  // that of a run before would write into this one's memory
    resetHeldReferences();
    begin(16u << 20);
  }
  // A fresh heap with another limit. Before: the last is empty.
  void begin(uint32_t limitBytes) {
    ASSERT_TRUE(segments.init());
    meta.init(segments);
    moment.init(hostNow, hostSite);
    journal = Journal{};
    ASSERT_TRUE(journal.init(meta, moment));
    heap = Heap{};
    ASSERT_TRUE(heap.init(segments, meta, journal, moment, {limitBytes, 0}));
    setSpace(heap);
  }
  void TearDown() override {
    EXPECT_STREQ(heap.validate(), nullptr);
    EXPECT_EQ(heap.counts().liveBlocks, 0u);
    EXPECT_EQ(heap.counts().liveBytes, 0u);
    EXPECT_EQ(heap.counts().objects, 0u);
    EXPECT_EQ(heldReferences(), 0u);
    expectHostAtRest();
  }

  template <class T, class... Arguments>
  Address make(Arguments... arguments) {
    const Address object = makeObject<T>(arguments...);
    EXPECT_NE(object, 0u);
    EXPECT_TRUE(heap.isObject(object, kClassIdOf<T>));
    return object;
  }
  template <class T>
  T& the(Address object) {
    EXPECT_TRUE(heap.isObject(object, kClassIdOf<T>)) << "no such object at " << object;
    return *at<T>(object);
  }

  // What the exported destructor does.
  void end(Address object) {
    ASSERT_TRUE(heap.isObject(object, 0)) << "no object at " << object;
    const uint8_t classId = heap.header(object).classId();
    heap.beginEnd(object);
    EXPECT_TRUE(destroySome(classId, object, ~0u));
    heap.retire(object, EndCause::kDeleted, 0);
  }
  // What background cleaning does; gives how many turns it took.
  uint32_t endInSteps(Address object, uint32_t steps) {
    const uint8_t classId = heap.header(object).classId();
    heap.beginEnd(object);
    uint32_t turns = 1;
    while (!destroySome(classId, object, steps)) ++turns;
    heap.retire(object, EndCause::kDeleted, 0);
    return turns;
  }

  // Fills the heap until the limit refuses one more.
  std::vector<Address> fillUp() {
    std::vector<Address> objects;
    while (const Address object = makeObject<Buffer>(uint32_t{1} << 18)) objects.push_back(object);
    while (const Address object = makeObject<MyClass>(1)) objects.push_back(object);
    return objects;
  }
  void endAll(const std::vector<Address>& objects) {
    for (const Address object : objects) end(object);
  }

  uint32_t blocks() const { return heap.counts().liveBlocks; }
  uint32_t serialOf(Address object) const { return heap.header(object).number(); }

  // The one error raised, or reported, since the last look.
  Raised takeRaised() { return host.takeRaised(); }
  Reported takeReported() { return host.takeReported(); }

  FakeHost& host = gHost;
  Segments segments;
  Meta meta;
  Moment moment;
  Journal journal;
  Heap heap;
};

}  // namespace sweepground::test
