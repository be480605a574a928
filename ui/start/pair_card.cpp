#include "ui/start/pair_card.h"

#include "ui/pair/link_lane.h"
#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/number_label.h"
#include "ui/widgets/pill.h"

namespace twintide::ui {

PairCard::PairCard(const PairSpec& pair, const DataSource& a, const DataSource& b, QWidget* parent)
    : QFrame(parent), m_name(qs(pair.name)) {
  setProperty("card", QStringLiteral("true"));
  auto* row = padded(new QHBoxLayout(this), kGap4, kGap5);
  auto* names = flat(new QVBoxLayout, 6);
  auto* head = flat(new QHBoxLayout);
  QLabel* title = makeLabel(qs(pair.shown()), "heading");
  title->setStyleSheet(QStringLiteral("font-size: 15px;"));
  head->addWidget(title);
  auto* badge = new Badge(this);
  badge->setEnvironment(qs(a.environment));
  head->addWidget(badge);
  head->addStretch();
  names->addLayout(head);
  m_pill = new Pill(this);
  names->addWidget(m_pill, 0, Qt::AlignLeft);
  row->addLayout(names, 2);
  auto* lanes = flat(new QVBoxLayout, kGap2);
  const QString nameA = qs(a.region.label()), nameB = qs(b.region.label());
  m_forward = addLane(lanes, Direction::Forward, tr("%1 → %2").arg(nameA, nameB));
  m_reverse = addLane(lanes, Direction::Reverse, tr("%1 → %2").arg(nameB, nameA));
  row->addLayout(lanes, 4);
  QPushButton* open = makeButton(tr("Open"), this);
  open->setAccessibleName(tr("Open link pair %1").arg(title->text()));
  connect(open, &QPushButton::clicked, this, [this] { emit opened(m_name); });
  row->addWidget(open, 0, Qt::AlignVCenter);
}

PairCard::Lane PairCard::addLane(QLayout* column, Direction direction, const QString& ends) {
  auto* box = new QWidget(this);
  auto* row = flat(new QHBoxLayout(box), kGap3);
  QLabel* name = makeLabel(ends);
  setTone(name, direction == Direction::Forward ? "forward" : "reverse");
  name->setMinimumWidth(96);
  auto* line = new ArrowLine(direction, box);
  line->setFixedWidth(72);
  Lane lane;
  lane.lag = new NumberLabel(15, QFont::DemiBold, Qt::AlignLeft, box);
  lane.rate = new NumberLabel(12, QFont::Normal, Qt::AlignRight, box);
  lane.rate->setTint(Tint::Muted);
  row->addWidget(name);
  row->addWidget(line);
  row->addWidget(lane.lag);
  row->addStretch();
  row->addWidget(lane.rate);
  column->addWidget(box);
  return lane;
}

void PairCard::showLane(Lane& lane, const LinkSnapshot& s) {
  const bool measured = isActive(s.state) && s.lagUs >= 0;
  lane.lag->setText(measured ? tr("%1 behind").arg(text::lag(s.lagUs))
                             : capitalised(text::stateText(s.state)));
  lane.lag->setTint(measured ? Tint::Text : lookOf(s.state).tint);
  lane.rate->setText(isActive(s.state) ? tr("%1 · %2").arg(text::rate(s.rowsPerSecond),
                                                           text::byteRate(s.bytesPerSecond))
                                       : QString());
}

void PairCard::show(const PairSnapshot& s) {
  const LinkState state = worseOf(s);
  const StateLook look = lookOf(state);
  m_pill->set(
      look.icon, look.tint,
      state == LinkState::Running ? tr("Both links running") : capitalised(text::stateText(state)));
  showLane(m_forward, s.forward);
  showLane(m_reverse, s.reverse);
}

}  // namespace twintide::ui
