#include "ui/pair/time_panel.h"

#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/support/format.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/number_label.h"

namespace twintide::ui {
namespace {
constexpr int64_t kNoticedUs = 20'000;  // below it nobody waits for a link
}

TimeBar::TimeBar(Direction direction, QWidget* parent) : QWidget(parent), m_direction(direction) {
  setFixedHeight(14);
}

void TimeBar::set(int64_t captureUs, int64_t queueUs, int64_t applyUs) {
  m_parts[0] = std::max<int64_t>(0, captureUs);
  m_parts[1] = std::max<int64_t>(0, queueUs);
  m_parts[2] = std::max<int64_t>(0, applyUs);
  update();
}

void TimeBar::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  QPainterPath clip;
  clip.addRoundedRect(rect(), 3, 3);
  p.setClipPath(clip);
  p.fillRect(rect(), tokens().inset);
  const double sum = static_cast<double>(m_parts[0] + m_parts[1] + m_parts[2]);
  if (sum <= 0) return;
  const bool forward = m_direction == Direction::Forward;
  const QColor colours[] = {forward ? tokens().forwardSoft : tokens().reverseSoft, tokens().line,
                            forward ? tokens().forward : tokens().reverse};
  double x = 0;
  for (int i = 0; i < 3; ++i) {
    const double w = width() * static_cast<double>(m_parts[i]) / sum;
    p.fillRect(QRectF(x, 0, w, height()), colours[i]);
    x += w;
  }
}

TimePanel::TimePanel(QWidget* parent) : QWidget(parent) {
  auto* column = flat(new QVBoxLayout(this), kGap1);
  column->addWidget(makeLabel(tr("Where the time goes"), "heading", this));
  build(m_forward, Direction::Forward);
  column->addSpacing(kGap2);
  build(m_reverse, Direction::Reverse);
}

void TimePanel::build(Row& row, Direction direction) {
  auto* column = static_cast<QVBoxLayout*>(layout());
  const bool forward = direction == Direction::Forward;
  QLabel* name =
      makeLabel(forward ? tr("forward, last group") : tr("reverse, last group"), "muted", this);
  setTone(name, forward ? "forward" : "reverse");
  row.bar = new TimeBar(direction, this);
  row.parts = new NumberLabel(12, QFont::Normal, Qt::AlignLeft, this);
  row.parts->setTint(Tint::Muted);
  row.sentence = makeWrapping(QString(), "", this);
  column->addWidget(name);
  column->addWidget(row.bar);
  column->addWidget(row.parts);
  column->addWidget(row.sentence);
}

void TimePanel::setTargets(const QString& forwardTarget, const QString& reverseTarget) {
  m_forward.target = forwardTarget;
  m_reverse.target = reverseTarget;
}

void TimePanel::show(const PairSnapshot& s) {
  showLink(m_forward, s.forward);
  showLink(m_reverse, s.reverse);
}

void TimePanel::showLink(Row& row, const LinkSnapshot& s) {
  row.bar->set(s.captureUs, s.queueUs, s.applyUs);
  if (s.captureUs < 0 && s.queueUs < 0 && s.applyUs < 0) {
    row.parts->setText(tr("nothing applied yet"));
    row.sentence->hide();
    return;
  }
  row.parts->setText(
      tr("capture %1 · queue %2 · apply %3")
          .arg(text::duration(s.captureUs), text::duration(s.queueUs), text::duration(s.applyUs)));
  const int64_t most = std::max({s.captureUs, s.queueUs, s.applyUs});
  QString text;
  if (s.rowsPerSecond <= 0)
    text = tr("Idle: this is how the last group went.");
  else if (most < kNoticedUs)
    text = tr("Nothing holds this link up.");
  else if (most == s.applyUs)
    text = tr("Waiting mostly for the commit at %1.").arg(row.target);
  else if (most == s.captureUs)
    text = tr("Waiting mostly for the source's log.");
  else
    text = tr("Changes wait in the queue: %1 applies slower than they arrive.").arg(row.target);
  row.sentence->setText(text);
  row.sentence->show();
  row.bar->setAccessibleName(row.parts->text());
}

}  // namespace twintide::ui
