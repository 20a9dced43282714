// A heap alone, from fresh memory, with a clock set by hand and every report noted; every test leaves it
// empty and whole.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "heap/heap.h"
#include "support/fake_host.h"

namespace sweepground::test {

class HeapTest : public ::testing::Test {
 protected:
  static inline double nowMs = 0;
  static inline uint32_t line = 0;
  static inline uint32_t linesAsked = 0;
  std::vector<Reported>& reported = gHost.reported;

  void SetUp() override {
    nowMs = 0;
    line = linesAsked = 0;
    installFakeHost();
    setErrorObserver(nullptr);
  }

  void begin(HeapLimits limits, uint64_t maximumBytes = kAddressSpaceBytes,
             uint64_t firstFree = kSegmentBytes) {
    heap = Heap{};
    moment.init([] { return nowMs; },
                [] {
                  ++linesAsked;
                  return line;
                });
    ASSERT_TRUE(segments.init(maximumBytes, firstFree));
    meta.init(segments);
    ASSERT_TRUE(journal.init(meta, moment));
    ASSERT_TRUE(heap.init(segments, meta, journal, moment, limits));
  }
  // Without quarantine, so that what is retired is free at once.
  void beginPlain(uint32_t limitBytes, uint64_t maximumBytes = kAddressSpaceBytes) {
    begin({limitBytes, 0}, maximumBytes);
  }
  void TearDown() override {
    journal.onAdd = nullptr;
    EXPECT_STREQ(heap.validate(), nullptr);
    EXPECT_EQ(heap.counts().liveBlocks, 0u);
    EXPECT_EQ(heap.counts().liveBytes, 0u);
    EXPECT_EQ(heap.counts().objects, 0u);
    expectHostAtRest();
  }

  Address object(uint64_t payloadBytes, ClassId classId = 1) {
    return heap.allocate(payloadBytes, classId, BlockKind::kObject);
  }
  Address part(uint64_t payloadBytes, ClassId classId = 2) {
    return heap.allocate(payloadBytes, classId, BlockKind::kPart);
  }
  void end(Address payload, EndCause cause = EndCause::kDeleted, uint32_t by = 0) {
    if (heap.isObject(payload, 0)) heap.beginEnd(payload);
    heap.retire(payload, cause, by);
  }
  // The records from a sequence on.
  std::vector<Record> records(uint32_t from = 1) {
    std::vector<Record> result;
    for (;;) {
      const RecordSpan span = journal.span(from);
      const Record* first = at<Record>(span.address);
      result.insert(result.end(), first, first + span.count);
      from = span.first + span.count;
      if (from == span.next) return result;
    }
  }

  Segments segments;
  Meta meta;
  Moment moment;
  Journal journal;
  Heap heap;
};

}  // namespace sweepground::test
