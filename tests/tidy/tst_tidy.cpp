// The house rules, held against every file of the repository; each rule is first shown to bite.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "tests/tidy/rules.h"

namespace fs = std::filesystem;
using namespace twintide::tidy;

namespace {

// Where a wait by time is meant, and why.
struct Allowed {
  const char* path;
  const char* reason;
};
constexpr Allowed kMaySleep[] = {
    {"tests/support/servers.cpp", "eventually(): the pace of asking, the condition decides"},
    {"tests/support/pair_host.cc", "stays until it is killed"},
    {"tests/link/tst_live_faults.cpp", "paces writers, and picks the moment of a kill at random"},
    {"tests/ui/", "qWait() runs the event loop where something must not happen, or layouts settle"},
    {"tests/bench/", "benches are paced; nothing is decided by it"},
};
// Files that are one table of names in the shape of a switch.
constexpr const char* kNameTable = "engine/base/error_code.cpp";

std::string contentOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool isText(const fs::path& file) {
  static const std::vector<std::string> kinds{".cpp",  ".h",   ".cc", ".txt", ".md", ".yaml",
                                              ".json", ".qss", ".ts", ".sh",  ""};
  return std::find(kinds.begin(), kinds.end(), file.extension().string()) != kinds.end();
}

std::vector<Source> readRepository() {
  const fs::path root = TWINTIDE_SOURCE_DIR;
  std::vector<Source> out;
  for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator();
       ++it) {
    const std::string path = fs::relative(it->path(), root).string();
    const bool skipped = path == "build" || path == ".git" || path == ".cache";
    if (it->is_directory() && skipped) it.disable_recursion_pending();
    if (it->is_regular_file() && isText(it->path()) && path != "LICENSE")
      out.push_back({path, contentOf(it->path())});
  }
  std::sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.path < b.path; });
  return out;
}

const std::vector<Source>& repository() {
  static const std::vector<Source> all = readRepository();
  return all;
}

const IncludeTable& includeTable() {
  static const IncludeTable table =
      IncludeTable::fromMarkdown(contentOf(fs::path(TWINTIDE_SOURCE_DIR) / "engine" / "README.md"));
  return table;
}

void hold(const std::function<Problems(const Source&)>& rule, bool cppOnly = true) {
  REQUIRE(repository().size() > 100);
  for (const Source& source : repository()) {
    if (cppOnly && !source.isCpp()) continue;
    for (const std::string& problem : rule(source)) FAIL_CHECK(problem);
  }
}

std::string repeated(const std::string& line, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += line;
  return out;
}

}  // namespace

TEST_CASE("stripping leaves code and lines in place") {
  CHECK(codeOnly("a // b\nc") == "a     \nc");
  CHECK(codeOnly("f(\"x{\\\"}\");") == "f(\"     \");");
  CHECK(codeOnly("1'000 + 'x'") == "1'000 + ' '");
  CHECK(codeOnly("a /* { */ b") == "a         b");
  CHECK(codeOnly("R\"(a\"b)\" c").find('b') == std::string::npos);
  CHECK(codeOnly("R\"(a\"b)\" c").back() == 'c');
}

TEST_CASE("functions are measured") {
  const std::string body = repeated("  a();\n", 80);
  const auto found = FunctionFinder("namespace x {\nvoid f() {\n" + body + "}\n}\n").run();
  REQUIRE(found.size() == 1);
  CHECK(found[0].line == 2);
  CHECK(found[0].length == 82);
  CHECK(FunctionFinder("struct S {\n" + repeated("int a;\n", 90) + "};\n").run().empty());
  CHECK(FunctionFinder("const Row kRows[] = {\n" + repeated("{1},\n", 90) + "};\n").run().empty());
  const auto around = FunctionFinder("void f() {\n a = {\n" + body + "};\n}\n").run();
  REQUIRE(around.size() == 1);
  CHECK(around[0].length == 3);
  const auto method = FunctionFinder("S::S(int a) : m_a{a} {\n" + body + "}\n").run();
  CHECK(std::any_of(method.begin(), method.end(), [](auto& f) { return f.length > 70; }));
}

TEST_CASE("every rule bites") {
  const auto table = IncludeTable::fromMarkdown(
      "| room | may include |\n| engine/base | – | x |\n| engine/db | engine/base | x |\n"
      "| engine/api | engine/base engine/db* | x |\n");
  CHECK(table.size() == 3);
  const std::string db = "#include \"engine/db/session.h\"\n";
  CHECK(includeArrows({"engine/base/a.cpp", db}, table).size() == 1);
  CHECK(includeArrows({"engine/db/a.cpp", db}, table).empty());
  CHECK(includeArrows({"engine/api/a.h", db}, table).size() == 1);
  CHECK(includeArrows({"engine/api/a.cpp", db}, table).empty());
  CHECK(includeArrows({"engine/new/a.cpp", db}, table).size() == 1);
  CHECK(includeArrows({"app/a.cpp", "#include \"b.h\"\n"}, table).size() == 1);
  CHECK(noQtInEngine({"engine/db/a.h", "#include <QString>\n"}).size() == 1);
  CHECK(noQtInEngine({"engine/db/a.h", "QString s;\n"}).size() == 1);
  CHECK(noQtInEngine({"engine/db/a.h", "// QString\nint QUERY;\n"}).empty());
  CHECK(clientLibraryAtHome({"engine/copy/a.cpp", "#include <mysql.h>\n"}).size() == 1);
  CHECK(clientLibraryAtHome({"ui/a.cpp", "#include <cppconn/driver.h>\n"}).size() == 1);
  CHECK(clientLibraryAtHome({"engine/capture/binlog/a.cpp", "#include <mysql.h>\n"}).empty());
  CHECK(threadsFromThePool({"engine/db/a.cpp", "std::jthread t;\n"}).size() == 1);
  CHECK(threadsFromThePool({"ui/a.cpp", "QThread t;\nstd::this_thread::yield();\n"}).size() == 1);
  CHECK(sizes({"ui/a.cpp", repeated("\n", 501)}).size() == 1);
  CHECK(sizes({"ui/a.cpp", std::string(101, 'x')}).size() == 1);
  CHECK(sizes({"ui/a.cpp", repeated("地", 100)}).empty());
  CHECK(sizes({"ui/a.cpp", "void f() {\n" + repeated("\n", 70) + "}\n"}).size() == 1);
  CHECK(nothingLeftOpen({"ui/a.cpp", std::string("// TO") + "DO later\n"}).size() == 1);
  CHECK(headerSaysItsContract({"ui/a.h", "// Purpose: x\n// Owner: y\n"}).size() == 1);
  CHECK(noPlaceOfOneMachine({"a.md", std::string("see /wo") + "rk/x\n"}).size() == 1);
  CHECK(noPlaceOfOneMachine({"a.md", std::string("from py") + "pi.org\n"}).size() == 1);
  CHECK(testsWaitForConditions({"tests/x/a.cpp", "std::this_thread::sleep_for(1s);\n"}).size() ==
        1);
  CHECK(testsWaitForConditions({"tests/x/a.cpp", "QTest::qWait(5);\n"}).size() == 1);
}

TEST_CASE("rooms include what the table of engine/README.md lets them") {
  REQUIRE(includeTable().size() >= 14);
  hold([](const Source& s) { return includeArrows(s, includeTable()); });
}

TEST_CASE("the engine knows no Qt") {
  hold(noQtInEngine);
}
TEST_CASE("client libraries stay in their rooms") {
  hold(clientLibraryAtHome);
}
TEST_CASE("one place makes threads") {
  hold(threadsFromThePool);
}
TEST_CASE("files, functions and lines are short") {
  hold([](const Source& s) { return s.path == kNameTable ? Problems() : sizes(s); });
}
TEST_CASE("nothing is left open") {
  hold(nothingLeftOpen, false);
}
TEST_CASE("headers say their contract") {
  hold(headerSaysItsContract);
}
TEST_CASE("no place of one machine is named") {
  hold(noPlaceOfOneMachine, false);
}

TEST_CASE("tests wait for conditions, not for time") {
  hold([](const Source& source) {
    for (const Allowed& allowed : kMaySleep)
      if (source.in(allowed.path)) return Problems();
    return testsWaitForConditions(source);
  });
}

TEST_CASE("every room of the engine explains itself") {
  for (const auto& room : fs::directory_iterator(fs::path(TWINTIDE_SOURCE_DIR) / "engine")) {
    if (!room.is_directory() || fs::is_empty(room.path())) continue;
    INFO(room.path().filename().string());
    CHECK(fs::exists(room.path() / "README.md"));
  }
}
