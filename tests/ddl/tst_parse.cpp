#include <doctest/doctest.h>

#include "engine/ddl/statement.h"
#include "tests/ddl/corpus.h"

using namespace twintide;
using namespace twintide::ddl;

namespace {

struct Marked {
  std::string sql;
  struct Name {
    char role;
    size_t begin, end;
  };
  std::vector<Name> names;
};

Marked unmark(const std::string& text) {
  Marked out;
  for (size_t i = 0; i < text.size();) {
    if (text.compare(i, 2, "[[") == 0) {
      const size_t close = text.find("]]", i);
      const std::string inner = text.substr(i + 4, close - i - 4);
      out.names.push_back({text[i + 2], out.sql.size(), out.sql.size() + inner.size()});
      out.sql += inner;
      i = close + 2;
    } else {
      out.sql += text[i++];
    }
  }
  return out;
}

char letter(NameRole role) {
  switch (role) {
    case NameRole::Target:
      return 'T';
    case NameRole::RenamedTo:
      return 'N';
    case NameRole::Like:
      return 'L';
    case NameRole::Reference:
      return 'F';
    case NameRole::Exchange:
      break;
  }
  return 'X';
}

std::string idsOf(const Statement& s) {
  std::string out;
  for (const NameRef& n : s.names) out += (out.empty() ? "" : " ") + n.database + "." + n.table;
  return out;
}

Statement parsed(const std::string& sql, ParseOptions options = {false, false, "dd"}) {
  auto s = parse(sql, options);
  REQUIRE_MESSAGE(s.has_value(), sql);
  return *s;
}

}  // namespace

TEST_CASE("every statement of the corpus: class, names and their byte ranges") {
  CHECK(test::ddlCorpus().size() >= 86);
  for (const test::DdlCase& c : test::ddlCorpus()) {
    CAPTURE(c.marked);
    const Marked m = unmark(c.marked);
    const Statement s = parsed(m.sql);
    CHECK(std::string(toText(s.cls)) == toText(c.cls));
    CHECK(s.reason == c.reason);
    CHECK(idsOf(s) == c.ids);
    REQUIRE(s.names.size() == m.names.size());
    for (size_t i = 0; i < m.names.size(); ++i) {
      CHECK(s.names[i].begin == m.names[i].begin);
      CHECK(s.names[i].end == m.names[i].end);
      if (m.names[i].role != 'D') CHECK(letter(s.names[i].role) == m.names[i].role);
    }
  }
}

TEST_CASE("an origin comment names the link") {
  CHECK(parsed("/* twintide:p.fwd */ CREATE TABLE t (id INT)").origin == "p.fwd");
  CHECK(parsed("CREATE " + originComment("q.rev") + " TABLE t (id INT)").origin == "q.rev");
  CHECK(parsed("CREATE TABLE t (c CHAR(9) DEFAULT '/* twintide:x */')").origin.empty());
}

TEST_CASE("double quotes are names only under ANSI_QUOTES") {
  const std::string sql = "CREATE TABLE \"my t\" (\"a\" INT)";
  CHECK(idsOf(parsed(sql, {true, false, "dd"})) == "dd.my t");
  CHECK(parsed(sql).cls == Class::Ask);
}

TEST_CASE("a backslash does not escape under NO_BACKSLASH_ESCAPES") {
  const std::string sql = "CREATE TABLE t (a CHAR(3) DEFAULT '\\', p INT REFERENCES u (id))";
  CHECK(idsOf(parsed(sql, {false, true, "dd"})) == "dd.t dd.u");
  CHECK_FALSE(parse(sql, {false, false, "dd"}).has_value());
}

TEST_CASE("an unqualified name without a default database asks") {
  const Statement s = parsed("DROP TABLE t", {});
  CHECK(s.cls == Class::Ask);
  CHECK(s.reason == "no_database");
  CHECK(parsed("DROP TABLE s.t", {}).cls == Class::Apply);
}

TEST_CASE("text that ends inside a quote or comment is an error, not a guess") {
  for (const char* sql : {"", "   ", "-- nothing", "CREATE TABLE `t", "CREATE TABLE t /* x",
                          "CREATE TABLE t /*!50000 (id INT)", "DROP TABLE t '", "DROP TABLE \"t"}) {
    auto s = parse(sql, {false, false, "dd"});
    CAPTURE(sql);
    REQUIRE_FALSE(s.has_value());
    CHECK(s.error().code == ErrorCode::DdlUnknown);
  }
}
