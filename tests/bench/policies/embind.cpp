// embind's side of the benchmark: the engine's MyClass and Buffer as smart pointers, and how many of them
// live.
#include <emscripten/bind.h>

#include <cstdint>
#include <memory>

namespace {

double liveObjects = 0, liveBytes = 0, peakBytes = 0;

void count(double objects, double bytes) {
  liveObjects += objects;
  liveBytes += bytes;
  if (liveBytes > peakBytes) peakBytes = liveBytes;
}

class MyClass {
 public:
  explicit MyClass(int32_t number) : number_(number) { count(1, sizeof(*this)); }
  ~MyClass() { count(-1, -double{sizeof(*this)}); }
  int32_t my_method() const { return static_cast<int32_t>(static_cast<uint32_t>(number_) * 2u); }

 private:
  int32_t number_;
};

class Buffer {
 public:
  explicit Buffer(uint32_t sizeBytes)
      : sizeBytes_(sizeBytes), bytes_(std::make_unique<uint8_t[]>(sizeBytes)) {
    count(1, sizeBytes_);
  }
  ~Buffer() { count(-1, -double(sizeBytes_)); }
  uint32_t size() const { return sizeBytes_; }

 private:
  uint32_t sizeBytes_;
  std::unique_ptr<uint8_t[]> bytes_;
};

double liveObjectsNow() { return liveObjects; }
double liveBytesNow() { return liveBytes; }
double peakBytesNow() { return peakBytes; }

}  // namespace

EMSCRIPTEN_BINDINGS(bench) {
  emscripten::class_<MyClass>("MyClass")
      .smart_ptr_constructor("MyClass", &std::make_shared<MyClass, int32_t>)
      .function("my_method", &MyClass::my_method);
  emscripten::class_<Buffer>("Buffer")
      .smart_ptr_constructor("Buffer", &std::make_shared<Buffer, uint32_t>)
      .function("size", &Buffer::size);
  emscripten::function("liveObjects", &liveObjectsNow);
  emscripten::function("liveBytes", &liveBytesNow);
  emscripten::function("peakBytes", &peakBytesNow);
}
