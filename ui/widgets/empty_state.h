// Purpose: what a page shows when there is nothing yet: one sentence and at most one button.
// Owner: the page. Thread: UI.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace twintide::ui {

class EmptyState : public QWidget {
  Q_OBJECT
 public:
  // No button when buttonText is empty.
  EmptyState(const QString& sentence, const QString& buttonText, QWidget* parent = nullptr);
  void setSentence(const QString& sentence);

 signals:
  void pressed();

 private:
  QLabel* m_sentence;
};

}  // namespace twintide::ui
