// Stories: what is known of an object at each stage of its life, and of whatever else a pointer may lead to.
#include <cmath>

#include "objects/class_ids.h"
#include "support/engine_fixture.h"

namespace sweepground::test {
namespace {

class StoryTest : public EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    start();
  }
};

TEST_F(StoryTest, OfALifeFromConstructorToHistory) {
  timeIs(3);
  gHost.line = 12;
  const Address object = _MyClass__constructor(1);
  const uint32_t serial = *at<uint32_t>(object + kSerialOffset);
  EXPECT_EQ(story(object).found, Story::kUsable);
  EXPECT_EQ(story(object).handle, 0u);
  EXPECT_TRUE(std::isnan(story(object).bornMs)) << "what has no row has no time of birth";
  const Handle handle = _engine__manage(object);
  EXPECT_EQ(story(object).handle, handle);
  EXPECT_EQ(story(object).bornMs, 3);
  EXPECT_EQ(story(object).line, 12u);
  EXPECT_EQ(story(object).classId, kMyClassId);
  timeIs(8);
  gHost.line = 40;
  _MyClass__destructor(object);

  const Story quarantined = story(object);
  EXPECT_EQ(quarantined.found, Story::kQuarantined);
  EXPECT_EQ(quarantined.serial, serial);
  EXPECT_EQ(quarantined.bornMs, 3);
  EXPECT_EQ(quarantined.endedMs, 8);
  EXPECT_EQ(quarantined.cause, static_cast<uint32_t>(EndCause::kDeleted));
  EXPECT_EQ(quarantined.by, 40u);

  while (run().heap().counts().quarantineBytes != 0) run().heap().evictOldest(false);
  const Story history = story(object);
  EXPECT_EQ(history.found, Story::kHistory);
  EXPECT_EQ(history.serial, serial);
  EXPECT_EQ(history.line, 12u);
  EXPECT_EQ(history.by, 40u);
  EXPECT_EQ(history.endedMs, 8);
}

TEST_F(StoryTest, OfAFreedObjectNamesTheSweep) {
  const Address object = _MyClass__constructor(1);
  const Handle handle = _engine__manage(object);
  for (int i = 0; i < 6; ++i) {
    _engine__beginSweep();
    if (i == 5) {
      clear({handle});
      free({handle});
    }
    _engine__endSweep();
  }
  EXPECT_EQ(story(object).cause, static_cast<uint32_t>(EndCause::kSwept));
  EXPECT_EQ(story(object).by, 6u);
}

TEST_F(StoryTest, WithoutARowIsToldFromTheBlock) {
  gHost.line = 2;
  const Address object = _MyClass__constructor(1);
  gHost.line = 5;
  timeIs(7);
  _MyClass__destructor(object);
  const Story told = story(object);
  EXPECT_EQ(told.found, Story::kQuarantined);
  EXPECT_EQ(told.line, 2u);
  EXPECT_EQ(told.by, 5u);
  EXPECT_EQ(told.endedMs, 7);
}

TEST_F(StoryTest, OfATenantAndOfTheOneBefore) {
  const Address object = _MyClass__constructor(1);
  const uint32_t serial = *at<uint32_t>(object + kSerialOffset);
  _engine__manage(object);
  _MyClass__destructor(object);
  while (run().heap().counts().quarantineBytes != 0) run().heap().evictOldest(false);
  const Address again = _MyClass__constructor(2);
  ASSERT_EQ(again, object);
  EXPECT_EQ(story(object).serial, serial + 1);
  EXPECT_EQ(story(object, serial).found, Story::kHistory);
  EXPECT_EQ(story(object, serial).serial, serial);
  EXPECT_EQ(story(object, 12345).found, Story::kNothing);
  _MyClass__destructor(again);
}

TEST_F(StoryTest, OfAByteInsideABuffer) {
  const Address buffer = _Buffer__constructor(1000);
  const Story told = story(buffer + 500);
  EXPECT_EQ(told.found, Story::kUsable);
  EXPECT_EQ(told.address, buffer);
  EXPECT_EQ(told.offset, 500u);
  EXPECT_EQ(told.classId, kBufferId);
  _Buffer__destructor(buffer);
}

TEST_F(StoryTest, OfABorrowedObjectNamesItsOwner) {
  const Address arena = _Arena__constructor(3);
  _Arena__make(arena, 1);
  gHost.line = 30;
  const Address child = _Arena__make(arena, 2);
  EXPECT_EQ(story(child).found, Story::kUsable);
  EXPECT_EQ(story(child).owner, arena);
  EXPECT_EQ(story(child).line, 30u);
  gHost.line = 31;
  _Arena__destructor(arena);
  // Nothing of it is left but its place in the arena.
  EXPECT_EQ(story(child).found, Story::kQuarantined);
  EXPECT_EQ(story(child).address, arena);
  EXPECT_EQ(story(child).offset, child - arena);
  EXPECT_EQ(story(child).by, 31u);
}

TEST_F(StoryTest, OfNothing) {
  for (const Address address : {0u, 1u, 64u, 0x100000u, 0x7fffffffu, 0xffffffffu}) {
    EXPECT_EQ(story(address).found, Story::kNothing) << address;
  }
}

}  // namespace
}  // namespace sweepground::test
