// Purpose: the wizard's left column: its steps, and the answers given so far.
// Owner: PairWizard (its side widget). Thread: UI.
#pragma once

#include <QFrame>
#include <QStringList>
#include <vector>

namespace twintide::ui {

class StepList : public QFrame {
  Q_OBJECT
 public:
  StepList(const QString& title, const QStringList& steps, QWidget* parent = nullptr);
  // Steps before `current` show as done with their answers.
  void show(int current, const QStringList& answers);
  QSize sizeHint() const override { return {230, 400}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  int paintStep(QPainter& painter, int index, int y) const;
  void paintMark(QPainter& painter, int index, int y) const;

  QString m_title;
  QStringList m_steps;
  QStringList m_answers;
  int m_current = 0;
};

}  // namespace twintide::ui
