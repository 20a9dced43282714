// Input: the bytes of one fuzzing input, taken from the front. Past their end everything is 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace sweepground::fuzz {

class Input {
 public:
  Input() = default;
  Input(const uint8_t* data, size_t size) : next_(data), end_(data + size) {}

  bool empty() const { return next_ == end_; }
  uint8_t byte() { return take<uint8_t>(); }
  uint16_t half() { return take<uint16_t>(); }
  uint32_t word() { return take<uint32_t>(); }
  // Any double: NaN, infinite, negative and denormal ones too.
  double float64() { return take<double>(); }
  // 0 to end - 1, from one byte as long as that is enough.
  uint32_t below(uint32_t end) { return end == 0 ? 0 : (end <= 256 ? byte() : word()) % end; }
  // The next bytes as an input of their own.
  Input cut(size_t size) {
    const size_t left = static_cast<size_t>(end_ - next_);
    Input part(next_, size < left ? size : left);
    next_ = part.end_;
    return part;
  }

 private:
  template <class T>
  T take() {
    T value = {};
    const size_t left = static_cast<size_t>(end_ - next_);
    const size_t size = left < sizeof(T) ? left : sizeof(T);
    if (size != 0) std::memcpy(&value, next_, size);
    next_ += size;
    return value;
  }

  const uint8_t* next_ = nullptr;
  const uint8_t* end_ = nullptr;
};

}  // namespace sweepground::fuzz
