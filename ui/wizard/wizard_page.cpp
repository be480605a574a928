#include "ui/wizard/wizard_page.h"

#include <QLabel>

#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace twintide::ui {

WizardPage::WizardPage(EngineView& view, PairDraft& draft, const QString& title,
                       const QString& sentence)
    : m_view(view), m_draft(draft) {
  setObjectName(QStringLiteral("wizardPage"));
  setAccessibleName(title);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 18, 24, 8);
  column->setSpacing(kGap3);
  m_head = flat(new QHBoxLayout, 10);
  m_title = makeLabel(title, "title");
  m_head->addWidget(m_title);
  column->addLayout(m_head);
  m_sentence = makeWrapping(sentence, "muted");
  column->addWidget(m_sentence);
  m_bar = new MessageBar(this);
  column->addWidget(m_bar);
  m_body = flat(new QVBoxLayout, kGap3);
  column->addLayout(m_body, 1);
}

void WizardPage::setSentence(const QString& sentence) {
  m_sentence->setText(sentence);
}

void WizardPage::showHead(bool shown) {
  m_title->setVisible(shown);
  m_sentence->setVisible(shown);
}

void WizardPage::touched() {
  emit completeChanged();
  emit answerChanged();
}

}  // namespace twintide::ui
