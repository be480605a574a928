#include "ui/pair/bridge_view.h"

#include "ui/pair/link_lane.h"
#include "ui/pair/site_card.h"
#include "ui/support/job_watch.h"
#include "ui/widgets/basics.h"

namespace twintide::ui {

BridgeView::BridgeView(QWidget* parent) : QFrame(parent) {
  setProperty("card", QStringLiteral("true"));
  auto* row = padded(new QHBoxLayout(this), kGap4, 22);
  m_a = new SiteCard(this);
  m_b = new SiteCard(this);
  m_forward = new LinkLane(Direction::Forward, this);
  m_reverse = new LinkLane(Direction::Reverse, this);
  auto* lanes = flat(new QVBoxLayout, kGap4);
  lanes->addStretch();
  lanes->addWidget(m_forward);
  lanes->addWidget(m_reverse);
  lanes->addStretch();
  row->addWidget(m_a);
  row->addLayout(lanes, 1);
  row->addWidget(m_b);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void BridgeView::setPair(const PairSpec& pair, const DataSource& a, const DataSource& b) {
  m_a->setSource(a, qs(b.region.label()));
  m_b->setSource(b, qs(a.region.label()));
  m_forward->setTypes(pair.forward.types);
  m_reverse->setTypes(pair.reverse.types);
}

void BridgeView::show(const PairSnapshot& s, int64_t now) {
  m_a->show(s.forward, s.reverse);
  m_b->show(s.reverse, s.forward);
  m_forward->show(s.forward, now);
  m_reverse->show(s.reverse, now);
}

}  // namespace twintide::ui
