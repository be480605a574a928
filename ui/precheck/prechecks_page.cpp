#include "ui/precheck/prechecks_page.h"

#include <QComboBox>
#include <QSignalBlocker>

#include "ui/precheck/precheck_view.h"
#include "ui/support/job_watch.h"
#include "ui/widgets/basics.h"

namespace twintide::ui {

PrechecksPage::PrechecksPage(EngineView& view, QWidget* parent) : QWidget(parent), m_view(view) {
  setObjectName(QStringLiteral("page"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(22, 16, 22, 12);
  column->setSpacing(kGap3);
  auto* row = flat(new QHBoxLayout);
  QLabel* label = makeLabel(tr("Link &pair"), "label");
  m_pick = new QComboBox(this);
  m_pick->setMinimumWidth(240);
  m_pick->setAccessibleName(tr("Link pair to check"));
  label->setBuddy(m_pick);
  row->addWidget(label);
  row->addWidget(m_pick);
  row->addStretch();
  m_checks = new PrecheckView(view, tr("Precheck"), this);
  column->addWidget(m_checks, 1);
  column->insertLayout(0, row);
  connect(m_pick, &QComboBox::currentIndexChanged, this, &PrechecksPage::picked);
  connect(&view, &EngineView::definitionsChanged, this, &PrechecksPage::fill);
  fill();
}

void PrechecksPage::fill() {
  {
    const QSignalBlocker quiet(m_pick);
    const QString kept = m_pick->currentData().toString();
    m_pick->clear();
    for (const PairSpec& pair : m_view.pairs()) m_pick->addItem(qs(pair.shown()), qs(pair.name));
    m_pick->setCurrentIndex(std::max(0, m_pick->findData(kept)));
  }
  picked();
}

void PrechecksPage::picked() {
  const PairSpec* pair = m_view.pair(m_pick->currentData().toString());
  m_checks->setVisible(pair != nullptr);
  if (!pair) return;
  const DataSource* a = m_view.source(pair->sourceA);
  const DataSource* b = m_view.source(pair->sourceB);
  m_checks->setPair(*pair, {a ? qs(a->region.label()) : qs(pair->sourceA),
                            b ? qs(b->region.label()) : qs(pair->sourceB)});
}

}  // namespace twintide::ui
