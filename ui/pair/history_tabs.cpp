#include "ui/pair/history_tabs.h"

#include <QHeaderView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>

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
  return m_model.tables();
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
