// Purpose: step 5: both directions checked before anything is created.
// Owner: PairWizard. Thread: UI.
#pragma once

#include "ui/wizard/wizard_page.h"

namespace twintide::ui {

class PrecheckView;

class PrecheckPage : public WizardPage {
  Q_OBJECT
 public:
  PrecheckPage(EngineView& view, PairDraft& draft);
  void initializePage() override;
  QString answer() const override;
  QString whyNot() const override;
  void stopWork() override;
  PrecheckView* checks() const { return m_checks; }

 private:
  PrecheckView* m_checks;
};

}  // namespace twintide::ui
