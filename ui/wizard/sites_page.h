// Purpose: step 1: both sites at once, each tested where it is described.
// Owner: PairWizard. Thread: UI.
#pragma once

#include "ui/wizard/wizard_page.h"

namespace twintide::ui {

class SiteForm;

class SitesPage : public WizardPage {
  Q_OBJECT
 public:
  SitesPage(EngineView& view, PairDraft& draft);
  QString answer() const override;
  QString whyNot() const override;
  void stopWork() override;
  bool validatePage() override;
  SiteForm* formA() const { return m_a; }
  SiteForm* formB() const { return m_b; }

 private:
  void changed();

  SiteForm* m_a;
  SiteForm* m_b;
};

}  // namespace twintide::ui
