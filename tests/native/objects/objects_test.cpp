// The object classes by themselves.
#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include "objects/classes.h"
#include "support/random.h"

namespace sweepground {
namespace {

TEST(MyClass, DoublesItsNumber) {
  EXPECT_EQ(MyClass(0).my_method(), 0);
  EXPECT_EQ(MyClass(21).my_method(), 42);
  EXPECT_EQ(MyClass(-3).my_method(), -6);
}

TEST(MyClass, WrapsPastTheRangeOfInt32) {
  EXPECT_EQ(MyClass(std::numeric_limits<int32_t>::max()).my_method(), -2);
  EXPECT_EQ(MyClass(std::numeric_limits<int32_t>::min()).my_method(), 0);
}

// A buffer in memory that was dirty before.
class BufferTest : public ::testing::Test {
 protected:
  Buffer& make(uint32_t sizeBytes) {
    memory_.assign(Buffer::blockBytes(sizeBytes) / 4 + 2, 0xdeadbeef);
    return *new (memory_.data()) Buffer(sizeBytes);
  }
  uint8_t* bytes() { return reinterpret_cast<uint8_t*>(memory_.data() + 1); }

 private:
  std::vector<uint32_t> memory_;
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

TEST_F(BufferTest, IsZeroFilledAndStaysInItsBytes) {
  Buffer& buffer = make(10);
  EXPECT_EQ(buffer.size(), 10u);
  for (uint32_t i = 0; i < 10; ++i) EXPECT_EQ(bytes()[i], 0);
  const uint8_t behind = bytes()[10];
  EXPECT_NE(behind, 0);
  buffer.fill(0x142);
  for (uint32_t i = 0; i < 10; ++i) EXPECT_EQ(bytes()[i], 0x42);
  EXPECT_EQ(bytes()[10], behind);
  EXPECT_EQ(buffer.size(), 10u);
}

TEST_F(BufferTest, ChecksumsAKnownText) {
  Buffer& buffer = make(9);
  std::memcpy(bytes(), "Wikipedia", 9);
  EXPECT_EQ(buffer.checksum(), 0x11e60398u);
}

TEST_F(BufferTest, EmptyIsFine) {
  Buffer& buffer = make(0);
  buffer.fill(7);
  EXPECT_EQ(buffer.checksum(), 1u);
  EXPECT_EQ(buffer.size(), 0u);
}

TEST_F(BufferTest, ChecksumAgreesWithTheDefinitionAtEverySize) {
  SWEEPGROUND_RANDOM(random);
  for (const uint32_t size : {1u, 15u, 5551u, 5552u, 5553u, 40000u}) {
    Buffer& buffer = make(size);
    for (uint32_t i = 0; i < size; ++i) bytes()[i] = static_cast<uint8_t>(random.below(256));
    EXPECT_EQ(buffer.checksum(), adler32(bytes(), size)) << size;
    buffer.fill(255);
    EXPECT_EQ(buffer.checksum(), adler32(bytes(), size)) << size;
  }
}

TEST(Buffer, BlockBytesCannotOverflow) { EXPECT_EQ(Buffer::blockBytes(0xffffffffu), 0x100000003u); }

TEST(Classes, IdsFollowTheList) {
  EXPECT_EQ(kClassIdOf<MyClass>, 1);
  EXPECT_EQ(kClassIdOf<Buffer>, 2);
  EXPECT_EQ(kClassCount, std::size(kClassNames) - 1);
  EXPECT_STREQ(kClassNames[kClassIdOf<Buffer>], "Buffer");
}

}  // namespace
}  // namespace sweepground
