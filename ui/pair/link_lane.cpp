#include "ui/pair/link_lane.h"

#include <QLabel>
#include <QPainter>
#include <QProgressBar>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/pill.h"

namespace twintide::ui {
namespace {
constexpr double kHead = 6;
bool measures(LinkState s) {
  return s == LinkState::Running || s == LinkState::CatchingUp;
}
}  // namespace

ArrowLine::ArrowLine(Direction direction, QWidget* parent)
    : QWidget(parent), m_direction(direction) {
  setFixedHeight(12);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ArrowLine::setFlowing(bool flowing) {
  if (m_flowing == flowing) return;
  m_flowing = flowing;
  update();
}

void ArrowLine::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  const bool forward = m_direction == Direction::Forward;
  const QColor colour = !m_flowing ? tokens().muted : forward ? tokens().forward : tokens().reverse;
  QPen pen(colour, 2);
  pen.setCapStyle(Qt::FlatCap);
  if (!forward) pen.setDashPattern({4, 2.5});
  p.setPen(pen);
  const double y = height() / 2.0;
  const double tip = forward ? width() - 0.5 : 0.5;
  const double back = forward ? tip - kHead * 1.3 : tip + kHead * 1.3;
  p.drawLine(QPointF(forward ? 0 : width(), y), QPointF(back, y));
  p.setPen(Qt::NoPen);
  p.setBrush(colour);
  p.drawPolygon(QPolygonF({{tip, y}, {back, y - kHead * 0.8}, {back, y + kHead * 0.8}}));
}

LinkLane::LinkLane(Direction direction, QWidget* parent) : QWidget(parent), m_direction(direction) {
  m_headline = new NumberLabel(19, QFont::Bold, Qt::AlignLeft, this);
  m_rates = new NumberLabel(12, QFont::Normal, Qt::AlignRight, this);
  m_age = new NumberLabel(12, QFont::Normal, Qt::AlignRight, this);
  for (NumberLabel* quiet : {m_rates, m_age}) quiet->setTint(Tint::Muted);
  m_what = makeLabel(QString(), "muted", this);
  m_copy = new QProgressBar(this);
  m_copy->setTextVisible(false);
  m_copy->setAccessibleName(tr("Copy progress"));
  m_copy->setProperty("tone", QStringLiteral("forward"));
  m_copy->hide();
  m_arrow = new ArrowLine(direction, this);

  auto* quiet = flat(new QHBoxLayout);
  quiet->addWidget(m_what);
  quiet->addStretch();
  quiet->addWidget(m_age);
  auto* loud = flat(new QHBoxLayout);
  loud->addWidget(m_headline, 0, Qt::AlignBottom);
  loud->addStretch();
  loud->addWidget(m_rates, 0, Qt::AlignVCenter);
  auto* column = flat(new QVBoxLayout(this), 2);
  if (direction == Direction::Forward) {
    column->addLayout(quiet);
    column->addLayout(loud);
    column->addWidget(m_copy);
    column->addWidget(m_arrow);
  } else {
    column->addWidget(m_arrow);
    column->addLayout(loud);
    column->addWidget(m_copy);
    column->addLayout(quiet);
  }
}

void LinkLane::setTypes(const MigrationTypes& types) {
  m_types = types;
}

void LinkLane::showState(const LinkSnapshot& s) {
  const StateLook look = lookOf(s.state);
  if (measures(s.state) && s.lagUs >= 0) {
    m_headline->setText(tr("%1 behind").arg(text::lag(s.lagUs)));
    m_headline->setTint(Tint::Text);
  } else {
    m_headline->setText(capitalised(text::stateText(s.state)));
    m_headline->setTint(look.tint);
  }
}

void LinkLane::showCopy(const CopyProgress& c, LinkState state) {
  const bool copying = state == LinkState::CopyingSchema || state == LinkState::CopyingRows;
  m_copy->setVisible(copying);
  if (!copying) return;
  const bool byRows = state == LinkState::CopyingRows && c.rowsTotalEstimate > 0;
  const double done = byRows ? double(c.rowsDone) / double(c.rowsTotalEstimate)
                             : double(c.tablesDone) / std::max(1, c.tablesTotal);
  m_copy->setRange(0, 1000);
  m_copy->setValue(static_cast<int>(std::min(1.0, done) * 1000));
  m_rates->setText(byRows ? tr("%1 of about %2 rows · table %3 of %4")
                                .arg(text::count(c.rowsDone), text::count(c.rowsTotalEstimate))
                                .arg(std::min(c.tablesDone + 1, c.tablesTotal))
                                .arg(c.tablesTotal)
                          : tr("table %1 of %2").arg(c.tablesDone).arg(c.tablesTotal));
  m_age->setText(qs(c.currentTable));
}

void LinkLane::show(const LinkSnapshot& s, int64_t now) {
  showState(s);
  const bool forward = m_direction == Direction::Forward;
  const bool copied = measures(s.state);
  m_what->setText((forward ? tr("forward · %1") : tr("reverse · %1"))
                      .arg(typesText(m_types, copied && (m_types.schema || m_types.full))));
  m_arrow->setFlowing(isActive(s.state) && s.state != LinkState::Retrying);
  if (s.state == LinkState::CopyingSchema || s.state == LinkState::CopyingRows) {
    showCopy(s.copy, s.state);
    return;
  }
  m_copy->hide();
  if (!measures(s.state)) {
    m_rates->setText(tr("rows applied so far: %1").arg(text::count(s.rowsApplied)));
    //: moment · how long ago
    m_age->setText(s.sinceUs > 0
                       ? tr("since %1 · %2").arg(clockText(s.sinceUs), uptimeText(now - s.sinceUs))
                       : QString());
    return;
  }
  //: rows per second · bytes per second · number of conflicts since midnight
  m_rates->setText(
      tr("%1 · %2 · %3")
          .arg(text::rate(s.rowsPerSecond), text::byteRate(s.bytesPerSecond),
               tr("%n conflict(s) today", nullptr, static_cast<int>(s.conflictsToday))));
  m_age->setText(ageText(s.lagMeasuredUs, now));
}

}  // namespace twintide::ui
