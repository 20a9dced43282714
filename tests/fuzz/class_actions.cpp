// Every constructor, destructor and method, from the list of classes: a further class needs no further line
// here.
#include <string_view>

#include "world.h"

namespace sweepground::fuzz {
namespace {

[[maybe_unused]] constexpr Result result_void, result_int32, result_uint32, result_size, result_float64,
    result_bytes;
#define SWEEPGROUND_RESULTS(Class)                                          \
  [[maybe_unused]] constexpr Result result_own_##Class = {k##Class##Id};    \
  [[maybe_unused]] constexpr Result result_orNull_##Class = {k##Class##Id}; \
  [[maybe_unused]] constexpr Result result_borrowed_##Class = {k##Class##Id};
#define SWEEPGROUND_CLASS1(Class, ...) SWEEPGROUND_RESULTS(Class)
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_RESULTS(Class)
#include "objects/classes.def"
#undef SWEEPGROUND_RESULTS

// A constructor takes over the references among its parameters.
enum class Kind { kValue, kReference };
[[maybe_unused]] constexpr Kind kind_int32 = Kind::kValue, kind_uint32 = Kind::kValue,
                                kind_size = Kind::kValue, kind_byte = Kind::kValue,
                                kind_float64 = Kind::kValue, kind_callback = Kind::kReference,
                                kind_weakCallback = Kind::kReference;
#define SWEEPGROUND_CLASS1(Class, ...) [[maybe_unused]] constexpr Kind kind_##Class = Kind::kValue;
#define SWEEPGROUND_CLASS2(Class, ...) [[maybe_unused]] constexpr Kind kind_##Class = Kind::kValue;
#include "objects/classes.def"

template <Kind kind, class T>
void lend(World& w, T value) {
  if constexpr (kind == Kind::kReference) w.lend(value);
}
template <Kind kind, class T>
void constructed(World& w, T value) {
  if constexpr (kind == Kind::kReference) w.constructed(value, w.raised());
}

// The only method that can make a leak; inputs that must not leak do not make one.
template <class T>
bool allowed(World& w, const Action& action, Address self, T argument) {
  if constexpr (std::is_same_v<T, Address>) {
    if (std::string_view(action.name) == "_SharedNode__addChild")
      return w.mayMakeCycles || w.staysTree(self, argument);
  }
  return true;
}

}  // namespace

constexpr Action kClassActions[] = {
#define SWEEPGROUND_DESTRUCTOR(Class)                                     \
  {"_" #Class "__destructor", false, [](World& w, const Action& action) { \
     const Address self = w.object(k##Class##Id);                         \
     w.keep(action, {}, [&] { _##Class##__destructor(self); });           \
   }},
#define SWEEPGROUND_CLASS1(Class, doc, t1, p1, d1)                                \
  {"_" #Class "__constructor", false,                                             \
   [](World& w, const Action& action) {                                           \
     const auto a1 = w.take_##t1();                                               \
     lend<kind_##t1>(w, a1);                                                      \
     w.keep(action, {k##Class##Id}, [&] { return _##Class##__constructor(a1); }); \
     constructed<kind_##t1>(w, a1);                                               \
   }},                                                                            \
      SWEEPGROUND_DESTRUCTOR(Class)
#define SWEEPGROUND_CLASS2(Class, doc, t1, p1, d1, t2, p2, d2)                        \
  {"_" #Class "__constructor", false,                                                 \
   [](World& w, const Action& action) {                                               \
     const auto a1 = w.take_##t1();                                                   \
     const auto a2 = w.take_##t2();                                                   \
     lend<kind_##t1>(w, a1);                                                          \
     lend<kind_##t2>(w, a2);                                                          \
     w.keep(action, {k##Class##Id}, [&] { return _##Class##__constructor(a1, a2); }); \
     constructed<kind_##t1>(w, a1);                                                   \
     constructed<kind_##t2>(w, a2);                                                   \
   }},                                                                                \
      SWEEPGROUND_DESTRUCTOR(Class)
#define SWEEPGROUND_METHOD0(Class, method, result, doc)                           \
  {"_" #Class "__" #method, false, [](World& w, const Action& action) {           \
     const Address self = w.object(k##Class##Id);                                 \
     w.keep(action, result_##result, [&] { return _##Class##__##method(self); }); \
   }},
#define SWEEPGROUND_METHOD1(Class, method, result, doc, t1, p1, d1)                   \
  {"_" #Class "__" #method, false, [](World& w, const Action& action) {               \
     const Address self = w.object(k##Class##Id);                                     \
     const auto a1 = w.take_##t1();                                                   \
     if (!allowed(w, action, self, a1)) return;                                       \
     w.keep(action, result_##result, [&] { return _##Class##__##method(self, a1); }); \
   }},
#define SWEEPGROUND_METHOD2(Class, method, result, doc, t1, p1, d1, t2, p2, d2)           \
  {"_" #Class "__" #method, false, [](World& w, const Action& action) {                   \
     const Address self = w.object(k##Class##Id);                                         \
     const auto a1 = w.take_##t1();                                                       \
     const auto a2 = w.take_##t2();                                                       \
     w.keep(action, result_##result, [&] { return _##Class##__##method(self, a1, a2); }); \
   }},
#define SWEEPGROUND_METHOD3(Class, method, result, doc, t1, p1, d1, t2, p2, d2, t3, p3, d3)   \
  {"_" #Class "__" #method, false, [](World& w, const Action& action) {                       \
     const Address self = w.object(k##Class##Id);                                             \
     const auto a1 = w.take_##t1();                                                           \
     const auto a2 = w.take_##t2();                                                           \
     const auto a3 = w.take_##t3();                                                           \
     w.keep(action, result_##result, [&] { return _##Class##__##method(self, a1, a2, a3); }); \
   }},
#include "objects/classes.def"
};
#undef SWEEPGROUND_DESTRUCTOR

const uint32_t kClassActionCount = sizeof(kClassActions) / sizeof(Action);

}  // namespace sweepground::fuzz
