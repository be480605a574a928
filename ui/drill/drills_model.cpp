#include "ui/drill/drills_model.h"

#include <algorithm>

#include "ui/support/format.h"
#include "ui/text/numbers.h"
#include "ui/theme/icons.h"
#include "ui/widgets/table.h"

namespace twintide::ui {
namespace {

int passedSteps(const DrillReport& r) {
  return static_cast<int>(std::count_if(r.steps.begin(), r.steps.end(), [](const DrillStep& s) {
    return s.state == DrillStepState::Passed;
  }));
}

}  // namespace

void DrillsModel::reset(std::vector<DrillReport> newestFirst) {
  beginResetModel();
  m_rows = std::move(newestFirst);
  if (m_rows.size() > kMax) m_rows.resize(kMax);
  endResetModel();
}

const DrillReport* DrillsModel::at(int row) const {
  return row >= 0 && row < rowCount() ? &m_rows[static_cast<size_t>(row)] : nullptr;
}

int DrillsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DrillsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant DrillsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const DrillReport& r = m_rows[static_cast<size_t>(index.row())];
  const auto column = static_cast<Column>(index.column());
  if (column == Column::Result && role == kTintRole)
    return int(r.passed() ? Tint::Ok : Tint::Error);
  if (column == Column::Result && role == kIconRole)
    return int(r.passed() ? Icon::Check : Icon::Cross);
  if (role != Qt::DisplayRole) return {};
  switch (column) {
    case Column::When:
      return text::dateTime(r.startedUs);
    case Column::Result:
      return r.passed() ? tr("Passed") : tr("Not passed");
    case Column::Steps:
      return tr("%1 of %2").arg(passedSteps(r)).arg(r.steps.size());
    case Column::Took:
      return text::duration(r.tookUs);
    case Column::Count:
      break;
  }
  return {};
}

QVariant DrillsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (static_cast<Column>(section)) {
    case Column::When:
      return tr("Started");
    case Column::Result:
      return tr("Result");
    case Column::Steps:
      return tr("Steps");
    case Column::Took:
      return tr("Took");
    case Column::Count:
      break;
  }
  return {};
}

}  // namespace twintide::ui
