// The journal: what it keeps, and what gives way.
#include "journal/journal.h"

#include <gtest/gtest.h>

#include <vector>

namespace sweepground {
namespace {

class JournalTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(segments.init());
    meta.init(segments);
    ASSERT_TRUE(journal.init(meta));
  }
  std::vector<JournalRecord> read(uint32_t from, uint32_t capacity) {
    std::vector<JournalRecord> out(capacity);
    out.resize(journal.read(from, out.data(), capacity));
    return out;
  }

  Segments segments;
  Meta meta;
  Journal journal;
};

TEST_F(JournalTest, KeepsWhatWasAdded) {
  journal.add(JournalKind::kSweep, 10, 2.5, 50);
  journal.add(JournalKind::kCollection, 20, 0, 0);
  const auto records = read(1, 10);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].timeMs, 10);
  EXPECT_EQ(records[0].durationMs, 2.5);
  EXPECT_EQ(records[0].kind, JournalKind::kSweep);
  EXPECT_EQ(records[0].sequence, 1u);
  EXPECT_EQ(records[0].count, 50u);
  EXPECT_EQ(records[1].kind, JournalKind::kCollection);
  EXPECT_EQ(records[1].sequence, 2u);
  EXPECT_EQ(journal.next(), 3u);
}

TEST_F(JournalTest, ReadsFromASequenceUpToACapacity) {
  for (uint32_t i = 1; i <= 20; ++i) journal.add(JournalKind::kCollection, i, 0, 0);
  EXPECT_EQ(read(5, 4).front().sequence, 5u);
  EXPECT_EQ(read(5, 4).back().sequence, 8u);
  EXPECT_EQ(read(0, 4).front().sequence, 1u);
  EXPECT_TRUE(read(21, 4).empty());
  EXPECT_TRUE(read(~0u, 4).empty());
}

TEST_F(JournalTest, TheOldestGiveWay) {
  constexpr uint32_t kMore = kJournalRecords + 100;
  for (uint32_t i = 1; i <= kMore; ++i) journal.add(JournalKind::kCollection, i, 0, 0);
  const auto records = read(1, kMore);
  ASSERT_EQ(records.size(), kJournalRecords);
  for (uint32_t i = 0; i < kJournalRecords; ++i) {
    ASSERT_EQ(records[i].sequence, 101 + i);
    ASSERT_EQ(records[i].timeMs, 101 + i);
  }
}

}  // namespace
}  // namespace sweepground
