#include "ui/wizard/object_model.h"

#include <algorithm>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

namespace twintide::ui {
namespace {
constexpr quintptr kDatabaseLevel = 0;  // internal id of a database; a table's is its parent + 1
}

void ObjectModel::setTables(std::vector<TableBrief> tables) {
  std::sort(tables.begin(), tables.end(),
            [](const TableBrief& a, const TableBrief& b) { return a.id < b.id; });
  beginResetModel();
  m_databases.clear();
  for (TableBrief& t : tables) {
    if (m_databases.empty() || m_databases.back().name != t.id.database)
      m_databases.push_back({t.id.database, {}});
    m_databases.back().tables.push_back(std::move(t));
  }
  endResetModel();
}

std::vector<TableBrief> ObjectModel::tables() const {
  std::vector<TableBrief> all;
  for (const Database& d : m_databases) all.insert(all.end(), d.tables.begin(), d.tables.end());
  return all;
}

void ObjectModel::setFilter(const ObjectFilter& filter) {
  if (m_filter == filter) return;
  m_filter = filter;
  refreshChecks();
}

void ObjectModel::refreshChecks() {
  for (int i = 0; i < static_cast<int>(m_databases.size()); ++i) {
    const QModelIndex parent = index(i, 0);
    emit dataChanged(parent, parent, {Qt::CheckStateRole});
    const int last = rowCount(parent) - 1;
    emit dataChanged(index(0, 0, parent), index(last, int(Column::Note), parent));
  }
}

QModelIndex ObjectModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column,
                     parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kDatabaseLevel);
}

QModelIndex ObjectModel::parent(const QModelIndex& child) const {
  if (!child.isValid() || child.internalId() == kDatabaseLevel) return {};
  return createIndex(static_cast<int>(child.internalId()) - 1, 0, kDatabaseLevel);
}

int ObjectModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(m_databases.size());
  if (parent.internalId() != kDatabaseLevel || parent.column() != 0) return 0;
  return static_cast<int>(m_databases[static_cast<size_t>(parent.row())].tables.size());
}

int ObjectModel::columnCount(const QModelIndex&) const {
  return static_cast<int>(Column::Count);
}

const TableBrief* ObjectModel::tableAt(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == kDatabaseLevel) return nullptr;
  return &m_databases[index.internalId() - 1].tables[static_cast<size_t>(index.row())];
}

Qt::CheckState ObjectModel::checkOf(const Database& d) const {
  int on = 0, of = 0;
  for (const TableBrief& t : d.tables) {
    if (!replicable(t)) continue;
    ++of;
    on += m_filter.matches(t.id.database, t.id.table);
  }
  if (on == 0) return Qt::Unchecked;
  return on == of ? Qt::Checked : Qt::PartiallyChecked;
}

QVariant ObjectModel::databaseData(const Database& d, Column column, int role) const {
  if (column == Column::Name && role == Qt::DisplayRole) return qs(d.name);
  if (column == Column::Name && role == Qt::CheckStateRole) return checkOf(d);
  if (column == Column::Note && role == Qt::DisplayRole)
    return tr("%n table(s)", nullptr, static_cast<int>(d.tables.size()));
  if (column == Column::Note && role == Qt::ForegroundRole) return tokens().muted;
  return {};
}

QVariant ObjectModel::tableData(const TableBrief& t, Column column, int role) const {
  const bool usable = replicable(t);
  if (role == Qt::ForegroundRole && (!usable || column != Column::Name)) return tokens().muted;
  if (role == Qt::TextAlignmentRole && column == Column::Rows)
    return int(Qt::AlignRight | Qt::AlignVCenter);
  if (column == Column::Name && role == Qt::CheckStateRole && usable)
    return m_filter.matches(t.id.database, t.id.table) ? Qt::Checked : Qt::Unchecked;
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  switch (column) {
    case Column::Name:
      return qs(t.id.table);
    case Column::Rows:
      return t.isView ? QString() : tr("about %1 rows").arg(text::count(t.rowEstimate));
    case Column::Note:
      if (t.isView)
        return role == Qt::ToolTipRole ? tr("A view has no rows of its own.")
                                       : tr("left out: view");
      if (!t.hasKey)
        return role == Qt::ToolTipRole
                   ? tr("It has neither a primary key nor a not-null unique key.")
                   : tr("left out: no key");
      return QString();
    case Column::Count:
      break;
  }
  return {};
}

QVariant ObjectModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto column = static_cast<Column>(index.column());
  if (const TableBrief* table = tableAt(index)) return tableData(*table, column, role);
  return databaseData(m_databases[static_cast<size_t>(index.row())], column, role);
}

bool ObjectModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
    return false;
  const bool on = static_cast<Qt::CheckState>(value.toInt()) == Qt::Checked;
  if (const TableBrief* table = tableAt(index))
    chooseTable(m_filter, table->id, on);
  else
    chooseDatabase(m_filter, m_databases[static_cast<size_t>(index.row())].name, on);
  refreshChecks();
  emit filterChanged();
  return true;
}

Qt::ItemFlags ObjectModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  const TableBrief* table = tableAt(index);
  Qt::ItemFlags f = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
  if (index.column() == 0 && (!table || replicable(*table))) f |= Qt::ItemIsUserCheckable;
  return f;
}

QVariant ObjectModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole && section == int(Column::Rows))
    return int(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (static_cast<Column>(section)) {
    case Column::Name:
      return tr("Database and table");
    case Column::Rows:
      return tr("Size");
    case Column::Note:
      return tr("Note");
    case Column::Count:
      break;
  }
  return {};
}

}  // namespace twintide::ui
