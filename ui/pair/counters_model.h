// Purpose: the tables of a pair with what each link applied to them; at most 200 rows.
// Owner: ObjectsTab and the busiest-tables list. Thread: UI.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "engine/model/link_state.h"

namespace twintide::ui {

class CountersModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum class Column { Table, Direction, Inserts, Updates, Deletes, Rate, Count };
  using QAbstractTableModel::QAbstractTableModel;

  // Rows keep their place; numbers change in place.
  void show(const PairSnapshot& snapshot);
  int tables() const;  // a table has a row for each link
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    Direction direction;
    TableCounters counters;
  };
  QVariant text(const Row& row, Column column) const;
  QVariant raw(const Row& row, Column column) const;
  std::vector<Row> m_rows;
};

}  // namespace twintide::ui
