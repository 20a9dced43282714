// Addresses: how the engine names memory, the same in both builds.
// In wasm an Address is the pointer itself. Natively it is an offset into one reserved region, so that
// every layout (headers, rows, snapshots) has the same bytes in both builds.
#pragma once

#include <cstdint>

namespace sweepground {

// Offset in linear memory, in bytes. 0 is no address.
using Address = uint32_t;

// Memory is taken from the platform in segments of this many bytes, aligned to their size.
inline constexpr uint32_t kSegmentBytes = 1u << 20;
// One past the largest address the engine uses, in both builds.
inline constexpr uint64_t kAddressSpaceBytes = uint64_t{1} << 31;

#if defined(__wasm__)
// Turns an address into a pointer. The caller knows that a T lies there.
template <class T>
T* at(Address address) {
  return reinterpret_cast<T*>(address);
}
#else
// Start of the reserved region; set by Segments::init().
extern unsigned char* gMemoryBase;

template <class T>
T* at(Address address) {
  return reinterpret_cast<T*>(gMemoryBase + address);
}
#endif

constexpr uint64_t roundUp(uint64_t value, uint64_t powerOfTwo) {
  return (value + powerOfTwo - 1) & ~(powerOfTwo - 1);
}

}  // namespace sweepground
