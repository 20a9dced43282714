// Every export used as it is not meant: raised, and nothing changed.
#include <vector>

#include "objects/classes.h"
#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

using MisuseTest = EngineTest;

TEST_F(MisuseTest, BeforeTheStartEverythingRaises) {
  const Raised expected = {Error::kNotStarted, 0, 0};
  EXPECT_EQ(_MyClass__constructor(1), 0u);
  EXPECT_EQ(takeRaised(), expected);
  EXPECT_EQ(_MyClass__my_method(1), 0);
  EXPECT_EQ(takeRaised(), expected);
  _Buffer__destructor(0);
  EXPECT_EQ(takeRaised(), expected);
  const std::vector<void (*)()> others = {
      [] { EXPECT_EQ(_engine__manage(16), 0u); },
      [] { EXPECT_EQ(_engine__batch(), 0u); },
      [] { EXPECT_EQ(_engine__markCleared(1), 0u); },
      [] { EXPECT_EQ(_engine__freeCleared(1), 0u); },
      [] { _engine__setReclaiming(1); },
      [] { EXPECT_EQ(_engine__abandon(1), 0u); },
      [] { EXPECT_EQ(_engine__stateOf(1), 0u); },
      [] { _engine__beginSweep(); },
      [] { _engine__endSweep(); },
      [] { _engine__noteCollection(); },
      [] { _engine__notePressureRequest(); },
      [] { EXPECT_EQ(_engine__story(1, 0), 0u); },
      [] { EXPECT_EQ(_engine__snapshot(0, 0, 0, 0, 0, 0), 0u); },
  };
  for (size_t i = 0; i < others.size(); ++i) {
    others[i]();
    EXPECT_EQ(takeRaised(), expected) << i;
  }
  EXPECT_EQ(_engine__abiVersion(), 1u);
}

TEST_F(MisuseTest, StartsOnceAndWithinTheBounds) {
  EXPECT_EQ(_engine__start(0), 0u);
  EXPECT_EQ(_engine__start((1u << 20) - 1), 0u);
  EXPECT_EQ(_engine__start((1u << 30) + 1), 0u);
  EXPECT_EQ(_engine__start(1u << 20), 1u);
  EXPECT_EQ(_engine__start(1u << 20), 0u);
}

TEST_F(MisuseTest, WithOneSegmentOfMemoryTheEngineStartsAndTheHeapIsEmpty) {
  ASSERT_TRUE(run().prepare(kSegmentBytes));
  EXPECT_EQ(_engine__start(64u << 20), 1u);
  EXPECT_EQ(_MyClass__constructor(1), 0u);
  EXPECT_NE(_engine__describe(), 0u);
}

TEST_F(MisuseTest, BadPointersRaiseAndHarmNothing) {
  ASSERT_EQ(_engine__start(4u << 20), 1u);
  const Address object = _MyClass__constructor(7);
  const Address buffer = _Buffer__constructor(1000);
  _Buffer__fill(buffer, 1);
  const uint32_t checksum = _Buffer__checksum(buffer);
  const std::vector<Address> foreign = {1,          123,         object + 1,  object + 16, object - 16,
                                        buffer + 4, buffer + 16, 0x7ffffff0u, 0xfffffff0u, 0xffffffffu};
  for (const Address address : foreign) {
    EXPECT_EQ(_MyClass__my_method(address), 0);
    EXPECT_EQ(takeRaised(), (Raised{Error::kForeignPointer, address, kMyClassId}));
    _MyClass__destructor(address);
    EXPECT_EQ(takeRaised(), (Raised{Error::kForeignPointer, address, kMyClassId}));
    _Buffer__fill(address, 3);
    EXPECT_EQ(takeRaised(), (Raised{Error::kForeignPointer, address, kBufferId}));
    EXPECT_EQ(_engine__manage(address), 0u);
    EXPECT_EQ(takeRaised(), (Raised{Error::kForeignPointer, address, 0}));
  }
  EXPECT_EQ(_Buffer__checksum(0), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kNullPointer, 0, kBufferId}));
  EXPECT_EQ(_engine__manage(0), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kNullPointer, 0, 0}));
  EXPECT_EQ(_MyClass__my_method(buffer), 0);
  EXPECT_EQ(takeRaised(), (Raised{Error::kWrongClass, buffer, kMyClassId}));
  EXPECT_EQ(_Buffer__size(object), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kWrongClass, object, kBufferId}));
  _Buffer__destructor(object);
  EXPECT_EQ(takeRaised(), (Raised{Error::kWrongClass, object, kBufferId}));

  EXPECT_STREQ(run().heap().validate(), nullptr);
  EXPECT_EQ(_MyClass__my_method(object), 14);
  EXPECT_EQ(_Buffer__checksum(buffer), checksum);
  _MyClass__destructor(object);
  _Buffer__destructor(buffer);
}

TEST_F(MisuseTest, SecondDestructorRaises) {
  ASSERT_EQ(_engine__start(4u << 20), 1u);
  const Address object = _MyClass__constructor(7);
  const Handle handle = _engine__manage(object);
  _MyClass__destructor(object);
  _MyClass__destructor(object);
  EXPECT_EQ(takeRaised(), (Raised{Error::kForeignPointer, object, kMyClassId}));
  EXPECT_EQ(_MyClass__my_method(object), 0);
  EXPECT_EQ(takeRaised(), (Raised{Error::kForeignPointer, object, kMyClassId}));
  EXPECT_EQ(stateOf(handle), State::kDeleted);
  EXPECT_EQ(look().stats.deletedCount, 1);
}

TEST_F(MisuseTest, SweptObjectIsGoneForItsDestructor) {
  ASSERT_EQ(_engine__start(4u << 20), 1u);
  const Address object = _MyClass__constructor(7);
  const Handle handle = _engine__manage(object);
  clear({handle});
  EXPECT_EQ(free({handle}), 1u);
  _MyClass__destructor(object);
  EXPECT_EQ(takeRaised(), (Raised{Error::kForeignPointer, object, kMyClassId}));
}

TEST_F(MisuseTest, FullTableRaisesAndTheObjectStays) {
  ASSERT_TRUE(run().start(now, 4u << 20, 2));
  std::vector<Address> objects;
  for (int i = 0; i < 3; ++i) objects.push_back(_MyClass__constructor(i));
  EXPECT_NE(_engine__manage(objects[0]), 0u);
  EXPECT_NE(_engine__manage(objects[1]), 0u);
  EXPECT_EQ(_engine__manage(objects[2]), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kTableFull, objects[2], kMyClassId}));
  EXPECT_EQ(_MyClass__my_method(objects[2]), 4);
  EXPECT_EQ(look().header.rowsMatched, 2u);
  for (const Address object : objects) _MyClass__destructor(object);
}

TEST_F(MisuseTest, SnapshotTakesAnyArguments) {
  ASSERT_EQ(_engine__start(1u << 20), 1u);
  const Address object = _MyClass__constructor(1);
  _engine__manage(object);
  for (const uint32_t hostile : {0u, 1u, 8u, 255u, 0x7fffffffu, 0xffffffffu}) {
    const Look seen = look(static_cast<Column>(hostile), hostile, hostile, hostile, hostile, hostile);
    EXPECT_LE(seen.header.rowCount, 1u);
  }
  _MyClass__destructor(object);
}

}  // namespace
}  // namespace sweepground::test
