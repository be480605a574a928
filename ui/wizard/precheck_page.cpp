#include "ui/wizard/precheck_page.h"

#include "ui/precheck/precheck_view.h"
#include "ui/support/job_watch.h"
#include "ui/widgets/basics.h"

namespace twintide::ui {

PrecheckPage::PrecheckPage(EngineView& view, PairDraft& draft)
    : WizardPage(view, draft, QString(), QString()) {
  setAccessibleName(tr("Precheck"));
  m_checks = new PrecheckView(view, tr("Precheck"), this);
  showHead(false);
  body()->addWidget(m_checks);
  connect(m_checks, &PrecheckView::changed, this, [this] {
    this->draft().report = m_checks->report();
    this->draft().skippedChecks = m_checks->skipped();
    touched();
  });
}

void PrecheckPage::initializePage() {
  m_checks->setPair(draft().spec(), {draft().regionA(), draft().regionB()});
  if (!m_checks->report()) m_checks->run();
}

QString PrecheckPage::answer() const {
  if (!draft().report) return {};
  const int warnings = draft().report->count(Severity::Warning);
  const QString passed = tr("%n passed", nullptr, draft().report->count(Severity::Passed));
  if (warnings == 0) return passed;
  return tr("%1, %2").arg(passed, tr("%n warning(s)", nullptr, warnings));
}

QString PrecheckPage::whyNot() const {
  if (m_checks->running()) return tr("Checking both sites…");
  if (!draft().report) return tr("Run the prechecks to go on");
  const int errors = draft().report->count(Severity::Error);
  if (errors > 0) return tr("%n finding(s) must be mended first", nullptr, errors);
  return {};
}

void PrecheckPage::stopWork() {
  m_checks->stop();
}

}  // namespace twintide::ui
