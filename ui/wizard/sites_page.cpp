#include "ui/wizard/sites_page.h"

#include <QHBoxLayout>

#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"
#include "ui/wizard/pair_saver.h"
#include "ui/wizard/site_form.h"

namespace twintide::ui {

SitesPage::SitesPage(EngineView& view, PairDraft& draft)
    : WizardPage(view, draft, tr("Sites"),
                 tr("The two databases that will both be writable. The first copy goes from site A "
                    "to site B; after that changes flow both ways.")) {
  m_a = new SiteForm(view, tr("Site A"), true, this);
  m_b = new SiteForm(view, tr("Site B"), true, this);
  auto* row = flat(new QHBoxLayout, kGap4);
  row->addWidget(m_a, 1);
  row->addWidget(m_b, 1);
  body()->addLayout(row);
  body()->addStretch(1);
  m_a->proposeRegion(0);
  m_b->proposeRegion(1);
  draft.a = m_a->draft();
  draft.b = m_b->draft();
  for (SiteForm* form : {m_a, m_b}) connect(form, &SiteForm::changed, this, &SitesPage::changed);
}

void SitesPage::takeOver(const std::vector<api::OmsConfig>& configs) {
  QStringList regions, noUse, unclear;
  SiteForm* const forms[] = {m_a, m_b};
  for (size_t i = 0; i < configs.size() && i < std::size(forms); ++i) {
    const api::OmsConfig& c = configs[i];
    forms[i]->proposeRegion(c.region);
    regions << QStringLiteral("%1 (%2)").arg(qs(c.region.label())).arg(c.region.number);
    for (const std::string& key : c.noUse) noUse << qs(key);
    for (const std::string& key : c.unclear) unclear << qs(key);
  }
  noUse.removeDuplicates();
  unclear.removeDuplicates();
  text::Message rest{tr("Its config holds no databases: enter them here."), {}, {}};
  const QString comma = tr(", ");
  if (!noUse.isEmpty())
    rest.why = tr("Left out, since Twintide has no such parts: %1.").arg(noUse.join(comma));
  if (!unclear.isEmpty()) rest.remedy = tr("Not understood: %1.").arg(unclear.join(comma));
  bar()->showMessage(BarLevel::Info, tr("Taken over from OMS: %1").arg(regions.join(comma)),
                     text::oneLine(rest));
}

void SitesPage::changed() {
  draft().a = m_a->draft();
  draft().b = m_b->draft();
  touched();
}

QString SitesPage::answer() const {
  return QStringLiteral("%1 ⇄ %2").arg(draft().regionA(), draft().regionB());
}

QString SitesPage::whyNot() const {
  for (const SiteForm* form : {m_a, m_b})
    if (const QString text = form->missing(); !text.isEmpty()) return text;
  const DataSource& a = draft().a.source;
  const DataSource& b = draft().b.source;
  if (a.name == b.name) return tr("The two sites need data sources of different names");
  if (a.region.id == b.region.id || a.region.number == b.region.number)
    return tr("The two sites need different regions and region numbers");
  if (m_a->testing() || m_b->testing()) return tr("Testing the connection…");
  if (!m_a->tested() || !m_b->tested()) return tr("Test both connections to go on");
  const std::string& uuid = draft().a.tested->uuid;
  if (!uuid.empty() && uuid == draft().b.tested->uuid)
    return tr("Both addresses lead to the same server; choose two different databases");
  return {};
}

void SitesPage::stopWork() {
  m_a->stopTest();
  m_b->stopTest();
}

bool SitesPage::validatePage() {
  bar()->clear();
  const Status kept = keepDraftSecrets(view().engine(), draft());
  if (!kept) bar()->showError(kept.error());
  return kept.has_value();
}

}  // namespace twintide::ui
