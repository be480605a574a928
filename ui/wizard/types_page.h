// Purpose: step 2: what each direction replicates, and why the reverse link has no choice.
// Owner: PairWizard. Thread: UI.
#pragma once

#include "ui/wizard/wizard_page.h"

class QCheckBox;

namespace twintide::ui {

class TypesPage : public WizardPage {
  Q_OBJECT
 public:
  TypesPage(EngineView& view, PairDraft& draft);
  void initializePage() override;
  QString answer() const override;
  QString whyNot() const override;

 private:
  QWidget* buildForward();
  QWidget* buildReverse();
  QCheckBox* addChoice(QLayout* column, const QString& text, const QString& why, bool on,
                       QLabel** reasonLabel = nullptr);
  void changed();

  QLabel* m_forwardTitle;
  QLabel* m_reverseTitle;
  QLabel* m_ddlOwner;
  QCheckBox *m_schema, *m_full, *m_incremental, *m_insert, *m_update, *m_delete, *m_ddl;
};

}  // namespace twintide::ui
