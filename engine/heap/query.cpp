// Heap: what is known of an address, be it what it may.
#include <bit>

#include "heap/heap.h"

namespace sweepground {

Error Heap::faultOf(uint32_t payload, ClassId classId) const {
  if (payload == 0) return Error::kNullPointer;
  if (payload % kGranuleBytes != 0 || payload < kHeaderBytes) return Error::kForeignPointer;
  const uint8_t before = shadow_.byteAt(payload - kHeaderBytes);
  if (!Shadow::isHeader(before) && !Shadow::isPlacedHeader(before)) return Error::kForeignPointer;
  if (Shadow::stateIn(before) == BlockState::kQuarantined) return Error::kAfterFree;
  if (shadow_.isObject(payload)) return isObject(payload, classId) ? Error::kNone : Error::kWrongClass;
  if (!Shadow::isPlacedHeader(before) && Shadow::stateIn(before) == BlockState::kPart) {
    return classId == 0 ? Error::kBorrowed : Error::kWrongClass;
  }
  return Error::kEnding;
}

Address Heap::blockOf(uint32_t address) const {
  const uint8_t byte = shadow_.byteAt(address);
  if (Shadow::stateIn(byte) == BlockState::kFree || byte == Shadow::kOutsideByte) return 0;
  // A piece begins with a header or with a free block: this ends before the heap does.
  for (uint32_t segment = address / kSegmentBytes, index = address % kSegmentBytes / kGranuleBytes;;) {
    const uint8_t* page = shadow_.page(segment * kSegmentBytes);
    const uint32_t first = index < kNamelessGranules ? 0 : index - (kNamelessGranules - 1);
    const uint32_t above = kNamelessGranules - 1 - (index - first);
    uint64_t bits = namelessIn(page + first) << above >> above;
    while (bits != 0) {
      const uint32_t last = static_cast<uint32_t>(std::bit_width(bits)) - 1;
      if (Shadow::isHeader(page[first + last])) {
        return segment * kSegmentBytes + (first + last) * kGranuleBytes + kHeaderBytes;
      }
      bits ^= uint64_t{1} << last;  // of a placed object
    }
    segment -= first == 0;
    index = first == 0 ? Shadow::kPageBytes - 1 : first - 1;
  }
}

Address Heap::holderOf(uint32_t address) const {
  const Address block = blockOf(address);
  if (block == 0 || shadow_.stateOf(address) == BlockState::kQuarantined) return block;
  for (Address granule = address / kGranuleBytes * kGranuleBytes; granule > block; granule -= kGranuleBytes) {
    if (!Shadow::isPlacedHeader(shadow_.byteAt(granule))) continue;
    return address - granule < headerAt(granule).sizeBytes() ? granule + kHeaderBytes : block;
  }
  return block;
}

const Quarantine::Entry* Heap::endOf(Address payload) const {
  for (uint32_t i = quarantine_.count(); i != 0; --i) {
    const Quarantine::Entry& entry = quarantine_.entry(i - 1);
    if (entry.address == payload) return &entry;
  }
  return nullptr;
}

}  // namespace sweepground
