// Pool: entries in pieces that follow one another; each look cuts and sorts the pieces it reads.
#include "table/pool.h"

#include <algorithm>
#include <cstring>

namespace sweepground {

bool Pool::init(Meta& meta, uint32_t capacity) {
  memory_ = meta.allocate(capacity * static_cast<uint32_t>(sizeof(Entry)));
  capacity_ = capacity;
  begin({});
  return memory_ != 0;
}

void Pool::begin(const PoolCuts& cuts) {
  cuts_ = cuts;
  pieces_[0] = {0, 0, 0, 0, 0};
  pieceCount_ = 1 + PoolCuts::kCount;
  for (uint32_t i = 0; i < PoolCuts::kCount; ++i) {
    const uint32_t begin = static_cast<uint32_t>(uint64_t{capacity_} * cuts.share[i] / PoolCuts::kWhole);
    pieces_[i + 1] = {cuts.keys[i], begin, 0, 0, 0};
  }
  for (uint32_t i = 0; i < pieceCount_; ++i) room_[i] = endOf(i) - pieces_[i].begin;
  viewed_ = 0;
}

uint32_t Pool::pieceOf(Key key) const {
  uint32_t first = 0, count = pieceCount_;
  while (count > 1) {
    const uint32_t half = count / 2;
    if (pieces_[first + half].low <= key) first += half;
    count -= half;
  }
  return first;
}

// Room is made by moving one entry of each piece between this one and the next that has room.
bool Pool::makeRoom(uint32_t piece) {
  Entry* all = entries();
  uint32_t with = piece;
  for (uint32_t& room : room_) room = 0;  // from here on add() knows better
  while (with < pieceCount_ && !hasRoom(with)) ++with;
  if (with < pieceCount_) {
    for (; with > piece; --with) {
      Piece& moved = pieces_[with];
      all[moved.begin + moved.size] = all[moved.begin];
      ++moved.begin;
      moved.sorted = 0;
    }
    return true;
  }
  with = piece;
  while (with > 0 && !hasRoom(with - 1)) --with;
  if (with == 0) return false;
  for (; with <= piece; ++with) {
    Piece& moved = pieces_[with];
    --moved.begin;
    if (moved.size != 0) all[moved.begin] = all[moved.begin + moved.size];
    moved.sorted = 0;
  }
  return true;
}

bool Pool::add(Key key, uint32_t slot, int32_t sign) {
  const uint32_t number = pieceCount_ == 1 ? 0 : pieceOf(key);
  Piece& piece = pieces_[number];
  // A row that comes and goes again at once leaves nothing behind.
  if (piece.size > piece.sorted) {
    const Entry& last = entries()[piece.begin + piece.size - 1];
    if (last.key == key && last.sign != sign) {
      --piece.size;
      piece.rows += static_cast<uint32_t>(sign);
      return true;
    }
  }
  if (!hasRoom(number) && !makeRoom(number)) return false;
  entries()[piece.begin + piece.size++] = {key, slot, sign};
  piece.rows += static_cast<uint32_t>(sign);
  return true;
}

bool Pool::cut(Cut& cut) {
  cut = {pieces_[0].low, kLastKey, 0, 0};
  uint32_t before = 0, after = 0;
  for (uint32_t i = 0; i < viewed_; ++i) before += pieces_[i].size;
  for (uint32_t i = viewed_ + 1; i < pieceCount_; ++i) after += pieces_[i].size;
  if (before == 0 && after == 0) return false;
  const uint32_t enough = capacity_ / 4;
  uint32_t freed = 0;
  if (after >= before) {
    while (freed < enough && pieceCount_ - 1 > viewed_) {
      const Piece& piece = pieces_[--pieceCount_];
      freed += piece.size;
      cut.above += piece.rows;
      cut.high = piece.low - 1;
    }
    return true;
  }
  uint32_t dropped = 0;
  while (freed < enough && dropped < viewed_) {
    freed += pieces_[dropped].size;
    cut.below += pieces_[dropped++].rows;
  }
  const uint32_t begin = pieces_[dropped].begin;
  const Piece& last = pieces_[pieceCount_ - 1];
  std::memmove(entries(), entries() + begin, (last.begin + last.size - begin) * sizeof(Entry));
  pieceCount_ -= dropped;
  viewed_ -= dropped;
  for (uint32_t i = 0; i < pieceCount_; ++i) {
    pieces_[i] = pieces_[i + dropped];
    pieces_[i].begin -= begin;
  }
  cut.low = pieces_[0].low;
  return true;
}

// Entries with keys below the pivot first; gives how many, and how many rows they are. Without branches:
// which way an entry goes cannot be foreseen.
uint32_t Pool::partition(const Piece& piece, Key pivot, uint32_t& rows) {
  Entry* all = entries() + piece.begin;
  uint32_t less = 0;
  rows = 0;
  for (uint32_t i = 0; i < piece.size; ++i) {
    const Entry entry = all[i];
    const uint32_t isLess = entry.key < pivot;
    all[i] = all[less];
    all[less] = entry;
    less += isLess;
    rows += static_cast<uint32_t>(entry.sign) & (0u - isLess);
  }
  return less;
}

// Joins the two neighbours farthest from this piece.
void Pool::joinFarFrom(uint32_t& piece) {
  const uint32_t first = piece > pieceCount_ / 2 ? 0 : pieceCount_ - 2;
  Piece& a = pieces_[first];
  const Piece& b = pieces_[first + 1];
  Entry* all = entries();
  const uint32_t gap = b.begin - (a.begin + a.size);
  const uint32_t moved = std::min(gap, b.size);
  std::copy_n(all + b.begin + b.size - moved, moved, all + a.begin + a.size);
  a.size += b.size;
  a.rows += b.rows;
  a.sorted = 0;
  for (uint32_t i = first + 1; i + 1 < pieceCount_; ++i) pieces_[i] = pieces_[i + 1];
  --pieceCount_;
  if (piece > first) --piece;
}

// Cuts a piece in two near the wanted rows; `piece` is then the first of them. False if all its keys are one.
bool Pool::split(uint32_t& piece, uint32_t rank, uint32_t count) {
  constexpr uint32_t kSamples = 63, kMargin = 5;
  const uint32_t size = pieces_[piece].size;
  const Entry* all = entries() + pieces_[piece].begin;
  Key keys[kSamples];
  for (uint32_t i = 0; i < kSamples; ++i) keys[i] = all[uint64_t{size} * i / kSamples].key;
  std::sort(keys, keys + kSamples);
  const uint64_t middle = uint64_t{kSamples} * (rank + count / 2) / (pieces_[piece].rows + 1);
  const uint64_t index = middle <= kSamples / 2 ? middle + kMargin : middle - kMargin;
  const Key pivot = keys[std::min<uint64_t>(index, kSamples - 1)];

  uint32_t rows = 0;
  Key low = pivot;
  uint32_t less = partition(pieces_[piece], low, rows);
  if (less == 0) {  // the pivot is the smallest key
    if (pivot == kLastKey) return false;
    low = pivot + 1;
    less = partition(pieces_[piece], low, rows);
    if (less == size) return false;
  }
  if (pieceCount_ == kMaxPieces) joinFarFrom(piece);
  for (uint32_t i = pieceCount_++; i > piece; --i) pieces_[i] = pieces_[i - 1];
  Piece& a = pieces_[piece];
  Piece& b = pieces_[piece + 1];
  b = {low, a.begin + less, size - less, 0, a.rows - rows};
  a.size = less;
  a.sorted = 0;
  a.rows = rows;
  return true;
}

void Pool::sort(Piece& piece) {
  constexpr uint32_t kFew = 16;
  Entry* all = entries() + piece.begin;
  const auto before = [](const Entry& a, const Entry& b) { return a.key < b.key; };
  if (piece.sorted == piece.size) return;
  if (piece.size - piece.sorted <= kFew) {
    for (uint32_t i = piece.sorted; i < piece.size; ++i) {
      const Entry entry = all[i];
      uint32_t j = i;
      for (; j > 0 && before(entry, all[j - 1]); --j) all[j] = all[j - 1];
      all[j] = entry;
    }
  } else {
    std::sort(all, all + piece.size, before);
  }
  // Of each key what comes and what goes meet here.
  uint32_t kept = 0;
  for (uint32_t i = 0; i < piece.size;) {
    Entry entry = all[i];
    int32_t sum = 0;
    for (; i < piece.size && all[i].key == entry.key; ++i) sum += all[i].sign;
    entry.sign = 1;
    for (; sum > 0; --sum) all[kept++] = entry;
  }
  piece.size = kept;
  piece.sorted = kept;
  piece.rows = kept;
}

void Pool::read(uint32_t rank, uint32_t count, uint32_t* slots) {
  uint32_t piece = 0;
  while (count != 0 && piece < pieceCount_) {
    if (rank >= pieces_[piece].rows) {
      rank -= pieces_[piece++].rows;
      continue;
    }
    const Piece& found = pieces_[piece];
    if (found.size > kSortedEntries && found.sorted != found.size && split(piece, rank, count)) continue;
    sort(pieces_[piece]);
    viewed_ = piece;
    const Entry* all = entries() + pieces_[piece].begin;
    for (; count != 0 && rank < pieces_[piece].size; --count) *slots++ = all[rank++].slot;
    rank = 0;
    ++piece;
  }
}

}  // namespace sweepground
