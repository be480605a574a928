// Purpose: the drills run on a pair, newest first; at most 50.
// Owner: DrillsTab. Thread: UI.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "engine/model/drill.h"

namespace twintide::ui {

class DrillsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum class Column { When, Result, Steps, Took, Count };
  static constexpr int kMax = 50;
  using QAbstractTableModel::QAbstractTableModel;

  void reset(std::vector<DrillReport> newestFirst);
  const DrillReport* at(int row) const;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<DrillReport> m_rows;
};

}  // namespace twintide::ui
