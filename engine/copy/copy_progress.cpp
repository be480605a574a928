#include "engine/copy/copy_progress.h"

#include <cstdlib>

#include "engine/db/sql_text.h"

namespace twintide::copy {
namespace {

std::string selectSql(const std::string& linkId, const TableId& table) {
  return "SELECT last_key,rows_copied,done FROM twintide.copy_progress WHERE link_id=" +
         db::quoteText(linkId) + " AND db_name=" + db::quoteText(table.database) +
         " AND table_name=" + db::quoteText(table.table);
}

Progress toProgress(const std::vector<std::optional<std::string>>& row) {
  return {row[0].value_or(""), std::strtoll(row[1].value_or("0").c_str(), nullptr, 10),
          row[2].value_or("0") == "1", true};
}

}  // namespace

Result<Progress> readProgress(db::DataConnection& target, const std::string& linkId,
                              const TableId& table) {
  auto rows = target.rows(selectSql(linkId, table));
  if (!rows) return fail(rows.error());
  return rows->empty() ? Progress() : toProgress((*rows)[0]);
}

Result<Progress> readProgress(db::Session& target, const std::string& linkId,
                              const TableId& table) {
  auto rows = target.query(selectSql(linkId, table));
  if (!rows) return fail(rows.error());
  return rows->empty() ? Progress() : toProgress(rows->rows[0]);
}

std::string progressSql(const std::string& linkId, const TableId& table, const Progress& p) {
  const std::string values =
      db::quoteText(p.lastKey) + ',' + std::to_string(p.rows) + ',' + (p.done ? '1' : '0');
  return "REPLACE INTO twintide.copy_progress"
         "(link_id,db_name,table_name,last_key,rows_copied,done) VALUES (" +
         db::quoteText(linkId) + ',' + db::quoteText(table.database) + ',' +
         db::quoteText(table.table) + ',' + values + ')';
}

}  // namespace twintide::copy
