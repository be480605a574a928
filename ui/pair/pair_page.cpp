#include "ui/pair/pair_page.h"

#include <QTabWidget>

#include "engine/api/change_log.h"
#include "engine/api/ddl_stop.h"
#include "ui/drill/drills_tab.h"
#include "ui/pair/bridge_view.h"
#include "ui/pair/conflicts_tab.h"
#include "ui/pair/history_tabs.h"
#include "ui/pair/monitor_tab.h"
#include "ui/pair/pair_actions.h"
#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/pill.h"

namespace twintide::ui {

PairPage::PairPage(EngineView& view, QWidget* parent) : QWidget(parent), m_view(view) {
  setObjectName(QStringLiteral("page"));
  m_actions = new PairActions(view, this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(22, 16, 22, 6);
  column->setSpacing(kGap3);
  column->addLayout(buildHeader());
  m_bar = new MessageBar(this);
  m_problem = new MessageBar(this);
  m_advice = new MessageBar(this);
  m_bridge = new BridgeView(this);
  column->addWidget(m_bar);
  column->addWidget(m_bridge);
  column->addWidget(m_problem);
  column->addWidget(m_advice);
  buildTabs();
  column->addWidget(m_tabs, 1);
  connectActions();
  connect(&m_view, &EngineView::pulled, this, &PairPage::pulled);
}

QLayout* PairPage::buildHeader() {
  m_title = makeLabel(QString(), "title", this);
  m_badge = new Badge(this);
  m_pill = new Pill(this);
  m_remove = makeButton(tr("Remove…"), this);
  m_stop = makeButton(tr("Stop…"), this);
  m_pause = makeButton(tr("Pause…"), this);
  m_start = makePrimary(tr("Start"), this);
  m_drill = makePrimary(tr("Run drill"), this);
  m_drill->setToolTip(
      tr("Writes test rows on both sites, creates and alters a test table, and "
         "checks that everything arrives on the other side"));
  auto* row = flat(new QHBoxLayout, 10);
  row->addWidget(m_title);
  row->addWidget(m_badge);
  row->addWidget(m_pill);
  row->addStretch();
  for (QPushButton* b : {m_remove, m_stop, m_pause, m_start, m_drill}) row->addWidget(b);
  return row;
}

void PairPage::buildTabs() {
  m_tabs = new QTabWidget(this);
  m_tabs->setDocumentMode(true);
  m_tabs->setAccessibleName(tr("Views of the link pair"));
  m_monitor = new MonitorTab(m_view, m_tabs);
  m_objects = new ObjectsTab(m_tabs);
  m_conflicts = new ConflictsTab(m_view, m_tabs);
  m_drills = new DrillsTab(m_view, m_tabs);
  m_events = new EventsTab(m_view, m_tabs);
  m_tabs->addTab(m_monitor, tr("Monitor"));
  m_tabs->addTab(m_objects, tr("Objects"));
  m_tabs->addTab(m_conflicts, tr("Conflicts"));
  m_tabs->addTab(m_drills, tr("Drills"));
  m_tabs->addTab(m_events, tr("Events"));
  connect(m_tabs, &QTabWidget::currentChanged, this, &PairPage::tabChanged);
}

void PairPage::connectActions() {
  connect(m_start, &QPushButton::clicked, this, &PairPage::startPair);
  connect(m_pause, &QPushButton::clicked, m_actions, &PairActions::pause);
  connect(m_stop, &QPushButton::clicked, this, &PairPage::stopPair);
  connect(m_remove, &QPushButton::clicked, m_actions, &PairActions::remove);
  connect(m_drill, &QPushButton::clicked, this, &PairPage::runDrill);
  connect(m_actions, &PairActions::busyChanged, this, &PairPage::pulled);
  connect(m_actions, &PairActions::succeeded, m_bar, &MessageBar::clear);
  connect(m_actions, &PairActions::failed, this,
          [this](const Error& error) { m_bar->showError(error); });
  connect(m_actions, &PairActions::removed, this, &PairPage::pairRemoved);
}

void PairPage::setPair(const QString& name) {
  const PairSpec* pair = m_view.pair(name);
  if (!pair) return;
  const DataSource* a = m_view.source(pair->sourceA);
  const DataSource* b = m_view.source(pair->sourceB);
  const DataSource none;
  if (m_name != name) m_bar->clear();
  m_name = name;
  const auto events = m_view.engine().events(pair->name, 0, 1);
  m_hasRun = events && !events->empty();
  m_conflictsSeen = -1;
  m_actions->setPair(name);
  m_title->setText(qs(pair->shown()));
  m_badge->setEnvironment(qs(a ? a->environment : std::string()));
  m_bridge->setPair(*pair, a ? *a : none, b ? *b : none);
  m_monitor->setPair(*pair, a ? *a : none, b ? *b : none);
  m_conflicts->setPair(*pair, a ? *a : none, b ? *b : none);
  m_drills->setPair(*pair, a ? *a : none, b ? *b : none);
  m_events->setPair(*pair);
  pulled();
}

void PairPage::showTab(Tab tab) {
  m_tabs->setCurrentIndex(static_cast<int>(tab));
}

void PairPage::startPair() {
  m_bar->clear();
  const auto snapshot = m_view.snapshot(m_name);
  const bool paused = snapshot && snapshot->forward.state == LinkState::Paused;
  if (paused)
    m_actions->resume();
  else
    m_actions->start();
}

void PairPage::stopPair() {
  m_actions->stop();
}

void PairPage::runDrill() {
  showTab(Tab::Drills);
  m_drills->run();
}

void PairPage::pulled() {
  const auto snapshot = m_view.snapshot(m_name);
  if (!snapshot || !isVisible()) return;
  m_bridge->show(*snapshot, nowUs());
  showHeader(*snapshot);
  showProblem(*snapshot);
  showAdvice(*snapshot);
  m_objects->show(*snapshot);
  if (m_tabs->currentWidget() == m_monitor) m_monitor->show(*snapshot);
  const int64_t conflicts = snapshot->forward.conflicts + snapshot->reverse.conflicts;
  if (conflicts != m_conflictsSeen) {
    m_conflictsSeen = conflicts;
    m_conflicts->reload();
  }
  if (m_tabs->currentWidget() == m_conflicts) m_conflicts->showAges();
  //: tab title with a number
  m_tabs->setTabText(int(Tab::Objects), m_objects->tables() > 0
                                            ? tr("Objects %1").arg(m_objects->tables())
                                            : tr("Objects"));
  m_tabs->setTabText(int(Tab::Conflicts), conflicts > 0
                                              ? tr("Conflicts %1").arg(text::count(conflicts))
                                              : tr("Conflicts"));
}

void PairPage::showHeader(const PairSnapshot& s) {
  const LinkState state = worseOf(s);
  const StateLook look = lookOf(state);
  QString text;
  if (s.forward.state == s.reverse.state) {
    const int64_t since = std::max(s.forward.sinceUs, s.reverse.sinceUs);
    const QString word = state == LinkState::Running ? tr("Both links running")
                                                     : capitalised(text::stateText(state));
    text =
        since > 0 && isActive(state) ? tr("%1 · %2").arg(word, uptimeText(nowUs() - since)) : word;
  } else {
    text = tr("forward %1 · reverse %2")
               .arg(text::stateText(s.forward.state), text::stateText(s.reverse.state));
  }
  m_pill->set(look.icon, look.tint, text);
  showButtons(state);
}

void PairPage::showButtons(LinkState state) {
  const bool idle = !isActive(state);
  const bool running = state == LinkState::Running || state == LinkState::CatchingUp;
  m_start->setText(state == LinkState::Paused ? tr("Resume") : tr("Start"));
  m_start->setVisible(idle);
  m_drill->setVisible(!idle);
  m_drill->setEnabled(state == LinkState::Running && !m_drills->running());
  m_pause->setVisible(!idle);
  m_pause->setEnabled(running);
  m_stop->setVisible(state != LinkState::NotStarted && state != LinkState::Stopped);
  m_remove->setVisible(state == LinkState::NotStarted || state == LinkState::Stopped ||
                       state == LinkState::Failed);
  for (QPushButton* b : {m_start, m_stop, m_remove}) b->setEnabled(!m_actions->busy());
}

void PairPage::showProblem(const PairSnapshot& s) {
  const LinkSnapshot* bad = s.forward.error ? &s.forward : s.reverse.error ? &s.reverse : nullptr;
  if (!bad) return m_problem->clear();
  const text::Message said = text::describe(*bad->error);
  const bool forward = bad->direction == Direction::Forward;
  const QString what = (forward ? tr("Forward link: %1") : tr("Reverse link: %1")).arg(said.title);
  const bool failed = bad->state == LinkState::Failed;
  // A link that retries shows its cause at a glance; one that has failed, the server's words too.
  const QString below =
      failed && !said.why.isEmpty() ? text::oneLine({said.why, said.remedy, {}}) : said.remedy;
  const QString joined = below.isEmpty() ? what : what + u' ' + below;
  if (m_problem->isVisible() && m_problem->text() == joined) return;
  m_problem->showMessage(failed ? BarLevel::Error : BarLevel::Warning, what, below);
  if (!failed) return;
  m_problem->setAction(tr("Try again"), [this] { m_actions->start(); });
  if (api::stopsAtDdl(*bad->error))
    m_problem->addAction(tr("Skip statement…"),
                         [this, error = *bad->error] { m_actions->skipDdl(error); });
}

void PairPage::showAdvice(const PairSnapshot& s) {
  const PairSpec* pair = m_view.pair(m_name);
  if (!pair) return m_advice->clear();
  if (s.forward.state != LinkState::NotStarted) m_hasRun = true;
  QStringList sites;
  for (const Direction d : {Direction::Forward, Direction::Reverse}) {
    const DataSource* source = m_view.source(pair->from(d));
    if (source && pair->link(d).types.incremental &&
        api::triggersUnattended(*source, s.link(d), m_hasRun))
      sites << qs(source->region.label());
  }
  if (sites.isEmpty()) return m_advice->clear();
  const QString text = text::columnsWarning(sites);
  if (!m_advice->isVisible() || m_advice->text() != text)
    m_advice->showMessage(BarLevel::Warning, text);
}

void PairPage::tabChanged(int index) {
  if (index == static_cast<int>(Tab::Events)) m_events->reload();
  pulled();
}

}  // namespace twintide::ui
