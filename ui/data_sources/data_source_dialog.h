// Purpose: adds or edits one data source, with the connection test inside.
// Owner: DataSourcesPage. Thread: UI.
#pragma once

#include <QDialog>
#include <optional>

#include "ui/support/engine_view.h"

class QPushButton;

namespace twintide::ui {

class MessageBar;
class SiteForm;

class DataSourceDialog : public QDialog {
  Q_OBJECT
 public:
  // Nothing = a new one.
  DataSourceDialog(EngineView& view, const std::optional<DataSource>& edited,
                   QWidget* parent = nullptr);
  SiteForm* form() const { return m_form; }

 private:
  void save();
  void refresh();

  EngineView& m_view;
  bool m_fresh;
  SiteForm* m_form;
  MessageBar* m_bar;
  QPushButton* m_save;
};

}  // namespace twintide::ui
