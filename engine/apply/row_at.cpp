#include "engine/apply/row_at.h"

#include "engine/apply/sql_rows.h"
#include "engine/db/row_text.h"
#include "engine/db/schema_reader.h"
#include "engine/db/session.h"

namespace twintide::apply {

Result<std::optional<std::string>> rowAt(const db::ConnectParams& server, const RowName& row) {
  auto session = db::Session::open(server);
  if (!session) return fail(session.error());
  auto schema = db::readTable(**session, row.first);
  if (!schema) {
    if (schema.error().code == ErrorCode::TargetTableMissing) return std::optional<std::string>();
    return fail(schema.error());
  }
  auto connection = db::DataConnection::open(server);
  if (!connection) return fail(connection.error());
  auto table = bindRowText(*schema, (*connection)->traits());
  if (!table) return fail(table.error());
  Arena arena;
  auto key = db::rowFromText(row.second, *(*table)->layout->schema, arena);
  if (!key) return fail(key.error());
  ForeignKeys none({});  // nothing is written
  return SqlRows(**connection, none).state(**table, *key);
}

}  // namespace twintide::apply
