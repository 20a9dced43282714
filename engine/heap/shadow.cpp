// Shadow: pages of it for new segments, and long or careful changes.
#include "heap/shadow.h"

namespace sweepground {

namespace {

// Calls visit(bytes, count) for the part of a range in each segment: their pages need not follow one another.
template <class Visit>
void visitPages(const Address* pages, Address begin, uint32_t sizeBytes, Visit visit) {
  while (sizeBytes != 0) {
    const uint32_t left = kSegmentBytes - begin % kSegmentBytes;
    const uint32_t here = sizeBytes < left ? sizeBytes : left;
    visit(at<uint8_t>(pages[begin / kSegmentBytes] + begin % kSegmentBytes / kGranuleBytes),
          here / kGranuleBytes);
    begin += here;
    sizeBytes -= here;
  }
}

}  // namespace

void Shadow::setLongBlock(Address block, uint32_t sizeBytes, uint8_t header, uint8_t payload, uint8_t rest) {
  visitPages(pages_, block, sizeBytes,
             [rest](uint8_t* bytes, uint32_t count) { std::memset(bytes, rest, count); });
  set(block, header);
  set(block + kGranuleBytes, payload);
}

void Shadow::changeState(Address block, uint32_t sizeBytes, BlockState from, BlockState to) {
  const uint8_t bits = static_cast<uint8_t>(from) ^ static_cast<uint8_t>(to);
  visitPages(pages_, block, sizeBytes, [bits](uint8_t* bytes, uint32_t count) {
    uint32_t i = 0;
    for (; i + kWideBytes <= count; i += kWideBytes) store16(bytes + i, load16(bytes + i) ^ bits);
    for (; i < count; ++i) bytes[i] ^= bits;
  });
}

void Shadow::init(Meta& meta, uint32_t limitBytes) {
  meta_ = &meta;
  limitCount_ = limitBytes / kSegmentBytes;
}

bool Shadow::reserve(uint32_t count) {
  if (spareCount_ >= count) return true;
  const uint32_t missing = count - spareCount_;
  uint32_t wish = takenCount_ == 0 ? kFirstBytes / kSegmentBytes : takenCount_;
  if (wish > limitCount_ - takenCount_) wish = limitCount_ - takenCount_;
  if (wish < missing) wish = missing;
  Address run = meta_->allocate(wish * kPageBytes);
  if (run == 0) {
    wish = missing;
    run = meta_->allocate(wish * kPageBytes);
    if (run == 0) return false;
  }
  for (Address page = run; page < run + wish * kPageBytes; page += kPageBytes) {
    (spare_ == 0 ? spare_ : *at<Address>(lastSpare_)) = page;
    lastSpare_ = page;
  }
  takenCount_ += wish;
  spareCount_ += wish;
  return true;
}

void Shadow::cover(Address begin, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    const Address page = spare_;
    spare_ = *at<Address>(page);
    *at<Address>(page) = 0;
    pages_[begin / kSegmentBytes + i] = page;
  }
  spareCount_ -= count;
}

}  // namespace sweepground
