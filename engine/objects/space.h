// Space: where objects find the native heap: for parts of their own, and for new objects that they give away.
#pragma once

#include <concepts>
#include <new>
#include <utility>

#include "heap/heap.h"
#include "objects/class_ids.h"

namespace sweepground {

// The heap of this instance's run. Set once by the run, before any object is made.
Heap& space();
void setSpace(Heap& heap);

// Whether a class can tell that its constructor could not finish (the limit came while it made its parts).
template <class T>
concept CanFail = requires(const T& object) {
  { object.whole() } -> std::same_as<bool>;
};

// Whether a class takes something over with these arguments (a callback's reference), which refuse() gives
// back when there is no object to own it.
template <class T, class... Arguments>
concept TakesOver = requires(Arguments... arguments) {
  T::refuse(arguments...);
};

// Makes a usable object of its own block. Owner: the caller. Errors: 0, nothing changed: no room, also where
// the constructor made parts and ran out of room for them; what the class takes over was given back.
template <class T, class... Arguments>
Address makeObject(Arguments... arguments) {
  static_assert(alignof(T) <= kGranuleBytes);
  const Address object = space().allocate(T::blockBytes(arguments...), kClassIdOf<T>, BlockKind::kObject);
  if (object == 0) {
    if constexpr (TakesOver<T, Arguments...>) T::refuse(arguments...);
    return 0;
  }
  T* made = new (at<void>(object)) T(arguments...);
  if constexpr (CanFail<T>) {
    if (!made->whole()) {
      space().beginEnd(object);
      made->~T();
      space().retire(object, EndCause::kUndone, 0);
      return 0;
    }
  }
  return object;
}

// Makes a part: a block that no program may use. Owner: the caller, who ends it with endPart(). Errors: 0.
template <class T, class... Arguments>
Address makePart(Arguments&&... arguments) {
  static_assert(alignof(T) <= kGranuleBytes);
  const Address part = space().allocate(sizeof(T), kClassIdOf<T>, BlockKind::kPart);
  if (part != 0) new (at<void>(part)) T(std::forward<Arguments>(arguments)...);
  return part;
}

template <class T>
void endPart(Address part) {
  at<T>(part)->~T();
  space().retire(part, EndCause::kOwner, 0);
}

// Address of an object in the heap.
template <class T>
Address addressOf(const T* object) {
#if defined(__wasm__)
  return reinterpret_cast<Address>(object);
#else
  return static_cast<Address>(reinterpret_cast<const unsigned char*>(object) - gMemoryBase);
#endif
}

}  // namespace sweepground
