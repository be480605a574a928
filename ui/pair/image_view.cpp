#include "ui/pair/image_view.h"

#include <QGridLayout>
#include <algorithm>

#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/pill.h"

namespace twintide::ui {
namespace {

const ImageCell* cellOf(const RowImage& image, const QString& column) {
  for (const ImageCell& c : image) {
    if (qs(c.column) == column) return &c;
  }
  return nullptr;
}

bool same(const ImageCell* a, const ImageCell* b) {
  if (!a || !b) return a == b;
  return a->isNull == b->isNull && a->value == b->value;
}

bool differs(const Conflict& c, const QString& column) {
  return !same(cellOf(c.incoming, column), cellOf(c.local, column));
}

// What differs comes first: a wide table must not hide it.
QStringList columnsOf(const Conflict& c) {
  QStringList names;
  for (const RowImage* image : {&c.expected, &c.incoming, &c.local})
    for (const ImageCell& cell : *image)
      if (!names.contains(qs(cell.column))) names << qs(cell.column);
  std::stable_partition(names.begin(), names.end(),
                        [&](const QString& name) { return differs(c, name); });
  return names;
}

QLabel* cellLabel(const ImageCell* cell, bool marked = false) {
  if (!cell) return makeLabel(QStringLiteral("—"), "muted");
  QLabel* label = cell->isNull ? makeLabel(QStringLiteral("NULL"), "muted")
                               : makeWrapping(qs(cell->value).left(400), "mono");
  label->setProperty("marked", marked);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return label;
}

}  // namespace

ImageView::ImageView(QWidget* parent) : QScrollArea(parent) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setAccessibleName(tr("Row images of the chosen conflict"));
}

void ImageView::show(const Conflict& c, const QString& incoming, const QString& local) {
  m_shownId = c.id;
  m_body = new QWidget;
  auto* column = padded(new QVBoxLayout(m_body), kGap4, kGap2);
  column->addLayout(buildHead(c));
  column->addLayout(buildImages(c, incoming, local));
  column->addStretch();
  setWidget(m_body);
}

QLayout* ImageView::buildHead(const Conflict& c) const {
  auto* texts = flat(new QVBoxLayout, 2);
  texts->addWidget(makeWrapping(
      //: kind of conflict, table, key
      tr("%1 in %2, %3")
          .arg(capitalised(text::conflictText(c.kind)), qs(c.table.text()), qs(c.key)),
      "heading"));
  QStringList facts{tr("Policy: %1").arg(text::policyText(c.policy)), text::dateTime(c.atUs)};
  if (!c.position.empty()) facts << qs(c.position);
  texts->addWidget(makeWrapping(facts.join(QStringLiteral(" · ")), "muted"));
  auto* row = flat(new QHBoxLayout, kGap3);
  row->addLayout(texts, 1);
  if (c.waits()) {
    auto* pill = new Pill;
    pill->set(Icon::Clock, Tint::Warning, tr("waits for a decision"));
    row->addWidget(pill, 0, Qt::AlignTop);
  }
  return row;
}

QLayout* ImageView::buildImages(const Conflict& c, const QString& incoming, const QString& local) {
  auto* grid = flat(new QGridLayout, kGap1);
  grid->setHorizontalSpacing(kGap4);
  QString heads[] = {tr("Column"), tr("Expected by the change"),
                     (c.incoming.empty() ? tr("Deleted at %1") : tr("New from %1")).arg(incoming),
                     (c.local.empty() ? tr("No row at %1") : tr("Found at %1")).arg(local)};
  //: after the head of the row image that stays
  const QString kept = tr(" · ✓ kept");
  if (c.winner == ConflictWinner::Incoming) heads[2] += kept;
  if (c.winner == ConflictWinner::Local) heads[3] += kept;
  for (int i = 0; i < 4; ++i) {
    grid->addWidget(makeLabel(heads[i], "label"), 0, i);
    grid->setColumnStretch(i, i == 0 ? 0 : 1);
  }
  for (const QString& name : columnsOf(c)) addRow(grid, name, c);
  return grid;
}

void ImageView::addRow(QGridLayout* grid, const QString& name, const Conflict& c) {
  const int row = grid->rowCount();
  const ImageCell* expected = cellOf(c.expected, name);
  const ImageCell* incoming = cellOf(c.incoming, name);
  const ImageCell* local = cellOf(c.local, name);
  const bool marked = !same(incoming, local);
  QLabel* label = makeLabel(marked ? u"≠ "_qs + name : name, marked ? "strong" : "");
  if (marked) setTone(label, "warning");
  grid->addWidget(label, row, 0, Qt::AlignTop);
  grid->addWidget(cellLabel(expected), row, 1, Qt::AlignTop);
  grid->addWidget(cellLabel(incoming, marked), row, 2, Qt::AlignTop);
  grid->addWidget(cellLabel(local, marked), row, 3, Qt::AlignTop);
}

}  // namespace twintide::ui
