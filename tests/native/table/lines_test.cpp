// Counts by line against a model, over random lives of rows; and which lines are told where they are many.
#include "table/lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "support/random.h"
#include "table/table_fixture.h"

namespace sweepground {
namespace {

struct Model {
  std::map<State, uint32_t> in;
  uint32_t made = 0;
  uint32_t heldBytes = 0;
};

class LinesTest : public test::TableTest {
 protected:
  Handle addAt(uint32_t line, uint32_t payloadBytes = 16) {
    moment.set(moment.now(), line);
    return add(1, payloadBytes);
  }
  std::vector<LineRecord> lines() const {
    std::vector<LineRecord> out(kMaxLineRecords);
    out.resize(table.lines().write(out.data()));
    return out;
  }
  uint32_t lineOf(Handle handle) const {
    return table.chunkOf(slotOf(handle)).line[slotOf(handle) % kChunkSlots];
  }
  uint32_t sizeOf(Handle handle) const {
    return table.chunkOf(slotOf(handle)).sizeBytes[slotOf(handle) % kChunkSlots];
  }

  // What the rows say of now, and the model of what has been.
  void expectAsModel(std::map<uint32_t, Model> model) {
    for (uint32_t slot = 0; slot < table.slots(); ++slot) {
      const State state = table.stateOf(handleOf(slot));
      if (!isThere(state)) continue;
      Model& line = model[lineOf(handleOf(slot)) < kCountedLines ? lineOf(handleOf(slot)) : 0];
      ++line.in[state];
      line.heldBytes += sizeOf(handleOf(slot));
    }
    const std::vector<LineRecord> told = lines();
    ASSERT_EQ(told.size(), model.size());
    size_t i = 0;
    std::map<State, uint32_t> sums;
    for (auto& [line, counts] : model) {
      const LineRecord& record = told[i++];
      ASSERT_EQ(record.line, line);
      ASSERT_EQ(record.made, counts.made) << "line " << line;
      ASSERT_EQ(record.live, counts.in[State::kLive]) << "line " << line;
      ASSERT_EQ(record.cleared, counts.in[State::kCleared]) << "line " << line;
      ASSERT_EQ(record.lost, counts.in[State::kLost]) << "line " << line;
      ASSERT_EQ(record.freed, counts.in[State::kFreed]) << "line " << line;
      ASSERT_EQ(record.deleted, counts.in[State::kDeleted]) << "line " << line;
      ASSERT_EQ(record.heldBytes, counts.heldBytes) << "line " << line;
      for (const auto& [state, count] : counts.in) sums[state] += count;
    }
    for (const State state : {State::kLive, State::kCleared, State::kLost, State::kFreed, State::kDeleted}) {
      ASSERT_EQ(sums[state], table.count(state));
    }
  }
};

TEST_F(LinesTest, OfAnEmptyTableThereAreNone) {
  begin();
  EXPECT_TRUE(lines().empty());
}

TEST_F(LinesTest, RandomLivesAgreeWithAModelWhoseSumsAreTheTables) {
  SWEEPGROUND_RANDOM(random);
  for (const uint32_t maxSlots : {60u, 5000u}) {
    endAll();
    begin(maxSlots, 10);
    std::map<uint32_t, Model> model;
    for (int step = 0; step < 6000; ++step) {
      const uint32_t line = random.below(4) == 0 ? kCountedLines - 2 + random.below(5) : random.below(12);
      const Handle handle = table.slots() == 0 ? 0 : handleOf(random.below(table.slots()));
      const State state = table.stateOf(handle);
      switch (random.below(7)) {
        case 0:
        case 1:
          if (addAt(line, 16 << random.below(5)) != 0) ++model[line < kCountedLines ? line : 0].made;
          break;
        case 2:
          table.markCleared(handle);
          break;
        case 3:
          if (isThere(state)) table.revive(handle);
          break;
        case 4:
          table.abandon(handle);
          break;
        case 5:
          if (isThere(state)) {
            const State last = random.below(2) == 0 ? State::kFreed : State::kDeleted;
            ++model[lineOf(handle) < kCountedLines ? lineOf(handle) : 0].in[last];
            end(handle, last);
          }
          break;
        case 6:
          if (random.below(20) == 0) table.setReclaiming(random.below(2) == 0);
          break;
      }
      if (step % 100 == 0) ASSERT_NO_FATAL_FAILURE(expectAsModel(model)) << "step " << step;
    }
    ASSERT_NO_FATAL_FAILURE(expectAsModel(model));
  }
}

TEST_F(LinesTest, WhereTheyAreManyThoseThatMadeMostAreTold) {
  begin();
  SWEEPGROUND_RANDOM(random);
  std::vector<std::pair<uint32_t, uint32_t>> made;  // number, line
  for (uint32_t line = 1; line <= 700; ++line) {
    const uint32_t count = 1 + random.below(line % 3 == 0 ? 2 : 20);
    for (uint32_t i = 0; i < count; ++i) end(addAt(line), State::kFreed);
    made.emplace_back(count, line);
  }
  std::stable_sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  made.resize(kMaxLineRecords);
  std::sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const std::vector<LineRecord> told = lines();
  ASSERT_EQ(told.size(), kMaxLineRecords);
  for (uint32_t i = 0; i < kMaxLineRecords; ++i) {
    ASSERT_EQ(told[i].line, made[i].second);
    ASSERT_EQ(told[i].made, made[i].first);
  }
}

TEST_F(LinesTest, AsManyLinesAsFitAreAllTold) {
  begin();
  for (uint32_t line = 1; line <= kMaxLineRecords; ++line) addAt(line);
  EXPECT_EQ(lines().size(), kMaxLineRecords);
  EXPECT_EQ(lines().back().line, kMaxLineRecords);
}

}  // namespace
}  // namespace sweepground
