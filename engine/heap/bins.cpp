// Bins: insertion, removal, and the search for the first bin that surely fits.
#include "heap/bins.h"

namespace sweepground {

void Bins::insert(Address block) {
  const Place place = placeOf(headerAt(block).sizeBytes());
  Address& head = heads_[place.row][place.column];
  linksAt(block) = {head, 0};
  if (head != 0) linksAt(head).previous = block;
  head = block;
  columnMask_[place.row] |= 1u << place.column;
  rowMask_ |= 1u << place.row;
}

void Bins::remove(Address block) {
  const FreeLinks links = linksAt(block);
  if (links.next != 0) linksAt(links.next).previous = links.previous;
  if (links.previous != 0) {
    linksAt(links.previous).next = links.next;
    return;
  }
  const Place place = placeOf(headerAt(block).sizeBytes());
  heads_[place.row][place.column] = links.next;
  if (links.next != 0) return;
  columnMask_[place.row] &= ~(1u << place.column);
  if (columnMask_[place.row] == 0) rowMask_ &= ~(1u << place.row);
}

Address Bins::take(uint32_t sizeBytes) {
  Place place = placeOf(sizeBytes);
  Address block = first(place);
  if (block == 0 || headerAt(block).sizeBytes() < sizeBytes) {
    // Every block of a later bin is large enough. Shifted in two steps: 32 at once is not defined.
    uint32_t columns = columnMask_[place.row] & ((~0u << place.column) << 1);
    if (columns == 0) {
      const uint32_t rows = rowMask_ & ((~0u << place.row) << 1);
      if (rows == 0) return 0;
      place.row = static_cast<uint32_t>(std::countr_zero(rows));
      columns = columnMask_[place.row];
    }
    place.column = static_cast<uint32_t>(std::countr_zero(columns));
    block = first(place);
  }
  remove(block);
  return block;
}

Address Bins::takeByWalk(uint32_t sizeBytes) {
  for (Address block = first(placeOf(sizeBytes)); block != 0; block = linksAt(block).next) {
    if (headerAt(block).sizeBytes() < sizeBytes) continue;
    remove(block);
    return block;
  }
  return 0;
}

}  // namespace sweepground
