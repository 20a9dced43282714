// Description, written from the lists: classes.def, states.h, stats.h, host.h.
#include "abi/description.h"

#include "abi/host.h"
#include "abi/json.h"
#include "abi/run.h"
#include "objects/classes.h"

namespace sweepground {
namespace {

constexpr uint32_t kDescriptionBytes = 16 * 1024;

void writeParameters(Json& json, const FunctionDescription& function) {
  json.key("params").open('[');
  for (uint32_t i = 0; i < function.parameterCount; ++i) {
    const ParameterDescription& parameter = function.parameters[i];
    json.open('{');
    json.key("name").string(parameter.name);
    json.key("type").string(parameter.type);
    json.key("doc").string(parameter.doc);
    json.close('}');
  }
  json.close(']');
}

void writeClass(Json& json, uint8_t classId) {
  json.open('{');
  json.key("id").number(classId);
  json.key("name").string(kClassNames[classId]);
  for (const FunctionDescription& function : kFunctions) {
    if (function.classId != classId || function.name != nullptr) continue;
    json.key("doc").string(function.doc);
    json.key("constructor").open('{');
    writeParameters(json, function);
    json.close('}');
  }
  json.key("methods").open('[');
  for (const FunctionDescription& function : kFunctions) {
    if (function.classId != classId || function.name == nullptr) continue;
    json.open('{');
    json.key("name").string(function.name);
    json.key("doc").string(function.doc);
    writeParameters(json, function);
    json.key("result").string(function.result);
    json.close('}');
  }
  json.close(']');
  json.close('}');
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
  json.key("classes").open('[');
  for (uint8_t classId = 1; classId <= kClassCount; ++classId) writeClass(json, classId);
  json.close(']');

  json.key("states").open('[');
#define SWEEPGROUND_NAME(id, name) json.string(name);
  SWEEPGROUND_STATES(SWEEPGROUND_NAME)
  json.close(']');
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
  json.key("journalKinds").open('[');
  SWEEPGROUND_JOURNAL_KINDS(SWEEPGROUND_NAME)
  json.close(']');
  json.key("errors").open('[');
  SWEEPGROUND_ERRORS(SWEEPGROUND_NAME)
#undef SWEEPGROUND_NAME
  json.close(']');

  json.key("batchCapacity").number(kBatchCapacity);
  json.key("maxRows").number(kMaxRows);
  json.key("serialOffset").number(kSerialOffset);
  json.close('}');
  return json.complete() ? text : 0;
}

}  // namespace sweepground
