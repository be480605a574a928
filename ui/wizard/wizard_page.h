// Purpose: what all wizard pages share: title, one sentence, a bar for what is wrong, the draft.
// Owner: PairWizard. Thread: UI; jobs end through whenFinished().
#pragma once

#include <QVBoxLayout>
#include <QWizardPage>

#include "ui/support/engine_view.h"
#include "ui/wizard/draft.h"

class QHBoxLayout;
class QLabel;

namespace twintide::ui {

class MessageBar;

class WizardPage : public QWizardPage {
  Q_OBJECT
 public:
  WizardPage(EngineView& view, PairDraft& draft, const QString& title, const QString& sentence);

  // The answer of this page in a few words, for the step list.
  virtual QString answer() const = 0;
  // Why the next page cannot be reached yet; empty when it can.
  virtual QString whyNot() const { return {}; }
  // Stops what runs for this page; called when the page or the wizard is left.
  virtual void stopWork() {}

  bool isComplete() const override { return whyNot().isEmpty(); }
  void cleanupPage() override { stopWork(); }

 signals:
  void answerChanged();

 protected:
  EngineView& view() { return m_view; }
  const EngineView& view() const { return m_view; }
  PairDraft& draft() { return m_draft; }
  const PairDraft& draft() const { return m_draft; }
  QVBoxLayout* body() { return m_body; }
  QHBoxLayout* head() { return m_head; }
  MessageBar* bar() { return m_bar; }
  void setSentence(const QString& sentence);
  // For a page whose content brings its own title.
  void showHead(bool shown);
  // Tells the wizard and the step list that something changed.
  void touched();

 private:
  EngineView& m_view;
  PairDraft& m_draft;
  QVBoxLayout* m_body;
  QHBoxLayout* m_head;
  QLabel* m_title;
  QLabel* m_sentence;
  MessageBar* m_bar;
};

}  // namespace twintide::ui
