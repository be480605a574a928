// Purpose: the loaded conflicts of one kind, of one table, or all of them.
// Owner: ConflictsTab. Thread: UI.
#pragma once

#include <QSortFilterProxyModel>
#include <optional>

#include "engine/model/conflict.h"

namespace twintide::ui {

class ConflictFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;
  // Nothing and an empty text let everything pass. table: "database.table".
  void setKind(std::optional<ConflictKind> kind);
  void setTable(const QString& table);
  bool narrows() const { return m_kind || !m_table.isEmpty(); }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  std::optional<ConflictKind> m_kind;
  QString m_table;
};

}  // namespace twintide::ui
