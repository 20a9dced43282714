// Classes: every class, and its destruction, from the one list in classes.def.
#pragma once

#include <concepts>
#include <cstdint>

#include "base/memory.h"
#include "objects/arena.h"
#include "objects/buffer.h"
#include "objects/class_ids.h"
#include "objects/graph.h"
#include "objects/listener.h"
#include "objects/matrix.h"
#include "objects/my_class.h"
#include "objects/shared_node.h"
#include "objects/throwing.h"
#include "objects/tree.h"
#include "objects/tree_node.h"
#include "objects/weak_listener.h"

namespace sweepground {

// A class whose objects may be great and can be destroyed a bit at a time: releaseSome(steps) does at most so
// many steps and gives true when only the destructor is left. In between nothing else of the object is used.
template <class T>
concept ReleasesInSteps = requires(T& object, uint32_t steps) {
  { object.releaseSome(steps) } -> std::same_as<bool>;
};

bool releasesInSteps(uint8_t classId);

// Whether the destructor of this class does nothing, and so calls nobody.
bool endsQuietly(uint8_t classId);

// Does at most so many steps of the destruction of the object at this address (~0: all); true once the
// destructor has run, which is not to be repeated. Its block stays. A class that does not release in steps
// has one. Before: an object of this class that is usable no more, or ends quietly. May call the program
// (Throwing). Cost: O(steps), or that of the destructor.
bool destroySome(uint8_t classId, Address object, uint32_t steps);

// Tells the graph of everything that this object or part refers to and is referred to by, as far as its class
// knows. Before: in use; constructed in this instance, not by a replay. Cost: bounded by the graph.
void traceReferences(uint8_t classId, Address object, Graph& graph);

}  // namespace sweepground
