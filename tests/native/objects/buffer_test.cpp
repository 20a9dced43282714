// Buffer: its bytes, where they lie, and the checksum.
#include <cstring>

#include "objects/objects_fixture.h"
#include "support/random.h"

namespace sweepground::test {
namespace {

class BufferTest : public ObjectsTest {
 protected:
  // In memory that was dirty before.
  Address makeBuffer(uint32_t sizeBytes) {
    const Address dirty = heap.allocate(Buffer::blockBytes(sizeBytes), kBufferId, BlockKind::kPart);
    std::memset(at<void>(dirty), 0xaa, Buffer::blockBytes(sizeBytes));
    heap.retire(dirty, EndCause::kOwner, 0);
    return make<Buffer>(sizeBytes);
  }
  uint8_t* bytesOf(Address buffer) { return at<uint8_t>(the<Buffer>(buffer).bytes()); }
};

// Adler-32 as RFC 1950 writes it, byte by byte.
uint32_t adler32(const uint8_t* bytes, uint32_t count) {
  uint32_t low = 1, high = 0;
  for (uint32_t i = 0; i < count; ++i) {
    low = (low + bytes[i]) % 65521;
    high = (high + low) % 65521;
  }
  return high << 16 | low;
}

TEST_F(BufferTest, BlockBytesCannotOverflow) {
  EXPECT_EQ(Buffer::blockBytes(0xffffffffu), 0x100000003u);
  EXPECT_EQ(makeObject<Buffer>(0xffffffffu), 0u);
}

TEST_F(BufferTest, EmptyIsFine) {
  const Address empty = makeBuffer(0);
  the<Buffer>(empty).fill(7);
  EXPECT_EQ(the<Buffer>(empty).checksum(), 1u);
  EXPECT_EQ(the<Buffer>(empty).size(), 0u);
  EXPECT_EQ(the<Buffer>(empty).bytes(), empty + 4);
  end(empty);
}

TEST_F(BufferTest, IsZeroFilledAndStaysInItsBytes) {
  const Address before = makeBuffer(10), after = makeBuffer(10);
  for (const Address buffer : {before, after}) {
    EXPECT_EQ(the<Buffer>(buffer).size(), 10u);
    for (uint32_t i = 0; i < 10; ++i) EXPECT_EQ(bytesOf(buffer)[i], 0);
  }
  the<Buffer>(before).fill(0x142);
  for (uint32_t i = 0; i < 10; ++i) EXPECT_EQ(bytesOf(before)[i], 0x42);
  for (uint32_t i = 0; i < 10; ++i) EXPECT_EQ(bytesOf(after)[i], 0);
  EXPECT_EQ(the<Buffer>(before).size(), 10u);
  EXPECT_STREQ(heap.validate(), nullptr);
  end(before);
  end(after);
}

TEST_F(BufferTest, ChecksumsAKnownText) {
  const Address buffer = makeBuffer(9);
  std::memcpy(bytesOf(buffer), "Wikipedia", 9);
  EXPECT_EQ(the<Buffer>(buffer).checksum(), 0x11e60398u);
  end(buffer);
}

TEST_F(BufferTest, ChecksumAgreesWithTheDefinitionAtEverySize) {
  SWEEPGROUND_RANDOM(random);
  for (const uint32_t size : {1u, 15u, 5551u, 5552u, 5553u, 40000u}) {
    const Address buffer = makeBuffer(size);
    for (uint32_t i = 0; i < size; ++i) bytesOf(buffer)[i] = static_cast<uint8_t>(random.below(256));
    EXPECT_EQ(the<Buffer>(buffer).checksum(), adler32(bytesOf(buffer), size)) << size;
    the<Buffer>(buffer).fill(255);
    EXPECT_EQ(the<Buffer>(buffer).checksum(), adler32(bytesOf(buffer), size)) << size;
    end(buffer);
  }
}

}  // namespace
}  // namespace sweepground::test
