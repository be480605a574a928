#include "ui/start/practice_card.h"

#include <QComboBox>
#include <QProgressBar>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/icon_view.h"
#include "ui/widgets/message_bar.h"

namespace twintide::ui {

PracticeCard::PracticeCard(EngineView& view, QWidget* parent) : QFrame(parent), m_view(view) {
  setProperty("card", QStringLiteral("true"));
  auto* column = padded(new QVBoxLayout(this), 20, kGap2);
  column->addWidget(new IconView(Icon::Practice, Tint::Accent, 22, this));
  column->addWidget(makeLabel(tr("Try it on a practice pair"), "heading"));
  column->addWidget(makeWrapping(
      tr("Twintide starts two private database servers on this machine, links them both ways and "
         "runs the drill. Nothing of yours is touched."),
      "muted"));
  column->addSpacing(kGap1);
  QLabel* label = makeLabel(tr("&Servers"), "label");
  m_kind = new QComboBox(this);
  for (const ServerKind kind : {ServerKind::OceanBase, ServerKind::MariaDb, ServerKind::MySql})
    m_kind->addItem(text::serverKindText(kind), static_cast<int>(kind));
  m_kind->setAccessibleName(tr("Kind of the practice servers"));
  label->setBuddy(m_kind);
  column->addWidget(label);
  column->addWidget(m_kind);
  column->addStretch();
  m_step = makeLabel(QString(), "muted", this);
  m_bar = new QProgressBar(this);
  m_bar->setTextVisible(false);
  m_bar->setAccessibleName(tr("Progress of the practice pair"));
  m_message = new MessageBar(this);
  column->addWidget(m_step);
  column->addWidget(m_bar);
  column->addWidget(m_message);
  m_open = makeButton(tr("Open practice pair"), this);
  m_cancel = makeButton(tr("Cancel"), this);
  auto* row = flat(new QHBoxLayout);
  row->addWidget(m_open);
  row->addWidget(m_cancel);
  row->addStretch();
  column->addLayout(row);
  connect(m_open, &QPushButton::clicked, this,
          [this] { open(static_cast<ServerKind>(m_kind->currentData().toInt())); });
  connect(m_cancel, &QPushButton::clicked, this, [this] {
    if (m_job) m_job->cancel();
  });
  showWorking(false);
}

PracticeCard::~PracticeCard() {
  if (m_job) m_job->cancel();
}

void PracticeCard::showWorking(bool working) {
  m_step->setVisible(working);
  m_bar->setVisible(working);
  m_cancel->setVisible(working);
  m_open->setVisible(!working);
  m_kind->setEnabled(!working);
}

void PracticeCard::open(ServerKind kind) {
  if (working()) return;
  m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(kind)));
  m_message->clear();
  m_bar->setRange(0, 0);
  m_step->setText(tr("Preparing…"));
  api::PracticeOptions options;
  options.kind = kind;
  const QPointer<QObject> guard(this);
  m_job = m_view.engine().startPractice(options, [guard, this](const api::StepProgress& step) {
    queueTo(guard, [this, step] { progress(step); });
  });
  showWorking(true);
  whenFinished(*m_job, this, [this](const Result<api::PracticeInfo>& r) { ended(r); });
}

void PracticeCard::progress(const api::StepProgress& step) {
  m_bar->setRange(0, step.total);
  m_bar->setValue(step.done);
  //: a step that goes on, then how many are done of how many
  m_step->setText(
      tr("%1… (%2 of %3)").arg(text::practiceStepText(step.step)).arg(step.done).arg(step.total));
}

void PracticeCard::ended(const Result<api::PracticeInfo>& result) {
  m_job.reset();
  showWorking(false);
  if (!result) {
    m_message->showError(result.error());
    emit failed(result.error());
    return;
  }
  m_view.reload();
  if (result->fellBack)
    m_message->showMessage(BarLevel::Warning,
                           tr("The chosen servers were not to be had; %1 runs instead.")
                               .arg(text::serverKindText(result->kind)),
                           tr("Everything else works the same."));
  emit ready(qs(result->pairName));
}

}  // namespace twintide::ui
