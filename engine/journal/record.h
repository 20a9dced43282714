// Record: one thing that happened, as the journal keeps it: complete enough to rebuild heap and table.
#pragma once

#include <cstdint>

#include "base/memory.h"
#include "base/ticks.h"

namespace sweepground {

// id, name. What each field means by kind is below; what is not named is 0.
//   start           address: where heap segments may begin; sizeBytes: limit; detail: quarantine bytes
//   grow            the heap took segments: address, sizeBytes
//   alloc           a block was made: address (of the payload, as everywhere), sizeBytes (asked for),
//                   classId, code: BlockKind, serial, detail: line
//   place           an object inside another's block: address, sizeBytes (asked for), classId, serial,
//                   detail: line
//   ending          the destruction of an object begins, or is queued: address, serial
//   free            a block's object is gone, the block in quarantine or free: address, sizeBytes (of
//                   the block), classId, serial, handle, code: EndCause, detail: line, or number of
//                   the sweep
//   evict           the oldest block in quarantine became free: address, code: 1 if it was joined to free
//                   neighbours at once, 0 if it may be on a shelf
//   join            the free blocks on shelves were joined to their neighbours
//   manage          the object got a row: address, serial, handle, time of birth: detail
//   revive          a row is live again: handle
//   clear           a row's WeakRef was found empty: handle, detail: last use (ticks)
//   abandon         a row is lost for ever: handle (its last use comes with its end)
//   end             a row ended: handle, code: State, sizeBytes: by what (line, or number of the sweep),
//                   detail: last use
//   reclaiming      whether any policy frees: code 0 or 1
//   sweepBegin      the first slice of a sweep begins: detail: number of the sweep
//   sweep           its last slice has ended: serial: number of the sweep; sizeBytes: objects freed by it;
//                   detail: duration of all its slices, handle: of the longest, both in microseconds
//   collection      JavaScript's collector ran, as far as a page can detect it: detail: 1 if it was a major
//                   collection, 0 if a minor one
//   pressureRequest the collector was asked to run because native bytes grew
//   error           raised or reported: code: Error, address, classId, detail: line
#define SWEEPGROUND_JOURNAL_KINDS(KIND)    \
  KIND(None, "none")                       \
  KIND(Start, "start")                     \
  KIND(Grow, "grow")                       \
  KIND(Alloc, "alloc")                     \
  KIND(Place, "place")                     \
  KIND(Ending, "ending")                   \
  KIND(Free, "free")                       \
  KIND(Evict, "evict")                     \
  KIND(Join, "join")                       \
  KIND(Manage, "manage")                   \
  KIND(Revive, "revive")                   \
  KIND(Clear, "clear")                     \
  KIND(Abandon, "abandon")                 \
  KIND(End, "end")                         \
  KIND(Reclaiming, "reclaiming")           \
  KIND(SweepBegin, "sweepBegin")           \
  KIND(SweepEnd, "sweep")                  \
  KIND(Collection, "collection")           \
  KIND(PressureRequest, "pressureRequest") \
  KIND(Error, "error")

enum class JournalKind : uint8_t {
#define SWEEPGROUND_KIND(id, name) k##id,
  SWEEPGROUND_JOURNAL_KINDS(SWEEPGROUND_KIND)
#undef SWEEPGROUND_KIND
};

struct Record {
  uint32_t sequence = 0;  // from 1, without gaps; given by the journal
  Ticks time = 0;         // of the operation; given by the journal
  JournalKind kind = JournalKind::kNone;
  uint8_t classId = 0;
  uint16_t code = 0;
  uint32_t serial = 0;
  Address address = 0;
  uint32_t sizeBytes = 0;
  uint32_t handle = 0;
  uint32_t detail = 0;

  bool operator==(const Record&) const = default;
};
static_assert(sizeof(Record) == 32);

}  // namespace sweepground
