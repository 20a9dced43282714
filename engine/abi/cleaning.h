// Cleaning: the queue of objects whose destruction is to come, first come first served.
#pragma once

#include "base/meta.h"

namespace sweepground {

// An object no longer usable that waits for its destructor.
struct Doomed {
  Address object;
  uint32_t by;  // line that deleted it, or number of the sweep that found it
  bool swept;   // its row becomes freed, not deleted
};

class Cleaning {
 public:
  // Owner: the caller keeps `meta` alive. Takes the first page. Errors: false, no memory.
  bool init(Meta& meta);

  // Makes sure of room for `count` more, as far as there is memory; gives for how many there is. Cost:
  // O(pages).
  uint32_t reserve(uint32_t count);
  // Errors: false, no room and no memory. Cost: O(1).
  bool push(const Doomed& doomed);
  // The one that waits longest; false if none does. Cost: O(1).
  bool pop(Doomed& doomed);

  uint32_t count() const { return count_; }

 private:
  static constexpr uint32_t kPageItems = 1023;
  struct Item {
    Address objectAndSwept;  // objects lie on multiples of 16: the lowest bit is `swept`
    uint32_t by;
  };
  struct Page {
    Address next;
    uint32_t spare;
    Item items[kPageItems];
  };
  static_assert(sizeof(Page) == 8192);

  bool addPage();

  Meta* meta_ = nullptr;
  Address first_ = 0;  // pages in order; the last ones may be empty
  Address last_ = 0;   // where the next one is pushed
  uint32_t begin_ = 0;
  uint32_t end_ = 0;
  uint32_t emptyPages_ = 0;  // behind last_
  uint32_t count_ = 0;
};

}  // namespace sweepground
