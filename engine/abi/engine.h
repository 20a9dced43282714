/* The engine's exports, as C. Rules true of every function here:
 *
 * 1. Addresses are offsets in the exported memory, 0 = none. Sizes are in bytes, times in ms since the run
 *    began.
 * 2. Any argument is safe. What is wrong is raised through the import `raise` before anything changed: in
 *    wasm that throws and the call never returns; natively it returns, and the function then gives 0.
 * 3. Before _engine__start() everything but _engine__abiVersion() and _engine__describe() raises notStarted.
 * 4. An object's address must be the start of a usable object of the class that the function's name or the
 *    parameter wants, else nullPointer, foreignPointer, wrongClass, afterFree, ending or borrowed is raised.
 * 5. No function aborts. A constructor gives 0 when the heap's limit is reached, and then nothing has changed
 *    but that the quarantine may have been emptied.
 * 6. Memory may grow in constructors, in methods that give an object, in _engine__manage(),
 * _engine__describe(), _engine__start(), _engine__record(), _engine__raster(), _engine__deleteLater() and
 * _engine__queueCleared(): views made before are stale after them. Memory never shrinks or moves.
 * 7. What a function gives the address of belongs to the engine; a census, a story, an object's card, a
 *    span, serials, a snapshot, a trace, a raster and blocks are good until the next call of the same
 * function; batch, counts and description for ever.
 * 8. The u32 at an object's address - 8 is its serial (allocation number of the run, from 1); its highest bit
 * is set as soon as the destruction of the object begins. The u32 at its address - 4 is its row's handle, or
 * 0.
 * 9. One thread at a time. What the engine imports (module `sweepground`):
 *      now() -> f64; site() -> u32           asked for the time, and for the line of the program that calls
 *      raise(code, address, classId, detail) throws; does not come back
 *      report(code, address, serial)         tells of an error that no call is to blame for; calls no export
 *      call(reference, argument, result) -> status   calls a held function; status 0: it came back, and what
 * it gave was written to the i32 at `result`; 1: it threw; 2: it is gone decref(reference) gives a held
 * function back; runs nothing of the program's
 * 10. Re-entry. Only `call` runs code of the program's: from emit(), and from the destructor of a Throwing.
 * That code may call any export, with these outcomes: it may destroy the object that calls it (the call then
 * ends normally and touches nothing of it); an object whose destruction has begun is no longer usable
 * (ending); a sweep or clean within a destructor destroys what is queued, and the outer one goes on with what
 * is left; at the limit constructors give 0 as ever. What it throws comes out of emit() once the engine is
 * done, or is reported if a destructor was at work, which goes on.
 */
#ifndef SWEEPGROUND_ABI_ENGINE_H
#define SWEEPGROUND_ABI_ENGINE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__wasm__)
#define SWEEPGROUND_EXPORT(name) __attribute__((export_name(#name)))
#else
#define SWEEPGROUND_EXPORT(name)
#endif

typedef uint32_t sweepground_address;
typedef uint32_t sweepground_handle;    /* of a row of the managed table; never 0 */
typedef uint32_t sweepground_reference; /* of a function that the host holds; never 0 */

/* The types of objects/classes.def; those of objects are made from the list itself, below. */
typedef int32_t sweepground_int32;
typedef uint32_t sweepground_uint32;
typedef uint32_t sweepground_size;
typedef int32_t sweepground_byte;
typedef double sweepground_float64;
typedef void sweepground_void;
typedef sweepground_address sweepground_bytes;
typedef sweepground_reference sweepground_callback;
typedef sweepground_reference sweepground_weakCallback;
#define SWEEPGROUND_OBJECT_TYPES(Class)                   \
  typedef sweepground_address sweepground_##Class;        \
  typedef sweepground_address sweepground_own_##Class;    \
  typedef sweepground_address sweepground_orNull_##Class; \
  typedef sweepground_address sweepground_borrowed_##Class;
#define SWEEPGROUND_CLASS1(Class, ...) SWEEPGROUND_OBJECT_TYPES(Class)
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_OBJECT_TYPES(Class)
#include "objects/classes.def"

#define SWEEPGROUND_API(result, name, parameters) SWEEPGROUND_EXPORT(name) result name parameters;

/* _Class__constructor, _Class__destructor and _Class__method of every class. A destructor ends the object's
 * row: freed in a slice of a sweep (from _engine__beginSweep() to _engine__pauseSweep() or
 * _engine__endSweep()), else deleted. A constructor that takes a callback takes over the reference, and gives
 * it back (decref) also when it gives 0. */
#define SWEEPGROUND_CLASS1(Class, doc, t1, p1, d1)                                     \
  SWEEPGROUND_API(sweepground_address, _##Class##__constructor, (sweepground_##t1 p1)) \
  SWEEPGROUND_API(void, _##Class##__destructor, (sweepground_address self))
#define SWEEPGROUND_CLASS2(Class, doc, t1, p1, d1, t2, p2, d2)                                              \
  SWEEPGROUND_API(sweepground_address, _##Class##__constructor, (sweepground_##t1 p1, sweepground_##t2 p2)) \
  SWEEPGROUND_API(void, _##Class##__destructor, (sweepground_address self))
#define SWEEPGROUND_METHOD0(Class, method, result, doc) \
  SWEEPGROUND_API(sweepground_##result, _##Class##__##method, (sweepground_address self))
#define SWEEPGROUND_METHOD1(Class, method, result, doc, t1, p1, d1) \
  SWEEPGROUND_API(sweepground_##result, _##Class##__##method, (sweepground_address self, sweepground_##t1 p1))
#define SWEEPGROUND_METHOD2(Class, method, result, doc, t1, p1, d1, t2, p2, d2) \
  SWEEPGROUND_API(sweepground_##result, _##Class##__##method,                   \
                  (sweepground_address self, sweepground_##t1 p1, sweepground_##t2 p2))
#define SWEEPGROUND_METHOD3(Class, method, result, doc, t1, p1, d1, t2, p2, d2, t3, p3, d3) \
  SWEEPGROUND_API(sweepground_##result, _##Class##__##method,                               \
                  (sweepground_address self, sweepground_##t1 p1, sweepground_##t2 p2, sweepground_##t3 p3))
#include "objects/classes.def"

/* 5. Changes when anything here changes its meaning. */
SWEEPGROUND_API(uint32_t, _engine__abiVersion, (void))
/* NUL-terminated UTF-8 JSON: classes, parts, states, stats, columns, journal kinds, block states, end causes,
 * errors, counts, groups of the census, bounds. 0: no memory. */
SWEEPGROUND_API(sweepground_address, _engine__describe, (void))
/* Once, before the rest. 1; or 0 if started already, the limit is outside 1 MiB to 1 GiB, the quarantine (0 =
 * off) exceeds the limit, or there is no memory. The limit is rounded down to whole MiB. */
SWEEPGROUND_API(uint32_t, _engine__start, (uint32_t limitBytes, uint32_t quarantineBytes))

/* A stretch of the program's synchronous code has ended: the next call reads the clock anew (base/moment.h).
 */
SWEEPGROUND_API(void, _engine__noteStretch, (void))

/* Gives the object a row, live, born when it was made or, if others were made since, now. One that has a row
 * keeps it, its birth too, and is live again. Raises nullPointer, foreignPointer, borrowed, tableFull and the
 * like. */
SWEEPGROUND_API(sweepground_handle, _engine__manage, (sweepground_address object))
/* u32[batchCapacity]: the caller writes handles here before the next three. Each takes the first `count`,
 * passes over those it cannot take, and gives how many it took. */
SWEEPGROUND_API(sweepground_address, _engine__batch, (void))
/* live becomes cleared, or lost while not reclaiming. */
SWEEPGROUND_API(uint32_t, _engine__markCleared, (uint32_t count))
/* cleared, or lost but not abandoned: the object is destroyed, the row freed. Grouped by class. */
SWEEPGROUND_API(uint32_t, _engine__freeCleared, (uint32_t count))
/* The same, but the destruction waits for _engine__clean(). The row stays as it is until then. */
SWEEPGROUND_API(uint32_t, _engine__queueCleared, (uint32_t count))
/* The object is no longer usable; its destruction waits for _engine__clean(), and its row is then deleted.
 * Where there is no memory to queue it, it is destroyed at once. What lies in an arena stays usable until the
 * arena is destroyed. */
SWEEPGROUND_API(void, _engine__deleteLater, (sweepground_address object))
/* Destroys what is queued, first come first served, for about budgetMs (at least one object, or one step of a
 * great one; Infinity: all). Gives how many objects are left. */
SWEEPGROUND_API(uint32_t, _engine__clean, (double budgetMs))
/* Whether any policy frees (at first: yes). 0: cleared rows become lost. 1: lost ones not abandoned, cleared.
 */
SWEEPGROUND_API(void, _engine__setReclaiming, (uint32_t yes))
/* The deleter ran or threw but the object is still there: lost for ever (until the object is destroyed by its
 * destructor, or managed anew). 1, or 0 if the handle is stale or the row ended. */
SWEEPGROUND_API(uint32_t, _engine__abandon, (sweepground_handle handle))
/* Index into the description's states; 0 if stale. An ended row keeps its handle while it is history. */
SWEEPGROUND_API(uint32_t, _engine__stateOf, (sweepground_handle handle))

/* A sweep, its time and what is freed in it, at one go or in slices with the program at work between them.
 * One is open at a time: this begins it or, if it is paused, goes on with it under the same number. An inner
 * pair (a destructor that sweeps) is part of the outer slice. */
SWEEPGROUND_API(void, _engine__beginSweep, (void))
/* The slice ends, the sweep stays open: what is destroyed until it goes on is deleted, not freed, but for
 * what it had queued. The end of an inner pair, if there is one; ignored where no slice is under way. */
SWEEPGROUND_API(void, _engine__pauseSweep, (void))
/* The sweep ends, be it paused or not; its time is that of its slices. Of an inner pair, the end of that;
 * ignored where no sweep is open. */
SWEEPGROUND_API(void, _engine__endSweep, (void))
/* JavaScript's collector ran. Not 0: a major collection, which every row that is live has survived; 0: a
 * minor one, which says nothing about what is old. */
SWEEPGROUND_API(void, _engine__noteCollection, (uint32_t major))
SWEEPGROUND_API(void, _engine__notePressureRequest, (void))
/* What the engine cannot see, for the stats alone; no journal tells it. So many WeakRefs were looked at. */
SWEEPGROUND_API(void, _engine__noteDerefs, (uint32_t count))
/* Looking, freeing and asking took the thread so long, at one go. Counts in a run that is recorded. */
SWEEPGROUND_API(void, _engine__noteWork, (double tookMs))
/* What has just found no room is tried again, for something was freed: it is not out of memory. */
SWEEPGROUND_API(void, _engine__noteRescue, (void))

/* From here on the run is recorded: there is a trace, and work is counted. Right after the start: 0, and
 * nothing changed, once something was made, or if there is no memory; else 1. */
SWEEPGROUND_API(uint32_t, _engine__record, (void))
/* The trace up to now (snapshot/trace.h): 6 u32: sizeBytes, version, stepTicks, count, endTicks, spare; then
 * up to 512 steps of 4 u32: live bytes at its end, the most of them within it, objects made and ended (no
 * longer usable) since the run began. A tick is 10 us; step n ends (n + 1) * stepTicks after the run began,
 * but the last one at endTicks. 0: the run is not recorded. */
SWEEPGROUND_API(sweepground_address, _engine__trace, (void))

/* The heap's figures in place, always current: u32s, in the order of the description's counts
 * (heap/counts.h). Reading them needs no call. */
SWEEPGROUND_API(sweepground_address, _engine__counts, (void))
/* What the live bytes belong to: u32 count, u32 bytes for each group of the description's census
 * (table/census.h). firstSerial: what live rows have from there on is the job's; 0: none is. Cost: O(slots).
 */
SWEEPGROUND_API(sweepground_address, _engine__census, (uint32_t firstSerial))
/* What is known of the object that begins at, or holds, an address: 64 bytes.
 *   u32 found (0: nothing is known; 1: a usable object; 2: a part; 3: its destruction has begun; 4:
 * destroyed, in quarantine; 5: destroyed, known from the table's history), u32 address, serial, sizeBytes,
 * classId, line (made), cause (index into end causes), by (line, or number of the sweep), handle, owner
 * (address of the object that owns it, or 0), f64 bornMs, endedMs (NaN = not known), u32 offset (of the
 * address within the object), u32 spare. A serial that is not 0 asks for that object alone. Cost: O(slots).
 */
SWEEPGROUND_API(sweepground_address, _engine__story, (sweepground_address address, uint32_t serial))
/* All that is known of the object or part that holds an address or, if none is there now with this serial (0:
 * any), of the one that _engine__story() finds:
 *   its story, 64 bytes, as above; its row, 64 bytes, as in a snapshot (serial 0: it has none)
 *   u32 nodeCount (up to 64), edgeCount (up to 128), cut (1: there are more), spare
 *   64 nodes of 20 bytes: u32 address (of a function: the number of its reference), serial, line, useCount
 * (how many shared_ptr own it), u8 kind (0 object, 1 part, 2 function), classId, state (of its row; 0: it has
 *   none), distance; the first is the object, the others are those nearest to it that refer to it or to which
 *   it refers, by what C++ knows
 *   128 edges of 4 bytes: u8 from, to (indices of nodes), kind (0 shared, 1 weak, 2 owns, 3 holds), spare
 * In a replay no object was ever constructed: what is placed in a block is all that refers to another. */
SWEEPGROUND_API(sweepground_address, _engine__object, (sweepground_address address, uint32_t serial))
/* Header (10 u32: sizeBytes, version, statCount, rowsMatched, rowCount, firstRow, markCount, markNext,
 * lineCount, spare), then f64 stats, rows (64 bytes), up to 256 marks (journal records, 32 bytes) with
 * sequence >= markFrom: sweeps, collections, pressure requests and errors, in a sequence of their own; and up
 * to 256 lines (8 u32: line, made, live, cleared, lost, freed, deleted, heldBytes), those that made most
 * rows, in the order of lines; line 0: what is not known, or beyond the description's countedLines. sortKey
 * is an index into the description's columns (another: serial), bit n of stateMask lets state n through, of
 * classMask class n; line 0 lets every line through, as do 0 and 0xffffffff every serial, which else are the
 * first and the last; an offset past the end gives the last window. Cost: table/rows.h. */
SWEEPGROUND_API(sweepground_address, _engine__snapshot,
                (uint32_t sortKey, uint32_t descending, uint32_t stateMask, uint32_t classMask, uint32_t line,
                 uint32_t firstSerial, uint32_t lastSerial, uint32_t offset, uint32_t count,
                 uint32_t markFrom))
/* u32 first, last: the serials of the first and the last row born between two moments, both included; 0, 0:
 * none. Cost: O(slots). */
SWEEPGROUND_API(sweepground_address, _engine__serialsBetween, (double fromMs, double toMs))
/* The journal from a sequence on, in place: 4 u32: address, count, first, next (journal/journal.h), records
 * of 32 bytes. What is copied out at once is whole; ask again from first + count until that is next. */
SWEEPGROUND_API(sweepground_address, _engine__journal, (uint32_t from))
/* The picture of the heap: heap/raster.h. mode 0 by state, 1 by class, 2 by age. Unless line is 0 and the
 * serials 0 and 0xffffffff, cells that show a block made by another line, or of a serial before the first or
 * after the last, have 0x80 set in their value. 0: no memory. */
SWEEPGROUND_API(sweepground_address, _engine__raster,
                (sweepground_address begin, uint32_t bytesPerCell, uint32_t cells, uint32_t mode,
                 uint32_t line, uint32_t firstSerial, uint32_t lastSerial))
/* The blocks that cover part of a range, the first 512: heap/region.h has the layout. */
SWEEPGROUND_API(sweepground_address, _engine__blocks, (sweepground_address begin, uint32_t sizeBytes))

/* An instance that is not started may instead rebuild a run from its journal: replay takes the first `count`
 * records (32 bytes each) of the replay batch (record[batchCapacity]), in order and without gaps from the
 * start record on; gives how many it took: fewer when a record does not follow from those before. Then
 * all that only looks shows the run as it was after the last one; everything that would
 * change it raises notStarted. memoryBytes: of the recorded run's memory, at least; needed in the first call
 * only, 0 later. */
SWEEPGROUND_API(sweepground_address, _engine__replayBatch, (uint32_t memoryBytes))
SWEEPGROUND_API(uint32_t, _engine__replay, (uint32_t count))

#ifdef __cplusplus
}
#endif

#endif
