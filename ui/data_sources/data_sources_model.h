// Purpose: the saved data sources and which pair uses each; as many as there are files.
// Owner: DataSourcesPage. Thread: UI.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "engine/model/data_source.h"
#include "engine/model/pair_spec.h"

namespace twintide::ui {

class DataSourcesModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum class Column { Name, Region, Kind, Address, User, Environment, UsedBy, Count };
  using QAbstractTableModel::QAbstractTableModel;

  void reset(const std::vector<DataSource>& sources, const std::vector<PairSpec>& pairs);
  const DataSource* at(int row) const;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const DataSource& source, Column column) const;
  std::vector<DataSource> m_sources;
  std::vector<PairSpec> m_pairs;
};

}  // namespace twintide::ui
