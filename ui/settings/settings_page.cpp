#include "ui/settings/settings_page.h"

#include <QComboBox>
#include <QGridLayout>
#include <QTimer>

#include "ui/support/job_watch.h"
#include "ui/support/language.h"
#include "ui/support/settings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/basics.h"

namespace twintide::ui {
namespace {

void addRow(QGridLayout* grid, const QString& text, QWidget* field) {
  const int row = grid->rowCount();
  QLabel* label = makeLabel(text);
  label->setBuddy(field);
  field->setAccessibleName(QString(text).remove(u'&'));
  grid->addWidget(label, row, 0);
  grid->addWidget(field, row, 1, Qt::AlignLeft);
}

void choose(QComboBox* box, const QString& value) {
  box->setCurrentIndex(std::max(0, box->findData(value)));
}

}  // namespace

SettingsPage::SettingsPage(api::Engine& engine, QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("page"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(22, 16, 22, 22);
  column->setSpacing(kGap4);
  column->addWidget(makeLabel(tr("Settings"), "title"));
  QFrame* card = makeCard(this);
  auto* grid = padded(new QGridLayout(card), kGap5, kGap4);
  grid->setColumnMinimumWidth(0, 160);
  grid->setColumnStretch(1, 1);

  m_language = new QComboBox(card);
  m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
  m_language->addItem(QStringLiteral("中文"), QStringLiteral("zh_CN"));
  choose(m_language, Language::instance().current());
  addRow(grid, tr("&Language"), m_language);

  m_look = new QComboBox(card);
  m_look->addItem(tr("As the system"), toText(ThemeChoice::System));
  m_look->addItem(tr("Light"), toText(ThemeChoice::Light));
  m_look->addItem(tr("Dark"), toText(ThemeChoice::Dark));
  choose(m_look, toText(Theme::instance().choice()));
  addRow(grid, tr("L&ook"), m_look);
  for (QComboBox* box : {m_language, m_look}) box->setMinimumWidth(220);

  QLabel* folder = makeWrapping(qs(engine.workspaceDir()), "mono");
  folder->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  QLabel* folderName = makeLabel(tr("Workspace"));
  folderName->setBuddy(folder);
  grid->addWidget(folderName, grid->rowCount(), 0, Qt::AlignTop);
  grid->addWidget(folder, grid->rowCount() - 1, 1);
  column->addWidget(card);
  column->addWidget(makeWrapping(tr("Data sources and link pairs are one readable YAML file each "
                                    "in the workspace; passwords are never among them."),
                                 "muted"));
  column->addStretch();
  // Later, so that the combo box is not deleted while it still tells about its change.
  connect(m_language, &QComboBox::activated, this, [this] {
    const QString code = m_language->currentData().toString();
    settings().setLanguage(code);
    QTimer::singleShot(0, qApp, [code] { Language::instance().set(code); });
  });
  connect(m_look, &QComboBox::activated, this, [this] {
    const QString name = m_look->currentData().toString();
    settings().setTheme(name);
    Theme::instance().apply(themeFromText(name));
  });
}

}  // namespace twintide::ui
