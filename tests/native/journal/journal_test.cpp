// The journal: what it keeps, what gives way, and how readers drain it.
#include "journal/journal.h"

#include <gtest/gtest.h>

#include <vector>

namespace sweepground {
namespace {

constexpr uint32_t kFew = 16;

class JournalTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(segments.init());
    meta.init(segments);
    ASSERT_TRUE(journal.init(meta, moment, kFew));
  }
  void add(uint32_t count) {
    for (uint32_t i = 0; i < count; ++i)
      journal.add({.kind = JournalKind::kFree, .detail = journal.next() * 10});
  }
  std::vector<uint32_t> sequences(const RecordSpan& span) {
    std::vector<uint32_t> result;
    for (uint32_t i = 0; i < span.count; ++i) result.push_back(at<Record>(span.address)[i].sequence);
    return result;
  }

  Segments segments;
  Meta meta;
  Moment moment;
  Journal journal;
};

TEST_F(JournalTest, IsEmptyAtFirst) {
  for (const uint32_t from : {0u, 1u, 2u, 1u << 30, ~0u}) {
    const RecordSpan span = journal.span(from);
    EXPECT_EQ(span.count, 0u);
    EXPECT_EQ(span.first, 1u);
    EXPECT_EQ(span.next, 1u);
  }
}

TEST_F(JournalTest, KeepsEveryFieldAndStampsSequenceAndTime) {
  moment.set(42, 0);
  Record record = {.sequence = 99,
                   .time = 98,
                   .kind = JournalKind::kAlloc,
                   .classId = 3,
                   .code = 1,
                   .serial = 4,
                   .address = 160,
                   .sizeBytes = 5,
                   .handle = 6,
                   .detail = 7};
  journal.add(record);
  moment.set(43, 0);
  journal.add({.kind = JournalKind::kCollection});
  const RecordSpan span = journal.span(1);
  ASSERT_EQ(span.count, 2u);
  record.sequence = 1;
  record.time = 42;
  EXPECT_EQ(at<Record>(span.address)[0], record);
  EXPECT_EQ(at<Record>(span.address)[1],
            (Record{.sequence = 2, .time = 43, .kind = JournalKind::kCollection}));
}

TEST_F(JournalTest, ReadsFromASequenceOn) {
  add(10);
  EXPECT_EQ(sequences(journal.span(8)), (std::vector<uint32_t>{8, 9, 10}));
  EXPECT_EQ(journal.span(0).first, 1u);
  EXPECT_EQ(journal.span(11).count, 0u);
  EXPECT_EQ(journal.span(11).first, 11u);
  EXPECT_EQ(journal.span(12).count, 0u);
  EXPECT_EQ(journal.span(1u << 30).count, 0u);
  EXPECT_EQ(journal.span(~0u).first, 1u);  // more than 2^31 ahead: from before the sequences started over
}

TEST_F(JournalTest, TheOldestGiveWayAndTheGapShows) {
  add(kFew + 5);
  const RecordSpan span = journal.span(2);
  EXPECT_EQ(span.first, 6u);
  EXPECT_EQ(span.next, kFew + 6);
  EXPECT_EQ(journal.span(0).first, 6u);
  EXPECT_EQ(at<Record>(span.address)->detail, 60u);
}

TEST_F(JournalTest, ASpanIsCutAtTheRingsEnd) {
  add(kFew + 5);
  const RecordSpan span = journal.span(6);
  EXPECT_EQ(sequences(span), (std::vector<uint32_t>{6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
  const RecordSpan rest = journal.span(span.first + span.count);
  EXPECT_EQ(sequences(rest), (std::vector<uint32_t>{16, 17, 18, 19, 20, 21}));
  EXPECT_EQ(rest.first + rest.count, rest.next);
}

TEST_F(JournalTest, ReadersDrainEveryLengthWithoutGap) {
  uint32_t read = 1;
  for (uint32_t step = 0; step < 500; ++step) {
    add(step % (kFew + 1));
    for (;;) {
      const RecordSpan span = journal.span(read);
      ASSERT_EQ(span.first, read);
      for (uint32_t i = 0; i < span.count; ++i) {
        ASSERT_EQ(at<Record>(span.address)[i].sequence, read + i);
        ASSERT_EQ(at<Record>(span.address)[i].detail, (read + i) * 10);
      }
      read += span.count;
      if (read == span.next) break;
      ASSERT_NE(span.count, 0u);
    }
  }
}

TEST_F(JournalTest, TellsATestOfEachRecord) {
  static uint32_t told = 0;
  told = 0;
  journal.onAdd = [] { ++told; };
  add(3);
  EXPECT_EQ(told, 3u);
}

TEST_F(JournalTest, WithoutMemoryThereIsNone) {
  Segments few;
  ASSERT_TRUE(few.init(kSegmentBytes));
  Meta little;
  little.init(few);
  EXPECT_FALSE(Journal{}.init(little, moment, 1u << 16));
}

}  // namespace
}  // namespace sweepground
