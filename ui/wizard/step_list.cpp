#include "ui/wizard/step_list.h"

#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace twintide::ui {
namespace {
constexpr int kWidth = 230;
constexpr int kMark = 20;
constexpr int kTextLeft = 50;
}  // namespace

StepList::StepList(const QString& title, const QStringList& steps, QWidget* parent)
    : QFrame(parent), m_title(title), m_steps(steps) {
  setObjectName(QStringLiteral("stepList"));
  setFixedWidth(kWidth);
  show(0, {});
}

void StepList::show(int current, const QStringList& answers) {
  m_current = current;
  m_answers = answers;
  QStringList spoken;
  for (int i = 0; i < m_steps.size(); ++i)
    spoken << QStringLiteral("%1. %2%3")
                  .arg(i + 1)
                  .arg(m_steps[i],
                       i < current && i < answers.size() ? u": "_qs + answers[i] : QString());
  setAccessibleName(
      tr("Step %1 of %2: %3").arg(current + 1).arg(m_steps.size()).arg(m_steps.value(current)));
  setAccessibleDescription(spoken.join(QStringLiteral("; ")));
  update();
}

void StepList::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(tokens().text);
  p.setFont(fontOf(15, QFont::DemiBold));
  p.drawText(QRect(16, 20, kWidth - 32, 24), Qt::AlignVCenter | Qt::AlignLeft, m_title);
  int y = 64;
  for (int i = 0; i < m_steps.size(); ++i) y = paintStep(p, i, y);
}

int StepList::paintStep(QPainter& p, int index, int y) const {
  const Tokens& t = tokens();
  paintMark(p, index, y);
  const int width = kWidth - kTextLeft - 14;
  const bool current = index == m_current;
  p.setFont(fontOf(kTextPx, current ? QFont::DemiBold : QFont::Normal));
  p.setPen(current ? t.text : t.muted);
  QRect used;
  p.drawText(QRect(kTextLeft, y, width, 100), Qt::TextWordWrap, m_steps[index], &used);
  int bottom = std::max(used.bottom() + 1, y + kMark);
  const QString answer = index < m_current ? m_answers.value(index) : QString();
  if (!answer.isEmpty()) {
    p.setFont(fontOf(12));
    p.setPen(t.text);
    p.drawText(QRect(kTextLeft, used.bottom() + 2, width, 90), Qt::TextWordWrap, answer, &used);
    bottom = used.bottom() + 1;
  }
  return bottom + 14;
}

void StepList::paintMark(QPainter& p, int index, int y) const {
  const Tokens& t = tokens();
  const QRectF circle(20, y - 1, kMark, kMark);
  const bool done = index < m_current;
  const bool current = index == m_current;
  p.setPen(done ? QPen(Qt::NoPen) : QPen(current ? t.accent : t.line, current ? 1.5 : 1));
  p.setBrush(done ? QBrush(t.ok) : QBrush(Qt::NoBrush));
  p.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
  if (done) {
    drawIcon(p, circle.adjusted(4, 4, -4, -4), Icon::Check, t.card);
    return;
  }
  p.setFont(fontOf(11, current ? QFont::DemiBold : QFont::Normal));
  p.setPen(current ? t.accent : t.muted);
  p.drawText(circle, Qt::AlignCenter, QString::number(index + 1));
}

}  // namespace twintide::ui
