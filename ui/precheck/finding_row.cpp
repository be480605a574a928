#include "ui/precheck/finding_row.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPlainTextEdit>

#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/icon_view.h"

namespace twintide::ui {
namespace {

constexpr int kLineHeight = 24;

struct ResultLook {
  QString word;
  Icon icon;
  Tint tint;
  const char* tone;
};

ResultLook lookOf(const Finding& f) {
  if (f.state == FindingState::Skipped)
    return {FindingRow::tr("Skipped"), Icon::Skip, Tint::Muted, ""};
  if (f.state == FindingState::CouldNotRun)
    return {FindingRow::tr("Not checked"), Icon::Minus, Tint::Muted, ""};
  switch (f.severity) {
    case Severity::Error:
      return {FindingRow::tr("Must mend"), Icon::Cross, Tint::Error, "error"};
    case Severity::Warning:
      return {FindingRow::tr("Warning"), Icon::Warning, Tint::Warning, "warning"};
    case Severity::Notice:
      return {FindingRow::tr("Notice"), Icon::Info, Tint::Muted, ""};
    case Severity::Passed:
      break;
  }
  return {FindingRow::tr("Passed"), Icon::Check, Tint::Ok, "ok"};
}

QString sqlOf(const Finding& f) {
  QStringList lines;
  for (const std::string& s : f.remedySql) {
    QString line = qs(s);
    if (!line.endsWith(u';')) line += u';';
    lines << line;
  }
  return lines.join(u'\n');
}

}  // namespace

FindingRow::FindingRow(const Finding& finding, const text::Sites& sites, QWidget* parent)
    : QFrame(parent), m_finding(finding), m_sites(sites) {
  setProperty("row", QStringLiteral("true"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(11, 5, 11, 5);
  grid->setHorizontalSpacing(kGap2);
  grid->setVerticalSpacing(0);
  grid->setColumnMinimumWidth(0, 108);
  grid->setColumnMinimumWidth(1, 110);
  grid->setColumnStretch(2, 1);
  buildResult(grid);
  buildText(grid);
  if (canOpen()) setFocusPolicy(Qt::StrongFocus);
}

bool FindingRow::canOpen() const {
  return m_finding.severity != Severity::Passed || !m_finding.remedySql.empty();
}

QString FindingRow::placeOf(Side side) const {
  if (side == Side::A) return m_sites.a;
  if (side == Side::B) return m_sites.b;
  return tr("%1, %2").arg(m_sites.a, m_sites.b);
}

void FindingRow::buildResult(QGridLayout* grid) {
  const ResultLook look = lookOf(m_finding);
  auto* result = new QWidget(this);
  result->setMinimumHeight(kLineHeight);
  auto* row = flat(new QHBoxLayout(result), 5);
  row->addWidget(new IconView(look.icon, look.tint, 14, result), 0, Qt::AlignVCenter);
  QLabel* word = makeLabel(look.word, "strong");
  setTone(word, look.tone);
  row->addWidget(word, 1);
  grid->addWidget(result, 0, 0, Qt::AlignTop);
  QLabel* place = makeLabel(placeOf(m_finding.side));
  place->setMinimumHeight(kLineHeight);
  grid->addWidget(place, 0, 1, Qt::AlignTop);
}

void FindingRow::buildText(QGridLayout* grid) {
  const text::Message s = text::describe(m_finding, m_sites);
  const bool plain = m_finding.severity == Severity::Passed;
  auto* texts = flat(new QVBoxLayout, 0);
  QLabel* what = makeWrapping(s.title, plain ? "" : "strong");
  what->setMinimumHeight(kLineHeight);
  texts->addWidget(what);
  if (!s.why.isEmpty() && !plain) texts->addWidget(makeWrapping(s.why, "muted"));
  grid->addLayout(texts, 0, 2);
  setAccessibleName(
      QStringLiteral("%1, %2: %3").arg(lookOf(m_finding).word, placeOf(m_finding.side), s.title));
  setAccessibleDescription(s.why + u' ' + s.remedy);
  const bool skipped = m_finding.state == FindingState::Skipped;
  if (canOpen() && !skipped) {
    m_toggle = makeLink(QString(), this);
    m_toggle->setFocusPolicy(Qt::NoFocus);
    connect(m_toggle, &QPushButton::clicked, this, [this] { setOpen(!m_open); });
    grid->addWidget(m_toggle, 0, 3, Qt::AlignTop);
    m_detail = buildDetail();
    grid->addWidget(m_detail, 1, 2, 1, 2);
    setOpen(false);
  }
}

QWidget* FindingRow::buildDetail() {
  const text::Message s = text::describe(m_finding, m_sites);
  auto* box = new QWidget(this);
  auto* column = flat(new QVBoxLayout(box), kGap2);
  column->setContentsMargins(0, kGap2, 0, 2);
  if (!s.remedy.isEmpty()) column->addWidget(makeWrapping(s.remedy));
  const QString sql = sqlOf(m_finding);
  if (!sql.isEmpty()) {
    QLabel* code = makeWrapping(sql, "mono");
    code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    code->setAccessibleName(tr("SQL that mends it: %1").arg(sql));
    auto* frame = new QFrame(box);
    frame->setProperty("code", true);
    padded(new QVBoxLayout(frame), 9)->addWidget(code);
    column->addWidget(frame);
  }
  auto* row = flat(new QHBoxLayout);
  buildActions(row);
  column->addLayout(row);
  return box;
}

void FindingRow::buildActions(QLayout* layout) {
  auto* row = static_cast<QHBoxLayout*>(layout);
  const auto add = [&](QPushButton* button) {
    row->addWidget(button);
    m_buttons << button;
    return button;
  };
  const QString sql = sqlOf(m_finding);
  if (!sql.isEmpty()) {
    connect(add(makeButton(tr("Copy"))), &QPushButton::clicked, this,
            [sql] { QGuiApplication::clipboard()->setText(sql); });
    const QString place = placeOf(m_finding.remedySide);
    QPushButton* run = add(makePrimary(tr("Run on %1…").arg(place)));
    connect(run, &QPushButton::clicked, this, [this] { emit remedyWanted(m_finding); });
  }
  connect(add(makeButton(tr("Check again"))), &QPushButton::clicked, this,
          [this] { emit againWanted(m_finding); });
  const bool stands = m_finding.severity >= Severity::Warning;
  if (m_finding.skippable && stands)
    connect(add(makeButton(tr("Skip…"))), &QPushButton::clicked, this,
            [this] { emit skipWanted(m_finding); });
  const auto needs = m_finding.args.find("needs");
  if (needs != m_finding.args.end() && !sql.isEmpty()) {
    const auto may = m_finding.args.find("may_run");
    const bool has = may != m_finding.args.end() && may->second == "yes";
    const bool lacks = may != m_finding.args.end() && may->second == "no";
    const QString note = has     ? tr("needs %1, which the user has")
                         : lacks ? tr("needs %1, which the user does not have")
                                 : tr("needs %1");
    row->addWidget(makeLabel(note.arg(qs(needs->second)), "muted"));
  }
  row->addStretch();
}

void FindingRow::setOpen(bool open) {
  if (!m_detail) return;
  m_open = open;
  m_detail->setVisible(open);
  m_toggle->setText(open ? tr("Close") : tr("Details"));
  setRole(this, "row", open ? QStringLiteral("open") : QStringLiteral("true"));
}

void FindingRow::setBusy(bool busy) {
  for (QPushButton* b : m_buttons) b->setEnabled(!busy);
}

void FindingRow::mousePressEvent(QMouseEvent*) {
  if (m_detail) setOpen(!m_open);
}

void FindingRow::keyPressEvent(QKeyEvent* event) {
  const bool toggles = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                       event->key() == Qt::Key_Space;
  if (toggles && m_detail)
    setOpen(!m_open);
  else
    QFrame::keyPressEvent(event);
}

}  // namespace twintide::ui
