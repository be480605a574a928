#include "ui/pair/counters_model.h"

#include <algorithm>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/numbers.h"
#include "ui/theme/icons.h"
#include "ui/widgets/table.h"

namespace twintide::ui {

void CountersModel::show(const PairSnapshot& snapshot) {
  std::vector<Row> rows;
  for (const LinkSnapshot* link : {&snapshot.forward, &snapshot.reverse}) {
    for (const TableCounters& t : link->tables) rows.push_back({link->direction, t});
  }
  // By name, so that a row stays where the eye left it.
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.counters.table, a.direction) < std::tie(b.counters.table, b.direction);
  });
  const bool same = std::equal(
      rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) {
        return a.counters.table == b.counters.table && a.direction == b.direction;
      });
  if (!same) beginResetModel();
  m_rows = std::move(rows);
  if (!same)
    endResetModel();
  else if (!m_rows.empty())
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int CountersModel::tables() const {
  int n = 0;
  for (size_t i = 0; i < m_rows.size(); ++i)
    n += i == 0 || m_rows[i].counters.table != m_rows[i - 1].counters.table;
  return n;
}

int CountersModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CountersModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant CountersModel::text(const Row& row, Column column) const {
  const TableCounters& c = row.counters;
  switch (column) {
    case Column::Table:
      return qs(c.table);
    case Column::Direction:
      return row.direction == Direction::Forward ? tr("forward") : tr("reverse");
    case Column::Inserts:
      return text::count(c.inserts);
    case Column::Updates:
      return text::count(c.updates);
    case Column::Deletes:
      return text::count(c.deletes);
    case Column::Rate:
      return text::rate(c.rowsPerSecond);
    case Column::Count:
      break;
  }
  return {};
}

QVariant CountersModel::raw(const Row& row, Column column) const {
  const TableCounters& c = row.counters;
  switch (column) {
    case Column::Inserts:
      return QVariant::fromValue<qlonglong>(c.inserts);
    case Column::Updates:
      return QVariant::fromValue<qlonglong>(c.updates);
    case Column::Deletes:
      return QVariant::fromValue<qlonglong>(c.deletes);
    case Column::Rate:
      return c.rowsPerSecond;
    default:
      return text(row, column);
  }
}

QVariant CountersModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = m_rows[static_cast<size_t>(index.row())];
  const auto column = static_cast<Column>(index.column());
  const bool forward = row.direction == Direction::Forward;
  switch (role) {
    case Qt::DisplayRole:
      return text(row, column);
    case kRawRole:
      return raw(row, column);
    case Qt::TextAlignmentRole:
      return int((column >= Column::Inserts ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case kTintRole:
      if (column == Column::Direction) return int(forward ? Tint::Forward : Tint::Reverse);
      break;
    case kIconRole:
      if (column == Column::Direction) return int(forward ? Icon::ArrowRight : Icon::ArrowLeft);
      break;
    default:
      break;
  }
  return {};
}

QVariant CountersModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return int((section >= int(Column::Inserts) ? Qt::AlignRight : Qt::AlignLeft) |
               Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (static_cast<Column>(section)) {
    case Column::Table:
      return tr("Table");
    case Column::Direction:
      return tr("Link");
    case Column::Inserts:
      return tr("Inserts");
    case Column::Updates:
      return tr("Updates");
    case Column::Deletes:
      return tr("Deletes");
    case Column::Rate:
      return tr("Now");
    case Column::Count:
      break;
  }
  return {};
}

}  // namespace twintide::ui
