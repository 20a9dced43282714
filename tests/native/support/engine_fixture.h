// The whole engine through its exports, with a clock set by hand and every raised error noted.
// Every test ends with no live block in a whole heap.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "abi/engine.h"
#include "abi/host.h"
#include "abi/run.h"

namespace sweepground::test {

struct Raised {
  Error error;
  Address address;
  uint32_t classId;
  bool operator==(const Raised&) const = default;
};

inline double gNowMs = 0;
inline std::vector<Raised> gRaised;

inline double now() { return gNowMs; }
inline void raise(uint32_t code, uint32_t address, uint32_t classId) {
  gRaised.push_back({static_cast<Error>(code), address, classId});
}

class EngineTest : public ::testing::Test {
 protected:
  void SetUp() override {
    gNowMs = 0;
    gRaised.clear();
    run() = {};
    setHost({now, raise});
  }
  void TearDown() override {
    EXPECT_TRUE(gRaised.empty()) << "raised and not expected";
    EXPECT_STREQ(run().heap().validate(), nullptr);
    EXPECT_EQ(run().heap().counts().liveBlocks, 0u);
  }

  // The one error raised since the last look.
  Raised takeRaised() {
    EXPECT_EQ(gRaised.size(), 1u);
    const Raised raised = gRaised.empty() ? Raised{} : gRaised.front();
    gRaised.clear();
    return raised;
  }

  uint32_t batch(const std::vector<Handle>& handles) {
    std::copy(handles.begin(), handles.end(), at<Handle>(_engine__batch()));
    return static_cast<uint32_t>(handles.size());
  }
  uint32_t clear(const std::vector<Handle>& handles) { return _engine__markCleared(batch(handles)); }
  uint32_t free(const std::vector<Handle>& handles) { return _engine__freeCleared(batch(handles)); }
  State stateOf(Handle handle) { return static_cast<State>(_engine__stateOf(handle)); }

  // A snapshot taken apart.
  struct Look {
    SnapshotHeader header;
    Stats stats;
    std::vector<RowRecord> rows;
    std::vector<JournalRecord> journal;
  };
  Look look(Column column = Column::kSerial, bool descending = false, uint32_t stateMask = ~0u,
            uint32_t offset = 0, uint32_t count = kMaxRows, uint32_t journalFrom = 1) {
    Address next =
        _engine__snapshot(static_cast<uint32_t>(column), descending, stateMask, offset, count, journalFrom);
    const Address begin = next;
    Look result = {*at<SnapshotHeader>(next), {}, {}, {}};
    next += sizeof(SnapshotHeader);
    result.stats = *at<Stats>(next);
    next += result.header.statCount * sizeof(double);
    const RowRecord* rows = at<RowRecord>(next);
    result.rows.assign(rows, rows + result.header.rowCount);
    next += result.header.rowCount * sizeof(RowRecord);
    const JournalRecord* records = at<JournalRecord>(next);
    result.journal.assign(records, records + result.header.journalCount);
    next += result.header.journalCount * sizeof(JournalRecord);
    EXPECT_EQ(result.header.sizeBytes, next - begin);
    return result;
  }
};

}  // namespace sweepground::test
