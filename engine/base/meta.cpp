// Meta: the bump pointer, and where it goes on when a segment ends.
#include "base/meta.h"

#if defined(__wasm__)
extern "C" unsigned char __heap_base;  // first byte after stack and static data, from the linker
#endif

namespace sweepground {
namespace {
constexpr uint64_t kAlignBytes = 16;

uint64_t firstFreeByte() {
#if defined(__wasm__)
  return reinterpret_cast<uintptr_t>(&__heap_base);
#else
  return 64 * 1024;  // about where stack and static data end in wasm
#endif
}
}  // namespace

void Meta::init(Segments& segments) {
  segments_ = &segments;
  next_ = roundUp(firstFreeByte(), kAlignBytes);
  end_ = next_ < kSegmentBytes ? kSegmentBytes : next_;
}

Address Meta::allocate(uint32_t sizeBytes) {
  const uint64_t size = roundUp(sizeBytes, kAlignBytes);
  if (size > end_ - next_) {
    const uint64_t missing = segments_->next() == end_ ? size - (end_ - next_) : size;
    const uint64_t bytes = roundUp(missing, kSegmentBytes);
    const Address run = segments_->take(static_cast<uint32_t>(bytes / kSegmentBytes));
    if (run == 0) return 0;
    if (run == end_) {
      end_ += bytes;
    } else if (bytes - size > end_ - next_) {
      next_ = run;
      end_ = run + bytes;
    } else {
      return run;  // the old rest is the larger one: keep it
    }
  }
  const Address result = static_cast<Address>(next_);
  next_ += size;
  return result;
}

}  // namespace sweepground
