// Pool: the rows near a window, sorted no further than the looks so far have asked (incremental quicksort:
// Paredes and Navarro, 2006). A row that leaves is not searched for: an entry that takes it away is added,
// and the two meet when their piece is sorted. So a change costs the same whether it comes or goes.
#pragma once

#include "base/meta.h"
#include "table/order.h"

namespace sweepground {

// Where a pool is cut from the start: after `share` of its room, in 65,536ths, the keys from `keys` on.
struct PoolCuts {
  static constexpr uint32_t kCount = 4;
  static constexpr uint32_t kWhole = 65536;
  Key keys[kCount] = {kLastKey, kLastKey, kLastKey, kLastKey};
  uint32_t share[kCount] = {kWhole, kWhole, kWhole, kWhole};
};

class Pool {
 public:
  // What was dropped at either end, and the bounds of what is left.
  struct Cut {
    Key low;         // the smallest key that still belongs here
    Key high;        // the greatest
    uint32_t below;  // rows dropped that come before
    uint32_t above;  // rows dropped that come after
  };

  // Errors: false, no memory.
  bool init(Meta& meta, uint32_t capacity);
  uint32_t capacity() const { return capacity_; }

  // Begins anew, cut in pieces at these keys, in order, each with room up to where it ends; the last has the
  // rest. What lies between the cuts near a window need not be cut again by the first read().
  void begin(const PoolCuts& cuts);
  // A row comes, since begin() and before any read(). False if there is no room. Cost: O(1).
  bool put(Key key, uint32_t slot) {
    uint32_t number = 0;
    for (uint32_t i = 0; i < PoolCuts::kCount; ++i) number += key >= cuts_.keys[i];
    Piece& piece = pieces_[number];
    if (piece.size >= room_[number]) return add(key, slot, 1);
    entries()[piece.begin + piece.size++] = {key, slot, 1};
    ++piece.rows;
    return true;
  }
  // A row comes (sign 1) or goes (sign -1). False if there is no room. Cost: O(pieces).
  bool add(Key key, uint32_t slot, int32_t sign);
  // Drops what lies farthest from the rows read last. False if nothing can go. Cost: O(capacity).
  bool cut(Cut& cut);
  // Writes the slots of `count` rows in order, from the one with `rank` rows before it. Before: there are as
  // many. Cost: amortised O(count + changes near them); the first time O(entries).
  void read(uint32_t rank, uint32_t count, uint32_t* slots);

 private:
  struct Entry {
    Key key;
    uint32_t slot;
    int32_t sign;
  };
  static_assert(sizeof(Entry) == 16);

  // Keys from `low` up to the next piece's. Its room ends where the next one's begins.
  struct Piece {
    Key low;
    uint32_t begin;
    uint32_t size;
    uint32_t sorted;  // entries at the begin that are in order and all come
    uint32_t rows;    // that come, less those that go
  };
  static constexpr uint32_t kMaxPieces = 64;
  // Pieces up to this size are sorted, greater ones cut in two.
  static constexpr uint32_t kSortedEntries = 512;

  Entry* entries() const { return at<Entry>(memory_); }
  uint32_t endOf(uint32_t piece) const {
    return piece + 1 < pieceCount_ ? pieces_[piece + 1].begin : capacity_;
  }
  bool hasRoom(uint32_t piece) const { return pieces_[piece].begin + pieces_[piece].size < endOf(piece); }
  uint32_t pieceOf(Key key) const;
  bool makeRoom(uint32_t piece);
  bool split(uint32_t& piece, uint32_t rank, uint32_t count);
  uint32_t partition(const Piece& piece, Key pivot, uint32_t& rows);
  void joinFarFrom(uint32_t& piece);
  void sort(Piece& piece);

  Address memory_ = 0;
  uint32_t capacity_ = 0;
  uint32_t pieceCount_ = 0;
  uint32_t viewed_ = 0;  // the piece read last
  PoolCuts cuts_;
  uint32_t room_[PoolCuts::kCount + 1] = {};  // of the pieces begun with
  Piece pieces_[kMaxPieces] = {};
};

}  // namespace sweepground
