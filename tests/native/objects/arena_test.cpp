// Arena: objects inside its block, and their end.
#include "objects/objects_fixture.h"

namespace sweepground::test {
namespace {

using ArenaTest = ObjectsTest;

TEST_F(ArenaTest, RefusesWhatIsNotThere) {
  const Address arena = make<Arena>(2u);
  EXPECT_EQ(the<Arena>(arena).at(0), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, arena, kArenaId, 0}));
  the<Arena>(arena).make(1);
  EXPECT_EQ(the<Arena>(arena).at(1), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, arena, kArenaId, 1}));
  EXPECT_EQ(the<Arena>(arena).at(0xffffffffu), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kOutOfRange, arena, kArenaId, 0xffffffffu}));
  end(arena);
}

TEST_F(ArenaTest, RefusesOneTooMany) {
  const Address arena = make<Arena>(1u), empty = make<Arena>(0u);
  EXPECT_NE(the<Arena>(arena).make(1), 0u);
  EXPECT_EQ(the<Arena>(arena).make(2), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kArenaFull, arena, kArenaId, 1}));
  EXPECT_EQ(the<Arena>(arena).count(), 1u);
  EXPECT_EQ(the<Arena>(empty).make(2), 0u);
  EXPECT_EQ(takeRaised(), (Raised{Error::kArenaFull, empty, kArenaId, 0}));
  end(arena);
  end(empty);
}

TEST_F(ArenaTest, BlockBytesCannotOverflow) {
  EXPECT_GT(Arena::blockBytes(0xffffffffu), uint64_t{0xffffffff} * 32);
  EXPECT_EQ(makeObject<Arena>(0xffffffffu), 0u);
  EXPECT_EQ(blocks(), 0u);
}

TEST_F(ArenaTest, ItsObjectsAreUsableAndLieInItsBlock) {
  constexpr uint32_t kCapacity = 100;
  const Address arena = make<Arena>(kCapacity);
  const Address arenaEnd = arena - kHeaderBytes + heap.header(arena).sizeBytes();
  EXPECT_EQ(the<Arena>(arena).capacity(), kCapacity);
  for (uint32_t i = 0; i < kCapacity; ++i) {
    const Address object = the<Arena>(arena).make(static_cast<int32_t>(i));
    ASSERT_TRUE(heap.isObject(object, kMyClassId));
    EXPECT_TRUE(heap.header(object).interior());
    EXPECT_GE(object - kHeaderBytes, arena + sizeof(Arena));
    EXPECT_LE(object + sizeof(MyClass), arenaEnd);
    EXPECT_EQ(the<Arena>(arena).count(), i + 1);
  }
  EXPECT_EQ(blocks(), 1u);
  EXPECT_EQ(heap.counts().objects, kCapacity + 1);
  for (uint32_t i = 0; i < kCapacity; ++i) {
    const Address object = the<Arena>(arena).at(i);
    EXPECT_EQ(the<MyClass>(object).my_method(), static_cast<int32_t>(2 * i));
    EXPECT_EQ(serialOf(object), serialOf(arena) + 1 + i);
  }
  end(arena);
}

TEST_F(ArenaTest, ItsObjectsEndWithIt) {
  const Address arena = make<Arena>(3u);
  const Address first = the<Arena>(arena).make(1), second = the<Arena>(arena).make(2);
  end(arena);
  for (const Address object : {first, second}) EXPECT_FALSE(heap.isObject(object, 0));
}

TEST_F(ArenaTest, AnObjectThatHasEndedIsNotEndedAgain) {
  const Address arena = make<Arena>(3u);
  const Address first = the<Arena>(arena).make(1);
  the<Arena>(arena).make(2);
  heap.endPlaced(first);
  EXPECT_EQ(heap.counts().objects, 2u);
  end(arena);
}

TEST_F(ArenaTest, EndsInSteps) {
  const Address arena = make<Arena>(1000u);
  std::vector<Address> objects;
  for (int32_t i = 0; i < 1000; ++i) objects.push_back(the<Arena>(arena).make(i));
  heap.beginEnd(arena);
  EXPECT_FALSE(destroySome(kArenaId, arena, 300));
  EXPECT_TRUE(heap.isObject(objects[699], kMyClassId));
  EXPECT_FALSE(heap.isObject(objects[700], 0));
  EXPECT_FALSE(destroySome(kArenaId, arena, 0));
  EXPECT_TRUE(destroySome(kArenaId, arena, ~0u));
  EXPECT_EQ(heap.counts().objects, 0u);
  heap.retire(arena, EndCause::kDeleted, 0);
}

}  // namespace
}  // namespace sweepground::test
