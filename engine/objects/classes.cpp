// Classes: the destructor dispatch made from classes.def.
#include "objects/classes.h"

#include <type_traits>

#include "objects/node.h"

namespace sweepground {
namespace {

template <class T>
bool destroySomeOf(T& object, [[maybe_unused]] uint32_t steps) {
  if constexpr (ReleasesInSteps<T>) {
    if (!object.releaseSome(steps)) return false;
  }
  object.~T();
  return true;
}

template <class T>
concept Traces = requires(const T& object, Graph& graph) {
  object.trace(graph);
};

template <class T>
void traceObject(const T& object, [[maybe_unused]] Graph& graph) {
  if constexpr (Traces<T>) object.trace(graph);
}

}  // namespace

bool releasesInSteps(uint8_t classId) {
  switch (classId) {
#define SWEEPGROUND_CLASS1(Class, ...) \
  case k##Class##Id:                   \
    return ReleasesInSteps<Class>;
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_CLASS1(Class)
#include "objects/classes.def"
  }
  return false;
}

bool endsQuietly(uint8_t classId) {
  switch (classId) {
#define SWEEPGROUND_CLASS1(Class, ...) \
  case k##Class##Id:                   \
    return std::is_trivially_destructible_v<Class>;
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_CLASS1(Class)
#include "objects/classes.def"
  }
  return false;
}

bool destroySome(uint8_t classId, Address object, uint32_t steps) {
  switch (classId) {
#define SWEEPGROUND_CLASS1(Class, ...) \
  case k##Class##Id:                   \
    return destroySomeOf(*at<Class>(object), steps);
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_CLASS1(Class)
#include "objects/classes.def"
  }
  return true;
}

void traceReferences(uint8_t classId, Address object, Graph& graph) {
  if (classId == kNodeId) {
    // Its block holds more than the node, which may have ended before.
    if (const Node* node = Node::in(object)) node->trace(graph);
    return;
  }
  switch (classId) {
#define SWEEPGROUND_CLASS1(Class, ...) \
  case k##Class##Id:                   \
    return traceObject(*at<Class>(object), graph);
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_CLASS1(Class)
#include "objects/classes.def"
    case kTreeNodeId:
      return traceObject(*at<TreeNode>(object), graph);
  }
}

}  // namespace sweepground
