// Heap: its beginning; objects in blocks: their ends, their states, and those placed inside another's block.
#include "heap/heap.h"

namespace sweepground {

bool Heap::init(Segments& segments, Meta& meta, Journal& journal, Moment& moment, HeapLimits limits) {
  if (limits.limitBytes < HeapLimits::kMinBytes || limits.limitBytes > HeapLimits::kMaxBytes) return false;
  if (limits.quarantineBytes > limits.limitBytes) return false;
  if (!counts_.init(meta) || !bins_.init(meta) || !quarantine_.init(meta, limits.quarantineBytes))
    return false;
  segments_ = &segments;
  journal_ = &journal;
  moment_ = &moment;
  counts_->limitBytes = limits.limitBytes / kSegmentBytes * kSegmentBytes;
  shadow_.init(meta, counts_->limitBytes);
  return true;
}

void Heap::place(Address payload, uint32_t payloadBytes, ClassId classId) {
  const Address block = payload - kHeaderBytes;
  const uint32_t size = static_cast<uint32_t>(roundUp(uint64_t{payloadBytes} + kHeaderBytes, kGranuleBytes));
  const uint32_t line = BlockHeader::clampLine(moment_->line());
  const uint32_t serial = nextSerial();
  headerAt(block) = {size | BlockHeader::kUsed | BlockHeader::kInterior, classId | line << 8, serial, 0};
  const uint8_t owner = shadow_.byteAt(payload);
  shadow_.set(block, static_cast<uint8_t>(Shadow::kMark | (owner & Shadow::kStateMask)));
  shadow_.set(payload, owner | Shadow::kMark);
  holders_ |= 1u << ((owner & Shadow::kClassMask) >> Shadow::kClassShift);
  ++counts_->objects;
  ++counts_->objectsMade;
  journal_->add({.kind = JournalKind::kPlace,
                 .classId = classId,
                 .serial = serial,
                 .address = payload,
                 .sizeBytes = payloadBytes,
                 .detail = line});
}

// What beginEnd() and endPlaced() have in common.
void Heap::noteEnding(Address payload) {
  BlockHeader& object = header(payload);
  object.serial |= BlockHeader::kEnded;
  shadow_.set(payload, shadow_.byteAt(payload) & static_cast<uint8_t>(~Shadow::kMark));
  --counts_->objects;
  journal_->add({.kind = JournalKind::kEnding, .serial = object.number(), .address = payload});
}

void Heap::beginEnd(Address payload) { noteEnding(payload); }

void Heap::endPlaced(Address payload) {
  if (shadow_.isObject(payload)) noteEnding(payload);
}

void Heap::markState(Address payload, BlockState state) {
  // An object inside another's block shows as that block does.
  if (!header(payload).interior()) setState(payload - kHeaderBytes, header(payload), state);
}

}  // namespace sweepground
