// The whole engine through its exports, with a host that the test moves by hand.
// Every test ends with no live block in a whole heap, and no function held.
#pragma once

#include <algorithm>
#include <cstring>
#include <vector>

#include "abi/card.h"
#include "abi/engine.h"
#include "abi/run.h"
#include "abi/story.h"
#include "support/fake_host.h"

namespace sweepground::test {

inline constexpr uint32_t kMiB = 1u << 20;
inline constexpr uint32_t kNoQuarantine = 0;
inline constexpr uint32_t kQuarantine = HeapLimits::kDefaultQuarantineBytes;

class EngineTest : public ::testing::Test {
 protected:
  void SetUp() override {
    run() = {};
    installFakeHost();
  }
  void TearDown() override {
    expectHostAtRest();
    EXPECT_STREQ(run().heap().validate(), nullptr);
    EXPECT_EQ(run().heap().counts().liveBlocks, 0u);
    EXPECT_EQ(run().heap().counts().objects, 0u);
  }

  void start(uint32_t limitBytes = 4 * kMiB, uint32_t quarantineBytes = kQuarantine) {
    ASSERT_EQ(_engine__start(limitBytes, quarantineBytes), 1u);
  }

  // It is so late now, and a new stretch of the program's code begins.
  void timeIs(double ms) {
    gHost.nowMs = ms;
    _engine__noteStretch();
  }

  uint32_t batch(const std::vector<Handle>& handles) {
    std::copy(handles.begin(), handles.end(), at<Handle>(_engine__batch()));
    return static_cast<uint32_t>(handles.size());
  }
  uint32_t clear(const std::vector<Handle>& handles) { return _engine__markCleared(batch(handles)); }
  uint32_t free(const std::vector<Handle>& handles) { return _engine__freeCleared(batch(handles)); }
  uint32_t queue(const std::vector<Handle>& handles) { return _engine__queueCleared(batch(handles)); }
  State stateOf(Handle handle) { return static_cast<State>(_engine__stateOf(handle)); }
  Story story(Address address, uint32_t serial = 0) { return *at<Story>(_engine__story(address, serial)); }

  const Card& card(Address address, uint32_t serial = 0) {
    return *at<Card>(_engine__object(address, serial));
  }
  SerialRange serialsBetween(double fromMs, double toMs) {
    return *at<SerialRange>(_engine__serialsBetween(fromMs, toMs));
  }
  std::vector<RegionBlock> blocks(Address begin, uint32_t sizeBytes) {
    const Address region = _engine__blocks(begin, sizeBytes);
    const RegionBlock* first = at<RegionBlock>(region + sizeof(RegionHeader));
    return {first, first + at<RegionHeader>(region)->count};
  }

  // A snapshot taken apart.
  struct Look {
    SnapshotHeader header;
    Stats stats;
    std::vector<RowRecord> rows;
    std::vector<Record> marks;
    std::vector<LineRecord> lines;
  };
  Look look(Column column = Column::kSerial, bool descending = false, uint32_t stateMask = ~0u,
            uint32_t offset = 0, uint32_t count = kMaxRows, uint32_t markFrom = 1, uint32_t classMask = ~0u,
            uint32_t line = 0, uint32_t firstSerial = 0, uint32_t lastSerial = ~0u) {
    Address next = _engine__snapshot(static_cast<uint32_t>(column), descending, stateMask, classMask, line,
                                     firstSerial, lastSerial, offset, count, markFrom);
    const Address begin = next;
    Look result = {*at<SnapshotHeader>(next), {}, {}, {}, {}};
    next += sizeof(SnapshotHeader);
    result.stats = *at<Stats>(next);
    next += result.header.statCount * sizeof(double);
    const RowRecord* rows = at<RowRecord>(next);
    result.rows.assign(rows, rows + result.header.rowCount);
    next += result.header.rowCount * sizeof(RowRecord);
    const Record* marks = at<Record>(next);
    result.marks.assign(marks, marks + result.header.markCount);
    next += result.header.markCount * sizeof(Record);
    const LineRecord* lines = at<LineRecord>(next);
    result.lines.assign(lines, lines + result.header.lineCount);
    next += result.header.lineCount * sizeof(LineRecord);
    EXPECT_EQ(result.header.sizeBytes, next - begin);
    return result;
  }
};

}  // namespace sweepground::test
