// Purpose: table ids of the stream → bindings, rebuilt only when shape or structure change.
// Owner: the event processor. Thread: the capture thread.
#pragma once

#include <memory>
#include <unordered_map>

#include "engine/capture/binlog/table_binding.h"

namespace twintide::capture {

class TableCache {
 public:
  TableCache(const OriginFilter& filter, SchemaLookup& lookup, const MapDialect& dialect)
      : m_filter(filter), m_lookup(lookup), m_dialect(dialect) {}

  // A TABLE_MAP event.
  Status map(const Event& event, const Format& format);
  // Null when the id has not been mapped.
  std::shared_ptr<const TableBinding> find(uint64_t tableId) const;
  // Between transactions: forgets all when too many have gathered. Ids rise with every reopening
  // of a table, so they are not worth keeping for long.
  void trim();
  void clear() { m_byId.clear(); }

 private:
  const OriginFilter& m_filter;
  SchemaLookup& m_lookup;
  const MapDialect m_dialect;
  std::unordered_map<uint64_t, std::shared_ptr<const TableBinding>> m_byId;
  // By shape: a table that was only reopened keeps its binding under its new id.
  std::unordered_map<std::string, std::shared_ptr<const TableBinding>> m_byShape;
};

}  // namespace twintide::capture
