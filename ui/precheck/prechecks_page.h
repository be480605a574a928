// Purpose: prechecks of an existing pair, at any time: before maintenance, after a change.
// Owner: the main window. Thread: UI.
#pragma once

#include <QWidget>

#include "ui/support/engine_view.h"

class QComboBox;

namespace twintide::ui {

class PrecheckView;

class PrechecksPage : public QWidget {
  Q_OBJECT
 public:
  explicit PrechecksPage(EngineView& view, QWidget* parent = nullptr);
  PrecheckView* checks() const { return m_checks; }

 private:
  void fill();
  void picked();

  EngineView& m_view;
  QComboBox* m_pick;
  PrecheckView* m_checks;
};

}  // namespace twintide::ui
