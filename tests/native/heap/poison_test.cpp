// Under AddressSanitizer what is free may not be touched.
#include "base/poison.h"

#include <string>

#include "support/heap_fixture.h"

namespace sweepground::test {
namespace {

#if defined(SWEEPGROUND_ASAN)

bool isPoisoned(Address address) { return __asan_address_is_poisoned(at<uint8_t>(address)) != 0; }

TEST_F(HeapTest, FreedBytesArePoisonedAndUsedOnesAreNot) {
  begin(1u << 20);
  const Address a = heap.allocate(256, 1);
  const Address b = heap.allocate(256, 1);
  for (uint32_t i = 0; i < 256; ++i) EXPECT_FALSE(isPoisoned(a + i));
  heap.release(a);
  // Between the links and the footer, whose 8 bytes AddressSanitizer can only open together.
  for (uint32_t i = sizeof(FreeLinks); i < 256 - 8; ++i) EXPECT_TRUE(isPoisoned(a + i)) << i;
  EXPECT_FALSE(isPoisoned(b));
  EXPECT_TRUE(isPoisoned(b + 1000));
  EXPECT_EQ(heap.allocate(200, 1), a);
  EXPECT_FALSE(isPoisoned(a + 199));
  heap.release(a);
  heap.release(b);
}

#else

TEST_F(HeapTest, WithoutASanPoisoningDoesNothing) {
  begin(1u << 20);
  const Address a = heap.allocate(256, 1);
  poison(a, 256);
  *at<uint32_t>(a) = 7;
  EXPECT_EQ(*at<uint32_t>(a), 7u);
  heap.release(a);
}

#endif

}  // namespace
}  // namespace sweepground::test
