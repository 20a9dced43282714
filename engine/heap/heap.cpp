// Heap: the way of a block: made, retired into quarantine, freed and joined to its neighbours. Everything
// here is on the path of each allocation.
#include "heap/heap.h"

#include "base/poison.h"
#include "heap/poisoned.h"

namespace sweepground {

// Writes a free block and puts it into its bin. Before: no free block touches it, the shadow says free, and
// nobody may touch its bytes (poison.h): those that the heap itself uses are opened here. Cost: O(1), with
// sanitizers too.
void Heap::insertFree(Address block, uint32_t sizeBytes) {
  const Address end = block + sizeBytes;
  unpoison(block, kHeaderBytes + kLinksBytes);
  unpoison(end - kFooterBytes, kFooterBytes);
  headerAt(block) = {sizeBytes, 0, 0, 0};
  footerBefore(end) = sizeBytes;
  counts_->freeBytes += sizeBytes;
  bins_.insert(block, sizeBytes);
}

// Frees a block: on its shelf, or where that is full joined to free neighbours.
void Heap::freeBlock(Address block, uint32_t sizeBytes) {
  if (!shelves_.put(block, sizeBytes)) {
    joinFree(block, sizeBytes);
    return;
  }
  headerAt(block) = {sizeBytes, 0, 0, 0};
  poison(block + kHeaderBytes + kLinksBytes, sizeBytes - kHeaderBytes - kLinksBytes);
  shadow_.setBlock(block, sizeBytes, Shadow::kShelvedByte, Shadow::kShelvedByte, Shadow::kShelvedByte);
  counts_->freeBytes += sizeBytes;
}

bool Heap::joinShelved() {
  if (shelves_.count() == 0) return false;
  for (uint32_t size = kMinBlockBytes; size < Shelves::kEndBytes; size += kGranuleBytes) {
    while (const Address block = shelves_.take(size)) {
      counts_->freeBytes -= size;
      joinFree(block, size);
    }
  }
  journal_->add({.kind = JournalKind::kJoin});
  return true;
}

// Joins a block that is in use no more to free neighbours; gives the bytes of what it became.
uint32_t Heap::joinFree(Address block, uint32_t sizeBytes) {
  headerAt(block) = {sizeBytes, 0, 0, 0};  // joined to the one before it, it must not keep its serial either
  poison(block, sizeBytes);
  shadow_.setBlock(block, sizeBytes, 0, 0, 0);
  // The shadow tells whether neighbours are free: it lies closer together than their headers.
  uint32_t size = sizeBytes;
  const Address next = block + sizeBytes;
  if (shadow_.byteAt(next) == 0) {
    const uint32_t after = headerAt(next).sizeBytes();
    bins_.remove(next, after);
    poison(next, kHeaderBytes + kLinksBytes);
    counts_->freeBytes -= after;
    size += after;
  }
  if (shadow_.byteAt(block - kGranuleBytes) == 0) {
    const uint32_t before = footerBefore(block);
    const Address oldBlock = block;
    block -= before;
    bins_.remove(block, before);
    poison(oldBlock - kGranuleBytes, kGranuleBytes);  // its footer
    counts_->freeBytes -= before;
    size += before;
  }
  insertFree(block, size);
  return size;
}

// Gives back what a block, in no bin, has more than needBytes, as far as that is a block; gives what it
// keeps.
uint32_t Heap::cutOff(Address block, uint32_t needBytes) {
  const uint32_t found = headerAt(block).sizeBytes();
  const uint32_t rest = found - needBytes;
  counts_->freeBytes -= found;
  if (rest < kMinBlockBytes) return found;
  insertFree(block + needBytes, rest);
  return needBytes;
}

Address Heap::allocate(uint64_t payloadBytes, ClassId classId, BlockKind kind) {
  // Also keeps the size of every block within the bins.
  if (payloadBytes > counts_->limitBytes - kHeaderBytes - kSentinelBytes) return refuse();
  const uint32_t asked = static_cast<uint32_t>(payloadBytes);
  uint32_t size = (asked + kHeaderBytes + kGranuleBytes - 1) & ~(kGranuleBytes - 1);
  if (size < kMinBlockBytes) size = kMinBlockBytes;

  Address block = shelves_.take(size);
  if (block != 0) {
    counts_->freeBytes -= size;
  } else {
    block = bins_.take(size);
    if (block == 0) block = findMore(size);
    if (block == 0) return refuse();
    size = cutOff(block, size);
  }
  unpoison(block, size);

  const bool part = kind == BlockKind::kPart;
  const BlockState state = part ? BlockState::kPart : BlockState::kUnmanaged;
  const uint32_t line = BlockHeader::clampLine(part ? moment_->knownLine() : moment_->line());
  const uint32_t serial = nextSerial();
  headerAt(block) = {size | BlockHeader::kUsed | (part ? BlockHeader::kPart : 0), classId | line << 8, serial,
                     0};
  const uint8_t byte = Shadow::byteOf(classId, state);
  const uint8_t first = part ? byte : byte | Shadow::kMark;
  shadow_.setBlock(block, size, static_cast<uint8_t>(state), first, byte);
  const Address payload = block + kHeaderBytes;
  counts_->objects += !part;
  counts_->objectsMade += !part;
  if (!part) lastMade_ = {serial, moment_->now()};
  ++counts_->liveBlocks;
  counts_->liveBytes += size;
  if (counts_->liveBytes > recentPeakBytes_) {
    recentPeakBytes_ = counts_->liveBytes;
    if (recentPeakBytes_ > counts_->peakBytes) counts_->peakBytes = recentPeakBytes_;
  }
  journal_->add({.kind = JournalKind::kAlloc,
                 .classId = classId,
                 .code = static_cast<uint16_t>(kind),
                 .serial = serial,
                 .address = payload,
                 .sizeBytes = asked,
                 .detail = line});
  return payload;
}

void Heap::retire(Address payload, EndCause cause, uint32_t by) {
  const Address block = payload - kHeaderBytes;
  const uint32_t size = headerAt(block).sizeBytes();
  const bool waits = quarantine_.takes(size);
  if (waits) {
    // One for one as long as it is nearly full: how many it takes would be a guess each time.
    if (quarantine_.isNearlyFull() && !replaying_) evict(false);
    while (!quarantine_.fits(size)) evict(false);
  }
  BlockHeader& old = headerAt(block);
  const Record record = {.kind = JournalKind::kFree,
                         .classId = old.classId(),
                         .code = static_cast<uint16_t>(cause),
                         .serial = old.number(),
                         .address = payload,
                         .sizeBytes = size,
                         .handle = old.handle,
                         .detail = by};
  --counts_->liveBlocks;
  counts_->liveBytes -= size;
  const bool usable = !old.part() && !old.ended();
  counts_->objects -= usable;
  if (waits) {
    old.serial |= BlockHeader::kEnded;
    if (usable) {
      const uint8_t byte = Shadow::byteOf(record.classId, BlockState::kQuarantined);
      shadow_.setBlock(block, size, static_cast<uint8_t>(BlockState::kQuarantined), byte, byte);
    } else {
      setState(block, old, BlockState::kQuarantined);
    }
    fillPoison(payload, size - kHeaderBytes);
    poison(payload, size - kHeaderBytes);
    quarantine_.push({payload, moment_->now(), by, cause, {}}, size);
    counts_->quarantineBytes += size;
  } else {
    freeBlock(block, size);
  }
  journal_->add(record);
}

void Heap::evictOldest(bool join) { evict(join); }

// Joined at once, it gives the bytes of the free block that it became part of; else 0.
uint32_t Heap::evict(bool join) {
  // The blocks that go next were last touched long ago.
  constexpr uint32_t kAhead = 3;
  constexpr uint32_t kCacheLineBytes = 64;
  if (quarantine_.count() > kAhead) {
    const char* soon = at<char>(quarantine_.entry(kAhead).address - kHeaderBytes);
    for (uint32_t line = 0; line < 4; ++line) __builtin_prefetch(soon + line * kCacheLineBytes);
  }
  const Address payload = quarantine_.entry(0).address;
  const Address block = payload - kHeaderBytes;
  const BlockHeader& old = headerAt(block);
  const uint32_t size = old.sizeBytes();
  unpoison(payload, size - kHeaderBytes);
  if (!isPoisonWhole(payload, size - kHeaderBytes))
    hostReport(Error::kWrittenAfterFree, payload, old.number());
  quarantine_.pop(size);
  counts_->quarantineBytes -= size;
  uint32_t joined = 0;
  if (join) {
    joined = joinFree(block, size);
  } else {
    freeBlock(block, size);
  }
  journal_->add({.kind = JournalKind::kEvict, .code = join, .address = payload});
  return joined;
}

}  // namespace sweepground
