// What stands at B already, and whether rows of either side fit into the tables of the other.
#include <algorithm>

#include "engine/db/sql_text.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"
#include "engine/precheck/structure_diff.h"

namespace twintide::precheck {
namespace {

class TargetTables final : public PairCheck {
 public:
  const char* id() const override { return "target_tables"; }

 protected:
  Result<Findings> runPair(Context& c) override {
    Capped out;
    std::vector<TableId> same;
    for (const auto& t : c.a.tables) {
      const TableSchema* other = c.b.table(t->id, c.foldNames());
      if (!other)
        missingAtB(out, c, *t);
      else if (compare(out, c, *t, *other))
        same.push_back(other->id);
    }
    for (const auto& t : c.b.tables) {
      if (!c.a.table(t->id, c.foldNames())) missingAtA(out, c, *t);
    }
    TWINTIDE_TRY(rowsAtB(out, c));
    if (out.empty()) out.add(allRight(c, same.size()));
    Findings findings = out.take();
    if (c.pair.forward.types.schema && !c.pairHasRun && !same.empty())
      findings.push_back(existsSame(same));
    return findings;
  }

 private:
  Finding allRight(const Context& c, size_t same) const {
    Finding f = finding("ok", Severity::Passed, Side::Both);
    f.args = {{"tables", std::to_string(c.a.tables.size())}, {"same", std::to_string(same)}};
    return f;
  }

  Finding existsSame(const std::vector<TableId>& same) const {
    Finding f = finding("exists_same", Severity::Notice, Side::B);
    f.args = {{"count", std::to_string(same.size())}, {"example", same.front().text()}};
    return f;
  }

  // While a pair rests, DDL waits in A's log: the link runs it before the rows that need it, and
  // stops where one does not fit after all.
  static void weighPending(const Context& c, Finding& f) {
    if (!c.pairHasRun || !c.pair.forward.types.ddl) return;
    f.severity = std::min(f.severity, Severity::Warning);
    f.skippable = true;
  }

  void missingAtB(Capped& out, const Context& c, const TableSchema& t) const {
    if (c.pair.forward.types.schema) return;
    Finding f = finding("missing", Severity::Error, Side::B);
    f.object = t.id.text();
    f.skippable = false;
    f.args["at"] = toText(Side::A);
    weighPending(c, f);
    out.add(std::move(f));
  }

  void missingAtA(Capped& out, const Context& c, const TableSchema& t) const {
    const bool schema = c.pair.forward.types.schema;
    Finding f = finding(schema ? "only_at_b" : "missing", Severity::Error, Side::A);
    f.object = t.id.text();
    f.skippable = schema;
    if (!schema) f.args["at"] = toText(Side::B);
    weighPending(c, f);
    out.add(std::move(f));
  }

  // The schema copy refuses a table that stands at B already with any difference that DDL could
  // have made; a mere index and, between kinds of server, charsets and defaults it lets pass.
  static Severity weigh(const Context& c, const Difference& d) {
    const bool spelling = d.kind == "default" || d.kind == "charset";
    const bool letsPass = d.kind == "index" || (spelling && c.a.kind() != c.b.kind());
    return c.pair.forward.types.schema && !letsPass ? Severity::Error : d.severity;
  }

  // True when nothing differs.
  bool compare(Capped& out, const Context& c, const TableSchema& a, const TableSchema& b) const {
    const std::vector<Difference> all = diffStructures(a, b);
    if (all.empty()) return true;
    const Difference* worst = &all.front();
    for (const Difference& d : all) {
      if (weigh(c, d) > weigh(c, *worst)) worst = &d;
    }
    const Severity severity = weigh(c, *worst);
    Finding f = finding("structure_differs", severity, Side::Both);
    f.object = a.id.text();
    f.skippable = severity != Severity::Error;
    f.args = {{"difference", worst->kind},
              {"name", worst->name},
              {"value_a", worst->valueA},
              {"value_b", worst->valueB},
              {"differences", std::to_string(all.size())}};
    weighPending(c, f);
    out.add(std::move(f));
    return false;
  }

  Status rowsAtB(Capped& out, Context& c) const {
    if (!c.pair.forward.types.full || c.pairHasRun) return {};
    const bool merge = c.pair.options.nonEmptyTarget == NonEmptyTarget::Merge;
    for (const auto& t : c.a.tables) {
      if (c.stop.stop_requested()) return {};  // runPrecheck reports the cancellation
      const TableSchema* target = c.b.table(t->id, c.foldNames());
      if (!target) continue;
      auto row = c.b.session->query("SELECT 1 FROM " + db::quoteTable(target->id) + " LIMIT 1", 1);
      if (!row) return fail(row.error());
      if (row->empty()) continue;
      Finding f = finding(merge ? "rows_merge" : "rows_present",
                          merge ? Severity::Warning : Severity::Error, Side::B);
      f.object = target->id.text();
      f.skippable = merge;
      f.args["rows"] = std::to_string(std::max<int64_t>(1, target->rowEstimate));
      out.add(std::move(f));
    }
    return {};
  }
};

}  // namespace

std::unique_ptr<Check> makeTargetTables() {
  return std::make_unique<TargetTables>();
}

}  // namespace twintide::precheck
