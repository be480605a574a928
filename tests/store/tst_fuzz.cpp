// Broken files: each gets one of the errors a file may have, whatever is in it.
#include <doctest/doctest.h>

#include "engine/store/definition_yaml.h"
#include "engine/store/json.h"
#include "engine/store/json_read.h"
#include "engine/store/oms_config.h"
#include "engine/store/pair_file.h"
#include "tests/store/samples.h"
#include "tests/store/temp_dir.h"
#include "tests/support/damage.h"

using namespace twintide;
using namespace twintide::test;
using store::Json;

namespace {

const char* const kPieces[] = {"\n", ": ",   "- ",     "[",  "]",    "{",   "}",     "&a ", "*a",
                               "? ", "!!",   "|\n",    ">-", "\"",   "'",   "---\n", "# ",  "\t",
                               "~",  "<<: ", "%YAML ", ",",  "\xff", "\\x", "\r",    "  ",  "é"};

bool ofAFile(ErrorCode c) {
  switch (c) {
    case ErrorCode::YamlSyntax:
    case ErrorCode::FileHalfWritten:
    case ErrorCode::SchemaVersionNewer:
    case ErrorCode::YamlKeyTwice:
    case ErrorCode::YamlKeyMissing:
    case ErrorCode::YamlUnknownKey:
    case ErrorCode::YamlBadValue:
    case ErrorCode::YamlPasswordInside:
      return true;
    default:
      return false;
  }
}

// Parses; true when the file was accepted.
template <class Parse>
bool refusedOrRead(Parse parse) {
  const auto read = parse();
  if (!read) REQUIRE(ofAFile(read.error().code));
  return read.has_value();
}

std::string flat(size_t levels, const std::string& open, const std::string& close) {
  std::string out = "version: 1\nname: ";
  for (size_t i = 0; i < levels; ++i) out += open;
  out += "x";
  for (size_t i = 0; i < levels; ++i) out += close;
  return out + "\n";
}

}  // namespace

TEST_CASE("damaged definitions are refused or read") {
  const std::string source = store::sourceYaml(sampleSource());
  const std::string pair = store::pairYaml(samplePair());
  REQUIRE(store::parseSource("f", source));
  REQUIRE(store::parsePair("f", pair));
  const int rounds = fuzzRounds(3000);
  int accepted = 0;
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    const std::string s = damagedText(source, kPieces, random);
    const std::string p = damagedText(pair, kPieces, random);
    accepted += refusedOrRead([&] { return store::parseSource("f", s); });
    accepted += refusedOrRead([&] { return store::parsePair("f", p); });
    refusedOrRead([&] { return store::parseSettings("f", s); });
  }
  CHECK(accepted > rounds / 100);
}

TEST_CASE("a definition cut off anywhere is refused or read") {
  const std::string pair = store::pairYaml(samplePair());
  for (size_t n = 0; n < pair.size(); ++n) {
    CAPTURE(n);
    refusedOrRead([&] { return store::parsePair("f", pair.substr(0, n)); });
  }
}

TEST_CASE("files of nothing but nesting end in an error, not in an overrun stack") {
  TempDir dir;
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{
           {"[", "]"}, {"{a: ", "}"}, {"[", ""}, {"{", ""}, {"- ", ""}, {"? ", ""}, {"!a ", ""}}) {
    CAPTURE(open);
    const std::string content = flat(100000, open, close);
    CHECK_FALSE(store::parseSource("f", content));
    writeText(dir / "oms.yaml", content);
    CHECK_FALSE(store::readOmsConfig(dir / "oms.yaml"));
  }
}

TEST_CASE("a file of many keys is refused at its first unknown one") {
  std::string many = "version: 1\n";
  for (int i = 0; many.size() < 1'000'000; ++i) many += "k" + std::to_string(i) + ":\n";
  const auto read = store::parseSource("f", many);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::YamlUnknownKey);
  CHECK(read.error().arg("key") == "k0");
}

TEST_CASE("damaged OMS configurations are refused or read, and their passwords are never told") {
  TempDir dir;
  const std::string whole =
      "oms_meta_host: 172.24.255.16\noms_meta_password: s3cret\ncm_location: 100\n"
      "cm_region: cn-beijing\ncm_region_cn: 北京\ncm_nodes:\n - 172.24.255.24\n";
  const int rounds = fuzzRounds(1500);
  int accepted = 0;
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    writeText(dir / "oms.yaml", damagedText(whole, kPieces, random));
    const auto read = store::readOmsConfig(dir / "oms.yaml");
    accepted += read.has_value();
    if (read) continue;
    REQUIRE(ofAFile(read.error().code));
    for (const auto& [key, value] : read.error().args)
      REQUIRE(value.find("s3cret") == std::string::npos);
  }
  CHECK(accepted > rounds / 100);
  writeText(dir / "oms.yaml", "oms_meta_password: *s3cret\n");  // yaml-cpp tells the anchor's name
  const auto anchor = store::readOmsConfig(dir / "oms.yaml");
  REQUIRE_FALSE(anchor);
  CHECK(anchor.error().code == ErrorCode::YamlSyntax);
  CHECK(anchor.error().arg("reason").find("s3cret") == std::string::npos);
}

TEST_CASE("damaged JSON of a history or a newer program is read as far as it goes") {
  Conflict conflict;
  conflict.table = {"shop", "item"};
  Json row = store::toJson(conflict);
  row["before"] = store::bytesJson("\xff\xfe");
  const std::string samples[] = {store::text(row), store::text(store::toJson(DrillReport())),
                                 store::text(store::toJson(PrecheckReport())),
                                 store::text(store::toJson(PairSnapshot())),
                                 store::text(store::toJson(Error(ErrorCode::Internal)))};
  const char* const pieces[] = {"{", "}", "[", "]", ",", ":", "\"", "null", "-1e999", "\\ud800"};
  const int rounds = fuzzRounds(5000);
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    const Json json =
        store::parseJson(damagedText(samples[random() % std::size(samples)], pieces, random));
    (void)store::conflictFrom(json);
    (void)store::drillFrom(json);
    (void)store::precheckFrom(json);
    (void)store::pairSnapshotFrom(json);
    (void)store::eventFrom(json);
    (void)store::imageFrom(json);
    // What has been read can be told again.
    REQUIRE_FALSE(store::text(store::toJson(store::errorFrom(json))).empty());
  }
}
