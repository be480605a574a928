// Purpose: two sites in memory with a log each and the real exact path between them, so that every
// interleaving of changes and deliveries can be tried.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/apply/exact_path.h"
#include "engine/db/row_text.h"
#include "tests/support/rows.h"

namespace twintide::test {

// One table: id (primary key), u (unique), v. Values are literals of tests/support/rows.h.
struct ModelRow {
  std::string id, u, v;
  auto operator<=>(const ModelRow&) const = default;
};

inline std::shared_ptr<const apply::TargetTable> modelTable() {
  static const auto table = [] {
    auto rows = layout({"app", "t"}, {intColumn("id"), intColumn("u"), intColumn("v")});
    auto schema = std::make_shared<TableSchema>(*rows->schema);
    schema->keys.push_back({"u", {1}, true, false});
    // Minded where MemoryRows::references says so.
    schema->foreignKeys.push_back({"v", schema->id, "RESTRICT", "RESTRICT"});
    auto own = std::make_shared<RowLayout>(RowLayout{schema});
    return *apply::bindTable(own, schema, {});
  }();
  return table;
}

inline ModelRow rowOf(const Cells& c) {
  auto text = [&](size_t i) {
    return c[i].kind == CellKind::Null ? std::string("NULL") : std::string(c[i].bytes);
  };
  return {text(0), text(1), text(2)};
}

class MemoryRows final : public apply::TargetRows {
 public:
  std::map<std::string, ModelRow> rows;  // by id
  bool references = false;               // v is the id of a row of the table, or NULL

  // What a foreign key says about `before` becoming `after`; 0 when nothing.
  unsigned against(const std::optional<ModelRow>& before,
                   const std::optional<ModelRow>& after) const {
    constexpr unsigned kHasChildren = 1451, kNoParent = 1452;
    if (!references) return 0;
    const bool goes = before && (!after || after->id != before->id);
    for (const auto& [id, other] : rows) {
      if (goes && id != before->id && other.v == before->id) return kHasChildren;
    }
    if (!after || after->v == "NULL" || after->v == after->id) return 0;
    if (before && before->v == after->v) return 0;
    return rows.contains(after->v) && !(goes && after->v == before->id) ? 0 : kNoParent;
  }
  bool orphans() const {
    return std::any_of(rows.begin(), rows.end(), [&](const auto& r) {
      return r.second.v != "NULL" && !rows.contains(r.second.v);
    });
  }
  void mindForeignKeys(bool on) override { m_minded = on; }
  Status wholly(const std::function<Status()>& work) override {
    const auto had = rows;
    Status done = work();
    if (!done) rows = had;
    return done;
  }

  bool free(const ModelRow& r, const std::string& except) const {
    for (const auto& [id, other] : rows) {
      if (id == except) continue;
      if (id == r.id || (r.u != "NULL" && other.u == r.u)) return false;
    }
    return true;
  }

  Result<Outcome> insert(const apply::TargetTable&, const Cells& after) override {
    const ModelRow r = rowOf(after);
    if (!free(r, "")) return Outcome::Duplicate;
    TWINTIDE_TRY(mind(std::nullopt, r));
    rows[r.id] = r;
    return Outcome::Met;
  }
  Result<Outcome> update(const apply::TargetTable&, const apply::RowUpdate& u) override {
    const ModelRow before = rowOf(*u.before), after = rowOf(*u.after);
    const auto at = rows.find(before.id);
    if (at == rows.end() || at->second != before) return Outcome::Missed;
    if (!free(after, before.id)) return Outcome::Duplicate;
    TWINTIDE_TRY(mind(before, after));
    rows.erase(at);
    rows[after.id] = after;
    return Outcome::Met;
  }
  Result<Outcome> remove(const apply::TargetTable&, const Cells& before) override {
    const auto at = rows.find(rowOf(before).id);
    if (at == rows.end() || at->second != rowOf(before)) return Outcome::Missed;
    TWINTIDE_TRY(mind(at->second, std::nullopt));
    rows.erase(at);
    return Outcome::Met;
  }
  Result<apply::LocalRow> lock(const apply::TargetTable&, const Cells& key) override {
    return apply::LocalRow{rows.contains(rowOf(key).id), {}};
  }
  Result<bool> holds(const apply::TargetTable&, const Cells& image) override {
    const auto at = rows.find(rowOf(image).id);
    return at != rows.end() && at->second == rowOf(image);
  }
  Status put(const apply::TargetTable& t, const Cells& image,
             std::vector<std::string>& displaced) override {
    const ModelRow r = rowOf(image);
    for (auto it = rows.begin(); it != rows.end();) {
      if (it->first == r.id || r.u == "NULL" || it->second.u != r.u) {
        ++it;
        continue;
      }
      TWINTIDE_TRY(mind(it->second, std::nullopt));
      displaced.push_back(keyText(t, it->first));
      it = rows.erase(it);
    }
    const auto at = rows.find(r.id);
    TWINTIDE_TRY(mind(at == rows.end() ? std::nullopt : std::optional(at->second), r));
    rows[r.id] = r;
    return {};
  }
  Status erase(const apply::TargetTable&, const Cells& key) override {
    const auto at = rows.find(rowOf(key).id);
    if (at == rows.end()) return {};
    TWINTIDE_TRY(mind(at->second, std::nullopt));
    rows.erase(at);
    return {};
  }
  Result<std::optional<int>> compare(const apply::TargetTable&, const std::string&,
                                     const Cells& image) override {
    const auto at = rows.find(rowOf(image).id);
    if (at == rows.end()) return std::optional<int>();
    return std::optional<int>(std::stoi(rowOf(image).v) - std::stoi(at->second.v));
  }
  Result<bool> addDelta(const apply::TargetTable&, const std::string&,
                        const apply::RowUpdate& u) override {
    const auto at = rows.find(rowOf(*u.before).id);
    if (at == rows.end()) return false;
    const int delta = std::stoi(rowOf(*u.after).v) - std::stoi(rowOf(*u.before).v);
    at->second.v = std::to_string(std::stoi(at->second.v) + delta);
    return true;
  }
  Result<std::string> keyOf(const apply::TargetTable& t, const Cells& image) override {
    return keyText(t, rowOf(image).id);
  }
  Result<std::optional<std::string>> state(const apply::TargetTable& t, const Cells& key) override {
    const auto at = rows.find(rowOf(key).id);
    if (at == rows.end()) return std::optional<std::string>();
    Transaction scratch;
    const ModelRow& r = at->second;
    return std::optional(db::rowText(*t.schema, cells(scratch, {r.id, r.u, r.v})));
  }
  Result<bool> stands(const apply::TargetTable&, const Cells& key) override {
    return rows.contains(rowOf(key).id);
  }
  Status each(const apply::TargetTable& t, size_t, const RowSink& sink) override {
    for (const auto& [id, r] : rows) {
      Transaction scratch;
      if (!sink(keyText(t, id), db::rowText(*t.schema, cells(scratch, {r.id, r.u, r.v})))) break;
    }
    return {};
  }

 private:
  Status mind(const std::optional<ModelRow>& before, const std::optional<ModelRow>& after) const {
    const unsigned why = m_minded ? against(before, after) : 0;
    if (!why) return {};
    Error refused(ErrorCode::ServerError);
    refused.serverErrno = why;
    return fail(std::move(refused));
  }

  bool m_minded = false;

  static std::string keyText(const apply::TargetTable& t, const std::string& id) {
    Transaction scratch;
    return db::rowText(*t.schema, cells(scratch, {id, "", ""}));
  }
};

// What somebody does at a site, as one transaction.
struct Op {
  enum class Kind { Insert, Update, Delete, Move, Truncate } kind = Kind::Insert;
  ModelRow to;     // Insert: the row; Update, Move: its new values (id: the new one)
  std::string id;  // Update, Delete, Move: the row meant
};

// One change of the log: row images as text, or corrections, or a TRUNCATE.
struct LogEntry {
  std::optional<ModelRow> before, after;
  std::vector<CorrectionSeen> corrections;
  bool truncate = false;
};

class ModelSite {
 public:
  ModelSite(std::string region, std::string other, const ConflictPolicy& policy)
      : m_situation{std::move(other), std::move(region)}, m_policy(policy) {}

  // False when the operation does nothing here (no such row, a key taken).
  bool doLocally(const Op& op) {
    LogEntry e;
    if (op.kind == Op::Kind::Truncate) {
      store.rows.clear();
      e.truncate = true;
      log.push_back(std::move(e));
      return true;
    }
    if (op.kind != Op::Kind::Insert) {
      const auto at = store.rows.find(op.id);
      if (at == store.rows.end()) return false;
      e.before = at->second;
    }
    if (op.kind != Op::Kind::Delete) e.after = op.to;
    if (op.kind == Op::Kind::Update) e.after->id = op.id;
    if (e.after && !store.free(*e.after, op.id)) return false;
    if (e.before && e.after && *e.before == *e.after) return false;
    if (store.against(e.before, e.after)) return false;
    if (e.before) store.rows.erase(op.id);
    if (e.after) store.rows[e.after->id] = *e.after;
    log.push_back(std::move(e));
    return true;
  }

  // The operation is done while the next transaction of the applier is open, where no lock of that
  // one keeps it out; else behind it.
  void doMeanwhile(const Op& op) { m_meanwhile = op; }
  void doLate() {
    if (const auto op = std::exchange(m_meanwhile, std::nullopt)) doLocally(*op);
  }

  // Applies one entry of the other site's log; what it makes due goes into our own log.
  void deliver(const LogEntry& e) {
    if (e.truncate) {
      empty();
      return doLate();
    }
    apply::Group group;
    Transaction t;
    if (e.before || e.after) addChange(t, e);
    t.corrections = e.corrections;
    group.add(std::move(t));
    act([&](apply::ExactPath& path) { return path.replay(group); });
    doLate();
  }

  // Ends the quarantine of everything that waits, each row with the side that `theirs` says.
  void chooseAll(ModelSite& other, const std::function<bool()>& theirs) {
    for (const apply::ParkedRow& parked : m_book->parked()) {
      std::optional<std::optional<std::string>> state;
      if (theirs()) state = other.stateOf(parked.row.second);
      act([&](apply::ExactPath& path) { return path.release(parked.row, state); });
    }
  }
  bool waits() const { return m_book->parkedCount() > 0; }

  // The applier starts again: of its book only what is written down stays.
  void restart() {
    m_book.emplace("back");
    for (const auto& [id, c] : m_written) m_book->found(id, c);
  }

  bool settled() const { return m_book->empty(); }

  MemoryRows store;
  std::vector<LogEntry> log;
  bool quiet() const { return m_conflicts.empty(); }
  size_t conflictsOf(ConflictKind kind) const {
    const auto at = m_conflicts.find(kind);
    return at == m_conflicts.end() ? 0 : at->second;
  }
  apply::CommitTimes* times = nullptr;

 private:
  // What the DDL step does: the table's rows go, and the link that reads this side hears of it.
  void empty() {
    store.rows.clear();
    CorrectionSeen c;
    c.kind = CorrectionSeen::Kind::Emptied;
    c.id = ++m_lastId;
    c.table = modelTable()->schema->id;
    LogEntry e;
    e.corrections.push_back(std::move(c));
    log.push_back(std::move(e));
  }

  std::optional<std::string> stateOf(const std::string& key) {
    Arena arena;
    return *store.state(*modelTable(), *db::rowFromText(key, *modelTable()->schema, arena));
  }

  // A new row meets no lock if its key and its unique value were free before the transaction, too.
  void doBetween(const MemoryRows& had) {
    if (!m_meanwhile || m_meanwhile->kind != Op::Kind::Insert) return;
    const ModelRow& row = m_meanwhile->to;
    if (had.free(row, "") && !had.against(std::nullopt, row)) doLate();
  }

  // As the applier does before each of its transactions.
  void act(const std::function<Status(apply::ExactPath&)>& what) {
    const auto unsure = m_book->unsure();
    if (!unsure.empty()) transact([&](apply::ExactPath& path) { return path.lookAgain(unsure); });
    m_book->sure(unsure);
    transact(what);
  }

  // One transaction of the applier: what it makes due goes into our own log.
  void transact(const std::function<Status(apply::ExactPath&)>& what) {
    const MemoryRows had = store;
    const apply::TableFinder finder{[](const auto&) { return modelTable(); },
                                    [](const TableId&) { return modelTable(); }};
    apply::ExactPath path(store, *m_book, finder, {m_policy, m_situation, times, "link", false});
    if (Status done = what(path); !done) throw std::runtime_error("replay");
    auto due = path.due();
    if (!due) throw std::runtime_error("due");
    doBetween(had);
    for (CorrectionSeen& c : *due) {
      c.id = ++m_lastId;
      m_book->sent(c.id, c);
      using Kind = CorrectionSeen::Kind;
      std::erase_if(m_written, [&](const auto& w) { return supersedes(c, w.second); });
      if (c.kind != Kind::Request && c.kind != Kind::Answer) m_written[c.id] = c;
    }
    m_book->over(path.over());
    for (int64_t id : path.over().answered) m_written.erase(id);
    std::erase_if(m_written, [&](const auto& w) { return releasedBy(path.over(), w.second); });
    m_book->committed();
    for (const Conflict& c : path.result().conflicts) ++m_conflicts[c.kind];
    if (!due->empty()) log.push_back({std::nullopt, std::nullopt, std::move(*due), false});
  }

  static bool supersedes(const CorrectionSeen& state, const CorrectionSeen& earlier) {
    using Kind = CorrectionSeen::Kind;
    return state.kind == Kind::State && earlier.kind == Kind::State &&
           state.table == earlier.table && state.key == earlier.key;
  }

  static bool releasedBy(const apply::Unsettled& over, const CorrectionSeen& c) {
    return c.kind == CorrectionSeen::Kind::Parked && over.released.contains({c.table, c.key}) &&
           !over.parked.contains({c.table, c.key});
  }

  static void addChange(Transaction& t, const LogEntry& e) {
    const ChangeKind kind = !e.before  ? ChangeKind::Insert
                            : !e.after ? ChangeKind::Delete
                                       : ChangeKind::Update;
    auto literals = [](const std::optional<ModelRow>& r) {
      return r ? std::vector<std::string>{r->id, r->u, r->v} : std::vector<std::string>{};
    };
    add(t, kind, modelTable()->layout, literals(e.before), literals(e.after));
  }

  const apply::Situation m_situation;
  const ConflictPolicy& m_policy;
  std::optional<apply::CorrectionBook> m_book{"back"};
  std::map<int64_t, CorrectionSeen> m_written;  // as rows of twintide.correction
  int64_t m_lastId = 0;
  std::map<ConflictKind, size_t> m_conflicts;
  std::optional<Op> m_meanwhile;
};

}  // namespace twintide::test
