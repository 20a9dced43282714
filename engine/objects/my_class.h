// MyClass: the object of the original idea. One number, no memory of its own.
#pragma once

#include <cstdint>

namespace sweepground {

class MyClass {
 public:
  // Bytes of the block that holds one.
  static constexpr uint64_t blockBytes(int32_t) { return sizeof(int32_t); }

  explicit MyClass(int32_t number) : number_(number) {}

  // Twice the number; past the range of int32 it wraps around, as int32 arithmetic in wasm does.
  int32_t my_method() const { return static_cast<int32_t>(static_cast<uint32_t>(number_) * 2u); }

 private:
  int32_t number_;
};

static_assert(sizeof(MyClass) == sizeof(int32_t));

}  // namespace sweepground
