// Tells AddressSanitizer which memory nobody may touch. Does nothing in builds without it.
#pragma once

#include "base/memory.h"

#if defined(__SANITIZE_ADDRESS__)
#define SWEEPGROUND_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SWEEPGROUND_ASAN 1
#endif
#endif

#if defined(SWEEPGROUND_ASAN)
#include <sanitizer/asan_interface.h>
#endif

namespace sweepground {

inline void poison([[maybe_unused]] Address begin, [[maybe_unused]] uint64_t sizeBytes) {
#if defined(SWEEPGROUND_ASAN)
  ASAN_POISON_MEMORY_REGION(at<unsigned char>(begin), sizeBytes);
#endif
}

inline void unpoison([[maybe_unused]] Address begin, [[maybe_unused]] uint64_t sizeBytes) {
#if defined(SWEEPGROUND_ASAN)
  ASAN_UNPOISON_MEMORY_REGION(at<unsigned char>(begin), sizeBytes);
#endif
}

}  // namespace sweepground
