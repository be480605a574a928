// Purpose: step 4: what happens when both sides change the same row, and the working options.
// Owner: PairWizard. Thread: UI.
#pragma once

#include "ui/wizard/wizard_page.h"

class QComboBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;

namespace twintide::ui {

class OptionsPage : public WizardPage {
  Q_OBJECT
 public:
  OptionsPage(EngineView& view, PairDraft& draft);
  void initializePage() override;
  // As a person would choose; column counts where the policy decides by one.
  void choose(PolicyKind kind, const QString& column);
  QString answer() const override;
  QString whyNot() const override;

 private:
  QWidget* buildPolicy();
  QWidget* buildOptions();
  QSpinBox* addSpin(QGridLayout* grid, const QString& text, int low, int high);
  void changed();
  void explain();

  bool m_writing = false;
  QComboBox* m_policy;
  QComboBox* m_winner;
  QWidget* m_winnerBox;
  QLineEdit* m_column;
  QWidget* m_columnBox;
  QLabel* m_effect;
  QComboBox* m_nonEmpty;
  QSpinBox *m_copyThreads, *m_chunkRows;
  QSpinBox *m_groupRows, *m_groupKib, *m_linger, *m_heartbeat, *m_unsettled;
};

}  // namespace twintide::ui
