// Under AddressSanitizer what is free may not be touched.
#include "base/poison.h"

#include <string>

#include "support/heap_fixture.h"

namespace sweepground::test {
namespace {

#if defined(SWEEPGROUND_ASAN)

bool isPoisoned(Address address) { return __asan_address_is_poisoned(at<uint8_t>(address)) != 0; }

TEST_F(HeapTest, FreedBytesArePoisonedAndUsedOnesAreNot) {
  beginPlain(1u << 20);
  const Address a = object(256);
  const Address b = object(256);
  for (uint32_t i = 0; i < 256; ++i) EXPECT_FALSE(isPoisoned(a + i));
  end(a);
  // Between the links and the footer, whose 8 bytes AddressSanitizer can only open together.
  for (uint32_t i = sizeof(FreeLinks); i < 256 - 8; ++i) EXPECT_TRUE(isPoisoned(a + i)) << i;
  EXPECT_FALSE(isPoisoned(b));
  EXPECT_TRUE(isPoisoned(b + 1000));
  heap.joinShelved();
  ASSERT_EQ(object(200), a);
  EXPECT_FALSE(isPoisoned(a + 199));
  end(a);
  end(b);
}

TEST_F(HeapTest, WhatIsInQuarantineMayNotBeTouchedButItsHeader) {
  begin({1u << 20, 4096});
  const Address a = object(256);
  end(a);
  for (uint32_t i = 0; i < 256; ++i) EXPECT_TRUE(isPoisoned(a + i)) << i;
  EXPECT_FALSE(isPoisoned(a - 1));
  heap.evictOldest(false);
  const Address b = object(256);
  EXPECT_FALSE(isPoisoned(b + 255));
  end(b);
}

#else

TEST_F(HeapTest, WithoutASanPoisoningDoesNothing) {
  beginPlain(1u << 20);
  const Address a = object(256);
  poison(a, 256);
  *at<uint32_t>(a) = 7;
  EXPECT_EQ(*at<uint32_t>(a), 7u);
  end(a);
}

#endif

}  // namespace
}  // namespace sweepground::test
