// Purpose: language and look of the program, and where it keeps its files.
// Owner: the main window. Thread: UI.
#pragma once

#include <QWidget>

#include "engine/api/engine.h"

class QComboBox;

namespace twintide::ui {

class SettingsPage : public QWidget {
  Q_OBJECT
 public:
  explicit SettingsPage(api::Engine& engine, QWidget* parent = nullptr);
  QComboBox* language() const { return m_language; }
  QComboBox* look() const { return m_look; }

 private:
  QComboBox* m_language;
  QComboBox* m_look;
};

}  // namespace twintide::ui
