// Classes: ids, names and descriptions follow the list, and every class can be ended by its id.
#include <string>

#include "objects/objects_fixture.h"

namespace sweepground::test {
namespace {

using ClassesTest = ObjectsTest;

const FunctionDescription* find(uint8_t classId, const char* name) {
  for (const FunctionDescription& function : kFunctions) {
    if (function.classId != classId) continue;
    if (name == nullptr ? function.name == nullptr
                        : function.name != nullptr && std::string(function.name) == name) {
      return &function;
    }
  }
  return nullptr;
}

TEST_F(ClassesTest, IdsFollowTheList) {
  EXPECT_EQ(kClassIdOf<MyClass>, 1);
  EXPECT_EQ(kClassIdOf<Buffer>, 2);
  EXPECT_EQ(kClassIdOf<TreeNode>, kClassCount);
  EXPECT_EQ(kClassCount + 1, std::size(kClassNames));
  EXPECT_STREQ(kClassNames[0], "none");
  EXPECT_STREQ(kClassNames[kMatrixId], "Matrix");
  EXPECT_STREQ(kClassNames[kNodeId], "Node");
  // The shadow keeps a class in 4 bits, of which the last value stands for all from there on.
  static_assert(kClassCount < 15);
}

TEST_F(ClassesTest, PartsHaveNoFunctionsAndAllOthersAConstructor) {
  for (uint8_t id = 1; id <= kClassCount; ++id) {
    EXPECT_EQ(isPart(id), id == kNodeId || id == kTreeNodeId) << kClassNames[id];
    EXPECT_EQ(find(id, nullptr) == nullptr, isPart(id)) << kClassNames[id];
  }
  EXPECT_FALSE(isPart(0));
}

TEST_F(ClassesTest, DescribesUpToThreeParameters) {
  const FunctionDescription* set = find(kMatrixId, "set");
  ASSERT_NE(set, nullptr);
  EXPECT_STREQ(set->result, "void");
  ASSERT_EQ(set->parameterCount, 3u);
  EXPECT_STREQ(set->parameters[0].name, "row");
  EXPECT_STREQ(set->parameters[2].name, "value");
  EXPECT_STREQ(set->parameters[2].type, "float64");
  const FunctionDescription* matrix = find(kMatrixId, nullptr);
  ASSERT_EQ(matrix->parameterCount, 2u);
  EXPECT_STREQ(matrix->parameters[1].name, "columns");
  EXPECT_EQ(matrix->result, nullptr);
  for (const FunctionDescription& function : kFunctions) {
    EXPECT_STRNE(function.doc, "");
    for (uint32_t i = 0; i < 3; ++i)
      EXPECT_EQ(function.parameters[i].name != nullptr, i < function.parameterCount);
  }
}

TEST_F(ClassesTest, EveryClassEndsByItsIdAtOnceAndInSteps) {
  for (const bool inSteps : {false, true}) {
    const Callable callable = [](int32_t, int32_t*) { return CallStatus::kReturned; };
    const std::vector<Address> objects = {
        make<MyClass>(1),
        make<Buffer>(10u),
        make<Matrix>(2u, 2u),
        make<SharedNode>(1),
        make<Listener>(host.hold(callable)),
        make<WeakListener>(host.hold(callable)),
        make<Arena>(2u),
        make<Tree>(10u, 2u),
        make<Throwing>(host.hold(callable)),
    };
    uint32_t classes = 0;
    for (uint8_t id = 1; id <= kClassCount; ++id) classes += !isPart(id);
    EXPECT_EQ(objects.size(), classes) << "a class is missing here";
    for (const Address object : objects) {
      if (inSteps) {
        endInSteps(object, 3);
      } else {
        end(object);
      }
    }
    EXPECT_EQ(blocks(), 0u);
    EXPECT_EQ(heldReferences(), 0u);
  }
}

}  // namespace
}  // namespace sweepground::test
