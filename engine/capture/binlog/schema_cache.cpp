#include "engine/capture/binlog/schema_cache.h"

#include <cstdlib>

#include "engine/capture/binlog/query_class.h"
#include "engine/db/schema_reader.h"

namespace twintide::capture {

Status SchemaCache::preload(const ObjectFilter& filter) {
  m_tables.clear();
  ++m_generation;
  return m_session.with([&](db::Session& session) -> Status {
    auto tables = db::readTables(session, filter);
    if (!tables) return fail(tables.error());
    for (const auto& t : *tables) m_tables[t->id] = t;
    return m_charsets.empty() ? readCollations(session) : Status();
  });
}

Status SchemaCache::readCollations(db::Session& session) {
  // MariaDB 10.10+ keeps the ids of its newer collations only in the second view.
  const auto& traits = session.traits();
  const bool applicability = traits.mariaDb() && traits.number >= 101001;
  auto rows = session.query(
      applicability ? "SELECT id, character_set_name FROM "
                      "information_schema.collation_character_set_applicability"
                    : "SELECT id, character_set_name FROM information_schema.collations");
  if (!rows) return fail(rows.error());
  for (const auto& row : rows->rows) {
    if (row[0] && row[1])
      m_charsets[static_cast<uint32_t>(std::strtoul(row[0]->c_str(), nullptr, 10))] = *row[1];
  }
  return {};
}

Result<std::shared_ptr<const TableSchema>> SchemaCache::table(const TableId& id) {
  const auto it = m_tables.find(id);
  return it != m_tables.end() ? it->second : refreshed(id);
}

Result<std::shared_ptr<const TableSchema>> SchemaCache::refreshed(const TableId& id) {
  std::shared_ptr<const TableSchema> schema;
  TWINTIDE_TRY(m_session.with([&](db::Session& session) -> Status {
    auto read = db::readTable(session, id);
    if (read) schema = std::move(*read);
    // Dropped since its rows were written.
    else if (read.error().code != ErrorCode::TargetTableMissing)
      return fail(read.error());
    return {};
  }));
  if (schema)
    m_tables[id] = schema;
  else
    m_tables.erase(id);
  return schema;
}

Result<std::vector<std::shared_ptr<const TableSchema>>> SchemaCache::older(const TableId& id) {
  if (!m_older) return std::vector<std::shared_ptr<const TableSchema>>();
  return m_older(id);
}

Status SchemaCache::ddlSeen(std::string_view sql) {
  ++m_generation;
  std::vector<TableId> named;
  for (const auto& [id, schema] : m_tables)
    if (mentions(sql, id.table)) named.push_back(id);
  for (const TableId& id : named) {
    auto read = refreshed(id);
    if (!read) return fail(read.error());
  }
  return {};
}

std::string SchemaCache::charset(uint32_t collation) {
  if (collation == 63) return "binary";
  const auto it = m_charsets.find(collation);
  return it == m_charsets.end() ? "" : it->second;
}

}  // namespace twintide::capture
