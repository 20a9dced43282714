// Buffer: bytes that follow the object in the same block. Owner: the block; nothing else is taken.
#pragma once

#include <cstdint>

#include "base/memory.h"

namespace sweepground {

class Buffer {
 public:
  // Bytes of the block that holds one, its bytes included. A size of 0 is fine.
  static constexpr uint64_t blockBytes(uint32_t sizeBytes);

  // Before: the object lies in a block of blockBytes(sizeBytes). All bytes are 0. Cost: O(size).
  explicit Buffer(uint32_t sizeBytes);

  // Sets every byte to the low 8 bits of value. Cost: O(size).
  void fill(int32_t value);
  // Adler-32 (RFC 1950, 8.2) of all bytes; 1 for no bytes. Cost: O(size).
  uint32_t checksum() const;
  // In bytes.
  uint32_t size() const { return sizeBytes_; }
  // Where its size() bytes begin, on a multiple of 4; also without bytes it is an address within the block.
  Address bytes() const;

 private:
  uint8_t* begin() { return reinterpret_cast<uint8_t*>(this + 1); }
  const uint8_t* begin() const { return reinterpret_cast<const uint8_t*>(this + 1); }

  uint32_t sizeBytes_;
};

static_assert(sizeof(Buffer) == 4);

constexpr uint64_t Buffer::blockBytes(uint32_t sizeBytes) { return sizeof(Buffer) + uint64_t{sizeBytes}; }

}  // namespace sweepground
