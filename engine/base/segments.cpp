// Segments: from memory.grow in wasm, from one reserved region natively.
#include "base/segments.h"

#if defined(__wasm__)

namespace sweepground {
namespace {
constexpr uint64_t kPageBytes = 64 * 1024;
uint64_t wasmBytes() { return uint64_t{__builtin_wasm_memory_size(0)} * kPageBytes; }

bool growTo(uint64_t end) {
  if (end <= wasmBytes()) return true;
  const uint64_t pages = (end - wasmBytes()) / kPageBytes;
  return __builtin_wasm_memory_grow(0, static_cast<uint32_t>(pages)) != static_cast<uint32_t>(-1);
}
}  // namespace

bool Segments::init(uint64_t maximumBytes, uint64_t firstFree) {
  maximumBytes_ = maximumBytes < kAddressSpaceBytes ? maximumBytes : kAddressSpaceBytes;
  if (firstFree > maximumBytes_) return false;
  firstFree_ = roundUp(firstFree, kSegmentBytes);
  return firstFree_ <= kSegmentBytes || growTo(firstFree_);
}

Address Segments::take(uint32_t count) {
  // Memory may have been grown from JavaScript in between: begin at the next whole segment.
  const uint64_t begin = next();
  const uint64_t end = begin + uint64_t{count} * kSegmentBytes;
  if (count == 0 || end > maximumBytes_) return 0;
  return growTo(end) ? static_cast<Address>(begin) : 0;
}

uint64_t Segments::next() const { return roundUp(wasmBytes(), kSegmentBytes); }
uint64_t Segments::memoryBytes() const { return wasmBytes(); }

}  // namespace sweepground

#else

#include <sys/mman.h>

#include "base/poison.h"

namespace sweepground {

unsigned char* gMemoryBase = nullptr;

namespace {
uint64_t gTakenBytes = 0;  // by any owner since the region was last cleared
}

bool Segments::init(uint64_t maximumBytes, uint64_t firstFree) {
  if (gMemoryBase == nullptr) {
    void* region = mmap(nullptr, kAddressSpaceBytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (region == MAP_FAILED) return false;
    gMemoryBase = static_cast<unsigned char*>(region);
  } else {
    unpoison(0, gTakenBytes);
    if (madvise(gMemoryBase, kAddressSpaceBytes, MADV_DONTNEED) != 0) return false;
  }
  maximumBytes_ = maximumBytes < kAddressSpaceBytes ? maximumBytes : kAddressSpaceBytes;
  if (firstFree > maximumBytes_) return false;
  firstFree_ = roundUp(firstFree, kSegmentBytes);
  if (firstFree_ < kSegmentBytes) firstFree_ = kSegmentBytes;  // the first is the engine's own, as in wasm
  next_ = gTakenBytes = firstFree_;
  return true;
}

Address Segments::take(uint32_t count) {
  const uint64_t begin = next_;
  const uint64_t end = begin + uint64_t{count} * kSegmentBytes;
  if (count == 0 || end > maximumBytes_) return 0;
  next_ = end;
  if (gTakenBytes < end) gTakenBytes = end;
  return static_cast<Address>(begin);
}

uint64_t Segments::next() const { return next_; }
uint64_t Segments::memoryBytes() const { return next_; }

}  // namespace sweepground

#endif
