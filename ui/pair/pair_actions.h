// Purpose: start, pause, resume and stop of a pair: asks where it is due, runs the job, asks for a
// missing password once and tries again.
// Owner: PairPage. Thread: UI.
#pragma once

#include <QObject>
#include <functional>

#include "ui/support/engine_view.h"

namespace twintide::ui {

class PairActions : public QObject {
  Q_OBJECT
 public:
  PairActions(EngineView& view, QWidget* parent);
  void setPair(const QString& name) { m_pair = name; }
  bool busy() const { return m_busy; }

  void start();
  void pause();
  void resume();
  void stop();
  // The DDL statement that a link has stopped at, as its error names it.
  void skipDdl(const Error& error);
  void remove();

 signals:
  void busyChanged();
  void failed(const twintide::Error& error);
  void succeeded();
  void removed();

 private:
  using Command = std::function<api::Job<void>()>;
  // after: runs when the command has succeeded.
  void run(Command command, std::function<void()> after = {});
  bool askPassword(const Error& error);
  QString shownName() const;
  // With what must not be done at sites with a change log until the links run again.
  QString withColumnsWarning(const QString& text) const;

  EngineView& m_view;
  QWidget* m_parent;
  QString m_pair;
  bool m_busy = false;
};

}  // namespace twintide::ui
