#include "ui/pair/history_tabs.h"

#include <QHeaderView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>

#include "ui/pair/image_view.h"
#include "ui/support/job_watch.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/table.h"

namespace twintide::ui {
namespace {

constexpr int kPage = 100;

QVBoxLayout* tabLayout(QWidget* tab) {
  auto* column = flat(new QVBoxLayout(tab), kGap2);
  column->setContentsMargins(0, 14, 0, 0);
  return column;
}

// A stack of an empty state (0) and the content (1).
QStackedWidget* emptyOr(const QString& sentence, QWidget* content, QWidget* parent) {
  auto* stack = new QStackedWidget(parent);
  stack->addWidget(new EmptyState(sentence, QString(), stack));
  stack->addWidget(content);
  return stack;
}

}  // namespace

ObjectsTab::ObjectsTab(QWidget* parent) : QWidget(parent) {
  m_sorted = new QSortFilterProxyModel(this);
  m_sorted->setSourceModel(&m_model);
  m_sorted->setSortRole(kRawRole);
  QTableView* table =
      makeTable(m_sorted, int(CountersModel::Column::Table), tr("Tables of the pair"), this);
  table->setSortingEnabled(true);
  table->sortByColumn(int(CountersModel::Column::Table), Qt::AscendingOrder);
  m_stack = emptyOr(tr("No rows were applied yet. Tables appear here with their first change."),
                    inCard(table, this), this);
  tabLayout(this)->addWidget(m_stack);
}

void ObjectsTab::show(const PairSnapshot& snapshot) {
  m_model.show(snapshot);
  m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
}

int ObjectsTab::tables() const {
  return m_model.rowCount();
}

ConflictsTab::ConflictsTab(EngineView& view, QWidget* parent) : QWidget(parent), m_view(view) {
  m_bar = new MessageBar(this);
  m_table =
      makeTable(&m_model, int(ConflictModel::Column::Key), tr("Conflicts, newest first"), this);
  m_images = new ImageView(this);
  QFrame* imageCard = makeCard(this);
  flat(new QVBoxLayout(imageCard))->addWidget(m_images);
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->addWidget(inCard(m_table, this));
  splitter->addWidget(imageCard);
  splitter->setHandleWidth(14);
  splitter->setChildrenCollapsible(false);
  splitter->setSizes({220, 200});
  m_stack = emptyOr(tr("No conflicts: no row was changed on both sides at the same time."),
                    splitter, this);
  m_more = makeLink(tr("Show older conflicts"), this);
  auto* column = tabLayout(this);
  column->addWidget(m_bar);
  column->addWidget(m_stack, 1);
  column->addWidget(m_more, 0, Qt::AlignLeft);
  connect(m_more, &QPushButton::clicked, this, &ConflictsTab::loadMore);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) { showChosen(now.row()); });
}

void ConflictsTab::setPair(const PairSpec& pair, const DataSource& a, const DataSource& b) {
  m_pair = pair.name;
  m_regionA = qs(a.region.label());
  m_regionB = qs(b.region.label());
  reload();
}

void ConflictsTab::reload() {
  auto page = m_view.engine().conflicts(m_pair, 0, kPage);
  if (!page) return m_bar->showError(page.error());
  m_bar->clear();
  const bool changed =
      m_model.rowCount() == 0 || page->empty() || page->front().id != m_model.newestId();
  if (!changed) return;
  m_more->setVisible(page->size() == kPage);
  m_model.reset(std::move(*page));
  m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
  if (m_model.rowCount() > 0) m_table->selectRow(0);
}

void ConflictsTab::loadMore() {
  auto page = m_view.engine().conflicts(m_pair, m_model.oldestId(), kPage);
  if (!page) return m_bar->showError(page.error());
  const bool more = page->size() == kPage;
  m_model.append(std::move(*page));
  m_more->setVisible(more && !m_model.full());
}

void ConflictsTab::showChosen(int row) {
  const Conflict* c = m_model.at(row);
  if (!c) return;
  const bool reverse = qs(c->linkId).endsWith(u".rev");
  m_images->show(*c, reverse ? m_regionB : m_regionA, reverse ? m_regionA : m_regionB);
}

EventsTab::EventsTab(EngineView& view, QWidget* parent) : QWidget(parent), m_view(view) {
  m_bar = new MessageBar(this);
  QTableView* table =
      makeTable(&m_model, int(EventModel::Column::What), tr("Events, newest first"), this);
  m_stack = emptyOr(tr("Nothing has happened yet."), inCard(table, this), this);
  m_more = makeLink(tr("Show older events"), this);
  auto* column = tabLayout(this);
  column->addWidget(m_bar);
  column->addWidget(m_stack, 1);
  column->addWidget(m_more, 0, Qt::AlignLeft);
  connect(m_more, &QPushButton::clicked, this, &EventsTab::loadMore);
  connect(&m_view, &EngineView::eventArrived, this, [this](const Event& event) {
    if (event.pair != m_pair) return;
    m_model.prepend(event);
    m_stack->setCurrentIndex(1);
  });
}

void EventsTab::setPair(const PairSpec& pair) {
  m_pair = pair.name;
  reload();
}

void EventsTab::reload() {
  auto page = m_view.engine().events(m_pair, 0, kPage);
  if (!page) return m_bar->showError(page.error());
  m_bar->clear();
  m_more->setVisible(page->size() == kPage);
  m_model.reset(std::move(*page));
  m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
}

void EventsTab::loadMore() {
  auto page = m_view.engine().events(m_pair, m_model.oldestId(), kPage);
  if (!page) return m_bar->showError(page.error());
  const bool more = page->size() == kPage;
  m_model.append(std::move(*page));
  m_more->setVisible(more && !m_model.full());
}

}  // namespace twintide::ui
