#include "app/twintide/practice_run.h"

#include "ui/drill/drills_tab.h"
#include "ui/main_window.h"
#include "ui/pair/pair_page.h"
#include "ui/start/start_page.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/site_form.h"
#include "ui/wizard/sites_page.h"

namespace twintide {
namespace {
constexpr int kPollMs = 200;
constexpr int kMostPolls = 5 * 300;  // 5 minutes
}  // namespace

PracticeRun::PracticeRun(ui::MainWindow& window, QObject* parent)
    : QObject(parent), m_window(window) {
  connect(&m_timer, &QTimer::timeout, this, &PracticeRun::poll);
}

void PracticeRun::start(ServerKind kind) {
  connect(m_window.startPage(), &ui::StartPage::practiceFailed, this,
          [this](const Error& error) { finish(ui::text::oneLine(ui::text::describe(error))); });
  m_window.openPractice(kind);
  m_timer.start(kPollMs);
}

void PracticeRun::finish(const QString& problem) {
  m_timer.stop();
  if (!problem.isEmpty()) m_problems << problem;
  emit ended();
}

// The window does the work, as if somebody pressed its buttons; this only watches and presses the
// drill button once both links run.
void PracticeRun::poll() {
  if (++m_polls > kMostPolls) return finish(tr("The practice pair did not get ready in 5 minutes"));
  if (m_drilling) return;
  const auto info = m_window.view().engine().practice();
  if (!info) return;
  const auto snapshot = m_window.view().snapshot(ui::qs(info->pairName));
  if (!snapshot) return;
  const LinkState state = ui::worseOf(*snapshot);
  if (state == LinkState::Failed) {
    const auto& error = snapshot->forward.error ? snapshot->forward.error : snapshot->reverse.error;
    return finish(error ? ui::text::oneLine(ui::text::describe(*error)) : tr("A link failed"));
  }
  if (state != LinkState::Running) return;
  m_drilling = true;
  connect(m_window.pairPage()->drills(), &ui::DrillsTab::finished, this,
          [this](bool passed) { finish(passed ? QString() : tr("The drill was not passed")); });
  m_window.pairPage()->runDrill();
}

void pickPracticeSites(ui::MainWindow& window) {
  auto* page = static_cast<ui::SitesPage*>(window.wizard()->stepPage(ui::PairWizard::Sites));
  page->formA()->pick(QStringLiteral("practice-beijing"));
  page->formB()->pick(QStringLiteral("practice-hangzhou"));
  page->formA()->test();
  page->formB()->test();
}

}  // namespace twintide
