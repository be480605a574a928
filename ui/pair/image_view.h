// Purpose: the row images of one conflict side by side, columns that differ marked.
// Owner: ConflictsTab. Thread: UI.
#pragma once

#include <QScrollArea>

#include "engine/model/conflict.h"

class QGridLayout;

namespace twintide::ui {

class ImageView : public QScrollArea {
  Q_OBJECT
 public:
  explicit ImageView(QWidget* parent = nullptr);
  // incomingRegion wrote the change, localRegion holds the row it met.
  void show(const Conflict& conflict, const QString& incomingRegion, const QString& localRegion);
  int64_t shownId() const { return m_shownId; }  // 0 = none yet
  void forget() { m_shownId = 0; }               // what it shows may be out of date

 private:
  QLayout* buildHead(const Conflict& conflict) const;
  QLayout* buildImages(const Conflict& conflict, const QString& incoming, const QString& local);
  void addRow(QGridLayout* grid, const QString& column, const Conflict& conflict);
  int64_t m_shownId = 0;
  QWidget* m_body = nullptr;
};

}  // namespace twintide::ui
