// Census: what the live bytes of the heap belong to, for telling why it is full.
#pragma once

#include "heap/heap.h"

namespace sweepground {

class Table;

// job        live rows of objects made from a serial on: what the job at work has made
// fresh      other live rows that have survived no major collection: nobody can know yet
// survived   other live rows: something has held them through a major collection
// cleared    rows that a policy will free
// lost       rows that none will
// unmanaged  usable objects without a row, those inside another's block too; their bytes are all live ones of
//            no row's block: parts as well, and objects of no row whose destruction has begun. What lies
//            inside a block is in that block's bytes alone
// A row whose object's destruction has begun or is queued counts as its state says until it ends.
#define SWEEPGROUND_CENSUS(GROUP) \
  GROUP(job)                      \
  GROUP(fresh)                    \
  GROUP(survived)                 \
  GROUP(cleared)                  \
  GROUP(lost)                     \
  GROUP(unmanaged)

struct CensusGroup {
  uint32_t count;
  uint32_t bytes;  // of blocks, headers included
};

struct Census {
#define SWEEPGROUND_GROUP(name) CensusGroup name = {};
  SWEEPGROUND_CENSUS(SWEEPGROUND_GROUP)
#undef SWEEPGROUND_GROUP
};
static_assert(sizeof(Census) == 48);

// The bytes of all groups are the heap's live bytes. firstSerial: of the job; 0: there is none. Cost:
// O(slots).
Census censusOf(const Heap& heap, const Table& table, uint32_t firstSerial);

}  // namespace sweepground
