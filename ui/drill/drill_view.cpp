#include "ui/drill/drill_view.h"

#include <algorithm>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/icon_view.h"
#include "ui/widgets/number_label.h"

namespace twintide::ui {
namespace {

constexpr int kTickMs = 100;
constexpr int kTookWidth = 56;
constexpr DrillStepId kSteps[] = {DrillStepId::InsertAtA,   DrillStepId::InsertAtB,
                                  DrillStepId::CreateTable, DrillStepId::RowsIntoNewTable,
                                  DrillStepId::AlterTable,  DrillStepId::NothingLooped,
                                  DrillStepId::BothEqual};

std::pair<Icon, Tint> markOf(DrillStepState state) {
  switch (state) {
    case DrillStepState::Running:
      return {Icon::Busy, Tint::Accent};
    case DrillStepState::Passed:
      return {Icon::Check, Tint::Ok};
    case DrillStepState::Failed:
      return {Icon::Cross, Tint::Error};
    case DrillStepState::Cancelled:
      return {Icon::Minus, Tint::Muted};
    case DrillStepState::Waiting:
      break;
  }
  return {Icon::Circle, Tint::Muted};
}

}  // namespace

DrillReport DrillView::planned(const std::string& pair, const Region& a, const Region& b) {
  DrillReport report;
  report.pair = pair;
  report.regionA = a;
  report.regionB = b;
  for (const DrillStepId id : kSteps) {
    DrillStep step;
    step.id = id;
    report.steps.push_back(step);
  }
  return report;
}

DrillView::DrillView(QWidget* parent) : QFrame(parent) {
  setProperty("card", QStringLiteral("true"));
  auto* column = padded(new QVBoxLayout(this), kGap4, 0);
  auto* head = flat(new QHBoxLayout);
  m_title = makeLabel(tr("Drill"), "heading", this);
  m_summary = makeLabel(QString(), "", this);
  m_cancel = makeButton(tr("Cancel drill"), this);
  m_export = makeButton(tr("Export report…"), this);
  head->addWidget(m_title);
  head->addWidget(m_summary);
  head->addStretch();
  head->addWidget(m_cancel);
  head->addWidget(m_export);
  column->addLayout(head);
  column->addSpacing(kGap2);
  for (size_t i = 0; i < std::size(kSteps); ++i) buildRow(column);
  column->addStretch();
  connect(m_cancel, &QPushButton::clicked, this, &DrillView::cancelWanted);
  connect(m_export, &QPushButton::clicked, this, &DrillView::exportWanted);
  connect(&m_timer, &QTimer::timeout, this, &DrillView::tick);
}

void DrillView::buildRow(QLayout* column) {
  auto* frame = new QFrame(this);
  frame->setProperty("row", QStringLiteral("true"));
  auto* line = new QHBoxLayout(frame);
  line->setContentsMargins(0, 8, 0, 8);
  line->setSpacing(kGap3);
  Row row;
  row.icon = new IconView(Icon::Circle, Tint::Muted, 16, frame);
  auto* texts = flat(new QVBoxLayout, 2);
  row.text = makeWrapping(QString(), "", frame);
  row.failure = makeWrapping(QString(), "muted", frame);
  row.failure->hide();
  row.facts = makeWrapping(QString(), "muted", frame);
  row.facts->setAlignment(Qt::AlignRight | Qt::AlignTop);
  texts->addWidget(row.text);
  texts->addWidget(row.failure);
  row.text->setAlignment(Qt::AlignLeft | Qt::AlignTop);  // beside facts of two lines
  row.took = new NumberLabel(kTextPx, QFont::DemiBold, Qt::AlignRight, frame);
  line->addWidget(row.icon, 0, Qt::AlignTop);
  row.took->setMinimumWidth(kTookWidth);
  line->addLayout(texts, 4);
  line->addWidget(row.facts, 3, Qt::AlignTop);
  line->addWidget(row.took, 0, Qt::AlignTop);
  column->addWidget(frame);
  m_rows.push_back(row);
}

void DrillView::show(const DrillReport& report, bool running) {
  const auto active = std::find_if(report.steps.begin(), report.steps.end(), [](const auto& s) {
    return s.state == DrillStepState::Running;
  });
  const auto step = static_cast<size_t>(active - report.steps.begin());
  if (step != m_runningStep || running != m_running) m_stepSinceUs = nowUs();
  m_runningStep = step;
  m_report = report;
  m_running = running;
  for (size_t i = 0; i < m_rows.size(); ++i) {
    if (i < report.steps.size()) showStep(m_rows[i], report.steps[i]);
  }
  showSummary();
  m_cancel->setVisible(running);
  m_export->setVisible(!running && report.startedUs > 0);
  if (running)
    m_timer.start(kTickMs);
  else
    m_timer.stop();
}

void DrillView::showStep(Row& row, const DrillStep& step) {
  const auto [mark, tint] = markOf(step.state);
  const text::Sites sites = text::sitesOf(m_report.regionA, m_report.regionB);
  row.icon->set(mark, tint);
  row.text->setText(text::describe(step, sites));
  row.took->setText(step.tookUs >= 0 ? text::duration(step.tookUs) : QString());
  row.took->setTint(step.state == DrillStepState::Running ? Tint::Muted : Tint::Text);
  row.facts->setText(step.state == DrillStepState::Passed ? text::detail(step, sites) : QString());
  row.failure->setText(step.error ? text::oneLine(text::describe(*step.error)) : QString());
  row.failure->setVisible(step.error.has_value());
}

void DrillView::showSummary() {
  const auto count = [this](DrillStepState state) {
    return std::count_if(m_report.steps.begin(), m_report.steps.end(),
                         [state](const DrillStep& s) { return s.state == state; });
  };
  if (m_running) {
    setTone(m_summary, "");
    m_summary->setText(tr("running, step %1 of %2")
                           .arg(std::min(m_runningStep + 1, m_rows.size()))
                           .arg(m_rows.size()));
  } else if (m_report.passed()) {
    setTone(m_summary, "ok");
    m_summary->setText(tr("Passed in %1").arg(text::duration(m_report.tookUs)));
  } else if (count(DrillStepState::Failed) > 0) {
    setTone(m_summary, "error");
    m_summary->setText(tr("%n step(s) failed", nullptr, int(count(DrillStepState::Failed))));
  } else if (count(DrillStepState::Cancelled) > 0) {
    setTone(m_summary, "");
    m_summary->setText(tr("Cancelled"));
  } else {
    setTone(m_summary, "");
    m_summary->setText(tr("not run yet"));
  }
}

void DrillView::tick() {
  if (m_runningStep >= m_rows.size()) return;
  m_rows[m_runningStep].took->setText(text::duration(nowUs() - m_stepSinceUs));
}

}  // namespace twintide::ui
