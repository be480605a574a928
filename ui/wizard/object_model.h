// Purpose: databases and their tables with tick boxes; what is ticked follows from the rules.
// Owner: ObjectsPage. Thread: UI.
#pragma once

#include <QAbstractItemModel>
#include <vector>

#include "ui/wizard/object_rules.h"

namespace twintide::ui {

class ObjectModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum class Column { Name, Rows, Note, Count };
  using QAbstractItemModel::QAbstractItemModel;

  void setTables(std::vector<TableBrief> tables);
  void setFilter(const ObjectFilter& filter);
  const ObjectFilter& filter() const { return m_filter; }
  std::vector<TableBrief> tables() const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& child) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 signals:
  void filterChanged();

 private:
  struct Database {
    std::string name;
    std::vector<TableBrief> tables;
  };
  const TableBrief* tableAt(const QModelIndex& index) const;
  Qt::CheckState checkOf(const Database& database) const;
  QVariant databaseData(const Database& database, Column column, int role) const;
  QVariant tableData(const TableBrief& table, Column column, int role) const;
  void refreshChecks();

  std::vector<Database> m_databases;
  ObjectFilter m_filter;
};

}  // namespace twintide::ui
