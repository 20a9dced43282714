// World: the program and the host that one input is to the engine: which arguments it calls with, what it
// does when it is called back, and what must hold around every call.
#pragma once

#include <map>
#include <type_traits>
#include <vector>

#include "abi/engine.h"
#include "abi/run.h"
#include "base/host.h"
#include "input.h"
#include "objects/class_ids.h"

namespace sweepground::fuzz {

class World;

// One thing an input can do. `anytime`: also before the run has started.
struct Action {
  const char* name;
  bool anytime;
  void (*act)(World&, const Action&);
};

// What an export gives: nothing to remember, or an object.
struct Result {
  uint8_t classId = 0;
};

// Ends the process as a find of the fuzzer.
[[noreturn]] void fail(const char* what, const char* where = "");

class World {
 public:
  // How deep calls may call back, and how much one input may do at all: inputs stay cheap.
  static constexpr uint32_t kMaxDepth = 4;
  static constexpr uint32_t kMaxSteps = 256;
  // Sizes above kLight that one input may ask for, and validate() calls.
  static constexpr uint32_t kLight = 48;
  static constexpr uint32_t kHeavySizes = 2;
  static constexpr uint32_t kValidations = 2;

  void begin(Input input);
  // Does the next thing that the input says.
  void step();
  // Whether it has done as much as one input may.
  bool spent() const { return steps_ >= kMaxSteps; }
  // Ends all that is left, by the ABI alone, and looks whether nothing is left.
  void finish();

  Input in;
  bool mayMakeCycles = false;
  bool flooded = false;
  bool drewGreat = false;

  // Arguments, the right ones often.
  Address object(ClassId classId);  // 0: of any class
  Address anyAddress();
  uint32_t size();
  Handle handle();
  HeldReference reference();
  sweepground_int32 take_int32() { return static_cast<int32_t>(in.word()); }
  sweepground_uint32 take_uint32() { return in.byte() % 3 == 0 ? in.word() : in.byte(); }
  sweepground_size take_size() { return size(); }
  sweepground_byte take_byte() { return static_cast<int32_t>(in.half()); }
  sweepground_float64 take_float64() { return in.float64(); }
  sweepground_callback take_callback() { return reference(); }
  sweepground_weakCallback take_weakCallback() { return reference(); }
#define SWEEPGROUND_TAKE(Class) \
  sweepground_##Class take_##Class() { return object(k##Class##Id); }
#define SWEEPGROUND_CLASS1(Class, ...) SWEEPGROUND_TAKE(Class)
#define SWEEPGROUND_CLASS2(Class, ...) SWEEPGROUND_TAKE(Class)
#include "objects/classes.def"
#undef SWEEPGROUND_TAKE

  // Calls an export, and checks what must hold of every call: what raised gives 0 and has changed nothing.
  template <class Call>
  auto call(const Action& action, Call export_) {
    Frame frame(*this, action);
    if constexpr (std::is_void_v<decltype(export_())>) {
      export_();
      frame.check(true);
    } else {
      const auto result = export_();
      frame.check(result == decltype(result)());
      return result;
    }
  }
  // The same, and takes note of an object that was given.
  template <class Call>
  void keep(const Action& action, Result result, Call export_) {
    if constexpr (std::is_void_v<decltype(export_())>) {
      call(action, export_);
    } else {
      const auto value = call(action, export_);
      if (result.classId != 0 && value != decltype(value)())
        noteObject(static_cast<Address>(value), result.classId);
    }
  }
  void noteObject(Address address, ClassId classId);
  void noteHandle(Handle handle);
  // A reference goes to the engine with a constructor; where it raised, it may have stayed the caller's.
  // 0 is none.
  void lend(HeldReference reference) { held_[reference] += reference != 0; }
  void constructed(HeldReference reference, bool raised);
  // Of the last call.
  bool raised() const { return lastRaised_; }
  bool wasCalledBack() const { return lastCalledBack_; }

  void jump();
  void writeBytes(const Action& action);
  void validate();
  // Whether appending the child keeps the nodes a tree, as far as can be told with little work.
  bool staysTree(Address parent, Address child);

  // Pairs at work; whether a sweep is open, be it paused; how many have ended.
  uint32_t sweepDepth = 0;
  bool sweepOpen = false;
  uint32_t sweepsEnded = 0;
  void noteSweepEnd();

  // The host.
  double now() { return nowMs_ += 0.01; }
  uint32_t site() { return ++sites_ % 200; }
  void raise(uint32_t code);
  void report(uint32_t code);
  uint32_t calledBack(HeldReference reference, int32_t* result);
  void decref(HeldReference reference);

 private:
  struct Frame {
    Frame(World& world, const Action& action);
    ~Frame();
    void check(bool gaveNothing);

    World& world;
    const Action& action;
    Frame* outer;
    Heap::Counts before;
    bool started;
    bool raised = false;
    bool calledBack = false;
    Error error = Error::kNone;
  };

  void breakNodes(const std::vector<Address>& handles);
  std::vector<Address> liveObjects();

  std::vector<Address> objects_[kClassCount + 1];
  std::vector<Address> ended_;
  std::vector<Handle> handles_;
  std::map<HeldReference, int32_t> held_;
  Frame* frame_ = nullptr;
  double nowMs_ = 0;
  uint32_t sites_ = 0;
  uint32_t depth_ = 0;
  uint32_t steps_ = 0;
  uint32_t heavySizes_ = 0;
  uint32_t validations_ = 0;
  uint32_t references_ = 0;
  bool finishing_ = false;
  bool lastRaised_ = false;
  bool lastCalledBack_ = false;
};

// Every export of a class, every other export, and what is no export: the tables that step() picks from.
extern const Action kClassActions[];
extern const uint32_t kClassActionCount;
extern const Action kEngineActions[];
extern const uint32_t kEngineActionCount;

}  // namespace sweepground::fuzz
