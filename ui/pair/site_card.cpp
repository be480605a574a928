#include "ui/pair/site_card.h"

#include <QGridLayout>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/number_label.h"

namespace twintide::ui {

SiteCard::SiteCard(QWidget* parent) : QFrame(parent) {
  setProperty("card", QStringLiteral("inner"));
  setFixedWidth(270);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(14, 12, 14, 12);
  column->setSpacing(kGap1);
  auto* head = flat(new QHBoxLayout, 6);
  m_region = makeLabel(QString(), "strong", this);
  m_region->setProperty("role", QStringLiteral("heading"));
  m_region->setStyleSheet(QStringLiteral("font-size: 15px;"));
  m_regionId = makeLabel(QString(), "muted", this);
  head->addWidget(m_region, 0, Qt::AlignBottom);
  head->addWidget(m_regionId, 1, Qt::AlignBottom);
  column->addLayout(head);
  m_address = makeWrapping(QString(), "muted", this);
  column->addWidget(m_address);
  column->addStretch();
  column->addSpacing(6);
  auto* grid = flat(new QGridLayout, kGap2);
  grid->setVerticalSpacing(kGap2);
  grid->setColumnStretch(0, 1);
  QLabel* name = nullptr;
  m_local = addFact(grid, &name);
  name->setText(tr("Local writes"));
  m_applied = addFact(grid, &m_appliedName);
  m_echoes = addFact(grid, &name);
  name->setText(tr("Echoes held back"));
  name->setToolTip(
      tr("Transactions recognised as written by the opposite link: they are not "
         "sent back."));
  column->addLayout(grid);
}

NumberLabel* SiteCard::addFact(QGridLayout* grid, QLabel** name) {
  const int row = grid->rowCount();
  *name = makeLabel(QString(), "", this);
  auto* value = new NumberLabel(kTextPx, QFont::DemiBold, Qt::AlignRight, this);
  grid->addWidget(*name, row, 0);
  grid->addWidget(value, row, 1);
  return value;
}

void SiteCard::setSource(const DataSource& s, const QString& peerRegion) {
  m_region->setText(qs(s.region.label()));
  m_regionId->setText(QStringLiteral("%1 · %2").arg(qs(s.region.id)).arg(s.region.number));
  QStringList parts{text::serverKindText(s.kind), qs(s.login()),
                    QStringLiteral("%1:%2").arg(qs(s.host)).arg(s.port)};
  if (s.tls.mode != TlsMode::Off) parts << QStringLiteral("TLS");
  m_address->setText(parts.join(QStringLiteral(" · ")));
  m_appliedName->setText(tr("Applied from %1").arg(peerRegion));
  setAccessibleName(m_region->text());
}

void SiteCard::show(const LinkSnapshot& out, const LinkSnapshot& in) {
  m_local->setText(isActive(out.state) ? text::rate(out.rowsPerSecond) : QStringLiteral("—"));
  m_applied->setText(isActive(in.state) ? text::rate(in.rowsPerSecond) : QStringLiteral("—"));
  m_echoes->setText(text::count(out.foreignSeen));
}

}  // namespace twintide::ui
