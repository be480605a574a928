#include "ui/wizard/review_page.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/icon_view.h"
#include "ui/widgets/message_bar.h"

namespace twintide::ui {
namespace {

QString proposal(const EngineView& view, const PairDraft& draft) {
  const QString stem = asName(qs(draft.a.source.region.id).section(u'-', -1) + u'-' +
                                  qs(draft.b.source.region.id).section(u'-', -1),
                              60);
  QString name = stem;
  for (int i = 2; view.pair(name) && i < 1000; ++i) name = QStringLiteral("%1-%2").arg(stem).arg(i);
  return name;
}

}  // namespace

ReviewPage::ReviewPage(EngineView& view, PairDraft& draft)
    : WizardPage(view, draft, tr("Review and start"),
                 tr("Until now nothing was saved or changed. “Create and start” saves the two data "
                    "sources and the link pair, creates on each side what is listed here, and "
                    "starts both links.")) {
  setFinalPage(true);
  body()->addWidget(buildNames());
  m_sides = flat(new QHBoxLayout, kGap4);
  body()->addLayout(m_sides);
  QFrame* card = makeCard(this);
  m_answers = padded(new QVBoxLayout(card), kGap4, kGap2);
  body()->addWidget(card);
  body()->addStretch(1);
}

QWidget* ReviewPage::buildNames() {
  QFrame* card = makeCard(this);
  auto* row = padded(new QHBoxLayout(card), kGap4, kGap4);
  const auto add = [&](const QString& text, int length) {
    auto* box = new QWidget(card);
    auto* column = flat(new QVBoxLayout(box), 3);
    QLabel* label = makeLabel(text, "label");
    auto* edit = new QLineEdit(box);
    edit->setMaxLength(length);
    edit->setAccessibleName(QString(text).remove(u'&'));
    label->setBuddy(edit);
    column->addWidget(label);
    column->addWidget(edit);
    row->addWidget(box, 1);
    connect(edit, &QLineEdit::textChanged, this, &ReviewPage::changed);
    return edit;
  };
  m_name = add(tr("&Name of the link pair (also its file)"), 64);
  m_label = add(tr("&Shown as (any text, may stay empty)"), 80);
  return card;
}

void ReviewPage::initializePage() {
  bar()->clear();
  if (m_name->text().isEmpty()) m_name->setText(proposal(view(), draft()));
  fillSummary();
  changed();
}

QStringList ReviewPage::createdAt(const SideDraft& side, bool target) const {
  QStringList lines;
  lines << tr("Database twintide with the marker table: keeps the position and prevents loops");
  const bool changeLog = side.source.logAccess == LogAccess::ChangeLog ||
                         (side.tested && !side.tested->binlogReadable);
  if (changeLog)
    lines << tr("Change log table and triggers on %n table(s): the server offers no binlog",
                nullptr, draft().tablesChosen);
  else
    lines << tr("Nothing on your tables: changes are read from the binlog");
  if (target && draft().forward.schema)
    lines << tr("Databases and tables that are missing, as they are at %1").arg(draft().regionA());
  if (target && draft().forward.full)
    lines << tr("The rows of %n table(s)", nullptr, draft().tablesChosen);
  return lines;
}

void ReviewPage::addSide(const SideDraft& side, bool target) {
  QFrame* card = makeCard(this);
  auto* column = padded(new QVBoxLayout(card), kGap4, 6);
  column->addWidget(makeLabel(tr("Created at %1").arg(qs(side.source.region.label())), "heading"));
  column->addWidget(makeWrapping(
      QStringLiteral("%1 · %2 · %3:%4")
          .arg(side.tested ? qs(side.tested->product) : text::serverKindText(side.source.kind),
               qs(side.source.login()), qs(side.source.host))
          .arg(side.source.port),
      "muted"));
  for (const QString& line : createdAt(side, target)) {
    auto* row = flat(new QHBoxLayout, 6);
    auto* dot = new IconView(Icon::Dot, Tint::Muted, 14, card);
    row->addWidget(dot, 0, Qt::AlignTop);
    row->addWidget(makeWrapping(line), 1);
    column->addLayout(row);
  }
  column->addStretch();
  m_sides->addWidget(card, 1);
}

void ReviewPage::fillSummary() {
  clearLayout(m_sides);
  clearLayout(m_answers);
  addSide(draft().a, false);
  addSide(draft().b, true);
  m_answers->addWidget(makeLabel(tr("The two links"), "heading"));
  const QString a = draft().regionA(), b = draft().regionB();
  QLabel* forward = makeWrapping(tr("Forward, %1 → %2: %3").arg(a, b, typesText(draft().forward)));
  QLabel* reverse = makeWrapping(tr("Reverse, %1 → %2: %3").arg(b, a, typesText(draft().reverse)));
  setTone(forward, "forward");
  setTone(reverse, "reverse");
  m_answers->addWidget(forward);
  m_answers->addWidget(reverse);
  m_answers->addWidget(
      makeWrapping(tr("%n table(s) in both directions", nullptr, draft().tablesChosen) +
                   (draft().tablesLeftOut > 0
                        ? tr("; %n left out for want of a key", nullptr, draft().tablesLeftOut)
                        : QString())));
  m_answers->addWidget(
      makeWrapping(tr("Conflicts: %1").arg(text::policyText(draft().policy.kind))));
  if (!draft().skippedChecks.empty()) {
    QStringList names;
    for (const std::string& check : draft().skippedChecks) names << text::checkText(check);
    names.removeDuplicates();  // a check is skipped with all its findings
    QLabel* skipped = makeWrapping(tr("Skipped prechecks: %1").arg(names.join(tr(", "))));
    setTone(skipped, "warning");
    m_answers->addWidget(skipped);
  }
}

void ReviewPage::changed() {
  draft().name = m_name->text().trimmed();
  draft().label = m_label->text().trimmed();
  setRole(m_name, "invalid", !whyNot().isEmpty());
  touched();
}

QString ReviewPage::whyNot() const {
  if (!isName(draft().name, 64))
    return tr("The name may hold letters, digits, - and _, at most 64");
  if (view().pair(draft().name)) return tr("A link pair of this name exists; choose another");
  return {};
}

void ReviewPage::showFailure(const Error& error) {
  bar()->showError(error);
}

}  // namespace twintide::ui
