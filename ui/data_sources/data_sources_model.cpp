#include "ui/data_sources/data_sources_model.h"

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/theme/icons.h"
#include "ui/widgets/table.h"

namespace twintide::ui {

void DataSourcesModel::reset(const std::vector<DataSource>& sources,
                             const std::vector<PairSpec>& pairs) {
  beginResetModel();
  m_sources = sources;
  m_pairs = pairs;
  endResetModel();
}

const DataSource* DataSourcesModel::at(int row) const {
  return row >= 0 && row < rowCount() ? &m_sources[static_cast<size_t>(row)] : nullptr;
}

int DataSourcesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_sources.size());
}

int DataSourcesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString DataSourcesModel::text(const DataSource& s, Column column) const {
  switch (column) {
    case Column::Name:
      return qs(s.name);
    case Column::Region:
      return QStringLiteral("%1 · %2").arg(qs(s.region.label())).arg(s.region.number);
    case Column::Kind:
      return text::serverKindText(s.kind);
    case Column::Address:
      return QStringLiteral("%1:%2").arg(qs(s.host)).arg(s.port);
    case Column::User:
      return qs(s.login());
    case Column::Environment:
      return environmentName(qs(s.environment));
    case Column::UsedBy: {
      QStringList names;
      for (const PairSpec& p : m_pairs)
        if (p.sourceA == s.name || p.sourceB == s.name) names << qs(p.shown());
      return names.isEmpty() ? QStringLiteral("—") : names.join(tr(", "));
    }
    case Column::Count:
      break;
  }
  return {};
}

QVariant DataSourcesModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const DataSource& s = m_sources[static_cast<size_t>(index.row())];
  const auto column = static_cast<Column>(index.column());
  if (role == Qt::DisplayRole) return text(s, column);
  if (role == Qt::ToolTipRole) return text(s, column);
  if (role == kTintRole && column == Column::Environment && s.environment == "production")
    return int(Tint::Error);
  return {};
}

QVariant DataSourcesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (static_cast<Column>(section)) {
    case Column::Name:
      return tr("Name");
    case Column::Region:
      return tr("Region");
    case Column::Kind:
      return tr("Kind");
    case Column::Address:
      return tr("Address");
    case Column::User:
      return tr("User");
    case Column::Environment:
      return tr("Environment");
    case Column::UsedBy:
      return tr("Used by");
    case Column::Count:
      break;
  }
  return {};
}

}  // namespace twintide::ui
