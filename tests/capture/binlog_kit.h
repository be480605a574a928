// Purpose: what the live binlog tests share: a source on a test server, its transactions up to a
// mark, and a twin table filled from them.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "engine/capture/binlog/binlog_source.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"
#include "tests/support/servers.h"

namespace twintide::test {

template <class T>
T must(Result<T> r) {
  if (!r)
    FAIL(name(r.error().code), " ", r.error().arg("reason"), " ", r.error().arg("server"),
         r.error().arg("table"), r.error().arg("what"));
  return std::move(*r);
}
inline void must(Status s) {
  if (!s)
    FAIL(name(s.error().code), " ", s.error().arg("reason"), " ", s.error().arg("server"),
         s.error().arg("table"), s.error().arg("what"));
}

inline capture::BinlogOptions binlogOptions(practice::ServerProcess& server,
                                            const std::string& include = "bl.*") {
  capture::BinlogOptions o;
  o.params = params(server);
  o.filter.include = {include};
  o.types.ddl = true;
  o.ownLinkId = "p.fwd";
  o.oppositeLinkId = "p.rev";
  o.heartbeat = std::chrono::milliseconds(200);
  o.counters = std::make_shared<capture::BinlogCounters>();
  return o;
}

// A source that stands at the end of the server's log.
struct BinlogBed {
  capture::BinlogOptions options;
  std::unique_ptr<capture::ChangeSource> source;
  std::string start;

  explicit BinlogBed(capture::BinlogOptions o) : options(std::move(o)) {
    source = capture::makeBinlogSource(options);
    start = must(source->endPosition());
    must(source->open(start));
  }

  // Everything delivered up to the end of the log as it is now; the error that ended it, if any.
  Result<std::vector<Transaction>> read() {
    const std::string mark = must(source->endPosition());
    return readTo(mark);
  }
  Result<std::vector<Transaction>> readTo(const std::string& mark) {
    std::vector<Transaction> out;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < deadline) {
      Transaction t;
      capture::IdleNote idle;
      auto got = source->next(t, idle, std::chrono::milliseconds(200));
      if (!got) return fail(got.error());
      std::string position = idle.position;
      if (*got == capture::Fetched::Got) {
        position = t.position;
        out.push_back(std::move(t));
      }
      if (source->reached(position, mark)) return out;
    }
    return fail(ErrorCode::TimedOut, {{"what", "read to " + mark}});
  }
};

inline std::vector<const Change*> changesOf(const std::vector<Transaction>& all,
                                            const std::string& table) {
  std::vector<const Change*> out;
  for (const Transaction& t : all)
    for (const Change& c : t.changes)
      if (c.table().table == table) out.push_back(&c);
  return out;
}

// "bl.twin" gets what the changes of "bl.<table>" say: rows are found by their first column.
inline void applyToTwin(db::DataConnection& to, const std::vector<const Change*>& changes) {
  for (const Change* c : changes) {
    const auto& columns = c->layout->schema->columns;
    std::string sql;
    if (!c->before.empty()) {
      sql = "DELETE FROM bl.twin WHERE " + db::quoteName(columns[0].name) + "=";
      db::appendCell(sql, c->before[0], columns[0]);
      must(to.execute(sql));
    }
    if (c->after.empty()) continue;
    std::string names, values;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].generated) continue;
      if (!names.empty()) names += ",", values += ",";
      db::appendName(names, columns[i].name);
      db::appendCell(values, c->after[i], columns[i]);
    }
    must(to.execute("INSERT INTO bl.twin (" + names + ") VALUES (" + values + ")"));
  }
}

// The after image of a column as bytes; "<absent>" and "<null>" for those kinds.
inline std::string shown(const Cells& image, const Change& c, const char* column) {
  const int i = c.layout->schema->columnIndex(column);
  if (i < 0 || image.empty()) return "<none>";
  const Cell& cell = image[static_cast<size_t>(i)];
  if (cell.kind == CellKind::Absent) return "<absent>";
  if (cell.kind == CellKind::Null) return "<null>";
  return std::string(cell.bytes);
}

}  // namespace twintide::test
