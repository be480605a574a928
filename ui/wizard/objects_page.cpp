#include "ui/wizard/objects_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QTreeView>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace twintide::ui {

ObjectsPage::ObjectsPage(EngineView& view, PairDraft& draft)
    : WizardPage(view, draft, tr("Objects"), QString()) {
  m_count = makeLabel(QString(), "", this);
  head()->addStretch();
  head()->addWidget(m_count);
  m_filtered = new QSortFilterProxyModel(this);
  m_filtered->setSourceModel(&m_model);
  m_filtered->setRecursiveFilteringEnabled(true);
  m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
  auto* row = flat(new QHBoxLayout, kGap4);
  row->addWidget(buildTree(), 3);
  row->addWidget(buildRules(), 2);
  body()->addLayout(row, 1);
  connect(&m_model, &ObjectModel::filterChanged, this, &ObjectsPage::ticked);
}

QWidget* ObjectsPage::buildTree() {
  QFrame* card = makeCard(this);
  auto* column = padded(new QVBoxLayout(card), kGap3, kGap2);
  m_search = new QLineEdit(card);
  QLabel* find = makeLabel(tr("&Find a table"), "label");
  find->setBuddy(m_search);
  m_search->setAccessibleName(tr("Find a table"));
  m_search->setClearButtonEnabled(true);
  connect(m_search, &QLineEdit::textChanged, m_filtered,
          &QSortFilterProxyModel::setFilterFixedString);
  m_busy = new QProgressBar(card);
  m_busy->setRange(0, 0);
  m_busy->setTextVisible(false);
  m_busy->setAccessibleName(tr("Reading the tables"));
  m_tree = new QTreeView(card);
  m_tree->setModel(m_filtered);
  m_tree->setAccessibleName(tr("Databases and tables"));
  m_tree->setUniformRowHeights(true);
  m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_tree->header()->resizeSection(0, 230);
  m_tree->header()->resizeSection(1, 150);
  m_tree->header()->setStretchLastSection(true);
  auto* findRow = flat(new QHBoxLayout);
  findRow->addWidget(find);
  findRow->addWidget(m_search, 1);
  column->addLayout(findRow);
  column->addWidget(m_busy);
  column->addWidget(m_tree, 1);
  return card;
}

QWidget* ObjectsPage::buildRules() {
  QFrame* card = makeCard(this);
  auto* column = padded(new QVBoxLayout(card), kGap4, kGap1);
  column->addWidget(makeLabel(tr("Rules"), "heading"));
  column->addWidget(makeWrapping(
      tr("One pattern a line: database.table. * stands for anything, ? for one character, "
         "[abc] for one of these, [!abc] for none of these. Ticking on the left writes rules here; "
         "new tables that match are replicated too."),
      "muted"));
  column->addSpacing(kGap2);
  const auto add = [&](const QString& text) {
    QLabel* label = makeLabel(text, "label");
    auto* edit = new QPlainTextEdit(card);
    edit->setProperty("mono", true);
    edit->setTabChangesFocus(true);
    edit->setAccessibleName(QString(text).remove(u'&'));
    label->setBuddy(edit);
    column->addWidget(label);
    column->addWidget(edit, 1);
    connect(edit, &QPlainTextEdit::textChanged, this, &ObjectsPage::rulesEdited);
    return edit;
  };
  m_include = add(tr("&Include"));
  m_exclude = add(tr("E&xclude"));
  return card;
}

void ObjectsPage::initializePage() {
  setSentence(tr("Read from %1. Only tables with a primary key or a not-null unique key can be "
                 "replicated both ways.")
                  .arg(draft().regionA()));
  if (m_loadedFrom != draft().a.source) load();
  count();
}

void ObjectsPage::load() {
  stopWork();
  bar()->clear();
  m_busy->show();
  ObjectFilter everything;
  everything.include = {"*.*"};
  m_job = view().engine().listTables(draft().a.source, everything);
  whenFinished(*m_job, this, [this, from = draft().a.source](const auto& result) {
    if (!m_job || from != draft().a.source) return;
    m_job.reset();
    m_busy->hide();
    if (result) m_loadedFrom = from;
    loaded(result);
  });
  touched();
}

void ObjectsPage::loaded(const Result<std::vector<TableBrief>>& result) {
  if (!result) {
    if (result.error().code == ErrorCode::Cancelled) return;
    bar()->showError(result.error());
    bar()->setAction(tr("Try again"), [this] { load(); });
    return touched();
  }
  m_model.setTables(*result);
  if (draft().objects.include.empty()) {
    for (const std::string& database : draft().a.tested->databases)
      draft().objects.include.push_back(database + ".*");
  }
  m_model.setFilter(draft().objects);
  ticked();
  m_tree->expandAll();
}

void ObjectsPage::ticked() {
  draft().objects = m_model.filter();
  m_writing = true;
  m_include->setPlainText(textOf(draft().objects.include));
  m_exclude->setPlainText(textOf(draft().objects.exclude));
  m_writing = false;
  count();
}

void ObjectsPage::rulesEdited() {
  if (m_writing) return;
  draft().objects.include = patternsOf(m_include->toPlainText());
  draft().objects.exclude = patternsOf(m_exclude->toPlainText());
  m_model.setFilter(draft().objects);
  count();
}

void ObjectsPage::count() {
  const RuleCount n = countMatches(draft().objects, m_model.tables());
  draft().tablesChosen = n.chosen;
  draft().tablesLeftOut = n.leftOut;
  m_count->setText(answer());
  touched();
}

QString ObjectsPage::answer() const {
  const QString chosen = tr("%n table(s)", nullptr, draft().tablesChosen);
  if (draft().tablesLeftOut == 0) return chosen;
  return tr("%1, %2 left out").arg(chosen).arg(draft().tablesLeftOut);
}

QString ObjectsPage::whyNot() const {
  if (m_job) return tr("Reading the tables…");
  if (!m_loadedFrom) return tr("The tables could not be read yet");
  if (draft().tablesChosen > 0) return {};
  const QString rules = m_include->toPlainText().simplified();
  if (rules.isEmpty()) return tr("Choose at least one table");
  return tr("No table at %1 matches “%2”: check the names of database and table")
      .arg(draft().regionA(), rules);
}

void ObjectsPage::stopWork() {
  if (!m_job) return;
  m_job->cancel();
  m_job.reset();
  m_busy->hide();
}

}  // namespace twintide::ui
