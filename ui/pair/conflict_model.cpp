#include "ui/pair/conflict_model.h"

#include <algorithm>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/theme/icons.h"
#include "ui/widgets/table.h"

namespace twintide::ui {

void ConflictModel::reset(std::vector<Conflict> newestFirst) {
  beginResetModel();
  m_rows = std::move(newestFirst);
  if (m_rows.size() > kMax) m_rows.resize(kMax);
  endResetModel();
}

bool ConflictModel::takeNew(std::vector<Conflict> page) {
  const auto known =
      m_rows.empty() ? page.end() : std::find_if(page.begin(), page.end(), [&](const auto& c) {
        return c.id == m_rows.front().id;
      });
  if (known == page.end()) {
    reset(std::move(page));
    return false;
  }
  const auto fresh = known - page.begin();
  const auto over = std::max<ptrdiff_t>(0, fresh + std::ssize(m_rows) - ptrdiff_t{kMax});
  if (over > 0) {
    beginRemoveRows({}, rowCount() - static_cast<int>(over), rowCount() - 1);
    m_rows.resize(m_rows.size() - static_cast<size_t>(over));
    endRemoveRows();
  }
  if (fresh == 0) return true;
  beginInsertRows({}, 0, static_cast<int>(fresh) - 1);
  m_rows.insert(m_rows.begin(), page.begin(), known);
  endInsertRows();
  return true;
}

void ConflictModel::setSites(const QString& a, const QString& b) {
  m_siteA = a;
  m_siteB = b;
}

QString ConflictModel::incomingSite(const Conflict& c) const {
  return directionOf(c.linkId) == Direction::Reverse ? m_siteB : m_siteA;
}

QString ConflictModel::localSite(const Conflict& c) const {
  return directionOf(c.linkId) == Direction::Reverse ? m_siteA : m_siteB;
}

void ConflictModel::showAges() {
  const int column = static_cast<int>(Column::Age);
  if (!m_rows.empty())
    emit dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole});
}

// The side whose row stays: people think in sites, not in directions.
QString ConflictModel::winner(const Conflict& c) const {
  if (c.waits()) return tr("waits");
  if (c.winner == ConflictWinner::Incoming) return incomingSite(c);
  if (c.winner == ConflictWinner::Local) return localSite(c);
  return text::winnerText(c.winner);
}

void ConflictModel::append(std::vector<Conflict> older) {
  const size_t room = kMax - std::min(kMax, m_rows.size());
  if (older.size() > room) older.resize(room);
  if (older.empty()) return;
  beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(older.size()) - 1);
  m_rows.insert(m_rows.end(), older.begin(), older.end());
  endInsertRows();
}

const Conflict* ConflictModel::at(int row) const {
  return row >= 0 && row < rowCount() ? &m_rows[static_cast<size_t>(row)] : nullptr;
}

int ConflictModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConflictModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString ConflictModel::text(const Conflict& c, Column column) const {
  switch (column) {
    case Column::When:
      return clockText(c.atUs);
    case Column::Age:
      return uptimeText(nowUs() - c.atUs);
    case Column::Link:
      return directionOf(c.linkId) == Direction::Reverse ? tr("reverse") : tr("forward");
    case Column::Kind:
      return text::conflictText(c.kind);
    case Column::Table:
      return qs(c.table.text());
    case Column::Key:
      return qs(c.key);
    case Column::Policy:
      return text::policyText(c.policy);
    case Column::Winner:
      return winner(c);
    case Column::Count:
      break;
  }
  return {};
}

QVariant ConflictModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Conflict& c = m_rows[static_cast<size_t>(index.row())];
  const auto column = static_cast<Column>(index.column());
  const bool reverse = directionOf(c.linkId) == Direction::Reverse;
  if (role == Qt::DisplayRole) return text(c, column);
  if (role == Qt::ToolTipRole && column == Column::When) return text::dateTime(c.atUs);
  if (role == kRawRole) return QVariant::fromValue<qlonglong>(c.id);
  const bool quiet = column == Column::When || column == Column::Age;
  if (role == kTintRole && quiet) return int(Tint::Muted);
  if (column == Column::Winner && c.waits()) {
    if (role == kTintRole) return int(Tint::Warning);
    if (role == kIconRole) return int(Icon::Clock);
  }
  if (column == Column::Link && role == kTintRole)
    return int(reverse ? Tint::Reverse : Tint::Forward);
  if (column == Column::Link && role == kIconRole)
    return int(reverse ? Icon::ArrowLeft : Icon::ArrowRight);
  return {};
}

QVariant ConflictModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (static_cast<Column>(section)) {
    case Column::When:
      return tr("When");
    case Column::Age:
      return tr("Age");
    case Column::Link:
      return tr("Link");
    case Column::Kind:
      return tr("Conflict");
    case Column::Table:
      return tr("Table");
    case Column::Key:
      return tr("Row");
    case Column::Policy:
      return tr("Policy");
    case Column::Winner:
      return tr("Kept");
    case Column::Count:
      break;
  }
  return {};
}

}  // namespace twintide::ui
