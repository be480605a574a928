// Purpose: the newest events of a pair, newest first; at most 1000 are kept.
// Owner: EventsTab. Thread: UI.
#pragma once

#include <QAbstractTableModel>
#include <deque>

#include "engine/model/event.h"

namespace twintide::ui {

class EventModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum class Column { When, Level, Link, What, Count };
  static constexpr size_t kMax = 1000;
  using QAbstractTableModel::QAbstractTableModel;

  void reset(std::vector<Event> newestFirst);
  void append(std::vector<Event> older);
  void prepend(const Event& event);
  int64_t oldestId() const { return m_events.empty() ? 0 : m_events.back().id; }
  bool full() const { return m_events.size() >= kMax; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const Event& event, Column column) const;
  std::deque<Event> m_events;
};

}  // namespace twintide::ui
