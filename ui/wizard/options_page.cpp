#include "ui/wizard/options_page.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/basics.h"

namespace twintide::ui {
namespace {

// What can leave both sites equal.
constexpr PolicyKind kOffered[] = {
    PolicyKind::RegionPriority, PolicyKind::LatestCommit, PolicyKind::UseMax, PolicyKind::UseMin,
    PolicyKind::Delta,          PolicyKind::Quarantine,   PolicyKind::Stop};

constexpr int kRangeWidth = 118;

QWidget* labelled(const QString& text, QWidget* field, QWidget* parent) {
  auto* box = new QWidget(parent);
  auto* column = flat(new QVBoxLayout(box), 3);
  QLabel* label = makeLabel(text, "label");
  label->setBuddy(field);
  field->setAccessibleName(QString(text).remove(u'&'));
  column->addWidget(label);
  column->addWidget(field);
  return box;
}

}  // namespace

OptionsPage::OptionsPage(EngineView& view, PairDraft& draft)
    : WizardPage(
          view, draft, tr("Conflicts and options"),
          tr("The defaults fit most pairs. A conflict is a change that does not meet the row "
             "it expected; each one is logged with both versions of the row.")) {
  auto* row = flat(new QHBoxLayout, kGap4);
  row->addWidget(buildPolicy(), 1);
  row->addWidget(buildOptions(), 1);
  body()->addLayout(row);
  body()->addStretch(1);
}

QWidget* OptionsPage::buildPolicy() {
  QFrame* card = makeCard(this);
  auto* column = padded(new QVBoxLayout(card), kGap4, 10);
  column->addWidget(makeLabel(tr("When both sides change the same row"), "heading"));
  m_policy = new QComboBox(card);
  for (const PolicyKind kind : kOffered) m_policy->addItem(text::policyText(kind), int(kind));
  column->addWidget(labelled(tr("&Policy"), m_policy, card));
  m_winner = new QComboBox(card);
  m_winnerBox = labelled(tr("Region that &wins"), m_winner, card);
  column->addWidget(m_winnerBox);
  m_column = new QLineEdit(card);
  m_column->setPlaceholderText(QStringLiteral("updated_at"));
  m_columnBox = labelled(tr("&Column that decides"), m_column, card);
  column->addWidget(m_columnBox);
  m_effect = makeWrapping(QString(), "", card);
  column->addWidget(m_effect);
  column->addStretch();
  connect(m_policy, &QComboBox::currentIndexChanged, this, &OptionsPage::changed);
  connect(m_winner, &QComboBox::currentIndexChanged, this, &OptionsPage::changed);
  connect(m_column, &QLineEdit::textChanged, this, &OptionsPage::changed);
  return card;
}

QSpinBox* OptionsPage::addSpin(QGridLayout* grid, const QString& text, int low, int high) {
  auto* spin = new QSpinBox(this);
  spin->setRange(low, high);
  spin->setGroupSeparatorShown(true);
  spin->setMinimumWidth(120);
  QLabel* label = makeLabel(text);
  label->setBuddy(spin);
  spin->setAccessibleName(QString(text).remove(u'&'));
  const int row = grid->rowCount();
  grid->addWidget(label, row, 0);
  grid->addWidget(spin, row, 1);
  //: allowed range of a number
  QLabel* range =
      makeLabel(tr("%1 to %2").arg(QLocale().toString(low), QLocale().toString(high)), "muted");
  range->setMinimumWidth(kRangeWidth);  // the two grids of the card stand in line
  grid->addWidget(range, row, 2);
  connect(spin, &QSpinBox::valueChanged, this, &OptionsPage::changed);
  return spin;
}

QWidget* OptionsPage::buildOptions() {
  QFrame* card = makeCard(this);
  auto* column = padded(new QVBoxLayout(card), kGap4, 10);
  column->addWidget(makeLabel(tr("First copy"), "heading"));
  m_nonEmpty = new QComboBox(card);
  m_nonEmpty->addItem(tr("Stop and say which table"), int(NonEmptyTarget::Stop));
  m_nonEmpty->addItem(tr("Merge: keep rows that are there, log the differences"),
                      int(NonEmptyTarget::Merge));
  column->addWidget(labelled(tr("When a target table already holds &rows"), m_nonEmpty, card));
  connect(m_nonEmpty, &QComboBox::currentIndexChanged, this, &OptionsPage::changed);
  auto* copy = flat(new QGridLayout, kGap2);
  copy->setColumnStretch(0, 1);
  m_copyThreads = addSpin(copy, tr("Copy threads"), 1, 16);
  m_chunkRows = addSpin(copy, tr("Rows a chunk"), 100, 50000);
  column->addLayout(copy);
  column->addSpacing(kGap1);
  column->addWidget(makeLabel(tr("Applying changes"), "heading"));
  auto* apply = flat(new QGridLayout, kGap2);
  apply->setColumnStretch(0, 1);
  m_groupRows = addSpin(apply, tr("Rows a group, at most"), 1, 5000);
  m_groupKib = addSpin(apply, tr("KiB a group, at most"), 64, 16384);
  m_linger = addSpin(apply, tr("Longest wait for a group, ms"), 0, 1000);
  m_heartbeat = addSpin(apply, tr("Heartbeat, ms"), 200, 60000);
  m_unsettled = addSpin(apply, tr("Rows to agree on, at most"), 10'000, 20'000'000);
  m_unsettled->setSingleStep(10'000);
  m_unsettled->setToolTip(
      tr("After a conflict a row counts until both sites have agreed on it. Each takes up to "
         "1 KiB of memory; a link that would have more stops, with nothing lost."));
  column->addLayout(apply);
  column->addStretch();
  return card;
}

void OptionsPage::initializePage() {
  m_writing = true;
  const PairOptions& o = draft().options;
  const std::string winner = draft().policy.winnerRegion;
  m_winner->clear();
  for (const SideDraft* side : {&draft().a, &draft().b})
    m_winner->addItem(qs(side->source.region.label()), qs(side->source.region.id));
  m_winner->setCurrentIndex(std::max(0, m_winner->findData(qs(winner))));
  m_column->setText(qs(draft().policy.column));
  m_policy->setCurrentIndex(std::max(0, m_policy->findData(int(draft().policy.kind))));
  m_nonEmpty->setCurrentIndex(std::max(0, m_nonEmpty->findData(int(o.nonEmptyTarget))));
  m_copyThreads->setValue(o.copyThreads);
  m_chunkRows->setValue(o.copyChunkRows);
  m_groupRows->setValue(o.groupRows);
  m_groupKib->setValue(o.groupBytes / 1024);
  m_linger->setValue(o.groupLingerMs);
  m_heartbeat->setValue(o.heartbeatMs);
  m_unsettled->setValue(o.unsettledRows);
  m_writing = false;
  changed();
}

void OptionsPage::choose(PolicyKind kind, const QString& column) {
  m_policy->setCurrentIndex(std::max(0, m_policy->findData(int(kind))));
  m_column->setText(column);
}

void OptionsPage::changed() {
  if (m_writing) return;
  ConflictPolicy& p = draft().policy;
  p.kind = static_cast<PolicyKind>(m_policy->currentData().toInt());
  const bool decides = p.kind != PolicyKind::Stop;
  const bool column = needsColumn(p.kind);
  p.winnerRegion = decides ? m_winner->currentData().toString().toStdString() : std::string();
  p.column = column ? m_column->text().trimmed().toStdString() : std::string();
  PairOptions& o = draft().options;
  o.nonEmptyTarget = static_cast<NonEmptyTarget>(m_nonEmpty->currentData().toInt());
  o.copyThreads = m_copyThreads->value();
  o.copyChunkRows = m_chunkRows->value();
  o.groupRows = m_groupRows->value();
  o.groupBytes = m_groupKib->value() * 1024;
  o.groupLingerMs = m_linger->value();
  o.heartbeatMs = m_heartbeat->value();
  o.unsettledRows = m_unsettled->value();
  m_winnerBox->setVisible(decides);
  m_columnBox->setVisible(column);
  explain();
  touched();
}

void OptionsPage::explain() {
  const ConflictPolicy& p = draft().policy;
  const QString winner = m_winner->currentText();
  const QString otherwise = tr("Where the column cannot tell, the change made at %1 stays. Both "
                               "sites always end up equal.")
                                .arg(winner);
  switch (p.kind) {
    case PolicyKind::Stop:
      m_effect->setText(tr("The link stops at the first conflict and waits for a decision."));
      return;
    case PolicyKind::LatestCommit:
      m_effect->setText(tr("The change that was committed later stays, on both sides. Where the "
                           "clocks leave a doubt (up to a second on MariaDB), the change made at "
                           "%1 stays. Both sites always end up equal.")
                            .arg(winner));
      return;
    case PolicyKind::Quarantine:
      m_effect->setText(
          tr("Both rows stay as they are and wait; everything else goes on. The "
             "sites differ in these rows until you choose a side for each of them."));
      return;
    case PolicyKind::UseMax:
      m_effect->setText(
          text::oneLine({tr("The row with the greater value of the column stays, on both sides."),
                         otherwise,
                         {}}));
      return;
    case PolicyKind::UseMin:
      m_effect->setText(
          text::oneLine({tr("The row with the smaller value of the column stays, on both sides."),
                         otherwise,
                         {}}));
      return;
    case PolicyKind::Delta:
      m_effect->setText(tr("What each side added to or took from the column is added up; the other "
                           "columns stay as they are at %1. Both sites always end up equal.")
                            .arg(winner));
      return;
    default:
      m_effect->setText(tr("The change made at %1 stays, on both sides. Both sites always end up "
                           "equal.")
                            .arg(winner));
  }
}

QString OptionsPage::whyNot() const {
  const ConflictPolicy& p = draft().policy;
  return needsColumn(p.kind) && p.column.empty() ? tr("Name the column that decides.") : QString();
}

QString OptionsPage::answer() const {
  const QString policy = text::policyText(draft().policy.kind);
  if (draft().policy.kind != PolicyKind::RegionPriority) return policy;
  return tr("%1: %2").arg(policy, m_winner->currentText());
}

}  // namespace twintide::ui
