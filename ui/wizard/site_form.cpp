#include "ui/wizard/site_form.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <cstdlib>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/numbers.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace twintide::ui {
namespace {

void choose(QComboBox* box, int value) {
  box->setCurrentIndex(std::max(0, box->findData(value)));
}

}  // namespace

SiteForm::~SiteForm() {
  stopTest();
}

void SiteForm::setDraft(const SideDraft& draft) {
  m_draft = draft;
  m_ownName = !draft.source.name.empty();
  write();
  if (draft.tested) showFacts(*draft.tested);
}

void SiteForm::proposeRegion(int presetIndex) {
  regionPicked(presetIndex);
  m_region->setCurrentIndex(presetIndex);
}

void SiteForm::proposeRegion(const Region& region) {
  m_region->setEditText(qs(region.id));
  m_regionName->setText(qs(region.nameLocal));
  m_number->setValue(region.number);
  edited();
}

void SiteForm::pick(const QString& name) {
  m_pick->setCurrentIndex(m_pick->findData(name));
}

void SiteForm::setNameEditable(bool editable) {
  m_name->setEnabled(editable);
}

void SiteForm::fillPicker() {
  const QSignalBlocker quiet(m_pick);
  m_pick->clear();
  m_pick->addItem(tr("New data source"), QString());
  for (const DataSource& s : m_view.sources())
    m_pick->addItem(QStringLiteral("%1 · %2 · %3:%4")
                        .arg(qs(s.name), qs(s.region.label()), qs(s.host))
                        .arg(s.port),
                    qs(s.name));
  m_pickRow->setVisible(m_pick->count() > 1);
}

void SiteForm::picked() {
  const QString name = m_pick->currentData().toString();
  const DataSource* saved = m_view.source(name.toStdString());
  stopTest();
  m_draft = SideDraft{};
  m_ownName = false;
  if (saved) {
    m_draft.source = *saved;
    m_draft.existing = true;
  }
  write();
  m_bar->clear();
  m_facts->hide();
  edited();
  emit changed();
}

void SiteForm::regionPicked(int index) {
  if (index < 0 || index >= static_cast<int>(regionPresets().size())) return;
  const RegionPreset& preset = regionPresets()[static_cast<size_t>(index)];
  m_region->setEditText(QString::fromLatin1(preset.id));
  m_regionName->setText(QString::fromUtf8(preset.name));
  m_number->setValue(preset.number);
  edited();
}

void SiteForm::kindPicked() {
  const auto kind = static_cast<ServerKind>(m_kind->currentData().toInt());
  const bool oceanBase = kind == ServerKind::OceanBase;
  m_tenantBox->setVisible(oceanBase);
  m_clusterBox->setVisible(oceanBase);
  if (!m_writing && (m_port->value() == 2881 || m_port->value() == 3306))
    m_port->setValue(oceanBase ? 2881 : 3306);
  edited();
}

void SiteForm::pasted(const QString& text) {
  const auto found = parseCommandLine(text);
  if (!found) return;
  m_host->setText(found->host.value_or(QString()));
  if (found->port) m_port->setValue(*found->port);
  if (found->user) m_user->setText(*found->user);
  if (found->tenant) m_tenant->setText(*found->tenant);
  if (found->cluster) m_cluster->setText(*found->cluster);
}

void SiteForm::edited() {
  if (m_writing) return;
  if (!m_ownName && !m_draft.existing) {
    const QSignalBlocker quiet(m_name);
    m_name->setText(asName(m_region->currentText(), 32));
  }
  const DataSource before = m_draft.source;
  const QString password = m_draft.password;
  read();
  m_caBox->setVisible(m_draft.source.tls.mode >= TlsMode::VerifyCa);
  if (m_draft.source == before && m_draft.password == password) return;
  // Other values: the last test says nothing about them.
  stopTest();
  m_draft.tested.reset();
  m_facts->hide();
  m_state->clear();
  m_bar->clear();
  emit changed();
}

void SiteForm::read() {
  m_draft.password = m_password->text();
  if (m_draft.existing) return;
  DataSource& s = m_draft.source;
  const QString region = m_region->currentText().section(u' ', 0, 0);
  s.region = {ss(region), ss(m_regionName->text()), m_number->value()};
  s.kind = static_cast<ServerKind>(m_kind->currentData().toInt());
  s.environment = m_environment->currentData().toString().toStdString();
  s.host = ss(m_host->text());
  s.port = static_cast<uint16_t>(m_port->value());
  const bool oceanBase = s.kind == ServerKind::OceanBase;
  s.user = ss(m_user->text());
  s.tenant = oceanBase ? ss(m_tenant->text()) : std::string();
  s.cluster = oceanBase ? ss(m_cluster->text()) : std::string();
  s.tls.mode = static_cast<TlsMode>(m_tls->currentData().toInt());
  s.tls.caFile = s.tls.mode >= TlsMode::VerifyCa ? ss(m_ca->text()) : std::string();
  s.name = ss(m_name->text());
}

void SiteForm::write() {
  m_writing = true;
  const DataSource& s = m_draft.source;
  m_region->setEditText(qs(s.region.id));
  m_regionName->setText(qs(s.region.nameLocal));
  m_number->setValue(s.region.number);
  choose(m_kind, static_cast<int>(s.kind));
  m_environment->setCurrentIndex(std::max(0, m_environment->findData(qs(s.environment))));
  m_host->setText(qs(s.host));
  m_port->setValue(s.port);
  m_user->setText(qs(s.user));
  m_tenant->setText(qs(s.tenant));
  m_cluster->setText(qs(s.cluster));
  m_password->setText(m_draft.password);
  m_password->setPlaceholderText(m_draft.existing ? tr("as stored") : QString());
  choose(m_tls, static_cast<int>(s.tls.mode));
  m_ca->setText(qs(s.tls.caFile));
  m_caBox->setVisible(s.tls.mode >= TlsMode::VerifyCa);
  m_name->setText(qs(s.name));
  for (QWidget* field : std::initializer_list<QWidget*>{m_region, m_regionName, m_number, m_kind,
                                                        m_environment, m_host, m_port, m_user,
                                                        m_tenant, m_cluster, m_tls, m_ca, m_name})
    field->setEnabled(!m_draft.existing);
  kindPicked();
  m_writing = false;
}

QString SiteForm::missing() const {
  const DataSource& s = m_draft.source;
  if (s.host.empty()) return tr("%1: give an address").arg(m_title);
  if (s.user.empty()) return tr("%1: give a user").arg(m_title);
  if (s.region.id.empty()) return tr("%1: choose a region").arg(m_title);
  if (!isName(qs(s.name), 32))
    return tr("%1: the name may hold letters, digits, - and _, at most 32").arg(m_title);
  if (!m_draft.existing && m_view.source(s.name) && m_name->isEnabled())
    return tr("%1: a data source named %2 exists; choose another name").arg(m_title, qs(s.name));
  return {};
}

void SiteForm::test() {
  if (testing()) return;
  read();
  m_bar->clear();
  m_facts->hide();
  m_draft.tested.reset();
  if (const QString text = missing(); !text.isEmpty()) {
    m_bar->showMessage(BarLevel::Warning, text);
    emit changed();
    return;
  }
  std::optional<Secret> password;
  if (!m_draft.existing || !m_draft.password.isEmpty())
    password = Secret(m_draft.password.toStdString());
  m_job = m_view.engine().testConnection(m_draft.source, password);
  m_state->setText(
      tr("Connecting to %1:%2…").arg(qs(m_draft.source.host)).arg(m_draft.source.port));
  setTone(m_state, "");
  m_test->setText(tr("Cancel test"));
  whenFinished(*m_job, this, [this, tried = m_draft.source](const Result<ServerInfo>& r) {
    // An answer to values that were changed meanwhile is of no use.
    if (m_job && tried == m_draft.source) testEnded(r);
  });
  emit changed();
}

void SiteForm::stopTest() {
  if (!m_job) return;
  m_job->cancel();
  m_job.reset();
  m_test->setText(tr("Test connection"));
  m_state->clear();
}

void SiteForm::testEnded(const Result<ServerInfo>& result) {
  m_job.reset();
  m_test->setText(tr("Test connection"));
  m_state->clear();
  if (result) {
    m_draft.tested = *result;
    showFacts(*result);
  } else if (result.error().code != ErrorCode::Cancelled) {
    m_bar->showError(result.error());
  }
  emit changed();
}

void SiteForm::showFacts(const ServerInfo& info) {
  m_state->setText(tr("✓ Connected in %1").arg(text::duration(info.roundTripUs)));
  setTone(m_state, "ok");
  QStringList facts{qs(info.product)};
  const QString cipher = qs(info.tlsCipher);
  facts << (cipher.isEmpty()            ? tr("no TLS")
            : cipher.startsWith(u"TLS") ? cipher
                                        : tr("TLS %1").arg(cipher));
  if (info.binlogReadable)
    facts << tr("changes from the binlog");
  else if (info.changeLogPossible)
    facts << tr("changes from a change log (triggers)");
  else
    facts << tr("no change source");
  const QString skew = text::duration(std::abs(info.clockSkewUs));
  facts << (info.clockSkewUs < 0 ? tr("clock %1 behind") : tr("clock %1 ahead")).arg(skew);
  facts << tr("%n database(s)", nullptr, static_cast<int>(info.databases.size()));
  m_facts->setText(facts.join(QStringLiteral(" · ")));
  m_facts->show();
}

}  // namespace twintide::ui
