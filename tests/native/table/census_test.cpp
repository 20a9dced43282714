// The census: each group alone, and all of them against a plain model of a random run.
#include "table/census.h"

#include <map>

#include "support/random_program.h"

namespace sweepground::test {
namespace {

void expectSame(const Census& census, const Census& expected) {
#define SWEEPGROUND_SAME(name)                                \
  EXPECT_EQ(census.name.count, expected.name.count) << #name; \
  EXPECT_EQ(census.name.bytes, expected.name.bytes) << #name;
  SWEEPGROUND_CENSUS(SWEEPGROUND_SAME)
#undef SWEEPGROUND_SAME
}

class CensusTest : public EngineTest {
 protected:
  Census census(uint32_t firstSerial = 0) { return *at<Census>(_engine__census(firstSerial)); }
  static uint32_t serialOf(Address object) { return run().heap().header(object).number(); }
};

TEST_F(CensusTest, TellsTheJobFromWhatIsFreshAndWhatHasSurvived) {
  start(4 * kMiB, kNoQuarantine);
  const Address old = _MyClass__constructor(1);
  _engine__manage(old);
  _engine__noteCollection(1);
  const Address fresh = _Buffer__constructor(100);
  _engine__manage(fresh);
  _engine__noteCollection(0);  // a minor one says nothing
  const Address job = _Buffer__constructor(1000);
  _engine__manage(job);
  const Address child = _MyClass__constructor(2);
  expectSame(census(serialOf(job)),
             {.job = {1, 1024}, .fresh = {1, 128}, .survived = {1, 32}, .unmanaged = {1, 32}});
  expectSame(census(), {.fresh = {2, 1152}, .survived = {1, 32}, .unmanaged = {1, 32}});
  expectSame(census(1), {.job = {3, 1184}, .unmanaged = {1, 32}});
  expectSame(census(~0u), census());
  _engine__noteCollection(1);
  expectSame(census(serialOf(job)), {.job = {1, 1024}, .survived = {2, 160}, .unmanaged = {1, 32}});
  for (const Address buffer : {fresh, job}) _Buffer__destructor(buffer);
  for (const Address object : {old, child}) _MyClass__destructor(object);
  expectSame(census(), {});
}

TEST_F(CensusTest, WhatIsQueuedIsWhatItsRowSaysUntilItEnds) {
  start(4 * kMiB, kNoQuarantine);
  const Handle lost = _engine__manage(_MyClass__constructor(1)),
               queued = _engine__manage(_MyClass__constructor(2));
  clear({lost, queued});
  _engine__abandon(lost);
  queue({queued});
  const Address later = _MyClass__constructor(3), unmanaged = _MyClass__constructor(4);
  _engine__manage(later);
  _engine__deleteLater(later);
  _engine__deleteLater(unmanaged);
  // The one without a row is no usable object any more, and its bytes are there.
  expectSame(census(), {.fresh = {1, 32}, .cleared = {1, 32}, .lost = {1, 32}, .unmanaged = {0, 32}});
  EXPECT_EQ(_engine__clean(1e9), 0u);
  expectSame(census(), {.lost = {1, 32}});
  _MyClass__destructor(story(run().table().chunkOf(0).address[slotOf(lost)]).address);
}

TEST_F(CensusTest, PartsAndWhatLiesInAnArenaAreCountedOnce) {
  start(4 * kMiB, kNoQuarantine);
  const Address arena = _Arena__constructor(10);
  for (int i = 0; i < 10; ++i) _Arena__make(arena, i);
  const uint32_t arenaBytes = run().heap().header(arena).sizeBytes();
  expectSame(census(), {.unmanaged = {11, arenaBytes}});
  _engine__manage(arena);
  expectSame(census(), {.fresh = {1, arenaBytes}, .unmanaged = {10, 0}});
  const Address tree = _Tree__constructor(5, 2);
  _engine__manage(tree);
  const uint32_t treeBytes = run().heap().header(tree).sizeBytes();
  const uint32_t partBytes = run().heap().counts().liveBytes - arenaBytes - treeBytes;
  EXPECT_GT(partBytes, 0u);
  expectSame(census(), {.fresh = {2, arenaBytes + treeBytes}, .unmanaged = {10, partBytes}});
  _Arena__destructor(arena);
  _Tree__destructor(tree);
}

// The groups as a program of objects knows them, the bytes by a walk over the blocks.
Census modelOf(const RandomProgram& program, uint32_t firstSerial) {
  const Heap& heap = run().heap();
  Census census = {};
  heap.forEachBlock([&](Address payload) {
    if (heap.stateOf(payload) == BlockState::kQuarantined) return;
    const BlockHeader& header = heap.header(payload);
    const auto found = program.objects().find(payload);
    CensusGroup* group = &census.unmanaged;
    if (found != program.objects().end() && found->second.handle != 0) {
      const RandomProgram::Object& object = found->second;
      const bool ofJob = firstSerial != 0 && header.number() >= firstSerial;
      group = object.state == State::kCleared ? &census.cleared
              : object.state == State::kLost  ? &census.lost
              : ofJob                         ? &census.job
              : object.survived == 0          ? &census.fresh
                                              : &census.survived;
      ++group->count;
    } else if (heap.isObject(payload, 0)) {
      ++census.unmanaged.count;
    }
    group->bytes += header.sizeBytes();
    // What an arena holds.
    for (Address inside = payload + kGranuleBytes; inside < payload - kHeaderBytes + header.sizeBytes();
         inside += kGranuleBytes) {
      census.unmanaged.count += heap.isObject(inside, 0);
    }
  });
  return census;
}

TEST_F(CensusTest, AgreesWithAModelOfARandomRun) {
  SWEEPGROUND_RANDOM(random);
  start(3 * kMiB);
  RandomProgram program(random);
  Census seen = {};
  for (int step = 0; step < 4000; ++step) {
    program.step();
    ASSERT_FALSE(HasFatalFailure()) << "step " << step;
    if (step % 10 != 0) continue;
    const uint32_t made = run().heap().counts().allocations;
    const uint32_t firstSerial = random.below(3) == 0 ? 0 : made - random.below(std::min(made, 50u) + 1);
    const Census now = census(firstSerial);
    expectSame(now, modelOf(program, firstSerial));
    ASSERT_FALSE(HasFailure()) << "step " << step << ", from serial " << firstSerial;
    const CensusGroup* groups = &now.job;
    for (uint32_t i = 0; i < sizeof(Census) / sizeof(CensusGroup); ++i)
      (&seen.job)[i].count |= groups[i].count;
  }
#define SWEEPGROUND_SEEN(name) EXPECT_NE(seen.name.count, 0u) << "no " #name " in the whole run";
  SWEEPGROUND_CENSUS(SWEEPGROUND_SEEN)
#undef SWEEPGROUND_SEEN
  program.finish();
  ASSERT_FALSE(HasFatalFailure());
}

}  // namespace
}  // namespace sweepground::test
