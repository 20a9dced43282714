// Moment: when, and from which line of the user's program, the engine is being called. One for a run; each
// operation from outside begins it anew, and what happens in the operation is stamped with it.
#pragma once

#include "base/ticks.h"

namespace sweepground {

class Moment {
 public:
  // What one operation knows of its line; kept by whoever calls out (a destructor calls back), for others may
  // begin meanwhile.
  struct Saved {
    uint32_t line;
    bool lineKnown;
  };

  // Owner: the caller keeps both functions callable. `site` may be null: no line is ever known.
  void init(Clock clock, uint32_t (*site)());

  // A new operation begins. Reads the clock at the first operation of a stretch of synchronous code (see
  // noteStretch()), and then as often as the pace asks: each time while operations come less often than one
  // per 0.5 ms, else once in up to 64. So a time is late by about a millisecond at most, at 1/64 of the cost.
  void begin();
  // Reads the clock whatever the pace: for sweeps, snapshots and all that measures.
  void beginExactly();
  Saved save() const { return {line_, lineKnown_}; }
  void restore(Saved saved);

  // Synchronous code has ended: the next begin() reads the clock.
  void noteStretch() { callsLeft_ = 0; }

  // Of the operation. Never goes back.
  Ticks now() const { return now_; }
  // The line that called; asked of the host at most once in an operation.
  uint32_t line();
  // The same where it is known already, else 0: nobody is asked.
  uint32_t knownLine() const { return line_; }
  // Nobody's line is to blame for what follows (a sweep).
  void forgetLine();

  // From tick `at` on, calls back once, right before the time goes on: what has happened so far was before
  // `now`. Gives the tick from which on to call again.
  void onTime(Ticks at, Ticks (*callback)(Ticks now)) {
    callAt_ = at;
    callback_ = callback;
  }

  // For replays: the time is what the record says, the line is given.
  void set(Ticks now, uint32_t line);

 private:
  void readClock();
  void renewLine();

  Clock clock_ = nullptr;
  uint32_t (*site_)() = nullptr;
  Ticks now_ = 1;
  Ticks callAt_ = kLastTick;
  Ticks (*callback_)(Ticks now) = nullptr;
  uint32_t callsLeft_ = 0;
  uint32_t stride_ = 1;
  uint32_t line_ = 0;  // 0 while it is not known
  bool lineKnown_ = false;
};

}  // namespace sweepground
