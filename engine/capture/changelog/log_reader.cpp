#include "engine/capture/changelog/log_reader.h"

#include <algorithm>
#include <charconv>

namespace twintide::capture {
namespace {

// A DDL statement's schema version is drawn before it commits; its last step never takes this long.
constexpr uint64_t kDdlSlackUs = 600'000'000;
constexpr uint64_t kNsPerUs = 1000;

template <class T>
T number(const db::FieldView& f) {
  T value{};
  if (f.data) std::from_chars(f.data, f.data + f.size, value);
  return value;
}

std::string text(const db::FieldView& f) {
  return f.data ? std::string(f.data, f.size) : std::string();
}

uint64_t ddlFloor(uint64_t scn) {
  const uint64_t us = scn / kNsPerUs;
  return us > kDdlSlackUs ? us - kDdlSlackUs : 0;
}

Status readEntries(db::DataConnection& connection, const std::string& sql,
                   std::vector<LogEntry>& out) {
  return connection.stream(sql, [&](const std::vector<db::FieldView>& f) {
    out.push_back({number<uint64_t>(f[0]), number<int>(f[1]) == 0 ? EntryKind::Ddl : EntryKind::Row,
                   number<int64_t>(f[2]), number<uint64_t>(f[3])});
    return true;
  });
}

constexpr const char* kRowColumns =
    "ORA_ROWSCN AS scn, 1 AS kind, seq AS id, "
    "IFNULL(LENGTH(before_image),0)+IFNULL(LENGTH(after_image),0) AS bytes FROM "
    "twintide.change_log";

}  // namespace

Result<bool> LogReader::ddlReadable() {
  if (m_ddlReadable >= 0) return m_ddlReadable == 1;
  auto seen = m_connection.rows(
      "SELECT d.schema_version FROM oceanbase.__all_ddl_operation d, "
      "oceanbase.__all_database_history h LIMIT 1");
  if (!seen && seen.error().code == ErrorCode::ConnectionLost) return fail(seen.error());
  m_ddlReadable = seen ? 1 : 0;
  return m_ddlReadable == 1;
}

std::string LogReader::batchSql(const LogPosition& from, int64_t afterSeq) const {
  const std::string scn = std::to_string(from.scn);
  std::string sql = std::string("SELECT ") + kRowColumns + " WHERE seq>" +
                    std::to_string(afterSeq) + " AND ORA_ROWSCN>" + scn;
  if (m_ddlReadable == 1) {
    sql +=
        " UNION ALL SELECT ORA_ROWSCN, 0, schema_version, LENGTH(ddl_stmt_str) FROM "
        "oceanbase.__all_ddl_operation WHERE schema_version>" +
        std::to_string(ddlFloor(from.scn)) + " AND ddl_stmt_str<>'' AND (ORA_ROWSCN>" + scn;
    if (from.ddl != LogPosition::kAll) {
      sql += " OR (ORA_ROWSCN=" + scn + " AND schema_version>" + std::to_string(from.ddl) + ")";
    }
    sql += ")";
  }
  return sql + " ORDER BY 1,2,3 LIMIT " + std::to_string(m_maxEntries);
}

Result<LogBatch> LogReader::read(const LogPosition& from, int64_t afterSeq) {
  LogBatch batch;
  TWINTIDE_TRY(readEntries(m_connection, batchSql(from, afterSeq), batch.entries));
  batch.complete = batch.entries.size() < m_maxEntries;
  if (batch.complete) return batch;
  // The limit may have cut the last transaction: it is read again next time.
  const uint64_t last = batch.entries.back().scn;
  if (batch.entries.front().scn == last) return readOneTransaction(last, afterSeq);
  while (batch.entries.back().scn == last) batch.entries.pop_back();
  return batch;
}

Result<LogBatch> LogReader::readOneTransaction(uint64_t scn, int64_t afterSeq) {
  LogBatch batch;
  TWINTIDE_TRY(readEntries(m_connection,
                           std::string("SELECT ") + kRowColumns + " WHERE seq>" +
                               std::to_string(afterSeq) + " AND ORA_ROWSCN=" + std::to_string(scn) +
                               " ORDER BY seq",
                           batch.entries));
  return batch;
}

Result<std::unordered_map<int64_t, LogRow>> LogReader::rows(const LogEntry* from, size_t count) {
  std::unordered_map<int64_t, LogRow> out;
  int64_t low = INT64_MAX, high = 0;
  std::string list;
  for (const LogEntry* e = from; e != from + count; ++e) {
    if (e->kind != EntryKind::Row) continue;
    low = std::min(low, e->id);
    high = std::max(high, e->id);
    list += (list.empty() ? "" : ",") + std::to_string(e->id);
    out.emplace(e->id, LogRow());
  }
  if (out.empty()) return out;
  std::string sql =
      "SELECT seq, layout, op, before_image, after_image FROM twintide.change_log WHERE seq ";
  // A range beats a list unless most of it belongs to other transactions.
  const bool dense = static_cast<uint64_t>(high - low) < out.size() * 2;
  sql += dense ? "BETWEEN " + std::to_string(low) + " AND " + std::to_string(high)
               : "IN (" + list + ")";
  size_t found = 0;
  TWINTIDE_TRY(m_connection.stream(sql, [&](const std::vector<db::FieldView>& f) {
    auto it = out.find(number<int64_t>(f[0]));
    if (it == out.end()) return true;
    const char op = f[2].size ? f[2].data[0] : '?';
    const bool unchecked = op >= 'a' && op <= 'z';
    it->second = {number<int64_t>(f[1]), unchecked ? static_cast<char>(op - 'a' + 'A') : op,
                  text(f[3]), text(f[4]), unchecked};
    ++found;
    return true;
  }));
  if (found != out.size()) return fail(ErrorCode::ChangeLogBroken, {{"reason", "rows_gone"}});
  return out;
}

Result<DdlRow> LogReader::ddl(const LogEntry& entry) {
  auto rows = m_connection.rows(
      "SELECT operation_type, database_id, ddl_stmt_str, table_id FROM "
      "oceanbase.__all_ddl_operation WHERE "
      "schema_version=" +
      std::to_string(entry.id));
  if (!rows) return fail(rows.error());
  if (rows->empty()) return fail(ErrorCode::ChangeLogBroken, {{"reason", "ddl_gone"}});
  const auto& r = rows->front();
  DdlRow out;
  out.scn = entry.scn;
  out.version = entry.id;
  out.operation = std::strtoll(r[0].value_or("0").c_str(), nullptr, 10);
  out.databaseId = std::strtoll(r[1].value_or("0").c_str(), nullptr, 10);
  out.sql = r[2].value_or("");
  out.tableId = std::strtoll(r[3].value_or("0").c_str(), nullptr, 10);
  if (auto known = m_databases.find(out.databaseId); known != m_databases.end()) {
    out.database = known->second;
    return out;
  }
  // The history still knows a database that has been dropped since.
  auto names = m_connection.rows(
      "SELECT database_name FROM oceanbase.__all_database_history WHERE is_deleted=0 AND "
      "database_id=" +
      std::to_string(out.databaseId) + " ORDER BY schema_version DESC LIMIT 1");
  if (!names) return fail(names.error());
  if (!names->empty()) out.database = (*names)[0][0].value_or("");
  if (m_databases.size() > 1000) m_databases.clear();
  m_databases[out.databaseId] = out.database;
  return out;
}

Result<uint64_t> LogReader::currentScn() {
  auto rows = m_connection.rows("SELECT current_scn()");
  if (!rows) return fail(rows.error());
  if (rows->empty()) return fail(ErrorCode::ChangeLogUnavailable, {{"reason", "current_scn"}});
  return std::strtoull((*rows)[0][0].value_or("0").c_str(), nullptr, 10);
}

// A read at snapshot s must show every commit ≤ s and can never show another one later, so it waits
// for transactions that are about to commit below s and pushes the others above it.
Status LogReader::settle(uint64_t scn, int64_t afterSeq) {
  const std::string at = " AS OF SNAPSHOT " + std::to_string(scn);
  auto seen = m_connection.rows("SELECT COUNT(*) FROM twintide.change_log" + at + " WHERE seq>" +
                                std::to_string(afterSeq));
  if (!seen) return fail(seen.error());
  if (m_ddlReadable != 1) return {};
  seen = m_connection.rows("SELECT COUNT(*) FROM oceanbase.__all_ddl_operation" + at +
                           " WHERE schema_version>" + std::to_string(ddlFloor(scn)));
  if (!seen) return fail(seen.error());
  return {};
}

}  // namespace twintide::capture
