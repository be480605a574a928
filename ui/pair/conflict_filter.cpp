#include "ui/pair/conflict_filter.h"

#include "ui/pair/conflict_model.h"
#include "ui/support/job_watch.h"

namespace twintide::ui {

void ConflictFilter::setKind(std::optional<ConflictKind> kind) {
  m_kind = kind;
  invalidateFilter();
}

void ConflictFilter::setTable(const QString& table) {
  m_table = table;
  invalidateFilter();
}

bool ConflictFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (parent.isValid()) return false;
  const Conflict* c = static_cast<const ConflictModel*>(sourceModel())->at(row);
  if (!c) return false;
  return (!m_kind || c->kind == *m_kind) && (m_table.isEmpty() || qs(c->table.text()) == m_table);
}

}  // namespace twintide::ui
