// Json: writes compact JSON into fixed memory, commas set by itself. No escapes: the texts given here are the
// engine's own, and hold neither quotes nor backslashes nor control characters.
#pragma once

#include <cstdint>

namespace sweepground {

class Json {
 public:
  // Owner: the caller keeps the buffer. What does not fit is left out, and complete() is false then.
  Json(char* buffer, uint32_t capacity) : out_(buffer), end_(buffer + capacity - 1) {}

  // A key, when inside an object. Gives itself, so that the value follows: json.key("id").number(1).
  Json& key(const char* name);
  void open(char bracket);
  Json& close(char bracket);
  void string(const char* text);
  void number(int32_t value);

  // Ends the text with NUL; whether all of it fitted.
  bool complete();

 private:
  void separate();
  void put(char c);

  char* out_;
  char* end_;
  bool comma_ = false;
  bool full_ = false;
};

}  // namespace sweepground
