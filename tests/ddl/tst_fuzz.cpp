#include <doctest/doctest.h>

#include <random>

#include "engine/ddl/probe.h"
#include "engine/ddl/rewrite.h"
#include "engine/ddl/scope.h"
#include "engine/ddl/token.h"
#include "tests/ddl/corpus.h"
#include "tests/support/damage.h"

using namespace twintide;
using namespace twintide::ddl;
using test::Exact;

namespace {

const char* const kPieces[] = {"`",
                               "\"",
                               "'",
                               "/*",
                               "*/",
                               "/*!50000 ",
                               "/*M!",
                               "--",
                               "-- ",
                               "#",
                               "\\",
                               ";",
                               ",",
                               "(",
                               ")",
                               ".",
                               "@",
                               "\n",
                               " RENAME ",
                               " TO ",
                               " REFERENCES ",
                               " LIKE ",
                               " WITH TABLE ",
                               " IF EXISTS ",
                               "\xff"};

std::string mutate(std::string text, std::mt19937& random) {
  const int edits = 1 + static_cast<int>(random() % 4);
  for (int i = 0; i < edits; ++i) {
    const size_t at = text.empty() ? 0 : random() % text.size();
    switch (random() % 5) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text.erase(at, 1 + random() % 8);
        break;
      case 2:
        text.insert(at, kPieces[random() % std::size(kPieces)]);
        break;
      case 3:
        text.insert(at, text.substr(random() % (text.size() + 1), random() % 20));
        break;
      default:
        if (!text.empty()) text[at] = static_cast<char>(random());
        break;
    }
  }
  return text;
}

void checkOne(std::string_view sql, const ParseOptions& options) {
  auto tokens = tokenize(sql, options);
  if (tokens) {
    size_t last = 0;
    bool ordered = true;
    for (const Token& t : tokens->tokens) {
      ordered = ordered && t.begin >= last && t.end > t.begin && t.end <= sql.size();
      last = t.end;
    }
    REQUIRE(ordered);
  }
  auto s = parse(sql, options);
  REQUIRE(s.has_value() == (tokens.has_value() && !tokens->tokens.empty()));
  if (!s) return;
  for (const NameRef& n : s->names) REQUIRE((n.begin <= n.end && n.end <= sql.size()));
  RewriteOptions to{
      {ServerKind::MariaDb, 101119}, {ServerKind::OceanBase, 40305, true}, "p.fwd", {}};
  REQUIRE(rewrite(sql, *s, to).has_value());
  to.to = {ServerKind::MySql, 50722};
  REQUIRE(rewrite(sql, *s, to).has_value());
  REQUIRE(structuralProbe(sql, *s).has_value());
  (void)withinFilter(sql, *s, ObjectFilter{{"dd.t*", "s.*"}, {"dd.t9"}});
}

}  // namespace

TEST_CASE("mutated statements never crash the parser and never leave the text") {
  std::mt19937 random(20240607);
  for (int round = 0; round < 600; ++round) {
    for (const test::DdlCase& c : test::ddlCorpus()) {
      const Exact text(mutate(c.marked, random));
      CAPTURE(std::string(text.view()));
      checkOne(text.view(), {random() % 2 == 0, random() % 2 == 0, random() % 3 ? "dd" : ""});
    }
  }
}

TEST_CASE("every prefix of every statement is survived") {
  for (const test::DdlCase& c : test::ddlCorpus()) {
    const std::string whole = c.marked;
    for (size_t n = 0; n <= whole.size(); ++n) {
      const Exact text(whole.substr(0, n));
      checkOne(text.view(), {false, false, "dd"});
    }
  }
}
