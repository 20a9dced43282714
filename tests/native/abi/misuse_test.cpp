// Every export used as it is not meant: raised, and nothing changed.
#include <vector>

#include "base/poison.h"
#include "objects/class_ids.h"
#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

class MisuseTest : public EngineTest {
 protected:
  // Each call raises this one error.
  void raises(const Raised& expected, const std::vector<void (*)()>& calls) {
    for (size_t i = 0; i < calls.size(); ++i) {
      calls[i]();
      EXPECT_EQ(gHost.takeRaised(), expected) << "call " << i;
    }
  }
};

TEST_F(MisuseTest, BeforeTheStartEverythingRaises) {
  raises({Error::kNotStarted, 0, 0},
         {
             [] { EXPECT_EQ(_MyClass__constructor(1), 0u); },
             [] { EXPECT_EQ(_MyClass__my_method(1), 0); },
             [] { _Buffer__destructor(0); },
             [] { EXPECT_EQ(_Matrix__constructor(1, 1), 0u); },
             [] { EXPECT_EQ(_Matrix__get(16, 0, 0), 0.0); },
             [] { _engine__noteStretch(); },
             [] { EXPECT_EQ(_engine__manage(16), 0u); },
             [] { EXPECT_EQ(_engine__batch(), 0u); },
             [] { EXPECT_EQ(_engine__markCleared(1), 0u); },
             [] { EXPECT_EQ(_engine__freeCleared(1), 0u); },
             [] { EXPECT_EQ(_engine__queueCleared(1), 0u); },
             [] { _engine__deleteLater(16); },
             [] { EXPECT_EQ(_engine__clean(1), 0u); },
             [] { _engine__setReclaiming(1); },
             [] { EXPECT_EQ(_engine__abandon(1), 0u); },
             [] { EXPECT_EQ(_engine__stateOf(1), 0u); },
             [] { _engine__beginSweep(); },
             [] { _engine__pauseSweep(); },
             [] { _engine__endSweep(); },
             [] { _engine__noteCollection(1); },
             [] { _engine__notePressureRequest(); },
             [] { _engine__noteDerefs(1); },
             [] { _engine__noteWork(1); },
             [] { _engine__noteRescue(); },
             [] { EXPECT_EQ(_engine__record(), 0u); },
             [] { EXPECT_EQ(_engine__trace(), 0u); },
             [] { EXPECT_EQ(_engine__counts(), 0u); },
             [] { EXPECT_EQ(_engine__census(0), 0u); },
             [] { EXPECT_EQ(_engine__story(1, 0), 0u); },
             [] { EXPECT_EQ(_engine__snapshot(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0u); },
             [] { EXPECT_EQ(_engine__object(16, 0), 0u); },
             [] { EXPECT_EQ(_engine__serialsBetween(0, 1), 0u); },
             [] { EXPECT_EQ(_engine__blocks(0, 16), 0u); },
             [] { EXPECT_EQ(_engine__journal(1), 0u); },
             [] { EXPECT_EQ(_engine__raster(0, 16, 1, 0, 0, 0, ~0u), 0u); },
         });
  EXPECT_EQ(_engine__abiVersion(), 5u);
}

TEST_F(MisuseTest, StartsOnceAndWithinTheBounds) {
  EXPECT_EQ(_engine__start(0, 0), 0u);
  EXPECT_EQ(_engine__start(kMiB - 1, 0), 0u);
  EXPECT_EQ(_engine__start((1u << 30) + 1, 0), 0u);
  EXPECT_EQ(_engine__start(kMiB, kMiB + 1), 0u);
  EXPECT_EQ(_engine__start(kMiB, kMiB), 1u);
  EXPECT_EQ(_engine__start(kMiB, 0), 0u);
}

TEST_F(MisuseTest, WithOneSegmentOfMemoryTheEngineDoesNotStart) {
  ASSERT_TRUE(run().prepare(kSegmentBytes));
  const Address description = _engine__describe();
  EXPECT_NE(description, 0u);
  EXPECT_EQ(_engine__start(64 * kMiB, kQuarantine), 0u);
  EXPECT_EQ(_engine__describe(), description);
}

TEST_F(MisuseTest, BadPointersRaiseAndHarmNothing) {
  start();
  const Address object = _MyClass__constructor(7);
  const Address buffer = _Buffer__constructor(1000);
  _Buffer__fill(buffer, 1);
  const uint32_t checksum = _Buffer__checksum(buffer);
  const std::vector<Address> foreign = {1,          123,         object + 1,  object + 16, object - 16,
                                        buffer + 4, buffer + 16, 0x7ffffff0u, 0xfffffff0u, 0xffffffffu};
  for (const Address address : foreign) {
    EXPECT_EQ(_MyClass__my_method(address), 0);
    EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kForeignPointer, address, kMyClassId}));
    _MyClass__destructor(address);
    EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kForeignPointer, address, kMyClassId}));
    _Buffer__fill(address, 3);
    EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kForeignPointer, address, kBufferId}));
    EXPECT_EQ(_engine__manage(address), 0u);
    EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kForeignPointer, address, 0}));
    _engine__deleteLater(address);
    EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kForeignPointer, address, 0}));
  }
  EXPECT_EQ(_Buffer__checksum(0), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kNullPointer, 0, kBufferId}));
  EXPECT_EQ(_engine__manage(0), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kNullPointer, 0, 0}));
  EXPECT_EQ(_MyClass__my_method(buffer), 0);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kWrongClass, buffer, kMyClassId}));
  _Buffer__destructor(object);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kWrongClass, object, kBufferId}));

  EXPECT_EQ(look().stats.errorCount, 10 * 5 + 4);
  EXPECT_STREQ(run().heap().validate(), nullptr);
  EXPECT_EQ(_MyClass__my_method(object), 14);
  EXPECT_EQ(_Buffer__checksum(buffer), checksum);
  _MyClass__destructor(object);
  _Buffer__destructor(buffer);
}

TEST_F(MisuseTest, AnArgumentIsCheckedLikeTheObject) {
  start();
  const Address matrix = _Matrix__constructor(2, 2), object = _MyClass__constructor(1);
  EXPECT_EQ(_Matrix__mul(matrix, object), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kWrongClass, object, kMatrixId}));
  EXPECT_EQ(_Matrix__add(matrix, 0), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kNullPointer, 0, kMatrixId}));
  EXPECT_EQ(_Matrix__mul(object, matrix), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kWrongClass, object, kMatrixId}));
  _Matrix__destructor(matrix);
  EXPECT_EQ(_Matrix__add(matrix, matrix), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kAfterFree, matrix, kMatrixId}));
  _MyClass__destructor(object);
}

TEST_F(MisuseTest, ErrorsAreJournaledWithTheirLine) {
  start();
  gHost.line = 21;
  _MyClass__destructor(0x123450);
  gHost.takeRaised();
  const Look seen = look();
  ASSERT_EQ(seen.marks.size(), 1u);
  EXPECT_EQ(seen.marks[0].kind, JournalKind::kError);
  EXPECT_EQ(seen.marks[0].code, static_cast<uint16_t>(Error::kForeignPointer));
  EXPECT_EQ(seen.marks[0].address, 0x123450u);
  EXPECT_EQ(seen.marks[0].detail, 21u);
}

TEST_F(MisuseTest, SecondDestructorIsAUseAfterFree) {
  start();
  const Address object = _MyClass__constructor(7);
  const Handle handle = _engine__manage(object);
  _MyClass__destructor(object);
  _MyClass__destructor(object);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kAfterFree, object, kMyClassId}));
  EXPECT_EQ(_MyClass__my_method(object), 0);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kAfterFree, object, kMyClassId}));
  EXPECT_EQ(stateOf(handle), State::kDeleted);
  EXPECT_EQ(look().stats.deletedCount, 1);
}

TEST_F(MisuseTest, WithoutQuarantineAFreedPointerIsForeign) {
  start(4 * kMiB, kNoQuarantine);
  const Address object = _MyClass__constructor(7);
  _MyClass__destructor(object);
  _MyClass__destructor(object);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kForeignPointer, object, kMyClassId}));
}

TEST_F(MisuseTest, SweptObjectIsGoneForItsDestructor) {
  start();
  const Address object = _MyClass__constructor(7);
  const Handle handle = _engine__manage(object);
  clear({handle});
  EXPECT_EQ(free({handle}), 1u);
  _MyClass__destructor(object);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kAfterFree, object, kMyClassId}));
}

TEST_F(MisuseTest, WhatIsBorrowedOrAPartIsNotFreedNorManaged) {
  start();
  const Address arena = _Arena__constructor(2), child = _Arena__make(arena, 5);
  ASSERT_NE(child, 0u);
  EXPECT_EQ(_MyClass__my_method(child), 10);
  _MyClass__destructor(child);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kBorrowed, child, kMyClassId}));
  EXPECT_EQ(_engine__manage(child), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kBorrowed, child, 0}));
  _engine__deleteLater(child);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kBorrowed, child, 0}));
  EXPECT_EQ(_MyClass__my_method(child), 10);
  _Arena__destructor(arena);
  EXPECT_EQ(_MyClass__my_method(child), 0);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kAfterFree, child, kMyClassId}));

  const Address tree = _Tree__constructor(1, 1);
  Address part = 0;
  run().heap().forEachBlock([&](Address payload) {
    if (run().heap().header(payload).part()) part = payload;
  });
  ASSERT_NE(part, 0u);
  EXPECT_EQ(_engine__manage(part), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kBorrowed, part, 0}));
  EXPECT_EQ(_Tree__size(part), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kWrongClass, part, kTreeId}));
  _Tree__destructor(tree);
}

TEST_F(MisuseTest, AConstructorWithoutRoomGivesTheFunctionBack) {
  start(kMiB, kNoQuarantine);
  std::vector<Address> buffers;
  for (Address buffer; (buffer = _Buffer__constructor(1)) != 0;) buffers.push_back(buffer);
  const HeldReference reference = gHost.hold([](int32_t, int32_t*) { return CallStatus::kReturned; });
  EXPECT_EQ(_Listener__constructor(reference), 0u);
  EXPECT_TRUE(gHost.held() == 0);
  EXPECT_EQ(_Tree__constructor(2, 1), 0u);
  EXPECT_EQ(_SharedNode__constructor(1), 0u);
  for (const Address buffer : buffers) _Buffer__destructor(buffer);
}

TEST_F(MisuseTest, WrittenAfterFreeIsReportedWhenTheBlockLeavesQuarantine) {
  start(4 * kMiB, 4096);
  const Address object = _MyClass__constructor(1);
  const uint32_t serial = *at<uint32_t>(object + kSerialOffset);
  _MyClass__destructor(object);
  unpoison(object, 4);
  *at<uint32_t>(object) = 5;
  for (int i = 0; i < 200 && gHost.reported.empty(); ++i) _MyClass__destructor(_MyClass__constructor(i));
  EXPECT_EQ(gHost.takeReported(), (Reported{Error::kWrittenAfterFree, object, serial}));
  EXPECT_EQ(look().stats.errorCount, 1);
}

TEST_F(MisuseTest, FullTableRaisesAndTheObjectStays) {
  ASSERT_TRUE(run().start({4 * kMiB, kQuarantine}, 2));
  std::vector<Address> objects;
  for (int i = 0; i < 3; ++i) objects.push_back(_MyClass__constructor(i));
  EXPECT_NE(_engine__manage(objects[0]), 0u);
  EXPECT_NE(_engine__manage(objects[1]), 0u);
  EXPECT_EQ(_engine__manage(objects[2]), 0u);
  EXPECT_EQ(gHost.takeRaised(), (Raised{Error::kTableFull, objects[2], kMyClassId}));
  EXPECT_EQ(_MyClass__my_method(objects[2]), 4);
  EXPECT_EQ(look().header.rowsMatched, 2u);
  for (const Address object : objects) _MyClass__destructor(object);
}

TEST_F(MisuseTest, LooksTakeAnyArguments) {
  start(kMiB);
  const Address object = _MyClass__constructor(1);
  _engine__manage(object);
  for (const uint32_t hostile : {0u, 1u, 8u, 255u, 0x7fffffffu, 0x80000000u, 0xffffffffu}) {
    const Look seen = look(static_cast<Column>(hostile), hostile, hostile, hostile, hostile, hostile, hostile,
                           hostile, hostile, hostile);
    EXPECT_LE(seen.header.rowCount, 1u);
    EXPECT_NE(_engine__raster(hostile, hostile, hostile, hostile, hostile, hostile, hostile), 0u);
    EXPECT_LE(at<RecordSpan>(_engine__journal(hostile))->count, kJournalRecords);
    EXPECT_NE(_engine__story(hostile, hostile), 0u);
    EXPECT_LE(card(hostile, hostile).graph.nodeCount(), 1u);
    EXPECT_LE(blocks(hostile, hostile).size(), 2u);
    EXPECT_NE(_engine__serialsBetween(hostile, std::numeric_limits<double>::quiet_NaN()), 0u);
  }
  _MyClass__destructor(object);
}

}  // namespace
}  // namespace sweepground::test
