// Purpose: step 3: which tables are replicated, by ticking or by rules.
// Owner: PairWizard. Thread: UI; the table list is a job.
#pragma once

#include <optional>

#include "ui/wizard/object_model.h"
#include "ui/wizard/wizard_page.h"

class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QSortFilterProxyModel;
class QTreeView;

namespace twintide::ui {

class ObjectsPage : public WizardPage {
  Q_OBJECT
 public:
  ObjectsPage(EngineView& view, PairDraft& draft);
  void initializePage() override;
  QString answer() const override;
  QString whyNot() const override;
  void stopWork() override;
  ObjectModel& model() { return m_model; }

 private:
  QWidget* buildTree();
  QWidget* buildRules();
  void load();
  void loaded(const Result<std::vector<TableBrief>>& result);
  void rulesEdited();
  void ticked();
  void count();

  std::optional<api::Job<std::vector<TableBrief>>> m_job;
  std::optional<DataSource> m_loadedFrom;
  bool m_writing = false;
  ObjectModel m_model;
  QSortFilterProxyModel* m_filtered;
  QTreeView* m_tree;
  QLineEdit* m_search;
  QProgressBar* m_busy;
  QPlainTextEdit* m_include;
  QPlainTextEdit* m_exclude;
  QLabel* m_count;
};

}  // namespace twintide::ui
