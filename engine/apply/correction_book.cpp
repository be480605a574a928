#include "engine/apply/correction_book.h"

#include <cstdlib>

#include "engine/db/sql_text.h"

namespace twintide::apply {

Status CorrectionBook::load(db::DataConnection& target) {
  m_open.clear();
  m_byId.clear();
  rolledBack();
  auto rows = target.rows(
      "SELECT id,db_name,table_name,row_key FROM twintide.correction WHERE kind='S' AND link_id=" +
      db::quoteText(m_carrier));
  if (!rows) return fail(rows.error());
  for (const auto& r : *rows) {
    m_sent.emplace_back(std::strtoll(r[0].value_or("0").c_str(), nullptr, 10),
                        RowName{{r[1].value_or(""), r[2].value_or("")}, r[3].value_or("")});
  }
  committed();
  return {};
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
  if (c.kind != CorrectionSeen::Kind::State) return {};
  auto id = target.rows("SELECT LAST_INSERT_ID()");
  if (!id) return fail(id.error());
  opened(std::strtoll((*id)[0][0].value_or("0").c_str(), nullptr, 10), {c.table, c.key});
  return {};
}

Status CorrectionBook::write(db::DataConnection& target, const std::vector<CorrectionSeen>& due,
                             const std::vector<int64_t>& answeredIds) {
  for (const CorrectionSeen& c : due) TWINTIDE_TRY(send(target, c));
  if (!answeredIds.empty()) TWINTIDE_TRY(forget(target, answeredIds));
  answered(answeredIds);
  if (due.empty()) return {};
  // Requests and answers need not stay: the log has them.
  auto done = target.execute("DELETE FROM twintide.correction WHERE kind<>'S' AND link_id=" +
                             db::quoteText(m_carrier));
  if (!done) return fail(done.error());
  return {};
}

Status CorrectionBook::forget(db::DataConnection& target, const std::vector<int64_t>& ids) {
  std::string list;
  for (int64_t id : ids) list += (list.empty() ? "" : ",") + std::to_string(id);
  auto done = target.execute("DELETE FROM twintide.correction WHERE id IN (" + list + ")");
  if (!done) return fail(done.error());
  return {};
}

void CorrectionBook::answered(const std::vector<int64_t>& ids) {
  m_forgotten.insert(m_forgotten.end(), ids.begin(), ids.end());
}

void CorrectionBook::committed() {
  for (auto& [id, row] : m_sent) {
    m_open[row].insert(id);
    m_byId.emplace(id, std::move(row));
  }
  for (int64_t id : m_forgotten) {
    const auto at = m_byId.find(id);
    if (at == m_byId.end()) continue;
    const auto open = m_open.find(at->second);
    open->second.erase(id);
    if (open->second.empty()) m_open.erase(open);
    m_byId.erase(at);
  }
  rolledBack();
}

void CorrectionBook::rolledBack() {
  m_sent.clear();
  m_forgotten.clear();
}

}  // namespace twintide::apply
