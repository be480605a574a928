// Purpose: step 1: both sites at once, each tested where it is described.
// Owner: PairWizard. Thread: UI.
#pragma once

#include "engine/api/oms_import.h"
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
  // The regions of one or two OMS, A first; says what could not be taken over.
  void takeOver(const std::vector<api::OmsConfig>& configs);
  SiteForm* formA() const { return m_a; }
  SiteForm* formB() const { return m_b; }

 private:
  void changed();

  SiteForm* m_a;
  SiteForm* m_b;
};

}  // namespace twintide::ui
