// Broken JSON: refused or printed, never a crash, and never a tree far larger than its bytes.
#include <doctest/doctest.h>

#include "engine/capture/binlog/json_value.h"
#include "tests/capture/json_maker.h"

using namespace twintide;
using namespace twintide::test;
using capture::JsonValue;

namespace {

std::optional<std::string> printed(std::string_view document) {
  std::string out;
  if (!capture::appendJsonText(document, out)) return std::nullopt;
  return out;
}

std::string printed(const JsonValue& tree) {
  std::string out;
  tree.appendText(out);
  return out;
}

size_t treeBytes(const JsonValue& v) {
  size_t bytes = sizeof v + v.scalar.size();
  for (const JsonValue& e : v.elements) bytes += treeBytes(e);
  for (const auto& [key, value] : v.members) bytes += key.size() + treeBytes(value);
  return bytes;
}

int depthOf(const JsonValue& v) {
  int deepest = 0;
  for (const JsonValue& e : v.elements) deepest = std::max(deepest, depthOf(e));
  for (const auto& [key, value] : v.members) deepest = std::max(deepest, depthOf(value));
  return deepest + 1;
}

}  // namespace

TEST_CASE("a valid document reads the same with a tree and without") {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Exact document(JsonMaker(random).document());
    const auto text = printed(document.view());
    const auto tree = capture::readJson(document.view());
    REQUIRE(text);
    REQUIRE(tree);
    REQUIRE(printed(*tree) == *text);
  }
}

TEST_CASE("damaged documents and diffs") {
  const int rounds = fuzzRounds(20000);
  int kept = 0, changed = 0;
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    JsonMaker maker(random);
    const Exact document(damaged(maker.document(), random));
    const Exact diffs(random() % 2 == 0 ? maker.diffs() : damaged(maker.diffs(), random));
    const auto text = printed(document.view());
    if (text) REQUIRE(text->size() <= document.size * 8 + 64);
    auto tree = capture::readJson(document.view());
    if (!tree) continue;
    ++kept;
    if (text) REQUIRE(printed(*tree) == *text);
    REQUIRE(treeBytes(*tree) <= 100 * (document.size + 10));
    const bool applied = capture::applyJsonDiffs(*tree, diffs.view());
    changed += applied;
    REQUIRE(depthOf(*tree) <= 202);
  }
  CHECK(kept > rounds / 10);  // else nothing but refusals has been tried
  CHECK(changed > rounds / 100);
}

TEST_CASE("diffs that put a value below a value are refused before printing runs out of stack") {
  auto document = capture::readJson(std::string("\x02\x01\x00\x07\x00\x04\x01\x00", 8));
  REQUIRE(document);
  const std::string arrayOfTrue("\x02\x01\x00\x07\x00\x04\x01\x00", 8);
  std::string path = "$[0]";
  bool accepted = true;
  int levels = 0;
  for (; accepted && levels < 1000; ++levels) {
    Bytes diff;
    diff.le(0, 1).le(252, 1).le(path.size(), 2).raw(path).text8(arrayOfTrue);
    accepted = capture::applyJsonDiffs(*document, diff.s);
    path += "[0]";
  }
  CHECK(levels == 101);  // MySQL's own documents end at a hundred
  CHECK(printed(*document).size() < 1000);
}

TEST_CASE("the smallest packed moment has no positive counterpart") {
  for (const char type : {'\x0a', '\x0b', '\x0c'}) {
    Bytes opaque;
    opaque.raw("\x0f").raw({&type, 1}).text8(std::string("\0\0\0\0\0\0\0\x80", 8));
    CHECK(printed(opaque.s));
  }
}
