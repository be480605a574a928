// Purpose: step 6: the name, and what will be created on each side; the last page before anything
// is saved or changed.
// Owner: PairWizard. Thread: UI.
#pragma once

#include "ui/wizard/wizard_page.h"

class QLineEdit;

namespace twintide::ui {

class ReviewPage : public WizardPage {
  Q_OBJECT
 public:
  ReviewPage(EngineView& view, PairDraft& draft);
  void initializePage() override;
  QString answer() const override { return {}; }
  QString whyNot() const override;
  void showFailure(const Error& error);
  QLineEdit* nameEdit() const { return m_name; }

 private:
  QWidget* buildNames();
  void fillSummary();
  void addSide(const SideDraft& side, bool target);
  QStringList createdAt(const SideDraft& side, bool target) const;
  void changed();

  QLineEdit* m_name;
  QLineEdit* m_label;
  QHBoxLayout* m_sides;
  QVBoxLayout* m_answers;
};

}  // namespace twintide::ui
