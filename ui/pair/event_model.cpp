#include "ui/pair/event_model.h"

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/theme/icons.h"
#include "ui/widgets/table.h"

namespace twintide::ui {
namespace {

Icon iconOf(EventLevel level) {
  if (level == EventLevel::Error) return Icon::Cross;
  return level == EventLevel::Warning ? Icon::Warning : Icon::Info;
}
Tint tintOf(EventLevel level) {
  if (level == EventLevel::Error) return Tint::Error;
  return level == EventLevel::Warning ? Tint::Warning : Tint::Muted;
}

// The link has a column of its own.
Event withoutLink(Event e) {
  e.linkId.clear();
  e.args.erase("link");
  return e;
}

}  // namespace

void EventModel::reset(std::vector<Event> newestFirst) {
  beginResetModel();
  m_events.assign(newestFirst.begin(), newestFirst.end());
  if (m_events.size() > kMax) m_events.resize(kMax);
  endResetModel();
}

void EventModel::append(std::vector<Event> older) {
  const size_t room = kMax - std::min(kMax, m_events.size());
  if (older.size() > room) older.resize(room);
  if (older.empty()) return;
  beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(older.size()) - 1);
  m_events.insert(m_events.end(), older.begin(), older.end());
  endInsertRows();
}

void EventModel::prepend(const Event& event) {
  if (m_events.size() >= kMax) {
    beginRemoveRows({}, rowCount() - 1, rowCount() - 1);
    m_events.pop_back();
    endRemoveRows();
  }
  beginInsertRows({}, 0, 0);
  m_events.push_front(event);
  endInsertRows();
}

int EventModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString EventModel::text(const Event& e, Column column) const {
  switch (column) {
    case Column::When:
      return clockText(e.atUs);
    case Column::Level:
      if (e.level == EventLevel::Error) return tr("Error");
      return e.level == EventLevel::Warning ? tr("Warning") : tr("Info");
    case Column::Link:
      if (e.linkId.empty()) return tr("pair");
      return directionOf(e.linkId) == Direction::Reverse ? tr("reverse") : tr("forward");
    case Column::What:
      return text::describe(withoutLink(e));
    case Column::Count:
      break;
  }
  return {};
}

QVariant EventModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Event& e = m_events[static_cast<size_t>(index.row())];
  const auto column = static_cast<Column>(index.column());
  if (role == Qt::DisplayRole) return text(e, column);
  if (role == Qt::ToolTipRole && column == Column::What) return text(e, column);
  if (role == Qt::ToolTipRole && column == Column::When) return text::dateTime(e.atUs);
  if (role == kRawRole) return QVariant::fromValue<qlonglong>(e.id);
  if (column == Column::Level && role == kTintRole) return int(tintOf(e.level));
  if (column == Column::Level && role == kIconRole) return int(iconOf(e.level));
  if (column == Column::When && role == kTintRole) return int(Tint::Muted);
  if (column == Column::Link && !e.linkId.empty()) {
    const bool reverse = directionOf(e.linkId) == Direction::Reverse;
    if (role == kTintRole) return int(reverse ? Tint::Reverse : Tint::Forward);
    if (role == kIconRole) return int(reverse ? Icon::ArrowLeft : Icon::ArrowRight);
  }
  return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (static_cast<Column>(section)) {
    case Column::When:
      return tr("When");
    case Column::Level:
      return tr("Level");
    case Column::Link:
      return tr("Link");
    case Column::What:
      return tr("What happened");
    case Column::Count:
      break;
  }
  return {};
}

}  // namespace twintide::ui
