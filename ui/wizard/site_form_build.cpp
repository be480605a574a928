// The widgets of SiteForm and where they stand.
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"
#include "ui/wizard/site_form.h"

namespace twintide::ui {

SiteForm::SiteForm(EngineView& view, const QString& title, bool pickable, QWidget* parent)
    : QFrame(parent), m_view(view), m_title(title) {
  setProperty("card", QStringLiteral("true"));
  padded(new QVBoxLayout(this), kGap4, 10);
  buildTop(title, pickable);
  buildFields();
  buildTest();
  static_cast<QVBoxLayout*>(layout())->addStretch();
  connect(m_pick, &QComboBox::currentIndexChanged, this, &SiteForm::picked);
  connect(m_region, &QComboBox::activated, this, &SiteForm::regionPicked);
  connect(m_region, &QComboBox::editTextChanged, this, &SiteForm::edited);
  connect(m_kind, &QComboBox::currentIndexChanged, this, &SiteForm::kindPicked);
  connect(m_host, &QLineEdit::textChanged, this, &SiteForm::pasted);
  for (QLineEdit* edit : {m_regionName, m_host, m_user, m_tenant, m_cluster, m_password, m_ca})
    connect(edit, &QLineEdit::textChanged, this, &SiteForm::edited);
  connect(m_name, &QLineEdit::textEdited, this, [this] {
    m_ownName = true;
    edited();
  });
  for (QSpinBox* spin : {m_number, m_port})
    connect(spin, &QSpinBox::valueChanged, this, &SiteForm::edited);
  for (QComboBox* box : {m_environment, m_tls})
    connect(box, &QComboBox::currentIndexChanged, this, &SiteForm::edited);
  connect(m_test, &QPushButton::clicked, this, [this] {
    if (testing()) {
      stopTest();
      emit changed();
    } else {
      test();
    }
  });
  write();
}

QWidget* SiteForm::labelled(const QString& text, QWidget* field) {
  auto* box = new QWidget(this);
  auto* column = flat(new QVBoxLayout(box), 3);
  QLabel* label = makeLabel(text, "label");
  label->setBuddy(field);
  field->setAccessibleName(QStringLiteral("%1, %2").arg(QString(text).remove(u'&'), m_title));
  column->addWidget(label);
  column->addWidget(field);
  return box;
}

void SiteForm::buildTop(const QString& title, bool pickable) {
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->addWidget(makeLabel(title, "heading"));
  m_pick = new QComboBox(this);
  m_pickRow = labelled(tr("Data source"), m_pick);
  column->addWidget(m_pickRow);
  fillPicker();
  if (!pickable) m_pickRow->hide();
}

void SiteForm::buildFields() {
  m_region = new QComboBox(this);
  m_region->setEditable(true);
  m_region->setInsertPolicy(QComboBox::NoInsert);
  for (const RegionPreset& p : regionPresets())
    m_region->addItem(
        QStringLiteral("%1 %2").arg(QString::fromLatin1(p.id), QString::fromUtf8(p.name)));
  m_regionName = new QLineEdit(this);
  m_number = new QSpinBox(this);
  m_number->setRange(0, 127);
  m_kind = new QComboBox(this);
  for (const ServerKind kind : {ServerKind::OceanBase, ServerKind::MySql, ServerKind::MariaDb})
    m_kind->addItem(text::serverKindText(kind), static_cast<int>(kind));
  m_environment = new QComboBox(this);
  m_environment->addItem(tr("none"), QString());
  m_environment->addItem(tr("Production"), QStringLiteral("production"));
  m_environment->addItem(tr("Staging"), QStringLiteral("staging"));
  m_environment->addItem(tr("Test"), QStringLiteral("test"));
  m_environment->addItem(tr("Development"), QStringLiteral("development"));
  m_environment->addItem(tr("Practice"), QStringLiteral("practice"));
  m_host = new QLineEdit(this);
  m_host->setPlaceholderText(tr("address, or paste: obclient -h… -P… -u…"));
  m_port = new QSpinBox(this);
  m_port->setRange(1, 65535);
  m_port->setGroupSeparatorShown(false);
  m_user = new QLineEdit(this);
  m_tenant = new QLineEdit(this);
  m_cluster = new QLineEdit(this);
  m_cluster->setPlaceholderText(tr("behind OBProxy"));
  m_password = new QLineEdit(this);
  m_password->setEchoMode(QLineEdit::Password);
  m_tls = new QComboBox(this);
  m_tls->addItem(tr("Off"), static_cast<int>(TlsMode::Off));
  m_tls->addItem(tr("Required"), static_cast<int>(TlsMode::Required));
  m_tls->addItem(tr("Check the CA"), static_cast<int>(TlsMode::VerifyCa));
  m_tls->addItem(tr("Check CA and name"), static_cast<int>(TlsMode::VerifyIdentity));
  m_ca = new QLineEdit(this);
  m_ca->setPlaceholderText(QStringLiteral("/etc/ssl/ca.pem"));
  m_name = new QLineEdit(this);
  m_name->setMaxLength(32);

  auto* grid = flat(new QGridLayout, 10);
  grid->setHorizontalSpacing(10);
  for (int i = 0; i < 6; ++i) grid->setColumnStretch(i, 1);
  grid->addWidget(labelled(tr("Region"), m_region), 0, 0, 1, 3);
  grid->addWidget(labelled(tr("Shown as"), m_regionName), 0, 3, 1, 2);
  grid->addWidget(labelled(tr("Number"), m_number), 0, 5);
  grid->addWidget(labelled(tr("Kind"), m_kind), 1, 0, 1, 3);
  grid->addWidget(labelled(tr("Environment"), m_environment), 1, 3, 1, 3);
  grid->addWidget(labelled(tr("Address"), m_host), 2, 0, 1, 4);
  grid->addWidget(labelled(tr("Port"), m_port), 2, 4, 1, 2);
  m_tenantBox = labelled(tr("Tenant"), m_tenant);
  m_clusterBox = labelled(tr("Cluster"), m_cluster);
  auto* login = flat(new QHBoxLayout, 10);
  login->addWidget(labelled(tr("User"), m_user), 1);
  login->addWidget(m_tenantBox, 1);
  login->addWidget(m_clusterBox, 1);
  grid->addLayout(login, 3, 0, 1, 6);
  grid->addWidget(labelled(tr("Password"), m_password), 4, 0, 1, 3);
  grid->addWidget(labelled(tr("TLS"), m_tls), 4, 3, 1, 3);
  m_caBox = labelled(tr("CA file"), m_ca);
  grid->addWidget(m_caBox, 5, 0, 1, 6);
  grid->addWidget(labelled(tr("Name of the data source"), m_name), 6, 0, 1, 6);
  static_cast<QVBoxLayout*>(layout())->addLayout(grid);
}

void SiteForm::buildTest() {
  auto* column = static_cast<QVBoxLayout*>(layout());
  m_test = makeButton(tr("Test connection"), this);
  m_test->setAccessibleName(tr("Test connection of %1").arg(m_title));
  m_state = makeLabel(QString(), "", this);
  auto* row = flat(new QHBoxLayout);
  row->addWidget(m_test);
  row->addWidget(m_state, 1);
  column->addLayout(row);
  m_facts = makeWrapping(QString(), "muted", this);
  m_facts->hide();
  column->addWidget(m_facts);
  m_bar = new MessageBar(this);
  column->addWidget(m_bar);
}

}  // namespace twintide::ui
