#include "engine/link/table_history.h"

#include "engine/base/clock.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::link {
namespace {

constexpr int kKept = 20;  // structures of one table

std::string rowsOf(const TableId& table) {
  return std::string("twintide.") + db::kTableBefore +
         " WHERE db_name=" + db::quoteText(table.database) +
         " AND table_name=" + db::quoteText(table.table);
}

}  // namespace

Status recordStructure(apply::Applier& applier, const TableSchema& table,
                       const std::string& linkId) {
  const std::string hash = std::to_string(table.structureHash());
  TWINTIDE_TRY(applier.execute("DELETE FROM " + rowsOf(table.id) + " AND structure_hash=" + hash));
  TWINTIDE_TRY(
      applier.execute(std::string("INSERT INTO twintide.") + db::kTableBefore +
                      " (link_id,db_name,table_name,structure_hash,structure,at_us) VALUES (" +
                      db::quoteText(linkId) + ',' + db::quoteText(table.id.database) + ',' +
                      db::quoteText(table.id.table) + ',' + hash + ',' +
                      db::quoteText(capture::structureToJson(table)) + ',' +
                      std::to_string(systemClock().wallUs()) + ')'));
  // A derived table: MySQL does not delete from what it reads.
  return applier.execute("DELETE FROM " + rowsOf(table.id) +
                         " AND id<=(SELECT id FROM (SELECT id FROM " + rowsOf(table.id) +
                         " ORDER BY id DESC LIMIT " + std::to_string(kKept) + ",1) AS kept)");
}

Result<std::vector<std::shared_ptr<const TableSchema>>> olderStructures(
    const db::ConnectParams& at, const db::ConnectParams& other, const TableId& table) {
  std::vector<std::shared_ptr<const TableSchema>> found;
  auto here = db::Session::open(at);
  if (!here) return fail(here.error());
  auto rows = (*here)->query("SELECT structure FROM " + rowsOf(table) + " ORDER BY id DESC");
  if (!rows) return fail(rows.error());
  for (const auto& row : rows->rows) {
    auto schema = capture::structureFromJson(row[0].value_or(""), table);
    if (!schema) return fail(schema.error());
    found.push_back(std::make_shared<const TableSchema>(std::move(*schema)));
  }
  auto there = db::Session::open(other);
  if (!there) return fail(there.error());
  auto now = db::readTable(**there, table);
  if (now)
    found.push_back(std::move(*now));
  else if (now.error().code != ErrorCode::TargetTableMissing)
    return fail(now.error());
  return found;
}

}  // namespace twintide::link
