// Purpose: the saved data sources: look, add, edit, test, remove.
// Owner: the main window. Thread: UI; the test is a job.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/data_sources/data_sources_model.h"
#include "ui/support/engine_view.h"

class QPushButton;
class QStackedWidget;
class QTableView;

namespace twintide::ui {

class MessageBar;

class DataSourcesPage : public QWidget {
  Q_OBJECT
 public:
  explicit DataSourcesPage(EngineView& view, QWidget* parent = nullptr);
  ~DataSourcesPage() override;

 private:
  QLayout* buildHead();
  void fill();
  void refreshButtons();
  const DataSource* chosen() const;
  void openDialog(const std::optional<DataSource>& edited);
  void test();
  void remove();

  EngineView& m_view;
  DataSourcesModel m_model;
  std::optional<api::Job<ServerInfo>> m_job;
  QStackedWidget* m_stack;
  QTableView* m_table;
  MessageBar* m_bar;
  QPushButton *m_add, *m_edit, *m_test, *m_remove;
};

}  // namespace twintide::ui
