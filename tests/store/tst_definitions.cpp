#include <doctest/doctest.h>

#include "engine/store/definition_yaml.h"
#include "engine/store/names.h"
#include "tests/store/samples.h"
#include "tests/store/temp_dir.h"

using namespace twintide;
using namespace twintide::store;

namespace {

const char* const kSource = R"(version: 1
name: beijing
kind: mariadb
region: {id: cn-beijing, name: 北京, number: 100}
host: 127.0.0.1
port: 3306
user: root
password_ref: env:TT
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Error sourceError(const std::string& content) {
  const auto r = parseSource("f.yaml", content);
  REQUIRE_FALSE(r);
  CHECK(r.error().arg("file") == "f.yaml");
  return r.error();
}

}  // namespace

TEST_CASE("a data source and a pair survive the way to YAML and back, every field") {
  const DataSource s = test::sampleSource();
  const auto source = parseSource("x", sourceYaml(s));
  REQUIRE(source);
  CHECK(*source == s);
  const PairSpec p = test::samplePair();
  const auto pair = parsePair("x", pairYaml(p));
  REQUIRE(pair);
  CHECK(*pair == p);
  Settings set;
  set.regions = {s.region};
  set.historyDays = 7;
  const auto settings = parseSettings("x", settingsYaml(set));
  REQUIRE(settings);
  CHECK(*settings == set);
}

TEST_CASE("texts that YAML would take for something else come back as they were") {
  for (const char* odd :
       {"null",    "yes",       "~",   "- a", "a: b", "#x", "0x10", "1e3", " lead", "", "'",
        "a\"b\\c", "tab\there", "{x}", "[x]", "*a",   "&a", "!t",   "%",   "@",     "`"}) {
    DataSource s = test::sampleSource();
    s.note = odd;
    const auto back = parseSource("x", sourceYaml(s));
    REQUIRE_MESSAGE(back, odd);
    CHECK(back->note == odd);
  }
}

TEST_CASE("an unknown key names its line and the nearest name") {
  const Error e = sourceError(replaced(kSource, "host:", "hosst:"));
  CHECK(e.code == ErrorCode::YamlUnknownKey);
  CHECK(e.arg("line") == "5");
  CHECK(e.arg("key") == "hosst");
  CHECK(e.arg("suggestion") == "host");
  const Error inner = sourceError(replaced(kSource, "number: 100", "nummer: 100"));
  CHECK(inner.code == ErrorCode::YamlUnknownKey);
  CHECK(inner.arg("suggestion") == "number");
  const Error far = sourceError(std::string(kSource) + "zzzzzzzz: 1\n");
  CHECK(far.code == ErrorCode::YamlUnknownKey);
  CHECK(far.arg("suggestion").empty());
}

TEST_CASE("a bad value names the values that are allowed") {
  const Error kind = sourceError(replaced(kSource, "mariadb", "oracle"));
  CHECK(kind.code == ErrorCode::YamlBadValue);
  CHECK(kind.arg("line") == "3");
  CHECK(kind.arg("value") == "oracle");
  CHECK(kind.arg("allowed") == "oceanbase, mysql, mariadb");
  const Error port = sourceError(replaced(kSource, "3306", "70000"));
  CHECK(port.code == ErrorCode::YamlBadValue);
  CHECK(port.arg("allowed") == "1–65535");
  CHECK(sourceError(replaced(kSource, "3306", "33o6")).code == ErrorCode::YamlBadValue);
  CHECK(sourceError(replaced(kSource, "127.0.0.1", "[a]")).code == ErrorCode::YamlBadValue);
  CHECK(sourceError(replaced(kSource, "number: 100", "number: 128")).arg("allowed") == "0–127");
}

TEST_CASE("a syntax error names line and column, counted from one") {
  const Error e = sourceError(replaced(kSource, "host: 127.0.0.1", "host: : x\n bad"));
  CHECK(e.code == ErrorCode::YamlSyntax);
  CHECK(e.arg("line") == "5");
  CHECK_FALSE(e.arg("column").empty());
}

TEST_CASE("a file cut off anywhere is refused, and never read as something else") {
  const std::string whole = sourceYaml(test::sampleSource());
  const auto reference = parseSource("f", whole);
  for (size_t n = 0; n < whole.size(); ++n) {
    const auto r = parseSource("f", whole.substr(0, n));
    if (r) {
      // Only optional keys at the end may be gone; what was read is what was written.
      CHECK(whole.substr(0, n).find("password_ref") != std::string::npos);
      continue;
    }
    const bool clear = r.error().code == ErrorCode::FileHalfWritten ||
                       r.error().code == ErrorCode::YamlKeyMissing ||
                       r.error().code == ErrorCode::YamlBadValue;
    CHECK_MESSAGE(clear, n << " " << name(r.error().code));
  }
  CHECK(sourceError("").code == ErrorCode::FileHalfWritten);
  CHECK(sourceError("# only a comment\n").code == ErrorCode::FileHalfWritten);
  CHECK(sourceError(std::string(4096, '\0')).code == ErrorCode::FileHalfWritten);
  CHECK(sourceError("just words\n").code == ErrorCode::FileHalfWritten);
  CHECK(sourceError("version: 1\nname: be").code == ErrorCode::FileHalfWritten);
}

TEST_CASE("missing, doubled and newer are told apart") {
  const Error missing = sourceError(replaced(kSource, "host: 127.0.0.1\n", ""));
  CHECK(missing.code == ErrorCode::YamlKeyMissing);
  CHECK(missing.arg("key") == "host");
  const Error twice = sourceError(std::string(kSource) + "host: other\n");
  CHECK(twice.code == ErrorCode::YamlKeyTwice);
  CHECK(twice.arg("line") == "9");
  CHECK(twice.arg("first") == "5");
  const Error newer = sourceError(replaced(kSource, "version: 1", "version: 9"));
  CHECK(newer.code == ErrorCode::SchemaVersionNewer);
  CHECK(newer.arg("found") == "9");
  CHECK(newer.arg("supported") == "1");
  CHECK(sourceError(std::string(kSource) + "---\na: 1\n").code == ErrorCode::YamlSyntax);
  CHECK(sourceError(std::string(100'000, '[')).code == ErrorCode::YamlSyntax);
}

TEST_CASE("a password in a file is refused and not repeated") {
  const auto clean = [](const Error& e) {
    for (const auto& [key, value] : e.args) CHECK(value.find("s3cret") == std::string::npos);
  };
  for (const char* key : {"password", "Password", "passwd", "pwd", "secret"}) {
    const Error e = sourceError(std::string(kSource) + key + ": s3cret\n");
    CHECK(e.code == ErrorCode::YamlPasswordInside);
    CHECK(e.arg("line") == "9");
    clean(e);
  }
  const Error ref = sourceError(replaced(kSource, "env:TT", "s3cret"));
  CHECK(ref.code == ErrorCode::YamlBadValue);
  CHECK(ref.arg("key") == "password_ref");
  clean(ref);
  clean(sourceError(replaced(kSource, "env:TT", "*s3cret")));
}

TEST_CASE("names and password references") {
  CHECK(checkName("a-B_9", 5));
  for (const char* bad : {"", "a.b", "../x", "a/b", "a b", "-x", "北京", "toolong"})
    CHECK_MESSAGE(!checkName(bad, 6), bad);
  for (const char* good : {"keychain", "prompt", "none", "env:A_1", "file:/x", "file:rel"})
    CHECK_MESSAGE(isPasswordRef(good), good);
  for (const char* bad : {"", "env:", "env:1A", "env:A-B", "file:", "Keychain", "hunter2"})
    CHECK_MESSAGE(!isPasswordRef(bad), bad);
}

TEST_CASE("pair.yaml may hold its data sources or name them") {
  test::TempDir dir;
  const std::string file = dir / "pair.yaml";
  test::writeText(file, R"(version: 1
name: orders
a:
  name: beijing
  kind: mysql
  region: {id: cn-beijing, name: 北京, number: 100}
  host: db-a
  user: u
  password_ref: prompt
b: hangzhou
objects: {include: ["shop.*"]}
)");
  const auto f = readPairFile(file);
  REQUIRE(f);
  CHECK(f->pair.sourceA == "beijing");
  CHECK(f->pair.sourceB == "hangzhou");
  REQUIRE(f->sources.size() == 1);
  CHECK(f->sources[0].port == 3306);
  CHECK(f->pair.forward.types == forwardDefaults());
  CHECK(f->pair.reverse.types == reverseDefaults());
  // In the workspace a side is a name.
  CHECK(parsePair(file, test::readText(file)).error().code == ErrorCode::YamlBadValue);
  CHECK(readPairFile(dir / "absent.yaml").error().code == ErrorCode::FileUnreadable);
  CHECK(readPairFile(dir.path).error().code == ErrorCode::FileUnreadable);
}

TEST_CASE("the example in resources is a pair file that can be read") {
  const auto f = readPairFile(std::string(TWINTIDE_SOURCE_DIR) + "/resources/examples/pair.yaml");
  REQUIRE_MESSAGE(f, name(f.error().code) << " line " << f.error().arg("line"));
  CHECK(f->sources.size() == 2);
}

TEST_CASE("the reverse link takes no schema, no full copy, and no DDL beside the forward link's") {
  const std::string base = "version: 1\nname: p\na: x\nb: y\nobjects: {include: [\"s.*\"]}\n";
  for (const char* key : {"schema", "full", "ddl"}) {
    const auto r = parsePair("f", base + "reverse:\n  " + key + ": true\n");
    REQUIRE_FALSE(r);
    CHECK(r.error().code == ErrorCode::YamlBadValue);
    CHECK(r.error().arg("key") == key);
    CHECK(r.error().arg("allowed") == "false");
  }
  CHECK(parsePair("f", base + "forward: {ddl: false}\nreverse: {ddl: true}\n"));
  const auto dml = parsePair("f", base + "forward: {dml: [insert]}\n");
  REQUIRE(dml);
  CHECK(dml->forward.types.insertRows);
  CHECK_FALSE(dml->forward.types.deleteRows);
}
