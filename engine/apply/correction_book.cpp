#include "engine/apply/correction_book.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "engine/db/sql_text.h"

namespace twintide::apply {

using Kind = CorrectionSeen::Kind;

namespace {

constexpr size_t kMaxTouched = 100'000;  // keys of a listed table that are kept
constexpr size_t kReadAtOnce = 10'000;   // rows of twintide.correction
constexpr size_t kForgetAtOnce = 10'000;

// Stays in twintide.correction until it is over.
bool staysOpen(Kind kind) {
  return kind == Kind::State || kind == Kind::Parked || kind == Kind::Emptied;
}

}  // namespace

void Unsettled::park(ParkedRow p, bool told) {
  parked.emplace(std::move(p.row), Parked{std::move(p.name), told});
}

void Unsettled::release(const RowName& row) {
  parked.erase(row);
  released.insert(row);
}

bool CorrectionBook::concerns(const TableId& table) const {
  const RowName first{table, ""};
  const auto open = m_open.lower_bound(first);
  if (open != m_open.end() && open->first.first == table) return true;
  const auto parked = m_parked.lower_bound(first);
  return parked != m_parked.end() && parked->first.first == table;
}

void Unsettled::touch(RowName row) {
  if (touched.size() < kMaxTouched)
    touched.insert(std::move(row));
  else
    touchedMore = true;
}

size_t CorrectionBook::countedWith(const Unsettled& more) const {
  if (m_open.empty()) return more.counted();
  size_t rows = m_openCounted;
  for (const RowName& row : more.rows)
    if (!contested(row)) rows += rowsCounted(row.second.size());
  return rows;
}

bool CorrectionBook::lookedAgain(const RowName& row) const {
  const auto at = m_open.find(row);
  return at != m_open.end() && at->second.looked;
}

const std::string* CorrectionBook::parkedAs(const RowName& row) const {
  const auto at = m_parked.find(row);
  return at == m_parked.end() ? nullptr : &at->second.name;
}

bool CorrectionBook::hasParked(const TableId& table) const {
  const auto at = m_parked.lower_bound({table, ""});
  return at != m_parked.end() && at->first.first == table;
}

std::vector<ParkedRow> CorrectionBook::parked() const {
  std::vector<ParkedRow> rows;
  for (const auto& [row, parked] : m_parked) rows.push_back({row, parked.name});
  return rows;
}

Status CorrectionBook::load(db::DataConnection& target) {
  m_byId.clear();
  m_open.clear();
  m_openCounted = 0;
  m_unsure.clear();
  m_parked.clear();
  m_listed.clear();
  rolledBack();
  std::string last = "0";
  for (;;) {
    auto rows = target.rows(
        "SELECT id,kind,db_name,table_name,row_key,IF(kind='Q',row_after,LEFT(row_after,1)),"
        "answered FROM twintide.correction WHERE kind IN ('S','Q','T') AND link_id=" +
        db::quoteText(m_carrier) + " AND id>" + last + " ORDER BY id LIMIT " +
        std::to_string(kReadAtOnce));
    if (!rows) return fail(rows.error());
    for (const auto& r : *rows) {
      CorrectionSeen c;
      c.kind = static_cast<Kind>(r[1].value_or("S")[0]);
      c.table = {r[2].value_or(""), r[3].value_or("")};
      c.key = r[4].value_or("");
      c.after = r[5];
      c.answeredId = std::strtoll(r[6].value_or("0").c_str(), nullptr, 10);
      found(std::strtoll(r[0].value_or("0").c_str(), nullptr, 10), c);
    }
    if (rows->size() < kReadAtOnce) return {};
    last = rows->back()[0].value_or("0");
  }
}

void CorrectionBook::found(int64_t id, const CorrectionSeen& c) {
  sent(id, c);
  committed();
  if (c.kind == Kind::Emptied) m_listed[c.table].whole = false;
}

Status CorrectionBook::send(db::DataConnection& target, const CorrectionSeen& c) {
  const char letter = static_cast<char>(c.kind);
  auto done = target.execute(
      "INSERT INTO twintide.correction (link_id,kind,answered,db_name,table_name,row_key,row_after)"
      " VALUES (" +
      db::quoteText(m_carrier) + ",'" + letter + "'," + std::to_string(c.answeredId) + ',' +
      db::quoteText(c.table.database) + ',' + db::quoteText(c.table.table) + ',' +
      db::quoteText(c.key) + ',' + (c.after ? db::quoteText(*c.after) : "NULL") + ')');
  if (!done) return fail(done.error());
  if (!staysOpen(c.kind)) return {};
  auto id = target.rows("SELECT LAST_INSERT_ID()");
  if (!id) return fail(id.error());
  sent(std::strtoll((*id)[0][0].value_or("0").c_str(), nullptr, 10), c);
  return {};
}

void CorrectionBook::sent(int64_t id, const CorrectionSeen& c) {
  if (!staysOpen(c.kind)) return;
  Sent s{id, c.kind, {c.table, c.key}, "", false, false};
  if (c.kind == Kind::Parked) s.name = c.after.value_or("");
  s.looked = c.kind == Kind::State && c.answeredId == kLookedAgain;
  s.noRow = c.kind == Kind::State && !c.after && !s.looked;
  m_sent.push_back(std::move(s));
}

void CorrectionBook::sure(const std::map<int64_t, RowName>& states) {
  for (const auto& [id, row] : states) m_unsure.erase(id);
}

Status CorrectionBook::write(db::DataConnection& target, const std::vector<CorrectionSeen>& due,
                             const Unsettled& done) {
  std::vector<int64_t> gone = done.answered;
  for (const RowName& row : done.released) {
    if (const auto at = m_parked.find(row); at != m_parked.end()) gone.push_back(at->second.id);
  }
  const std::vector<int64_t> old = superseded(due);
  gone.insert(gone.end(), old.begin(), old.end());
  TWINTIDE_TRY(forget(target, gone));
  for (const CorrectionSeen& c : due) TWINTIDE_TRY(send(target, c));
  over(done);
  if (due.empty()) return {};
  // Requests and answers need not stay: the log has them.
  auto swept = target.execute(
      "DELETE FROM twintide.correction WHERE kind NOT IN ('S','Q','T') AND link_id=" +
      db::quoteText(m_carrier));
  if (!swept) return fail(swept.error());
  return {};
}

std::vector<int64_t> CorrectionBook::superseded(const std::vector<CorrectionSeen>& due) const {
  std::vector<int64_t> ids;
  for (const CorrectionSeen& c : due) {
    if (c.kind != Kind::State) continue;
    if (const auto at = m_open.find({c.table, c.key}); at != m_open.end())
      ids.push_back(at->second.id);
  }
  return ids;
}

Status CorrectionBook::forget(db::DataConnection& target, const std::vector<int64_t>& ids) {
  for (size_t from = 0; from < ids.size(); from += kForgetAtOnce) {
    std::string list;
    for (size_t i = from; i < std::min(ids.size(), from + kForgetAtOnce); ++i)
      list += (list.empty() ? "" : ",") + std::to_string(ids[i]);
    auto done = target.execute("DELETE FROM twintide.correction WHERE id IN (" + list + ")");
    if (!done) return fail(done.error());
  }
  return {};
}

// What was touched is kept even if the group is rolled back: a key too many does no harm.
void CorrectionBook::over(const Unsettled& over) {
  m_forgotten.insert(m_forgotten.end(), over.answered.begin(), over.answered.end());
  m_released.insert(m_released.end(), over.released.begin(), over.released.end());
  for (auto& [table, listed] : m_listed) listed.tooMany |= over.touchedMore;
  for (const RowName& row : over.touched) {
    const auto at = m_listed.find(row.first);
    if (at == m_listed.end()) continue;
    if (at->second.touched.size() < kMaxTouched)
      at->second.touched.insert(row.second);
    else
      at->second.tooMany = true;
  }
}

// First what is over: a table may be listed anew.
void CorrectionBook::committed() {
  for (const RowName& row : m_released) m_parked.erase(row);
  for (int64_t id : m_forgotten) close(id);
  for (Sent& s : m_sent) open(s);
  rolledBack();
}

void CorrectionBook::open(Sent& s) {
  if (s.kind == Kind::Parked) {
    m_parked.insert_or_assign(std::move(s.row), ParkedHere{s.id, std::move(s.name)});
    return;
  }
  if (s.kind == Kind::Emptied) {
    m_listed[s.row.first].ids.insert(s.id);
    return;
  }
  if (s.noRow) m_unsure.emplace(s.id, s.row);
  const LastState last{s.id, s.looked};
  const auto [at, first] = m_open.try_emplace(std::move(s.row), last);
  if (first)
    m_openCounted += rowsCounted(at->first.second.size());
  else
    m_byId.erase(std::exchange(at->second, last).id);
  m_byId.emplace(s.id, at);
}

void CorrectionBook::close(int64_t id) {
  for (auto& [table, listed] : m_listed) listed.ids.erase(id);
  std::erase_if(m_listed, [](const auto& listed) { return listed.second.ids.empty(); });
  const auto at = m_byId.find(id);
  if (at == m_byId.end()) return;
  m_openCounted -= rowsCounted(at->second->first.second.size());
  m_open.erase(at->second);
  m_byId.erase(at);
}

void CorrectionBook::rolledBack() {
  m_sent.clear();
  m_forgotten.clear();
  m_released.clear();
}

}  // namespace twintide::apply
