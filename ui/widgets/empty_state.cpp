#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/basics.h"

namespace twintide::ui {

EmptyState::EmptyState(const QString& sentence, const QString& buttonText, QWidget* parent)
    : QWidget(parent) {
  auto* column = padded(new QVBoxLayout(this), kGap5, kGap3);
  column->addStretch(2);
  m_sentence = makeWrapping(sentence, "muted", this);
  m_sentence->setAlignment(Qt::AlignHCenter);
  column->addWidget(m_sentence);
  if (!buttonText.isEmpty()) {
    QPushButton* button = makeButton(buttonText, this);
    connect(button, &QPushButton::clicked, this, &EmptyState::pressed);
    column->addWidget(button, 0, Qt::AlignHCenter);
  }
  column->addStretch(3);
}

void EmptyState::setSentence(const QString& sentence) {
  m_sentence->setText(sentence);
}

}  // namespace twintide::ui
