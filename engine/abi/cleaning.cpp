// Cleaning: a list of pages, used up at the front and filled at the back; empty pages go to the back again.
#include "abi/cleaning.h"

namespace sweepground {

bool Cleaning::init(Meta& meta) {
  meta_ = &meta;
  if (first_ != 0) return true;
  first_ = last_ = meta.allocate(sizeof(Page));
  return first_ != 0;
}

bool Cleaning::addPage() {
  const Address page = meta_->allocate(sizeof(Page));
  if (page == 0) return false;
  at<Page>(page)->next = at<Page>(last_)->next;
  at<Page>(last_)->next = page;
  ++emptyPages_;
  return true;
}

uint32_t Cleaning::reserve(uint32_t count) {
  for (;;) {
    const uint32_t room = kPageItems - end_ + emptyPages_ * kPageItems;
    if (room >= count || !addPage()) return room < count ? room : count;
  }
}

bool Cleaning::push(const Doomed& doomed) {
  if (end_ == kPageItems) {
    if (emptyPages_ == 0 && !addPage()) return false;
    last_ = at<Page>(last_)->next;
    --emptyPages_;
    end_ = 0;
  }
  at<Page>(last_)->items[end_++] = {doomed.object | (doomed.swept ? 1u : 0u), doomed.by};
  ++count_;
  return true;
}

bool Cleaning::pop(Doomed& doomed) {
  if (count_ == 0) return false;
  if (begin_ == kPageItems) {
    // The used-up page goes behind the last one, to be filled again.
    const Address used = first_;
    first_ = at<Page>(used)->next;
    at<Page>(used)->next = at<Page>(last_)->next;
    at<Page>(last_)->next = used;
    ++emptyPages_;
    begin_ = 0;
  }
  const Item& item = at<Page>(first_)->items[begin_++];
  doomed = {item.objectAndSwept & ~1u, item.by, (item.objectAndSwept & 1) != 0};
  if (--count_ == 0) begin_ = end_ = 0;  // what is left of the only page in use
  return true;
}

}  // namespace sweepground
