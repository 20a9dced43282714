/* The engine's exports, as C. Rules true of every function here:
 *
 * 1. Addresses are offsets in the exported memory, 0 = none. Sizes are in bytes, times in ms since the run
 * began.
 * 2. Any argument is safe. What is wrong is raised through the import `raise` before anything changed: in
 * wasm that throws and the call never returns; natively it returns, and the function then gives 0.
 * 3. Before _engine__start() everything but _engine__abiVersion() and _engine__describe() raises notStarted.
 * 4. An object's address must be the start of a live object of the class in the function's name, else
 *    nullPointer, foreignPointer or wrongClass is raised.
 * 5. No function aborts. A constructor gives 0 when the heap's limit is reached.
 * 6. Memory may grow in constructors, _engine__manage(), _engine__describe() and _engine__start(): views made
 *    before are stale after them. Memory never shrinks or moves.
 * 7. What a function gives the address of belongs to the engine; a story and a snapshot are good until the
 * next call of the same function, batch and description for ever.
 * 8. The u32 at an object's address - 8 is its serial (allocation number of the run, from 1), 0 once
 * released.
 * 9. Nothing calls back but `now` and `raise`; neither may call an export. One thread at a time.
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
typedef uint32_t sweepground_handle; /* of a row of the managed table; never 0 */

/* The types of objects/classes.def. */
typedef int32_t sweepground_int32;
typedef uint32_t sweepground_uint32;
typedef uint32_t sweepground_size;
typedef int32_t sweepground_byte;
typedef void sweepground_void;

/* _Class__constructor, _Class__destructor and _Class__method of every class. A destructor ends the object's
 * row: freed between _engine__beginSweep() and _engine__endSweep(), else deleted. */
#define SWEEPGROUND_CLASS1(Class, doc, type, parameter, parameterDoc)        \
  SWEEPGROUND_EXPORT(_##Class##__constructor)                                \
  sweepground_address _##Class##__constructor(sweepground_##type parameter); \
  SWEEPGROUND_EXPORT(_##Class##__destructor)                                 \
  void _##Class##__destructor(sweepground_address self);
#define SWEEPGROUND_METHOD0(Class, method, result, doc) \
  SWEEPGROUND_EXPORT(_##Class##__##method)              \
  sweepground_##result _##Class##__##method(sweepground_address self);
#define SWEEPGROUND_METHOD1(Class, method, result, doc, type, parameter, parameterDoc) \
  SWEEPGROUND_EXPORT(_##Class##__##method)                                             \
  sweepground_##result _##Class##__##method(sweepground_address self, sweepground_##type parameter);
#include "objects/classes.def"

#define SWEEPGROUND_API(result, name, parameters) SWEEPGROUND_EXPORT(name) result name parameters

/* 1. Changes when anything here changes its meaning. */
SWEEPGROUND_API(uint32_t, _engine__abiVersion, (void));
/* NUL-terminated UTF-8 JSON: classes, states, stats, columns, journal kinds, errors, bounds. 0: no memory. */
SWEEPGROUND_API(sweepground_address, _engine__describe, (void));
/* Once, before the rest. 1; or 0 if started already or the limit is outside 1 MiB to 1 GiB. The limit is
 * rounded down to whole MiB. */
SWEEPGROUND_API(uint32_t, _engine__start, (uint32_t limitBytes));

/* Gives the object a row, live, born now. One that has a row keeps it, its birth too, and is live again.
 * Raises nullPointer, foreignPointer, tableFull. */
SWEEPGROUND_API(sweepground_handle, _engine__manage, (sweepground_address object));
/* u32[batchCapacity]: the caller writes handles here before the next two. Each takes the first `count`,
 * passes over those it cannot take, and gives how many it took. */
SWEEPGROUND_API(sweepground_address, _engine__batch, (void));
/* live becomes cleared, or lost while not reclaiming. */
SWEEPGROUND_API(uint32_t, _engine__markCleared, (uint32_t count));
/* cleared, or lost but not abandoned: the object is destroyed, the row freed. Grouped by class. */
SWEEPGROUND_API(uint32_t, _engine__freeCleared, (uint32_t count));
/* Whether any policy frees (at first: yes). 0: cleared rows become lost. 1: lost ones not abandoned, cleared.
 */
SWEEPGROUND_API(void, _engine__setReclaiming, (uint32_t yes));
/* The deleter ran or threw but the object is still there: lost for ever (until the object is destroyed by its
 * destructor, or managed anew). 1, or 0 if the handle is stale or the row ended. */
SWEEPGROUND_API(uint32_t, _engine__abandon, (sweepground_handle handle));
/* Index into the description's states; 0 if stale. An ended row keeps its handle while it is history. */
SWEEPGROUND_API(uint32_t, _engine__stateOf, (sweepground_handle handle));

/* A sweep, its time and what is freed in it. An inner pair is part of the outer; an end alone is ignored. */
SWEEPGROUND_API(void, _engine__beginSweep, (void));
SWEEPGROUND_API(void, _engine__endSweep, (void));
SWEEPGROUND_API(void, _engine__noteCollection, (void));
SWEEPGROUND_API(void, _engine__notePressureRequest, (void));

/* One row record, as in the snapshot: the newest row with this address and, unless 0, this serial; also of
 * ended objects while they are history. 0 if there is none. Cost: O(slots). */
SWEEPGROUND_API(sweepground_address, _engine__story, (sweepground_address object, uint32_t serial));
/* Header (8 u32: sizeBytes, version, statCount, rowsMatched, rowCount, firstRow, journalCount, journalNext),
 * then f64 stats, rows, and up to 256 journal records with sequence >= journalFrom. sortKey is an index into
 * the description's columns (another: serial), bit n of stateMask lets state n through, an offset past the
 * end gives the last window. Cost: O(slots). */
SWEEPGROUND_API(sweepground_address, _engine__snapshot,
                (uint32_t sortKey, uint32_t descending, uint32_t stateMask, uint32_t offset, uint32_t count,
                 uint32_t journalFrom));

#ifdef __cplusplus
}
#endif

#endif
