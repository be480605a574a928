// Character sets and collations: does the other side know them, and do equal columns compare alike?
#include <set>

#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"
#include "engine/precheck/structure_diff.h"

namespace twintide::precheck {
namespace {

struct Known {
  std::set<std::string> charsets, collations;
};

Result<Known> knownBy(Site& site) {
  auto rows = site.session->query("SHOW COLLATION");
  if (!rows) return fail(rows.error());
  Known k;
  for (size_t i = 0; i < rows->rows.size(); ++i) {
    k.collations.insert(utf8mb3Name(rows->text(i, "Collation")));
    k.charsets.insert(utf8mb3Name(rows->text(i, "Charset")));
  }
  return k;
}

class Charset final : public PairCheck {
 public:
  const char* id() const override { return "charset"; }

 protected:
  Result<Findings> runPair(Context& c) override {
    auto a = knownBy(c.a);
    if (!a) return fail(a.error());
    auto b = knownBy(c.b);
    if (!b) return fail(b.error());
    Capped out;
    out.add(server(c));
    unknown(out, c.a, c.b, *b);
    unknown(out, c.b, c.a, *a);
    for (const auto& t : c.a.tables) {
      if (const TableSchema* other = c.b.table(t->id, c.foldNames())) compare(out, *t, *other);
    }
    return out.take();
  }

 private:
  Finding server(const Context& c) const {
    const std::string a = c.a.variable("character_set_server");
    const std::string b = c.b.variable("character_set_server");
    const std::string ca = c.a.variable("collation_server");
    const std::string cb = c.b.variable("collation_server");
    const bool same = utf8mb3Name(a) == utf8mb3Name(b) && utf8mb3Name(ca) == utf8mb3Name(cb);
    Finding f = finding(same ? "ok" : "server_differs", same ? Severity::Passed : Severity::Notice,
                        Side::Both);
    f.args = {{"charset_a", a}, {"charset_b", b}, {"collation_a", ca}, {"collation_b", cb}};
    if (!same) f.object = "character_set_server";
    return f;
  }

  // One finding a table and kind: the first column that the other side cannot take.
  void unknown(Capped& out, const Site& site, const Site& other, const Known& known) const {
    for (const auto& t : site.tables) {
      Finding charset = finding("unsupported", Severity::Error, site.side);
      Finding collation = finding("collation_unsupported", Severity::Warning, site.side);
      int charsets = 0, collations = 0;
      for (const Column& c : t->columns) {
        if (c.charset.empty()) continue;
        if (!known.charsets.count(utf8mb3Name(c.charset))) {
          if (charsets++ == 0) charset.args = {{"charset", c.charset}, {"column", c.name}};
        } else if (!known.collations.count(utf8mb3Name(c.collation))) {
          if (collations++ == 0) collation.args = {{"collation", c.collation}, {"column", c.name}};
        }
      }
      charset.skippable = false;
      addCounted(out, std::move(charset), *t, charsets, other);
      addCounted(out, std::move(collation), *t, collations, other);
    }
  }

  void addCounted(Capped& out, Finding f, const TableSchema& table, int count,
                  const Site& other) const {
    if (count == 0) return;
    f.object = table.id.text();
    f.args["columns"] = std::to_string(count);
    f.args["other_kind"] = toText(other.kind());
    out.add(std::move(f));
  }

  void compare(Capped& out, const TableSchema& a, const TableSchema& b) const {
    Finding f = finding("collation_differs", Severity::Warning, Side::Both);
    int count = 0;
    for (const Column& c : a.columns) {
      const int at = b.columnIndex(c.name);
      if (at < 0 || c.collation.empty() || b.columns[at].collation.empty()) continue;
      if (utf8mb3Name(c.collation) == utf8mb3Name(b.columns[at].collation)) continue;
      if (count++ > 0) continue;
      f.args = {{"column", c.name},
                {"collation_a", c.collation},
                {"collation_b", b.columns[at].collation}};
    }
    if (count == 0) return;
    f.object = a.id.text();
    f.args["columns"] = std::to_string(count);
    out.add(std::move(f));
  }
};

}  // namespace

std::unique_ptr<Check> makeCharset() {
  return std::make_unique<Charset>();
}

}  // namespace twintide::precheck
