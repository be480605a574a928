// Purpose: what the live tests of the change log share: a source on a real OceanBase, a twin to
// apply to. Owner: the including test program. Thread: the test's.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/capture/changelog/changelog_source.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"
#include "tests/support/servers.h"

namespace twintide::test {

using capture::ChangeLogOptions;
using capture::ChangeSource;
using capture::Fetched;
using capture::IdleNote;

inline std::string describe(const Error& e) {
  std::string out(name(e.code));
  for (const auto& [key, value] : e.args) out += " " + key + "=" + value;
  return out;
}

template <class T>
void must(const Result<T>& r) {
  if (!r) FAIL(describe(r.error()));
}

inline practice::ServerProcess& oceanBase() {
  return server(practice::Flavour::OceanBase);
}

inline std::string quotedName(const std::string& database, const std::string& table) {
  return db::quoteTable({database, table});
}

// One source over database `name` of the OceanBase server, prepared and opened by start().
struct Harness {
  practice::ServerProcess& at = oceanBase();
  std::unique_ptr<db::Session> root = session(at);
  ChangeLogOptions options;
  std::unique_ptr<ChangeSource> source;
  capture::SnapshotPoint point;
  std::string position;
  const std::string database;

  explicit Harness(const std::string& name, const std::string& link = "t.fwd") : database(name) {
    run(*root, {"DROP DATABASE IF EXISTS " + name, "DROP DATABASE IF EXISTS twintide",
                "CREATE DATABASE " + name + " DEFAULT CHARACTER SET utf8mb4", "USE " + name});
    options.params = params(at);
    options.filter.include = {name + ".*"};
    options.types = forwardDefaults();
    options.ownLinkId = link;
    options.oppositeLinkId = "t.rev";
    options.oldTransactionsWait = std::chrono::seconds(30);
  }

  void start() {
    prepare();
    open();
  }
  void prepare() {
    source = capture::makeChangeLogSource(options);
    auto p = source->prepare();
    must(p);
    point = *p;
    position = point.start;
  }
  // As a link that starts again: it prepares, then goes on where its marker stands.
  void prepareAgain() {
    source = capture::makeChangeLogSource(options);
    must(source->prepare());
  }
  void open() { must(source->open(position)); }
  // As a program that starts again where its marker stands.
  void reopen() {
    source = capture::makeChangeLogSource(options);
    open();
  }

  void sql(const std::vector<std::string>& statements) { run(*root, statements); }

  // Everything committed up to now.
  std::vector<Transaction> drain(double seconds = 60) {
    auto end = source->endPosition();
    must(end);
    std::vector<Transaction> out;
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(int64_t(seconds * 1000));
    while (!source->reached(position, *end)) {
      REQUIRE(std::chrono::steady_clock::now() < deadline);
      step(out);
    }
    return out;
  }
  // Waits for one more transaction that `wanted` accepts, passing over (and keeping) others.
  template <class F>
  std::vector<Transaction> until(F wanted, double seconds = 30) {
    std::vector<Transaction> out;
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(int64_t(seconds * 1000));
    for (;;) {
      REQUIRE(std::chrono::steady_clock::now() < deadline);
      const size_t before = out.size();
      step(out);
      if (out.size() > before && wanted(out.back())) return out;
    }
  }
  void step(std::vector<Transaction>& out) {
    Transaction t;
    IdleNote idle;
    auto got = source->next(t, idle, std::chrono::milliseconds(50));
    must(got);
    if (*got == Fetched::Got) {
      position = t.position;
      out.push_back(std::move(t));
    } else {
      position = idle.position;
    }
  }
  void acknowledge() { source->acknowledge(position); }
};

inline size_t changesIn(const std::vector<Transaction>& all) {
  size_t n = 0;
  for (const Transaction& t : all) n += t.changes.size();
  return n;
}

inline std::vector<std::string> ddlIn(const std::vector<Transaction>& all) {
  std::vector<std::string> out;
  for (const Transaction& t : all) {
    if (t.ddl) out.push_back(t.ddl->sql);
  }
  return out;
}

inline std::string cellText(const Change& c, const std::string& column, bool after = true) {
  const int i = c.layout->schema->columnIndex(column);
  const auto& cells = after ? c.after : c.before;
  if (i < 0 || cells.empty()) return "?";
  const Cell& cell = cells[static_cast<size_t>(i)];
  if (cell.kind == CellKind::Null) return "NULL";
  if (cell.kind == CellKind::Absent) return "ABSENT";
  return std::string(cell.bytes);
}

// The twin of a table in database `twin`, changed the way the source's changes say.
inline std::string applySql(const Change& c, const std::string& twin) {
  const TableSchema& table = *c.layout->schema;
  const std::string to = quotedName(twin, table.id.table);
  auto list = [&](const Cells& cells, const char* joint, bool names) {
    std::string out;
    const int key = table.identityKey();
    for (size_t i = 0; i < cells.size(); ++i) {
      if (table.columns[i].generated) continue;
      if (joint[0] == ' ' && key >= 0) {
        bool in = false;
        for (int k : table.keys[static_cast<size_t>(key)].columns) in = in || k == int(i);
        if (!in) continue;
      }
      if (!out.empty()) out += joint;
      if (names) out += db::quoteName(table.columns[i].name) + (joint[0] == ' ' ? "<=>" : "=");
      db::appendCell(out, cells[i], table.columns[i]);
    }
    return out;
  };
  if (c.kind == ChangeKind::Delete)
    return "DELETE FROM " + to + " WHERE " + list(c.before, " AND ", true);
  if (c.kind == ChangeKind::Update)
    return "UPDATE " + to + " SET " + list(c.after, ",", true) + " WHERE " +
           list(c.before, " AND ", true);
  std::string names;
  for (const Column& column : table.columns) {
    if (!column.generated) names += (names.empty() ? "" : ",") + db::quoteName(column.name);
  }
  return (c.reread ? "REPLACE INTO " : "INSERT INTO ") + to + " (" + names + ") VALUES (" +
         list(c.after, ",", false) + ")";
}

// Rows in which a table and its twin differ, by all columns as hex.
inline std::string differences(db::Session& s, const std::string& a, const std::string& b,
                               const std::string& table) {
  auto schema = db::readTable(s, {a, table});
  must(schema);
  std::string row;
  for (const Column& c : (*schema)->columns)
    row += (row.empty() ? "" : ",") + ("IFNULL(HEX(" + db::quoteName(c.name) + "),'-')");
  auto of = [&](const std::string& database) {
    return "SELECT CONCAT_WS(',' ," + row + ") AS r FROM " + quotedName(database, table);
  };
  std::string out;
  for (const auto& [x, y] : {std::pair(a, b), std::pair(b, a)}) {
    auto rows = s.query(of(x) + " ORDER BY r");
    auto others = s.query(of(y) + " ORDER BY r");
    must(rows);
    must(others);
    std::map<std::string, int> count;
    for (const auto& r : others->rows) ++count[r[0].value_or("")];
    for (const auto& r : rows->rows) {
      if (--count[r[0].value_or("")] < 0) out += x + ": " + r[0].value_or("") + "\n";
    }
  }
  return out.substr(0, 2000);
}

// A writer session whose own settings should not matter.
inline std::unique_ptr<db::DataConnection> writer(practice::ServerProcess& at,
                                                  const std::string& database) {
  db::DataOptions o;
  o.writerSession = false;
  auto c = db::DataConnection::open(params(at), o);
  must(c);
  must((*c)->execute("USE " + database));
  return std::move(*c);
}
inline void exec(db::DataConnection& c, const std::string& sql) {
  auto done = c.execute(sql);
  if (!done) FAIL(sql.substr(0, 300) << ": " << describe(done.error()));
}

// A target that only knows which rows a table has: key → value, driven by the changes.
struct Model {
  std::map<std::string, std::string> rows;
  void apply(const std::vector<Transaction>& all, const std::string& column) {
    for (const Transaction& t : all) {
      for (const Change& c : t.changes) {
        if (!c.before.empty()) rows.erase(cellText(c, "id", false));
        if (!c.after.empty()) rows[cellText(c, "id")] = cellText(c, column);
      }
    }
  }
  static Model of(db::Session& s, const std::string& table, const std::string& column) {
    Model m;
    auto rows = s.query("SELECT id, " + column + " FROM " + table);
    must(rows);
    for (const auto& r : rows->rows) m.rows[r[0].value_or("NULL")] = r[1].value_or("NULL");
    return m;
  }
};

inline int64_t count(db::Session& s, const std::string& sql) {
  auto n = s.scalar(sql);
  must(n);
  return std::stoll(*n);
}

inline std::string triggersOf(const std::string& database) {
  return "SELECT COUNT(*) FROM information_schema.triggers WHERE event_object_schema='" + database +
         "'";
}

}  // namespace twintide::test
