// Purpose: the conflicts of a pair, newest first, loaded page by page; at most 2000 are kept.
// Owner: ConflictsTab. Thread: UI.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "engine/model/conflict.h"

namespace twintide::ui {

class ConflictModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum class Column { When, Link, Kind, Table, Key, Policy, Winner, Count };
  static constexpr size_t kMax = 2000;
  using QAbstractTableModel::QAbstractTableModel;

  void reset(std::vector<Conflict> newestFirst);
  void append(std::vector<Conflict> older);
  int64_t oldestId() const { return m_rows.empty() ? 0 : m_rows.back().id; }
  int64_t newestId() const { return m_rows.empty() ? 0 : m_rows.front().id; }
  bool full() const { return m_rows.size() >= kMax; }
  const Conflict* at(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const Conflict& conflict, Column column) const;
  std::vector<Conflict> m_rows;
};

}  // namespace twintide::ui
