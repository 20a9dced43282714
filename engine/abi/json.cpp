// Json: keys, values and the commas between them.
#include "abi/json.h"

namespace sweepground {

Json& Json::key(const char* name) {
  string(name);
  put(':');
  comma_ = false;
  return *this;
}

void Json::open(char bracket) {
  separate();
  put(bracket);
  comma_ = false;
}

Json& Json::close(char bracket) {
  put(bracket);
  comma_ = true;
  return *this;
}

void Json::string(const char* text) {
  separate();
  put('"');
  while (*text != '\0') put(*text++);
  put('"');
  comma_ = true;
}

void Json::number(int32_t value) {
  separate();
  if (value < 0) put('-');
  char digits[10];
  uint32_t count = 0;
  uint32_t rest = value < 0 ? 0u - static_cast<uint32_t>(value) : static_cast<uint32_t>(value);
  do {
    digits[count++] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  while (count != 0) put(digits[--count]);
  comma_ = true;
}

bool Json::complete() {
  *out_ = '\0';
  return !full_;
}

void Json::separate() {
  if (comma_) put(',');
}

void Json::put(char c) {
  if (out_ == end_) {
    full_ = true;
  } else {
    *out_++ = c;
  }
}

}  // namespace sweepground
