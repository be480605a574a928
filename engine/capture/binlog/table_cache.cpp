#include "engine/capture/binlog/table_cache.h"

namespace twintide::capture {

static constexpr size_t kMaxTables = 8192;

Status TableCache::map(const Event& event, const Format& format) {
  auto id = parseTableId(event, format);
  if (!id) return fail(id.error());
  const std::string_view shape = tableMapShape(event, format);
  const auto known = m_byId.find(*id);
  const bool same = known != m_byId.end() && known->second->shape == shape;
  if (same && known->second->generation == m_lookup.generation()) return {};
  auto& slot = m_byShape[std::string(shape)];
  if (!slot || slot->generation != m_lookup.generation()) {
    auto made = bindTable(shape, m_filter, m_lookup, m_dialect);
    if (!made) return fail(made.error());
    slot = std::move(*made);
  }
  m_byId[*id] = slot;
  return {};
}

std::shared_ptr<const TableBinding> TableCache::find(uint64_t tableId) const {
  const auto it = m_byId.find(tableId);
  return it == m_byId.end() ? nullptr : it->second;
}

void TableCache::trim() {
  if (m_byId.size() > kMaxTables) m_byId.clear();
  if (m_byShape.size() > kMaxTables) m_byShape.clear();
}

}  // namespace twintide::capture
