#include "ui/wizard/pair_wizard.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/basics.h"
#include "ui/wizard/objects_page.h"
#include "ui/wizard/options_page.h"
#include "ui/wizard/pair_saver.h"
#include "ui/wizard/precheck_page.h"
#include "ui/wizard/review_page.h"
#include "ui/wizard/sites_page.h"
#include "ui/wizard/step_list.h"
#include "ui/wizard/types_page.h"

namespace twintide::ui {
namespace {
constexpr int kButtonRow = 60;
}

PairWizard::PairWizard(EngineView& view, QWidget* parent) : QWizard(parent), m_view(view) {
  setWindowFlags(Qt::Widget);
  setWindowTitle(tr("New link pair"));
  setWizardStyle(QWizard::ClassicStyle);
  setOptions(QWizard::NoDefaultButton | QWizard::NoBackButtonOnStartPage);
  setPage(Sites, new SitesPage(view, m_draft));
  setPage(Types, new TypesPage(view, m_draft));
  setPage(Objects, new ObjectsPage(view, m_draft));
  setPage(Options, new OptionsPage(view, m_draft));
  setPage(Precheck, new PrecheckPage(view, m_draft));
  setPage(Review, new ReviewPage(view, m_draft));
  m_steps = new StepList(tr("New link pair"),
                         {tr("Sites"), tr("What to replicate"), tr("Objects"),
                          tr("Conflicts and options"), tr("Precheck"), tr("Review and start")},
                         this);
  // QWizard gives its side widget only the rows above the buttons; the list takes the whole height,
  // and the side widget keeps its room.
  auto* room = new QWidget(this);
  room->setFixedWidth(m_steps->width());
  setSideWidget(room);
  buildButtons();
  for (int i = 0; i < StepCount; ++i) {
    connect(stepPage(i), &WizardPage::answerChanged, this, &PairWizard::refreshSteps);
    connect(stepPage(i), &QWizardPage::completeChanged, this, &PairWizard::refreshSteps);
  }
  connect(this, &QWizard::currentIdChanged, this, &PairWizard::refreshSteps);
  restart();
}

PairWizard::~PairWizard() {
  for (int i = 0; i < StepCount; ++i) stepPage(i)->stopWork();
}

void PairWizard::buildButtons() {
  setButtonText(QWizard::BackButton, tr("&Back"));
  setButtonText(QWizard::NextButton, tr("&Next"));
  setButtonText(QWizard::FinishButton, tr("&Create and start"));
  setButtonText(QWizard::CancelButton, tr("Cancel"));
  QList<QWizard::WizardButton> order{QWizard::Stretch, QWizard::BackButton, QWizard::NextButton,
                                     QWizard::FinishButton, QWizard::CancelButton};
  setButtonLayout(order);
  for (const QWizard::WizardButton which : {QWizard::NextButton, QWizard::FinishButton})
    button(which)->setProperty("primary", true);
  m_hint = makeLabel(QString(), "muted", this);
  m_hint->setAlignment(Qt::AlignVCenter | Qt::AlignLeft);
}

WizardPage* PairWizard::stepPage(int step) const {
  return static_cast<WizardPage*>(page(step));
}

void PairWizard::refreshSteps() {
  QStringList answers;
  for (int i = 0; i < StepCount; ++i) answers << stepPage(i)->answer();
  const int current = std::max(0, currentId());
  m_steps->show(current, answers);
  trimLayout();
  m_hint->setText(stepPage(current)->whyNot());
}

void PairWizard::resizeEvent(QResizeEvent* event) {
  QWizard::resizeEvent(event);
  trimLayout();
  m_steps->setGeometry(0, 0, m_steps->width(), height());
  // The hint stands in the button row, right of the step list.
  const int left = m_steps->width() + 30;
  m_hint->setGeometry(left, height() - kButtonRow, width() - left - 420, kButtonRow);
  m_hint->raise();
}

// QWizard sets the margins of its style anew with each layout; ours reach the window's edge.
void PairWizard::trimLayout() {
  auto* grid = qobject_cast<QGridLayout*>(button(QWizard::NextButton)->parentWidget()->layout());
  if (!grid) return;
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(0);
  for (int i = 0; i < grid->count(); ++i) {
    auto* row = qobject_cast<QHBoxLayout*>(grid->itemAt(i)->layout());
    if (row && row->indexOf(button(QWizard::NextButton)) >= 0)
      row->setContentsMargins(0, kGap3, kGap5, kGap4);
  }
  QWizardPage* page = currentPage();
  QLayout* frame = page ? page->parentWidget()->layout() : nullptr;
  if (frame) frame->setContentsMargins(0, 0, 0, 0);
  m_steps->raise();
}

bool PairWizard::anythingEntered() const {
  return !m_draft.a.source.host.empty() || !m_draft.b.source.host.empty();
}

void PairWizard::forgetDraft() {
  for (int i = 0; i < StepCount; ++i) stepPage(i)->stopWork();
  forgetDraftSecrets(m_view.engine(), m_draft);
}

void PairWizard::reject() {
  if (anythingEntered()) {
    Question q;
    q.title = tr("Leave the wizard?");
    q.text =
        tr("Nothing has been saved or changed on either server. The answers given so far are "
           "lost.");
    q.yes = tr("Leave");
    if (!ask().confirm(this, q)) return;
  }
  forgetDraft();
  QWizard::reject();
}

void PairWizard::accept() {
  const Status saved = saveDraft(m_view.engine(), m_draft);
  if (!saved) {
    static_cast<ReviewPage*>(stepPage(Review))->showFailure(saved.error());
    return;
  }
  m_created = m_draft.name;
  QWizard::accept();
}

}  // namespace twintide::ui
