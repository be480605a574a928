#include "ui/precheck/precheck_view.h"

#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <algorithm>

#include "ui/precheck/finding_row.h"
#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/pill.h"

namespace twintide::ui {
namespace {
constexpr int kPassedShown = 4;

// Worst first; skipped ones stand with the passed.
int rank(const Finding& f) {
  if (f.state == FindingState::Skipped) return 2;
  return 4 - static_cast<int>(f.severity);
}
}  // namespace

PrecheckView::PrecheckView(EngineView& view, const QString& title, QWidget* parent)
    : QWidget(parent), m_view(view) {
  flat(new QVBoxLayout(this), kGap3);
  buildHead(title);
  auto* column = static_cast<QVBoxLayout*>(layout());
  m_busy = new QProgressBar(this);
  m_busy->setRange(0, 0);
  m_busy->setTextVisible(false);
  m_busy->setAccessibleName(tr("Checking"));
  m_bar = new MessageBar(this);
  column->addWidget(m_busy);
  column->addWidget(m_bar);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* body = new QWidget;
  auto* bodyColumn = flat(new QVBoxLayout(body), 0);
  m_listCard = makeCard(body);
  m_list = flat(new QVBoxLayout(m_listCard), 0);
  m_list->setContentsMargins(1, 1, 1, 1);
  bodyColumn->addWidget(m_listCard);
  bodyColumn->addStretch();
  scroll->setWidget(body);
  column->addWidget(scroll, 1);
  connect(&m_timer, &QTimer::timeout, this, [this] {
    m_sub->setText(tr("Both directions are checked, since both sites will read and write. "
                      "Running for %1.")
                       .arg(text::duration(nowUs() - m_startedUs)));
  });
  showBusy(false);
}

PrecheckView::~PrecheckView() {
  stop();
}

void PrecheckView::buildHead(const QString& title) {
  auto* row = flat(new QHBoxLayout, 10);
  row->addWidget(makeLabel(title, "title"));
  for (Pill** pill : {&m_passed, &m_warnings, &m_errors}) {
    *pill = new Pill(this);
    (*pill)->hide();
    row->addWidget(*pill);
  }
  row->addStretch();
  m_export = makeButton(tr("Export…"), this);
  m_again = makeButton(tr("Run all again"), this);
  row->addWidget(m_export);
  row->addWidget(m_again);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  m_sub = makeWrapping(QString(), "muted", this);
  static_cast<QVBoxLayout*>(layout())->addWidget(m_sub);
  connect(m_export, &QPushButton::clicked, this, &PrecheckView::exportReport);
  connect(m_again, &QPushButton::clicked, this, [this] {
    if (running())
      stop();
    else
      run();
  });
}

void PrecheckView::setPair(const PairSpec& pair, const text::Sites& sites) {
  PairSpec before = m_pair, now = pair;
  before.skippedChecks.clear();
  now.skippedChecks.clear();
  const bool same = before == now;
  m_pair = pair;
  m_sites = sites;
  if (same) return;
  stop();
  m_report.reset();
  showReport();
}

void PrecheckView::run(const std::vector<std::string>& onlyChecks) {
  if (running()) return;
  m_mending.reset();
  follow(m_view.engine().precheck(m_pair, onlyChecks), onlyChecks.empty());
}

void PrecheckView::follow(api::Job<PrecheckReport> job, bool whole) {
  m_bar->clear();
  m_job = job;
  m_startedUs = nowUs();
  showBusy(true);
  whenFinished(job, this, [this, started = m_startedUs, whole](const auto& result) {
    if (m_job && started == m_startedUs) ended(result, whole);
  });
  emit changed();
}

void PrecheckView::stop() {
  if (!m_job) return;
  m_job->cancel();
  m_job.reset();
  showBusy(false);
  m_sub->setText(tr("Cancelled."));
  emit changed();
}

void PrecheckView::showBusy(bool busy) {
  m_busy->setVisible(busy);
  m_export->setEnabled(!busy && m_report.has_value());
  m_again->setText(busy       ? tr("Cancel check")
                   : m_report ? tr("Run all again")
                              : tr("Run prechecks"));
  for (FindingRow* row : m_rows) row->setBusy(busy);
  if (busy)
    m_timer.start(100);
  else
    m_timer.stop();
}

void PrecheckView::ended(const Result<PrecheckReport>& result, bool whole) {
  m_job.reset();
  if (!result) {
    showBusy(false);
    m_sub->clear();
    if (result.error().code != ErrorCode::Cancelled) offerAgain(result.error());
    emit changed();
    return;
  }
  if (whole || !m_report)
    m_report = *result;
  else
    merge(*result);
  showReport();
  showBusy(false);
  emit changed();
}

void PrecheckView::offerAgain(const Error& error) {
  m_bar->showError(error);
  if (!m_mending) return m_bar->setAction(tr("Try again"), [this] { run(); });
  const bool rights = !error.arg("advice").empty();
  m_bar->setAction(rights ? tr("Other login…") : tr("Try again"),
                   [this, finding = *m_mending, rights] { mend(finding, rights); });
}

void PrecheckView::merge(const PrecheckReport& fresh) {
  std::vector<Finding> all;
  const auto isFresh = [&](const Finding& f) {
    return std::any_of(fresh.findings.begin(), fresh.findings.end(),
                       [&](const Finding& g) { return g.check == f.check; });
  };
  for (const Finding& f : m_report->findings)
    if (!isFresh(f)) all.push_back(f);
  all.insert(all.end(), fresh.findings.begin(), fresh.findings.end());
  m_report->findings = std::move(all);
}

void PrecheckView::skip(const Finding& finding) {
  const text::Message s = text::describe(finding, m_sites);
  Question q;
  q.title = tr("Skip this finding?");
  q.text = s.why.isEmpty() ? s.title : s.title + u'\n' + s.why;
  q.yes = tr("Skip it");
  q.dangerous = finding.severity == Severity::Error;
  if (!ask().confirm(this, q)) return;
  setSkipped(finding.check);
  showReport();
  emit changed();
}

void PrecheckView::setSkipped(const std::string& check) {
  m_pair.skippedChecks.push_back(check);
  for (Finding& f : m_report->findings)
    if (f.check == check && f.severity >= Severity::Warning && f.skippable)
      f.state = FindingState::Skipped;
}

void PrecheckView::skipEverythingSkippable() {
  if (!m_report) return;
  const PrecheckReport report = *m_report;
  for (const Finding& f : report.findings)
    if (f.severity >= Severity::Warning && f.skippable && f.state == FindingState::Done)
      setSkipped(f.check);
  showReport();
  emit changed();
}

void PrecheckView::mend(const Finding& finding, bool administrator) {
  QStringList sql;
  for (const std::string& line : finding.remedySql) sql << qs(line) + u';';
  const QString place = finding.remedySide == Side::A   ? m_sites.a
                        : finding.remedySide == Side::B ? m_sites.b
                                                        : tr("%1 and %2").arg(m_sites.a, m_sites.b);
  Question q;
  q.title = tr("Run this on %1?").arg(place);
  q.text = finding.remedyNeedsReconnect
               ? tr("It runs with the data source's user, unless you give another login, and holds "
                    "for new connections.")
               : tr("It runs with the data source's user, unless you give another login.");
  q.detail = sql.join(u'\n');
  q.yes = tr("Run on %1").arg(place);
  const auto choice = ask().login(this, q, administrator);
  if (!choice) return;
  std::optional<api::AdminLogin> admin;
  if (choice->administrator)
    admin = api::AdminLogin{ss(choice->user), Secret(choice->password.toStdString())};
  m_mending = finding;
  follow(m_view.engine().runRemedy(m_pair, finding, admin), false);
}

void PrecheckView::exportReport() {
  if (!m_report) return;
  const auto failure = savePrecheck(this, *m_report, m_sites);
  if (failure && !failure->isEmpty())
    m_bar->showMessage(BarLevel::Error, *failure, tr("Choose another folder or free some space."));
}

void PrecheckView::showCounts() {
  const int passed = m_report ? m_report->count(Severity::Passed) : 0;
  const int warnings = m_report ? m_report->count(Severity::Warning) : 0;
  const int errors = m_report ? m_report->count(Severity::Error) : 0;
  m_passed->setVisible(m_report.has_value());
  m_warnings->setVisible(warnings > 0);
  m_errors->setVisible(errors > 0);
  m_passed->set(Icon::Dot, Tint::Ok, tr("%n passed", nullptr, passed));
  m_warnings->set(Icon::Dot, Tint::Warning, tr("%n warning(s)", nullptr, warnings));
  m_errors->set(Icon::Dot, Tint::Error, tr("%n must be mended", nullptr, errors));
}

void PrecheckView::addRow(const Finding& finding) {
  auto* row = new FindingRow(finding, m_sites, m_listCard);
  m_list->addWidget(row);
  m_rows.push_back(row);
  connect(row, &FindingRow::skipWanted, this, &PrecheckView::skip);
  connect(row, &FindingRow::remedyWanted, this, [this](const Finding& f) {
    const auto may = f.args.find("may_run");
    mend(f, may != f.args.end() && may->second == "no");
  });
  connect(row, &FindingRow::againWanted, this, [this](const Finding& f) { run({f.check}); });
}

void PrecheckView::showReport() {
  m_rows.clear();
  clearLayout(m_list);
  showCounts();
  m_listCard->setVisible(m_report.has_value());
  m_sub->setText(m_report ? tr("Both directions are checked, since both sites will read and write. "
                               "Finished in %1.")
                                .arg(text::duration(m_report->tookUs))
                          : QString());
  if (!m_report) return;
  auto* header = new QWidget(m_listCard);
  auto* line = new QHBoxLayout(header);
  line->setContentsMargins(11, 8, 11, 8);
  line->setSpacing(kGap2);
  const std::pair<QString, int> heads[] = {
      {tr("Result"), 108}, {tr("Where"), 110}, {tr("Finding"), 0}};
  for (const auto& [text, width] : heads) {
    QLabel* label = makeLabel(text, "label");
    if (width > 0) label->setFixedWidth(width);
    line->addWidget(label, width > 0 ? 0 : 1);
  }
  m_list->addWidget(header);
  std::vector<Finding> order = m_report->findings;
  std::stable_sort(order.begin(), order.end(),
                   [](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
  int passed = 0, folded = 0;
  for (const Finding& f : order) {
    const bool plain = f.severity == Severity::Passed;
    if (plain && ++passed > kPassedShown && !m_showAllPassed)
      ++folded;
    else
      addRow(f);
  }
  if (folded > 0) {
    auto* foot = new QFrame(m_listCard);
    foot->setProperty("row", QStringLiteral("true"));
    auto* footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(6, 4, 6, 4);
    QPushButton* more = makeLink(tr("%n more passed · show", nullptr, folded), foot);
    footRow->addWidget(more, 0, Qt::AlignLeft);
    m_list->addWidget(foot);
    connect(more, &QPushButton::clicked, this, [this] {
      m_showAllPassed = true;
      showReport();
    });
  }
  const bool first = !m_rows.empty() && m_rows.front()->finding().severity == Severity::Error &&
                     m_rows.front()->finding().state == FindingState::Done;
  if (first) m_rows.front()->setOpen(true);
}

}  // namespace twintide::ui
