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
  enum class Column { When, Age, Link, Kind, Table, Key, Policy, Winner, Count };
  static constexpr size_t kMax = 2000;
  using QAbstractTableModel::QAbstractTableModel;

  void reset(std::vector<Conflict> newestFirst);
  // The newest page: what is newer than the first row goes on top; false when nothing is left of
  // what was loaded, so that the page is all there is.
  bool takeNew(std::vector<Conflict> newestFirst);
  void append(std::vector<Conflict> older);
  int64_t oldestId() const { return m_rows.empty() ? 0 : m_rows.back().id; }
  bool full() const { return m_rows.size() >= kMax; }
  const Conflict* at(int row) const;
  void setSites(const QString& a, const QString& b);
  // Where the change was made, and where it met another row.
  QString incomingSite(const Conflict& conflict) const;
  QString localSite(const Conflict& conflict) const;
  void showAges();  // ages have grown

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const Conflict& conflict, Column column) const;
  QString winner(const Conflict& conflict) const;
  std::vector<Conflict> m_rows;
  QString m_siteA, m_siteB;
};

}  // namespace twintide::ui
