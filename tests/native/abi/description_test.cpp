// The description: whole, well-formed, and to be had before the start.
#include "abi/description.h"

#include <cstring>
#include <string>

#include "abi/json.h"
#include "support/engine_fixture.h"

extern "C" uint32_t sweepgroundVersionFromC(void);

namespace sweepground::test {
namespace {

using DescriptionTest = EngineTest;

TEST_F(DescriptionTest, CanBeHadBeforeTheStartAndStays) {
  const Address before = _engine__describe();
  ASSERT_NE(before, 0u);
  start();
  EXPECT_EQ(_engine__describe(), before);
}

TEST_F(DescriptionTest, TellsOfClassesStatesAndBounds) {
  const std::string text = at<char>(_engine__describe());
  const auto has = [&](const char* part) { return text.find(part) != std::string::npos; };
  EXPECT_EQ(text.rfind("{\"abiVersion\":5,\"classes\":[{\"id\":1,\"name\":\"MyClass\",\"doc\":\"", 0), 0u);
  EXPECT_TRUE(has("{\"id\":2,\"name\":\"Buffer\""));
  EXPECT_TRUE(has("\"constructor\":{\"params\":[{\"name\":\"sizeBytes\",\"type\":\"size\",\"doc\":\""));
  EXPECT_TRUE(has("\"params\":[{\"name\":\"value\",\"type\":\"byte\","));
  EXPECT_TRUE(has("\"params\":[],\"result\":\"uint32\"}"));
  EXPECT_TRUE(has("\"params\":[],\"ownership\":\"own\",\"result\":\"Matrix\"}]}"));
  EXPECT_TRUE(has("\"params\":[],\"ownership\":\"orNull\",\"result\":\"SharedNode\"}"));
  EXPECT_TRUE(has("\"ownership\":\"borrowed\",\"result\":\"MyClass\"}"));
  EXPECT_TRUE(has("\"type\":\"weakCallback\""));
  EXPECT_TRUE(has("\"parts\":[{\"id\":10,\"name\":\"Node\"},{\"id\":11,\"name\":\"TreeNode\"}]"));
  EXPECT_TRUE(has("\"states\":[\"none\",\"live\",\"cleared\",\"freed\",\"deleted\",\"lost\"]"));
  EXPECT_TRUE(has("\"blockStates\":[\"free\",\"part\",\"unmanaged\","));
  EXPECT_TRUE(has("\"endCauses\":[\"none\",\"deleted\",\"swept\",\"owner\",\"undone\"]"));
  EXPECT_TRUE(has("\"stats\":[{\"name\":\"nowMs\","));
  EXPECT_TRUE(has("\"columns\":[{\"name\":\"serial\",\"label\":\"#\",\"unit\":\"count\"},"));
  EXPECT_TRUE(has("\"journalKinds\":[\"none\",\"start\",\"grow\",\"alloc\","));
  EXPECT_TRUE(has("\"errors\":[\"none\",\"nullPointer\",\"foreignPointer\",\"wrongClass\",\"afterFree\","));
  EXPECT_TRUE(
      has("\"counts\":[\"liveBytes\",\"peakBytes\",\"freeBytes\",\"quarantineBytes\",\"heapBytes\","
          "\"limitBytes\",\"liveBlocks\",\"objects\",\"allocations\",\"objectsMade\"],"));
  EXPECT_TRUE(has("\"census\":[\"job\",\"fresh\",\"survived\",\"cleared\",\"lost\",\"unmanaged\"],"));
  EXPECT_TRUE(
      has("\"batchCapacity\":4096,\"maxRows\":256,\"maxRasterCells\":131072,\"maxRegionBlocks\":512,"));
  EXPECT_TRUE(has("\"defaultLimitBytes\":67108864,\"defaultQuarantineBytes\":131072}"));
}

TEST_F(DescriptionTest, BracketsCloseAndCommasSeparate) {
  const std::string text = at<char>(_engine__describe());
  std::string open;
  bool quoted = false;
  char before = ' ';
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted) {
      if (c == '{' || c == '[') open += c;
      if (c == '}' || c == ']') {
        ASSERT_FALSE(open.empty());
        EXPECT_EQ(open.back(), c == '}' ? '{' : '[');
        open.pop_back();
        EXPECT_NE(before, ',');
      }
      if (c == ',')
        EXPECT_TRUE(before == '"' || before == '}' || before == ']' || (before >= '0' && before <= '9'));
      if (c == '{' || c == '[') EXPECT_TRUE(before == ' ' || before == ':' || before == ',' || before == '[');
    }
    EXPECT_NE(c, '\\');
    before = c;
  }
  EXPECT_TRUE(open.empty());
  EXPECT_FALSE(quoted);
}

TEST_F(DescriptionTest, JsonThatDoesNotFitIsNotComplete) {
  char buffer[8];
  Json small(buffer, sizeof buffer);
  small.string("12345");
  EXPECT_TRUE(small.complete());
  EXPECT_STREQ(buffer, "\"12345\"");
  small.number(1);
  EXPECT_FALSE(small.complete());
  EXPECT_EQ(std::strlen(buffer), sizeof buffer - 1);
}

TEST_F(DescriptionTest, VersionIsTheSameFromC) { EXPECT_EQ(sweepgroundVersionFromC(), 5u); }

}  // namespace
}  // namespace sweepground::test
