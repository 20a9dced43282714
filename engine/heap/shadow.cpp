// Shadow: pages of it for new segments, and the one look that answers.
#include "heap/shadow.h"

namespace sweepground {

bool Shadow::reserve(Meta& meta, uint32_t count) {
  while (spareCount_ < count) {
    const Address page = meta.allocate(kPageBytes);
    if (page == 0) return false;
    *at<Address>(page) = spare_;
    spare_ = page;
    ++spareCount_;
  }
  return true;
}

void Shadow::cover(Address begin, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    const Address page = spare_;
    spare_ = *at<Address>(page);
    *at<Address>(page) = 0;
    --spareCount_;
    pages_[begin / kSegmentBytes + i] = page;
  }
}

uint32_t Shadow::marksIn(Address segment) const {
  const ClassId* bytes = at<ClassId>(pages_[segment / kSegmentBytes]);
  uint32_t marks = 0;
  for (uint32_t i = 0; i < kPageBytes; ++i) marks += bytes[i] != 0;
  return marks;
}

}  // namespace sweepground
