// Description, written from the lists: classes.def, states.h, stats.h, record.h, block.h,
// counts.h, census.h, host.h.
#include "abi/description.h"

#include <cstring>
#include <initializer_list>

#include "abi/json.h"
#include "abi/run.h"
#include "objects/class_ids.h"
#include "table/census.h"

namespace sweepground {
namespace {

constexpr uint32_t kDescriptionBytes = 32 * 1024;

struct Parameter {
  const char* type;
  const char* name;
  const char* doc;
};
using Parameters = std::initializer_list<Parameter>;

void writeParameters(Json& json, Parameters parameters) {
  json.key("params").open('[');
  for (const Parameter& parameter : parameters) {
    json.open('{');
    json.key("name").string(parameter.name);
    json.key("type").string(parameter.type);
    json.key("doc").string(parameter.doc);
    json.close('}');
  }
  json.close(']');
}

// Opens a class, its list of methods too, after the one before was closed.
void openClass(Json& json, uint8_t id, const char* name, const char* doc, Parameters parameters) {
  if (id > 1) json.close(']').close('}');
  json.open('{');
  json.key("id").number(id);
  json.key("name").string(name);
  json.key("doc").string(doc);
  json.key("constructor").open('{');
  writeParameters(json, parameters);
  json.close('}');
  json.key("methods").open('[');
}

// A result like own_Matrix is told as result Matrix, ownership own.
void writeMethod(Json& json, const char* name, const char* result, const char* doc, Parameters parameters) {
  json.open('{');
  json.key("name").string(name);
  json.key("doc").string(doc);
  writeParameters(json, parameters);
  for (const char* ownership : {"own", "orNull", "borrowed"}) {
    const size_t length = std::strlen(ownership);
    if (std::strncmp(result, ownership, length) != 0 || result[length] != '_') continue;
    json.key("ownership").string(ownership);
    result += length + 1;
    break;
  }
  json.key("result").string(result);
  json.close('}');
}

void writeClasses(Json& json) {
  json.key("classes").open('[');
#define SWEEPGROUND_CLASS1(Class, doc, t1, p1, d1) \
  openClass(json, k##Class##Id, #Class, doc, {{#t1, #p1, d1}});
#define SWEEPGROUND_CLASS2(Class, doc, t1, p1, d1, t2, p2, d2) \
  openClass(json, k##Class##Id, #Class, doc, {{#t1, #p1, d1}, {#t2, #p2, d2}});
#define SWEEPGROUND_METHOD0(Class, method, result, doc) writeMethod(json, #method, #result, doc, {});
#define SWEEPGROUND_METHOD1(Class, method, result, doc, t1, p1, d1) \
  writeMethod(json, #method, #result, doc, {{#t1, #p1, d1}});
#define SWEEPGROUND_METHOD2(Class, method, result, doc, t1, p1, d1, t2, p2, d2) \
  writeMethod(json, #method, #result, doc, {{#t1, #p1, d1}, {#t2, #p2, d2}});
#define SWEEPGROUND_METHOD3(Class, method, result, doc, t1, p1, d1, t2, p2, d2, t3, p3, d3) \
  writeMethod(json, #method, #result, doc, {{#t1, #p1, d1}, {#t2, #p2, d2}, {#t3, #p3, d3}});
#include "objects/classes.def"
  json.close(']').close('}');
  json.close(']');

  json.key("parts").open('[');
#define SWEEPGROUND_PART(Part)        \
  json.open('{');                     \
  json.key("id").number(k##Part##Id); \
  json.key("name").string(#Part);     \
  json.close('}');
#include "objects/classes.def"
  json.close(']');
}

void writeFigure(Json& json, const char* name, const char* label, const char* unit) {
  json.open('{');
  json.key("name").string(name);
  json.key("label").string(label);
  json.key("unit").string(unit);
  json.close('}');
}

}  // namespace

Address makeDescription(Meta& meta) {
  const Address text = meta.allocate(kDescriptionBytes);
  if (text == 0) return 0;
  Json json(at<char>(text), kDescriptionBytes);
  json.open('{');
  json.key("abiVersion").number(kAbiVersion);
  writeClasses(json);

  json.key("stats").open('[');
#define SWEEPGROUND_STAT(name, label, unit) writeFigure(json, #name, label, unit);
  SWEEPGROUND_STATS(SWEEPGROUND_STAT)
#undef SWEEPGROUND_STAT
  json.close(']');
  json.key("columns").open('[');
#define SWEEPGROUND_COLUMN(id, name, label, unit) writeFigure(json, name, label, unit);
  SWEEPGROUND_COLUMNS(SWEEPGROUND_COLUMN)
#undef SWEEPGROUND_COLUMN
  json.close(']');

#define SWEEPGROUND_NAME(id, name) json.string(name);
  json.key("states").open('[');
  SWEEPGROUND_STATES(SWEEPGROUND_NAME)
  json.close(']');
  json.key("blockStates").open('[');
  SWEEPGROUND_BLOCK_STATES(SWEEPGROUND_NAME)
  json.close(']');
  json.key("endCauses").open('[');
  SWEEPGROUND_END_CAUSES(SWEEPGROUND_NAME)
  json.close(']');
  json.key("journalKinds").open('[');
  SWEEPGROUND_JOURNAL_KINDS(SWEEPGROUND_NAME)
  json.close(']');
  json.key("errors").open('[');
  SWEEPGROUND_ERRORS(SWEEPGROUND_NAME)
  json.close(']');
#undef SWEEPGROUND_NAME
#define SWEEPGROUND_NAME(name) json.string(#name);
  json.key("counts").open('[');
  SWEEPGROUND_COUNTS(SWEEPGROUND_NAME)
  json.close(']');
  json.key("census").open('[');
  SWEEPGROUND_CENSUS(SWEEPGROUND_NAME)
  json.close(']');
#undef SWEEPGROUND_NAME

  json.key("batchCapacity").number(kBatchCapacity);
  json.key("maxRows").number(kMaxRows);
  json.key("maxRasterCells").number(kMaxRasterCells);
  json.key("maxRegionBlocks").number(kMaxRegionBlocks);
  json.key("maxLineRecords").number(kMaxLineRecords);
  json.key("countedLines").number(kCountedLines);
  json.key("serialOffset").number(kSerialOffset);
  json.key("minLimitBytes").number(HeapLimits::kMinBytes);
  json.key("maxLimitBytes").number(HeapLimits::kMaxBytes);
  json.key("defaultLimitBytes").number(HeapLimits::kDefaultBytes);
  json.key("defaultQuarantineBytes").number(HeapLimits::kDefaultQuarantineBytes);
  json.close('}');
  return json.complete() ? text : 0;
}

}  // namespace sweepground
