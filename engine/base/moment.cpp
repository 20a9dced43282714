// Moment: how often the clock is read, and when the host is asked for the line.
#include "base/moment.h"

namespace sweepground {
namespace {
constexpr uint32_t kMaxStride = 64;
constexpr Ticks kBusyTicks = 50;
static_assert(kBusyTicks / kTicksPerMs == 0.5);  // ms
}  // namespace

void Moment::init(Clock clock, uint32_t (*site)()) {
  *this = Moment{};
  clock_ = clock;
  site_ = site;
}

void Moment::readClock() {
  const Ticks read = ticksOf(clock_());
  const bool busy = read < now_ || read - now_ < kBusyTicks;
  if (!busy) {
    stride_ = 1;
  } else if (stride_ < kMaxStride) {
    stride_ *= 2;
  }
  callsLeft_ = stride_ - 1;
  if (read <= now_) return;
  if (read >= callAt_ && callback_ != nullptr) callAt_ = callback_(read);
  now_ = read;
}

void Moment::begin() {
  if (callsLeft_ == 0) {
    readClock();
  } else {
    --callsLeft_;
  }
  renewLine();
}

void Moment::beginExactly() {
  readClock();
  renewLine();
}

void Moment::renewLine() {
  line_ = 0;
  lineKnown_ = false;
}

void Moment::restore(Saved saved) {
  line_ = saved.line;
  lineKnown_ = saved.lineKnown;
}

uint32_t Moment::line() {
  if (!lineKnown_) {
    lineKnown_ = true;
    line_ = site_ != nullptr ? site_() : 0;
  }
  return line_;
}

void Moment::forgetLine() {
  line_ = 0;
  lineKnown_ = true;
}

void Moment::set(Ticks now, uint32_t line) {
  now_ = now;
  line_ = line;
  lineKnown_ = true;
}

}  // namespace sweepground
