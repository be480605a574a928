#include "ui/wizard/types_page.h"

#include <QCheckBox>
#include <QHBoxLayout>

#include "ui/support/format.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"

namespace twintide::ui {

TypesPage::TypesPage(EngineView& view, PairDraft& draft)
    : WizardPage(view, draft, tr("What to replicate"),
                 tr("Both links are created together: the forward link brings structure and rows "
                    "over, then both carry changes.")) {
  auto* row = flat(new QHBoxLayout, kGap4);
  row->addWidget(buildForward(), 1);
  row->addWidget(buildReverse(), 1);
  body()->addLayout(row);
  body()->addStretch(1);
  for (QCheckBox* box : {m_schema, m_full, m_incremental, m_insert, m_update, m_delete, m_ddl})
    connect(box, &QCheckBox::toggled, this, &TypesPage::changed);
}

QCheckBox* TypesPage::addChoice(QLayout* column, const QString& text, const QString& why, bool on,
                                QLabel** reasonLabel) {
  auto* box = new QCheckBox(text, this);
  box->setChecked(on);
  box->setAccessibleDescription(why);
  column->addWidget(box);
  if (!why.isEmpty()) {
    QLabel* reason = makeWrapping(why, "muted");
    reason->setContentsMargins(24, 0, 0, 6);
    column->addWidget(reason);
    if (reasonLabel) *reasonLabel = reason;
  }
  return box;
}

QWidget* TypesPage::buildForward() {
  QFrame* card = makeCard(this);
  auto* column = padded(new QVBoxLayout(card), kGap4, 2);
  m_forwardTitle = makeLabel(QString(), "heading");
  setTone(m_forwardTitle, "forward");
  column->addWidget(m_forwardTitle);
  column->addSpacing(kGap2);
  const MigrationTypes& t = draft().forward;
  m_schema = addChoice(column, tr("Schema"), tr("Create missing databases and tables."), t.schema);
  m_full = addChoice(column, tr("Full copy of the rows"),
                     tr("From a consistent snapshot, while applications go on writing."), t.full);
  m_incremental = addChoice(column, tr("Incremental"),
                            tr("Every change after the snapshot, in commit order."), true);
  auto* kinds = flat(new QHBoxLayout, kGap4);
  kinds->setContentsMargins(24, 0, 0, 8);
  m_insert = new QCheckBox(QStringLiteral("INSERT"), card);
  m_update = new QCheckBox(QStringLiteral("UPDATE"), card);
  m_delete = new QCheckBox(QStringLiteral("DELETE"), card);
  for (QCheckBox* box : {m_insert, m_update, m_delete}) {
    box->setChecked(true);
    kinds->addWidget(box);
  }
  kinds->addStretch();
  column->addLayout(kinds);
  m_ddl = addChoice(column, tr("DDL"),
                    tr("CREATE, ALTER, DROP, TRUNCATE and RENAME of tables and indexes."), t.ddl);
  column->addStretch();
  return card;
}

QWidget* TypesPage::buildReverse() {
  QFrame* card = makeCard(this);
  auto* column = padded(new QVBoxLayout(card), kGap4, 2);
  m_reverseTitle = makeLabel(QString(), "heading");
  setTone(m_reverseTitle, "reverse");
  column->addWidget(m_reverseTitle);
  column->addSpacing(kGap2);
  addChoice(column, tr("Schema"), tr("Not here: the forward link has already created it."), false)
      ->setEnabled(false);
  addChoice(column, tr("Full copy of the rows"),
            tr("Not here: the rows came from the other side; copying them back would overwrite "
               "newer changes."),
            false)
      ->setEnabled(false);
  addChoice(column, tr("Incremental"),
            tr("INSERT, UPDATE and DELETE; starts at the forward link's snapshot, so nothing is "
               "missed."),
            true)
      ->setEnabled(false);
  addChoice(column, tr("DDL"), QStringLiteral(" "), false, &m_ddlOwner)->setEnabled(false);
  column->addStretch();
  return card;
}

void TypesPage::initializePage() {
  const QString a = draft().regionA(), b = draft().regionB();
  m_forwardTitle->setText(tr("Forward: %1 → %2").arg(a, b));
  m_reverseTitle->setText(tr("Reverse: %1 → %2").arg(b, a));
  m_ddlOwner->setText(tr("Only one direction may carry DDL, or the two sites could change a table "
                         "against each other. Change structures at %1.")
                          .arg(a));
  changed();
}

void TypesPage::changed() {
  MigrationTypes& t = draft().forward;
  t.schema = m_schema->isChecked();
  t.full = m_full->isChecked();
  t.incremental = m_incremental->isChecked();
  for (QCheckBox* box : {m_insert, m_update, m_delete, m_ddl}) box->setEnabled(t.incremental);
  t.insertRows = m_insert->isChecked();
  t.updateRows = m_update->isChecked();
  t.deleteRows = m_delete->isChecked();
  t.ddl = t.incremental && m_ddl->isChecked();
  const bool all = t.insertRows && t.updateRows && t.deleteRows;
  if (t.incremental && !all)
    bar()->showMessage(
        BarLevel::Warning, tr("A change kind that is left out makes the sites differ."),
        tr("Leave kinds out only if applications never use them at %1.").arg(draft().regionA()));
  else
    bar()->clear();
  touched();
}

QString TypesPage::answer() const {
  MigrationTypes rows = draft().forward;
  rows.ddl = false;
  const QString types = typesText(rows);
  return draft().forward.ddl ? tr("%1, DDL from %2").arg(types, draft().regionA()) : types;
}

QString TypesPage::whyNot() const {
  const MigrationTypes& t = draft().forward;
  if (!t.incremental) return tr("A link pair needs the incremental type");
  if (!t.insertRows && !t.updateRows && !t.deleteRows)
    return tr("Choose at least one kind of change");
  return {};
}

}  // namespace twintide::ui
