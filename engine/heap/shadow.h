// Shadow: one byte for each 16-byte granule of heap segments. The byte of a live block's first payload
// granule is its class, every other byte is 0; so "is this a live object, and of which class?" is one look.
#pragma once

#include "base/meta.h"
#include "heap/block.h"

namespace sweepground {

class Shadow {
 public:
  static constexpr uint32_t kPageBytes = kSegmentBytes / kGranuleBytes;
  static constexpr uint32_t kSegments = 4096;

  // Makes sure that `count` further segments can be covered.
  // Errors: false; the pages taken so far are kept for the next try.
  bool reserve(Meta& meta, uint32_t count);
  // Covers `count` segments from `begin`. Before: reserve(count).
  void cover(Address begin, uint32_t count);

  // 0 unless `payload` is the start of a live block's payload. Any input is fine. Cost: O(1).
  ClassId classOf(uint32_t payload) const {
    const Address page = pages_[payload / kSegmentBytes];
    if (page == 0 || payload % kGranuleBytes != 0) return 0;
    return *at<ClassId>(page + payload % kSegmentBytes / kGranuleBytes);
  }
  // Before: the address lies in a covered segment.
  void set(Address payload, ClassId classId) {
    *at<ClassId>(pages_[payload / kSegmentBytes] + payload % kSegmentBytes / kGranuleBytes) = classId;
  }

  // Bytes that are not 0 in the page of this segment; for validate(). Cost: O(page).
  uint32_t marksIn(Address segment) const;

 private:
  Address spare_ = 0;  // pages not yet in use, each naming the next in its first word
  uint32_t spareCount_ = 0;
  Address pages_[kSegments] = {};
};

static_assert(uint64_t{Shadow::kSegments} * kSegmentBytes == uint64_t{1} << 32);

}  // namespace sweepground
