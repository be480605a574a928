// Cascades change rows that a binlog never mentions; parents that are not chosen may be missing.
#include <set>

#include "engine/db/sql_text.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

bool changesRows(const std::string& rule) {
  return rule == "CASCADE" || rule == "SET NULL" || rule == "SET DEFAULT";
}

struct KeyColumns {
  std::vector<std::string> child, parent;
};

Result<KeyColumns> columnsOf(Site& site, const TableId& table, const std::string& name) {
  auto rows = site.session->query(
      "SELECT column_name, referenced_column_name FROM information_schema.key_column_usage WHERE "
      "table_schema=" +
      db::quoteText(table.database) + " AND table_name=" + db::quoteText(table.table) +
      " AND constraint_name=" + db::quoteText(name) +
      " AND referenced_table_name IS NOT NULL ORDER BY ordinal_position");
  if (!rows) return fail(rows.error());
  KeyColumns k;
  for (const auto& row : rows->rows) {
    k.child.push_back(db::quoteName(row[0].value_or("")));
    k.parent.push_back(db::quoteName(row[1].value_or("")));
  }
  return k;
}

class ForeignKeys final : public SideCheck {
 public:
  const char* id() const override { return "foreign_keys"; }

 protected:
  Result<Findings> runSide(Context& context, Site& site) override {
    Capped out;
    int count = 0;
    for (const auto& t : site.tables) {
      for (const ForeignKey& fk : t->foreignKeys) {
        ++count;
        if (changesRows(fk.onDelete) || changesRows(fk.onUpdate)) {
          auto f = cascade(context, site, *t, fk);
          if (!f) return fail(f.error());
          out.add(std::move(*f));
        }
        if (!site.table(fk.parent, context.foldNames()))
          out.add(about("parent_outside", Severity::Warning, site, {*t, fk}));
      }
    }
    if (!out.empty()) return out.take();
    Finding f = finding("ok", Severity::Passed, site.side);
    f.args["count"] = std::to_string(count);
    return Findings{f};
  }

 private:
  struct Where {
    const TableSchema& table;
    const ForeignKey& key;
  };

  Finding about(const char* reason, Severity severity, const Site& site, Where w) const {
    Finding f = finding(reason, severity, site.side);
    f.object = w.table.id.text();
    f.args = {{"name", w.key.name},
              {"parent", w.key.parent.text()},
              {"on_delete", w.key.onDelete},
              {"on_update", w.key.onUpdate}};
    return f;
  }

  // InnoDB cascades below the binlog (MySQL and MariaDB manuals: cascaded changes are not logged);
  // OceanBase's redo log and triggers see the cascaded rows (oceanbase-parts.md §2.1, §2.3).
  Result<Finding> cascade(const Context& context, Site& site, const TableSchema& t,
                          const ForeignKey& fk) const {
    const bool read = context.reader(site.side).types.incremental;
    if (!read || site.kind() == ServerKind::OceanBase)
      return about("cascade_captured", Severity::Notice, site, {t, fk});
    Finding f = about("cascade", Severity::Error, site, {t, fk});
    auto columns = columnsOf(site, t.id, fk.name);
    if (!columns) return fail(columns.error());
    if (columns->child.empty()) return f;
    const std::string alter = "ALTER TABLE " + db::quoteTable(t.id);
    f.remedySql = {alter + " DROP FOREIGN KEY " + db::quoteName(fk.name),
                   alter + " ADD CONSTRAINT " + db::quoteName(fk.name) + " FOREIGN KEY (" +
                       join(columns->child) + ") REFERENCES " + db::quoteTable(fk.parent) + " (" +
                       join(columns->parent) + ") ON DELETE RESTRICT ON UPDATE RESTRICT"};
    f.remedySide = site.side;
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeForeignKeys() {
  return std::make_unique<ForeignKeys>();
}

}  // namespace twintide::precheck
