// Purpose: table structures of the source, read once and anew after DDL that names the table.
// Owner: the binlog source. Thread: the capture thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "engine/capture/binlog/control_session.h"
#include "engine/capture/binlog/schema_lookup.h"
#include "engine/model/pair_spec.h"

namespace twintide::capture {

using OlderSchemas =
    std::function<Result<std::vector<std::shared_ptr<const TableSchema>>>(const TableId&)>;

class SchemaCache : public SchemaLookup {
 public:
  SchemaCache(ControlSession& session, OlderSchemas older)
      : m_session(session), m_older(std::move(older)) {}

  // Forgets all and reads the chosen tables: a structure read before a later ALTER is the one that
  // rows before that ALTER need.
  Status preload(const ObjectFilter& filter);

  Result<std::shared_ptr<const TableSchema>> table(const TableId& id) override;
  Result<std::shared_ptr<const TableSchema>> refreshed(const TableId& id) override;
  Result<std::vector<std::shared_ptr<const TableSchema>>> older(const TableId& id) override;
  bool learnsOlder() const override { return m_older != nullptr; }
  // Reads the tables it names at once: the sooner, the less a later ALTER can get ahead.
  Status ddlSeen(std::string_view sql) override;
  uint64_t generation() const override { return m_generation; }
  std::string charset(uint32_t collation) override;

 private:
  Status readCollations(db::Session& session);

  ControlSession& m_session;
  const OlderSchemas m_older;
  std::map<TableId, std::shared_ptr<const TableSchema>> m_tables;
  std::map<uint32_t, std::string> m_charsets;  // by collation id
  uint64_t m_generation = 1;
};

}  // namespace twintide::capture
