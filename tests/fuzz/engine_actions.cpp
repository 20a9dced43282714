// Every export that is not a class's, and what a program does without calling one.
#include <limits>

#include "recording.h"

namespace sweepground::fuzz {
namespace {

// What an export gives the address of can be read to its end.
void read(Address address, uint32_t sizeBytes) {
  const volatile uint8_t* bytes = at<uint8_t>(address);
  for (uint32_t i = 0; i < sizeBytes; ++i) static_cast<void>(bytes[i]);
}

template <auto kExport>
void callPlainly(World& w, const Action& action) {
  w.call(action, kExport);
}

template <auto kExport>
void callWithHandle(World& w, const Action& action) {
  const Handle handle = w.handle();
  w.call(action, [=] { return kExport(handle); });
}

constexpr uint32_t kReclaimable = maskOf(State::kCleared) | maskOf(State::kLost);

// With up to 15 handles in the batch, and a count that is mostly theirs. No more are taken than were in such
// a state.
template <auto kExport, uint32_t kStates>
void callWithBatch(World& w, const Action& action) {
  const uint8_t way = w.in.byte();
  uint32_t count = way % 16;
  if (run().batch() != 0) {
    for (uint32_t i = 0; i < count; ++i) at<Handle>(run().batch())[i] = w.handle();
  }
  if (way >= 192) count = way < 224 ? kBatchCapacity + way % 3 - 1 : w.in.word();
  uint32_t most = 0;
  const bool known = run().started() && count <= kBatchCapacity;
  for (uint32_t i = 0; known && i < count; ++i) {
    most += (maskOf(run().table().stateOf(at<Handle>(run().batch())[i])) & kStates) != 0;
  }
  const uint32_t took = w.call(action, [=] { return kExport(count); });
  if (known && took > most && !w.wasCalledBack()) fail("took handles in another state:", action.name);
}

// Limits that let a run take much memory are left out: an input stays cheap.
void start(World& w, const Action& action) {
  constexpr uint32_t kMost = 4 * HeapLimits::kMinBytes;
  uint32_t limit = w.in.byte() % 2 == 0 ? w.size() : HeapLimits::kMinBytes * (w.in.byte() % 4);
  if (limit > kMost && limit <= HeapLimits::kMaxBytes) limit %= kMost;
  const uint32_t quarantine = w.size();
  w.call(action, [=] { return _engine__start(limit, quarantine); });
}

void manage(World& w, const Action& action) {
  const Address object = w.object(0);
  w.noteHandle(w.call(action, [=] { return _engine__manage(object); }));
}

void deleteLater(World& w, const Action& action) {
  const Address object = w.object(0);
  w.call(action, [=] { _engine__deleteLater(object); });
}

void clean(World& w, const Action& action) {
  const uint8_t way = w.in.byte();
  double budgetMs = 0;
  if (way >= 100) budgetMs = 0.05;
  if (way >= 150) budgetMs = std::numeric_limits<double>::infinity();
  if (way >= 200) budgetMs = w.in.float64();
  w.call(action, [=] { return _engine__clean(budgetMs); });
}

void setReclaiming(World& w, const Action& action) {
  const uint32_t yes = w.in.byte() % 3;
  w.call(action, [=] { _engine__setReclaiming(yes); });
}

void beginSweep(World& w, const Action& action) {
  w.call(action, _engine__beginSweep);
  if (w.raised()) return;
  ++w.sweepDepth;
  w.sweepOpen = true;
}

void endSweep(World& w, const Action& action) {
  w.call(action, _engine__endSweep);
  w.noteSweepEnd();
}

void pauseSweep(World& w, const Action& action) {
  w.call(action, _engine__pauseSweep);
  if (w.sweepDepth != 0) --w.sweepDepth;
}

void noteCollection(World& w, const Action& action) {
  const uint32_t major = w.in.byte() % 3;
  w.call(action, [=] { _engine__noteCollection(major); });
}

void noteDerefs(World& w, const Action& action) {
  const uint32_t count = w.in.word();
  w.call(action, [=] { _engine__noteDerefs(count); });
}

void noteWork(World& w, const Action& action) {
  const double tookMs = w.in.byte() % 8 == 0 ? std::numeric_limits<double>::quiet_NaN() : w.in.byte() - 16;
  w.call(action, [=] { _engine__noteWork(tookMs); });
}

void trace(World& w, const Action& action) {
  const Address found = w.call(action, _engine__trace);
  if (found == 0) return;
  const TraceHeader& header = *at<TraceHeader>(found);
  if (header.sizeBytes > Trace::kBytes) fail("a trace too long");
  read(found, header.sizeBytes);
  const TraceStep& last = at<TraceStep>(found + sizeof(TraceHeader))[header.count - 1];
  const Heap::Counts& counts = run().heap().counts();
  if (last.liveBytes != counts.liveBytes || last.made - last.ended != counts.objects ||
      last.peakBytes < last.liveBytes)
    fail("a trace that ends otherwise than the run");
}

void counts(World& w, const Action& action) {
  const Address counts = w.call(action, _engine__counts);
  if (counts == 0) return;
  if (at<HeapCounts>(counts) != &run().heap().counts()) fail("counts that are not the heap's");
  if (w.call(action, _engine__counts) != counts) fail("counts that move");
}

void census(World& w, const Action& action) {
  const uint32_t firstSerial = w.take_uint32();
  const Address counted = w.call(action, [=] { return _engine__census(firstSerial); });
  if (counted != 0) checkCensus(*at<Census>(counted));
}

void story(World& w, const Action& action) {
  const Address address = w.in.byte() % 2 == 0 ? w.object(0) : w.anyAddress();
  const uint32_t serial = w.take_uint32();
  const Address found = w.call(action, [=] { return _engine__story(address, serial); });
  if (found != 0) read(found, 64);
}

// Mostly every serial, which costs an input one byte.
SerialRange anySerials(World& w) {
  if (w.in.byte() % 4 != 0) return {0, ~0u};
  const uint32_t first = w.in.half();
  return {first, first + w.in.byte()};
}

void object(World& w, const Action& action) {
  const Address address = w.in.byte() % 2 == 0 ? w.object(0) : w.anyAddress();
  const uint32_t serial = w.in.byte() % 2 == 0 ? 0 : w.take_uint32();
  const Address found = w.call(action, [=] { return _engine__object(address, serial); });
  if (found == 0) return;
  read(found, sizeof(Card));
  const Graph& graph = at<Card>(found)->graph;
  if (graph.nodeCount() > Graph::kMaxNodes || graph.edgeCount() > Graph::kMaxEdges) fail("too great a graph");
  for (uint32_t i = 0; i < graph.edgeCount(); ++i) {
    const GraphEdge& edge = graph.edge(i);
    if (edge.from >= graph.nodeCount() || edge.to >= graph.nodeCount()) fail("an edge without nodes");
  }
}

void serialsBetween(World& w, const Action& action) {
  const double fromMs = w.in.float64(), toMs = w.in.float64();
  const Address range = w.call(action, [=] { return _engine__serialsBetween(fromMs, toMs); });
  if (range != 0 && at<SerialRange>(range)->first > at<SerialRange>(range)->last)
    fail("serials out of order");
}

void blocks(World& w, const Action& action) {
  const Address begin = w.in.byte() % 2 == 0 ? run().heap().begin() : w.anyAddress();
  const uint32_t sizeBytes = w.size();
  const Address found = w.call(action, [=] { return _engine__blocks(begin, sizeBytes); });
  if (found == 0) return;
  const uint32_t count = at<RegionHeader>(found)->count;
  if (count > kMaxRegionBlocks) fail("more blocks than there may be");
  read(found, static_cast<uint32_t>(sizeof(RegionHeader) + count * sizeof(RegionBlock)));
}

void snapshot(World& w, const Action& action) {
  const uint32_t column = w.in.byte() % 13, descending = w.in.byte() % 2;
  const uint32_t states = w.take_uint32(), classes = w.take_uint32(), line = w.in.byte() % 4;
  const uint32_t offset = w.take_uint32(), count = w.take_uint32(), marks = w.take_uint32();
  const SerialRange serials = anySerials(w);
  const Address written = w.call(action, [=] {
    return _engine__snapshot(column, descending, states, classes, line, serials.first, serials.last, offset,
                             count, marks);
  });
  if (written == 0) return;
  const uint32_t sizeBytes = at<SnapshotHeader>(written)->sizeBytes;
  if (sizeBytes > kSnapshotMaxBytes) fail("a snapshot is greater than it may be");
  read(written, sizeBytes);
}

void journal(World& w, const Action& action) {
  const uint32_t from = w.take_uint32();
  const Address span = w.call(action, [=] { return _engine__journal(from); });
  if (span != 0) read(at<RecordSpan>(span)->address, at<RecordSpan>(span)->count * sizeof(Record));
}

void raster(World& w, const Action& action) {
  const Address begin = w.in.byte() % 2 == 0 ? run().heap().begin() : w.anyAddress();
  const uint32_t bytesPerCell = w.size(), mode = w.in.byte() % 4;
  const uint32_t cells = w.size();
  if (cells > kMaxRasterCells / 32) {
    if (w.drewGreat) return;  // once for each input
    w.drewGreat = true;
  }
  const uint32_t line = w.in.byte() % 4;
  const SerialRange serials = anySerials(w);
  const Address drawn = w.call(action, [=] {
    return _engine__raster(begin, bytesPerCell, cells, mode, line, serials.first, serials.last);
  });
  if (drawn == 0) return;
  const uint32_t given = at<RasterHeader>(drawn)->cells;
  if (given > kMaxRasterCells) fail("a raster is greater than it may be");
  read(drawn, static_cast<uint32_t>(sizeof(RasterHeader) + given * sizeof(RasterCell)));
}

void replayBatch(World& w, const Action& action) {
  const uint32_t memoryBytes = w.size();
  w.call(action, [=] { return _engine__replayBatch(memoryBytes); });
}

// Up to 7 wild records, and a count that is mostly theirs.
void replay(World& w, const Action& action) {
  const Address batch = w.call(action, [] { return _engine__replayBatch(0); });
  const uint8_t way = w.in.byte();
  const uint32_t count = way % 8;
  for (uint32_t i = 0; batch != 0 && i < count; ++i) {
    Record& record = at<Record>(batch)[i];
    record.sequence = i + 1;
    record.time = w.in.half();
    record.kind = static_cast<JournalKind>(w.in.byte() % 20);
    record.classId = w.in.byte();
    record.code = w.in.byte() % 8;
    record.serial = w.in.byte();
    record.address = w.anyAddress();
    record.sizeBytes = w.size();
    record.handle = w.handle();
    record.detail = w.in.word();
  }
  const uint32_t given = way < 200 ? count : w.in.word();
  w.call(action, [=] { return _engine__replay(given); });
}

// Once for each input: so many rows that a window is only a part of them.
void flood(World& w, const Action& action) {
  uint32_t left = w.in.half() % 3000;
  if (w.flooded || !run().started()) return;
  w.flooded = true;
  for (; left != 0; --left) {
    const Address object = w.call(action, [=] { return _MyClass__constructor(static_cast<int32_t>(left)); });
    if (object == 0) return;
    const Handle handle = w.call(action, [=] { return _engine__manage(object); });
    w.noteObject(object, kMyClassId);
    w.noteHandle(handle);
    if (left % 3 != 0) continue;
    *at<Handle>(run().batch()) = handle;
    w.call(action, [] { return _engine__markCleared(1); });
  }
}

void jump(World& w, const Action&) { w.jump(); }
void validate(World& w, const Action&) { w.validate(); }

}  // namespace

const Action kEngineActions[] = {
    {"_engine__abiVersion", true, callPlainly<_engine__abiVersion>},
    {"_engine__describe", true, callPlainly<_engine__describe>},
    {"_engine__start", true, start},
    {"_engine__noteStretch", false, callPlainly<_engine__noteStretch>},
    {"_engine__manage", false, manage},
    {"_engine__batch", false, callPlainly<_engine__batch>},
    {"_engine__markCleared", false, callWithBatch<_engine__markCleared, maskOf(State::kLive)>},
    {"_engine__freeCleared", false, callWithBatch<_engine__freeCleared, kReclaimable>},
    {"_engine__queueCleared", false, callWithBatch<_engine__queueCleared, kReclaimable>},
    {"_engine__deleteLater", false, deleteLater},
    {"_engine__clean", false, clean},
    {"_engine__setReclaiming", false, setReclaiming},
    {"_engine__abandon", false, callWithHandle<_engine__abandon>},
    {"_engine__stateOf", false, callWithHandle<_engine__stateOf>},
    {"_engine__beginSweep", false, beginSweep},
    {"_engine__pauseSweep", false, pauseSweep},
    {"_engine__endSweep", false, endSweep},
    {"_engine__noteCollection", false, noteCollection},
    {"_engine__notePressureRequest", false, callPlainly<_engine__notePressureRequest>},
    {"_engine__noteDerefs", false, noteDerefs},
    {"_engine__noteWork", false, noteWork},
    {"_engine__noteRescue", false, callPlainly<_engine__noteRescue>},
    {"_engine__record", false, callPlainly<_engine__record>},
    {"_engine__trace", false, trace},
    {"_engine__counts", false, counts},
    {"_engine__census", false, census},
    {"_engine__story", false, story},
    {"_engine__object", false, object},
    {"_engine__snapshot", false, snapshot},
    {"_engine__serialsBetween", false, serialsBetween},
    {"_engine__journal", false, journal},
    {"_engine__raster", false, raster},
    {"_engine__blocks", false, blocks},
    {"_engine__replayBatch", true, replayBatch},
    {"_engine__replay", true, replay},
    {"(many rows)", true, flood},
    {"(the clock jumps)", true, jump},
    {"(a buffer is written to)", true, [](World& w, const Action& action) { w.writeBytes(action); }},
    {"(the heap is looked at)", true, validate},
};

const uint32_t kEngineActionCount = sizeof(kEngineActions) / sizeof(Action);

}  // namespace sweepground::fuzz
