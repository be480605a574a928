#include "ui/pair/conflicts_tab.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <set>

#include "ui/pair/image_view.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/table.h"

namespace twintide::ui {
namespace {

constexpr int kPage = 100;
enum Layer { kNothing, kNothingPasses, kList };

QComboBox* addFilter(const QString& text, QBoxLayout* row, QWidget* parent) {
  auto* box = new QComboBox(parent);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  box->setAccessibleName(QString(text).remove(u'&'));
  QLabel* label = makeLabel(text, "label", parent);
  label->setBuddy(box);
  row->addWidget(label);
  row->addWidget(box);
  row->addSpacing(kGap2);
  return box;
}

// Fills a box with "all" and the entries; what was chosen stays chosen while it is there.
void refill(QComboBox* box, const QString& all,
            const std::vector<std::pair<QString, QVariant>>& to) {
  const QSignalBlocker quiet(box);
  const QVariant chosen = box->currentData();
  box->clear();
  box->addItem(all);
  for (const auto& [text, value] : to) box->addItem(text, value);
  box->setCurrentIndex(chosen.isValid() ? std::max(0, box->findData(chosen)) : 0);
}

}  // namespace

ConflictsTab::ConflictsTab(EngineView& view, QWidget* parent) : QWidget(parent), m_view(view) {
  m_bar = new MessageBar(this);
  m_filter = new ConflictFilter(this);
  m_filter->setSourceModel(&m_model);
  m_stack = new QStackedWidget(this);
  m_stack->addWidget(new EmptyState(
      tr("No conflicts: no row was changed on both sides at the same time."), QString(), m_stack));
  auto* nothing = new EmptyState(tr("None of the loaded conflicts is of this kind and table."),
                                 tr("Show all"), m_stack);
  m_stack->addWidget(nothing);
  m_stack->addWidget(buildContent());
  m_more = makeLink(tr("Show older conflicts"), this);
  auto* column = flat(new QVBoxLayout(this), kGap2);
  column->setContentsMargins(0, 14, 0, 0);
  column->addWidget(m_bar);
  column->addWidget(buildFilters());
  column->addWidget(m_stack, 1);
  column->addWidget(m_more, 0, Qt::AlignLeft);
  connect(m_more, &QPushButton::clicked, this, &ConflictsTab::loadMore);
  connect(nothing, &EmptyState::pressed, this, [this] {
    m_kinds->setCurrentIndex(0);
    m_tables->setCurrentIndex(0);
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          &ConflictsTab::showChosen);
}

QWidget* ConflictsTab::buildFilters() {
  auto* bar = new QWidget(this);
  auto* row = flat(new QHBoxLayout(bar));
  m_kinds = addFilter(tr("Con&flict"), row, bar);
  m_tables = addFilter(tr("&Table"), row, bar);
  m_shown = makeLabel(QString(), "muted", bar);
  row->addStretch();
  row->addWidget(m_shown);
  for (QComboBox* box : {m_kinds, m_tables})
    connect(box, &QComboBox::currentIndexChanged, this, &ConflictsTab::filtered);
  return bar;
}

QWidget* ConflictsTab::buildContent() {
  m_table =
      makeTable(m_filter, int(ConflictModel::Column::Key), tr("Conflicts, newest first"), this);
  m_images = new ImageView(this);
  QFrame* imageCard = makeCard(this);
  auto* column = flat(new QVBoxLayout(imageCard), kGap2);
  column->addWidget(m_images, 1);
  column->addWidget(buildDecision());
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->addWidget(inCard(m_table, this));
  splitter->addWidget(imageCard);
  splitter->setHandleWidth(10);
  splitter->setChildrenCollapsible(false);
  splitter->setSizes({200, 200});
  return splitter;
}

QWidget* ConflictsTab::buildDecision() {
  m_decision = new QWidget(this);
  auto* row = flat(new QHBoxLayout(m_decision), kGap2);
  row->setContentsMargins(14, 0, 14, 14);
  row->addWidget(
      makeWrapping(tr("In quarantine: each site keeps its own row until one is chosen.")), 1);
  m_keepA = new QPushButton(m_decision);
  m_keepB = new QPushButton(m_decision);
  row->addWidget(m_keepA);
  row->addWidget(m_keepB);
  connect(m_keepA, &QPushButton::clicked, this, [this] { decide(Side::A); });
  connect(m_keepB, &QPushButton::clicked, this, [this] { decide(Side::B); });
  return m_decision;
}

const Conflict* ConflictsTab::chosen() const {
  return m_model.at(m_filter->mapToSource(m_table->currentIndex()).row());
}

void ConflictsTab::decide(Side side) {
  const Conflict* c = chosen();
  if (!c) return;
  const QString keeps = side == Side::A ? m_siteA : m_siteB;
  Question q;
  q.title = tr("Keep the row of %1?").arg(keeps);
  q.text = tr("%1, %2: the row at %3 is overwritten with that of %4, and the row is replicated "
              "again.")
               .arg(qs(c->table.text()), qs(c->key), side == Side::A ? m_siteB : m_siteA, keeps);
  q.yes = tr("Keep this row");
  q.dangerous = true;
  if (!ask().confirm(this, q)) return;
  m_decision->setEnabled(false);
  whenFinished(m_view.engine().resolveConflict(m_pair, c->id, side), this,
               [this](const Result<void>& done) {
                 m_decision->setEnabled(true);
                 m_images->forget();
                 m_model.reset({});
                 reload();
                 if (!done) m_bar->showError(done.error());
               });
}

void ConflictsTab::setPair(const PairSpec& pair, const DataSource& a, const DataSource& b) {
  if (m_pair != pair.name) m_model.reset({});
  m_pair = pair.name;
  m_siteA = qs(a.region.label());
  m_siteB = qs(b.region.label());
  m_model.setSites(m_siteA, m_siteB);
  m_keepA->setText(tr("Keep the row of %1").arg(m_siteA));
  m_keepB->setText(tr("Keep the row of %1").arg(m_siteB));
  reload();
}

void ConflictsTab::reload() {
  auto page = m_view.engine().conflicts(m_pair, 0, kPage);
  if (!page) return m_bar->showError(page.error());
  m_bar->clear();
  const bool whole = int(page->size()) == kPage;
  if (!m_model.takeNew(std::move(*page))) m_more->setVisible(whole);
  fillFilters();
  filtered();
}

void ConflictsTab::loadMore() {
  auto page = m_view.engine().conflicts(m_pair, m_model.oldestId(), kPage);
  if (!page) return m_bar->showError(page.error());
  const bool more = int(page->size()) == kPage;
  m_model.append(std::move(*page));
  m_more->setVisible(more && !m_model.full());
  fillFilters();
  filtered();
}

void ConflictsTab::fillFilters() {
  std::set<ConflictKind> kinds;
  std::set<QString> tables;
  for (int i = 0; i < m_model.rowCount(); ++i) {
    kinds.insert(m_model.at(i)->kind);
    tables.insert(qs(m_model.at(i)->table.text()));
  }
  std::vector<std::pair<QString, QVariant>> kindItems, tableItems;
  for (const ConflictKind k : kinds)
    kindItems.emplace_back(capitalised(text::conflictText(k)), int(k));
  for (const QString& t : tables) tableItems.emplace_back(t, t);
  refill(m_kinds, tr("all kinds"), kindItems);
  refill(m_tables, tr("all tables"), tableItems);
}

void ConflictsTab::filtered() {
  const QVariant kind = m_kinds->currentData();
  m_filter->setKind(kind.isValid() ? std::optional(static_cast<ConflictKind>(kind.toInt()))
                                   : std::nullopt);
  m_filter->setTable(m_tables->currentData().toString());
  const int loaded = m_model.rowCount(), shown = m_filter->rowCount();
  m_kinds->parentWidget()->setVisible(loaded > 0);
  m_stack->setCurrentIndex(loaded == 0 ? kNothing : shown == 0 ? kNothingPasses : kList);
  m_shown->setText(m_filter->narrows()
                       ? tr("%1 of %2 loaded").arg(text::count(shown), text::count(loaded))
                       : tr("%1 loaded").arg(text::count(loaded)));
  if (shown > 0 && !m_table->currentIndex().isValid()) m_table->selectRow(0);
  showChosen();
}

void ConflictsTab::showChosen() {
  const Conflict* c = chosen();
  m_decision->setVisible(c && c->waits());
  if (!c || c->id == m_images->shownId()) return;
  m_images->show(*c, m_model.incomingSite(*c), m_model.localSite(*c));
}

}  // namespace twintide::ui
