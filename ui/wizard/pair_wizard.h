// Purpose: creates both data sources and both links of a pair in six steps.
// Owner: the main window, which shows it in place of everything else. Thread: UI.
#pragma once

#include <QWizard>
#include <vector>

#include "ui/support/engine_view.h"
#include "ui/wizard/draft.h"

class QLabel;

namespace twintide::ui {

class StepList;
class WizardPage;

class PairWizard : public QWizard {
  Q_OBJECT
 public:
  enum Step { Sites, Types, Objects, Options, Precheck, Review, StepCount };
  explicit PairWizard(EngineView& view, QWidget* parent = nullptr);
  ~PairWizard() override;

  // Empty until "Create and start" has saved everything.
  QString createdPair() const { return m_created; }
  PairDraft& draft() { return m_draft; }
  WizardPage* stepPage(int step) const;

 public slots:
  void reject() override;
  void accept() override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildButtons();
  void refreshSteps();
  void trimLayout();
  bool anythingEntered() const;
  void forgetDraft();

  EngineView& m_view;
  PairDraft m_draft;
  StepList* m_steps;
  QLabel* m_hint;  // why Next is off
  QString m_created;
};

}  // namespace twintide::ui
