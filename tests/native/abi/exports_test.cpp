// Every export used as it is meant.
#include <cmath>
#include <vector>

#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

class ExportsTest : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    start(16 * kMiB);
  }
};

TEST_F(ExportsTest, ObjectsAreMadeUsedAndDestroyed) {
  const Address object = _MyClass__constructor(-21);
  ASSERT_NE(object, 0u);
  EXPECT_EQ(_MyClass__my_method(object), -42);
  const Address buffer = _Buffer__constructor(3);
  EXPECT_EQ(_Buffer__size(buffer), 3u);
  EXPECT_EQ(_Buffer__checksum(buffer), 0x30001u);
  _Buffer__fill(buffer, 1);
  EXPECT_EQ(_Buffer__checksum(buffer), 0x90004u);
  _MyClass__destructor(object);
  _Buffer__destructor(buffer);
}

TEST_F(ExportsTest, ConstructorsGiveNullAtTheLimit) {
  EXPECT_EQ(_Buffer__constructor(0xffffffffu), 0u);
  EXPECT_EQ(_Buffer__constructor(16u << 20), 0u);
  std::vector<Address> buffers;
  for (Address buffer; (buffer = _Buffer__constructor(100000)) != 0;) buffers.push_back(buffer);
  EXPECT_GT(buffers.size(), 150u);
  EXPECT_EQ(_Buffer__constructor(100000), 0u);
  _Buffer__destructor(buffers.back());
  buffers.back() = _Buffer__constructor(100000);
  EXPECT_NE(buffers.back(), 0u);
  for (const Address buffer : buffers) _Buffer__destructor(buffer);
}

TEST_F(ExportsTest, ManagingAgainKeepsTheRow) {
  timeIs(5);
  const Address object = _MyClass__constructor(1);
  const Handle handle = _engine__manage(object);
  clear({handle});
  timeIs(9);
  EXPECT_EQ(_engine__manage(object), handle);
  EXPECT_EQ(stateOf(handle), State::kLive);
  EXPECT_EQ(look().rows.at(0).bornMs, 5);
  EXPECT_EQ(*at<uint32_t>(object - 4), handle);
  _MyClass__destructor(object);
}

TEST_F(ExportsTest, BirthIsTheConstructorsTimeUnlessAnotherWasMadeSince) {
  timeIs(5);
  const Address first = _MyClass__constructor(1);
  timeIs(6);
  const Address second = _MyClass__constructor(2);
  timeIs(9);
  _engine__manage(first);
  _engine__manage(second);
  EXPECT_EQ(look().rows.at(0).bornMs, 9);
  EXPECT_EQ(look().rows.at(1).bornMs, 6);
  _MyClass__destructor(first);
  _MyClass__destructor(second);
}

TEST_F(ExportsTest, CallsAreTheLastUseAndRowsKnowTheirLine) {
  gHost.line = 12;
  const Address a = _Matrix__constructor(2, 2), b = _Matrix__constructor(2, 2);
  _engine__manage(a);
  _engine__manage(b);
  EXPECT_TRUE(std::isnan(look().rows.at(0).usedMs));
  timeIs(7);
  _Matrix__set(a, 0, 0, 1);
  timeIs(9);
  const Address product = _Matrix__mul(a, b);
  EXPECT_EQ(look().rows.at(0).usedMs, 9);
  EXPECT_EQ(look().rows.at(1).usedMs, 9);
  EXPECT_EQ(look().rows.at(1).line, 12u);
  gHost.line = 13;
  for (const Address matrix : {a, b, product}) _Matrix__destructor(matrix);
  EXPECT_EQ(look().rows.at(0).by, 13u);
}

TEST_F(ExportsTest, MajorCollectionsAreSurvivedUntilTheRowIsCleared) {
  _engine__noteCollection(1);
  const Handle handle = _engine__manage(_MyClass__constructor(1));
  _engine__noteCollection(1);
  _engine__noteCollection(1);
  EXPECT_EQ(look().rows.at(0).survived, 2u);
  clear({handle});
  _engine__noteCollection(1);
  EXPECT_EQ(look().rows.at(0).survived, 2u);
  free({handle});
}

TEST_F(ExportsTest, MinorCollectionsAreCountedAndNotSurvived) {
  const Address object = _MyClass__constructor(1);
  _engine__manage(object);
  _engine__noteCollection(0);
  EXPECT_EQ(look().rows.at(0).survived, 0u);
  _engine__noteCollection(7);
  _engine__noteCollection(0);
  const Look seen = look();
  EXPECT_EQ(seen.rows.at(0).survived, 1u);
  EXPECT_EQ(seen.stats.collections, 3);
  EXPECT_EQ(seen.stats.majorCollections, 1);
  ASSERT_EQ(seen.marks.size(), 3u);
  const uint32_t majors[] = {0, 1, 0};
  for (uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(seen.marks[i].kind, JournalKind::kCollection);
    EXPECT_EQ(seen.marks[i].detail, majors[i]);
  }
  _MyClass__destructor(object);
}

TEST_F(ExportsTest, DestructorEndsTheRowAsDeletedOrInASweepAsFreed) {
  const Address a = _MyClass__constructor(1), b = _MyClass__constructor(2),
                unmanaged = _MyClass__constructor(3);
  const Handle ha = _engine__manage(a), hb = _engine__manage(b);
  _MyClass__destructor(a);
  _engine__beginSweep();
  _MyClass__destructor(b);
  _MyClass__destructor(unmanaged);
  _engine__endSweep();
  EXPECT_EQ(stateOf(ha), State::kDeleted);
  EXPECT_EQ(stateOf(hb), State::kFreed);
  EXPECT_EQ(look().marks.at(0).sizeBytes, 2u);
}

TEST_F(ExportsTest, FiftyObjectsAreSwept) {
  std::vector<Handle> handles;
  for (int i = 0; i < 50; ++i) {
    handles.push_back(_engine__manage(i % 2 ? _MyClass__constructor(i) : _Buffer__constructor(64)));
  }
  EXPECT_EQ(free(handles), 0u);  // nothing is cleared yet
  EXPECT_EQ(clear(handles), 50u);
  EXPECT_EQ(clear(handles), 0u);
  EXPECT_EQ(free(handles), 50u);
  EXPECT_EQ(free(handles), 0u);
  for (const Handle handle : handles) EXPECT_EQ(stateOf(handle), State::kFreed);
  EXPECT_EQ(look().stats.freedCount, 50);
}

TEST_F(ExportsTest, AHandleTwiceInABatchCountsOnce) {
  const Handle handle = _engine__manage(_MyClass__constructor(1));
  EXPECT_EQ(clear({handle, handle}), 1u);
  EXPECT_EQ(free({handle, handle}), 1u);
}

TEST_F(ExportsTest, BatchCountIsClipped) {
  std::memset(at<Handle>(_engine__batch()), 0xff, kBatchCapacity * sizeof(Handle));
  EXPECT_EQ(_engine__markCleared(0xffffffffu), 0u);
  EXPECT_EQ(_engine__freeCleared(0xffffffffu), 0u);
}

TEST_F(ExportsTest, NothingReclaimingMakesClearedLostUntilASweep) {
  const Handle a = _engine__manage(_MyClass__constructor(1)), b = _engine__manage(_MyClass__constructor(2));
  clear({a});
  _engine__setReclaiming(0);
  EXPECT_EQ(stateOf(a), State::kLost);
  clear({b});
  EXPECT_EQ(stateOf(b), State::kLost);
  EXPECT_EQ(free({a}), 1u);
  _engine__setReclaiming(1);
  EXPECT_EQ(stateOf(b), State::kCleared);
  EXPECT_EQ(free({b}), 1u);
}

TEST_F(ExportsTest, AbandonedStaysLostUntilItsDestructorRuns) {
  const Address object = _MyClass__constructor(1);
  const Handle handle = _engine__manage(object);
  clear({handle});
  EXPECT_EQ(_engine__abandon(handle), 1u);
  _engine__setReclaiming(0);
  _engine__setReclaiming(1);
  EXPECT_EQ(stateOf(handle), State::kLost);
  EXPECT_EQ(free({handle}), 0u);
  EXPECT_EQ(_MyClass__my_method(object), 2);
  _MyClass__destructor(object);
  EXPECT_EQ(stateOf(handle), State::kDeleted);
  EXPECT_EQ(_engine__abandon(handle), 0u);
  EXPECT_EQ(look().stats.lostCount, 0);
}

}  // namespace
}  // namespace sweepground::test
