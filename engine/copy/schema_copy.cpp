#include "engine/copy/schema_copy.h"

#include <algorithm>
#include <functional>
#include <set>

#include "engine/copy/copy_progress.h"
#include "engine/copy/structure_compare.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"

namespace twintide::copy {
namespace {

using Schema = std::shared_ptr<const TableSchema>;

// Session variables as this step needs them; put back at the end, also after a failure.
class SessionMode {
 public:
  explicit SessionMode(db::Session& session) : m_session(session) {}
  Status set() {
    auto old = m_session.query("SELECT @@sql_mode, @@foreign_key_checks");
    if (!old) return fail(old.error());
    m_sqlMode = old->rows[0][0].value_or("");
    m_checks = old->rows[0][1].value_or("1");
    m_known = true;
    // SHOW CREATE TABLE quotes with backticks only without ANSI_QUOTES.
    TWINTIDE_TRY(m_session.execute("SET SESSION sql_mode=''"));
    auto done = m_session.execute("SET SESSION foreign_key_checks=0");
    if (!done) return fail(done.error());
    return {};
  }
  ~SessionMode() {
    if (!m_known) return;
    // A session that fails here is lost, and its next user is told so by its own statement.
    (void)m_session.execute("SET SESSION sql_mode=" + db::quoteText(m_sqlMode));
    (void)m_session.execute("SET SESSION foreign_key_checks=" + m_checks);
  }
  SessionMode(const SessionMode&) = delete;
  SessionMode& operator=(const SessionMode&) = delete;

 private:
  db::Session& m_session;
  std::string m_sqlMode, m_checks;
  bool m_known = false;
};

// Parents first; in a cycle the name decides (foreign_key_checks is off).
std::vector<Schema> parentsFirst(const std::vector<Schema>& tables) {
  std::vector<Schema> out;
  std::set<TableId> placed;
  std::set<TableId> visiting;
  std::function<void(const Schema&)> place = [&](const Schema& t) {
    if (placed.count(t->id) || !visiting.insert(t->id).second) return;
    for (const ForeignKey& fk : t->foreignKeys) {
      for (const Schema& p : tables) {
        if (p->id == fk.parent) place(p);
      }
    }
    placed.insert(t->id);
    out.push_back(t);
  };
  for (const Schema& t : tables) place(t);
  return out;
}

class SchemaCopy {
 public:
  SchemaCopy(db::Session& source, db::Session& target, const SchemaCopyOptions& options)
      : m_source(source),
        m_target(target),
        m_options(options),
        m_sameKind(source.traits().kind == target.traits().kind) {}

  Result<SchemaCopyReport> run(const ObjectFilter& filter) {
    auto tables = db::readTables(m_source, filter);
    if (!tables) return fail(tables.error());
    if (tables->empty())
      return fail(ErrorCode::NoTables, {{"source", m_source.params().sourceName}});
    TWINTIDE_TRY(databases(*tables));
    int done = 0;
    for (const Schema& t : parentsFirst(*tables)) {
      if (m_options.stop.stop_requested()) return fail(ErrorCode::Cancelled);
      if (m_options.progress) m_options.progress(done++, static_cast<int>(tables->size()), t->id);
      Status copied = one(*t);
      if (!copied) return fail(std::move(copied.error()).with("table", t->id.text()));
    }
    if (m_options.progress) m_options.progress(done, done, TableId{});
    return std::move(m_report);
  }

 private:
  Status databases(const std::vector<Schema>& tables) {
    std::set<std::string> wanted;
    for (const Schema& t : tables) wanted.insert(t->id.database);
    for (const std::string& name : wanted) TWINTIDE_TRY(database(name));
    return {};
  }

  Status database(const std::string& name) {
    const std::string facts =
        "SELECT default_character_set_name, default_collation_name FROM "
        "information_schema.schemata WHERE schema_name=" +
        db::quoteText(name);
    auto there = m_target.query(facts);
    if (!there) return fail(there.error());
    if (!there->empty()) return {};
    auto here = m_source.query(facts);
    if (!here) return fail(here.error());
    if (here->empty()) return fail(ErrorCode::DatabaseUnknown, {{"database", name}});
    const auto& row = here->rows[0];
    const std::string sql = "CREATE DATABASE IF NOT EXISTS " + db::quoteName(name) +
                            " DEFAULT CHARACTER SET " + row[0].value_or("utf8mb4") + " COLLATE " +
                            row[1].value_or("utf8mb4_general_ci");
    TWINTIDE_TRY(create(sql, TableId{name, ""}));
    m_report.databasesCreated.push_back(name);
    return {};
  }

  Status create(const std::string& sql, const TableId& id) {
    auto translated = m_options.translate(sql, id.database);
    if (!translated) return fail(translated.error());
    for (SchemaNote& n : translated->notes) {
      n.table = id;
      m_report.notes.push_back(std::move(n));
    }
    auto done = m_target.execute(translated->sql);
    if (!done) return fail(done.error());
    return {};
  }

  Status one(const TableSchema& table) {
    auto exists = db::tableExists(m_target, table.id);
    if (!exists) return fail(exists.error());
    if (!*exists) {
      auto text = m_source.query("SHOW CREATE TABLE " + db::quoteTable(table.id));
      if (!text) return fail(text.error());
      TWINTIDE_TRY(create(text->rows[0][1].value_or(""), table.id));
      m_report.created.push_back(table.id);
      return sameStructure(table, false);
    }
    TWINTIDE_TRY(sameStructure(table, true));
    TWINTIDE_TRY(mayBeFilled(table.id));
    m_report.present.push_back(table.id);
    return {};
  }

  // Read back also after a CREATE: a server may have changed types without an error.
  Status sameStructure(const TableSchema& source, bool withNotes) {
    auto target = db::readTable(m_target, source.id);
    if (!target) return fail(target.error());
    if (auto d = firstDifference(source, **target, m_sameKind && withNotes)) {
      return fail(ErrorCode::TableDiffers, {{"table", source.id.text()},
                                            {"reason", d->reason},
                                            {"object", d->object},
                                            {"at_source", d->atSource},
                                            {"at_target", d->atTarget}});
    }
    if (!withNotes) return {};
    for (SchemaNote& n : keyNotes(source, **target)) m_report.notes.push_back(std::move(n));
    return {};
  }

  // Rows are fine where the user merges, and where an earlier run of this link put them.
  Status mayBeFilled(const TableId& id) {
    if (!m_options.rowsFollow || m_options.nonEmptyTarget == NonEmptyTarget::Merge) return {};
    auto any = m_target.query("SELECT 1 FROM " + db::quoteTable(id) + " LIMIT 1");
    if (!any) return fail(any.error());
    if (any->empty()) return {};
    auto progress = readProgress(m_target, m_options.linkId, id);
    if (!progress) return fail(progress.error());
    if (progress->begun) return {};
    auto rows = m_target.scalar("SELECT COUNT(*) FROM " + db::quoteTable(id));
    if (!rows) return fail(rows.error());
    return fail(ErrorCode::TargetNotEmpty, {{"table", id.text()}, {"rows", *rows}});
  }

  db::Session& m_source;
  db::Session& m_target;
  const SchemaCopyOptions& m_options;
  const bool m_sameKind;
  SchemaCopyReport m_report;
};

}  // namespace

Result<SchemaCopyReport> copySchema(db::Session& source, db::Session& target,
                                    const ObjectFilter& filter, const SchemaCopyOptions& options) {
  SessionMode sourceMode(source), targetMode(target);
  TWINTIDE_TRY(sourceMode.set());
  TWINTIDE_TRY(targetMode.set());
  return SchemaCopy(source, target, options).run(filter);
}

}  // namespace twintide::copy
