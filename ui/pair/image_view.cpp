#include "ui/pair/image_view.h"

#include <QGridLayout>

#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/basics.h"

namespace twintide::ui {
namespace {

const ImageCell* cellOf(const RowImage& image, const QString& column) {
  for (const ImageCell& c : image) {
    if (qs(c.column) == column) return &c;
  }
  return nullptr;
}

QStringList columnsOf(const Conflict& c) {
  QStringList names;
  for (const RowImage* image : {&c.expected, &c.incoming, &c.local})
    for (const ImageCell& cell : *image)
      if (!names.contains(qs(cell.column))) names << qs(cell.column);
  return names;
}

QLabel* cellLabel(const ImageCell* cell) {
  if (!cell) return makeLabel(QStringLiteral("—"), "muted");
  QLabel* label = cell->isNull ? makeLabel(QStringLiteral("NULL"), "muted")
                               : makeWrapping(qs(cell->value).left(400), "mono");
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return label;
}

bool same(const ImageCell* a, const ImageCell* b) {
  if (!a || !b) return a == b;
  return a->isNull == b->isNull && a->value == b->value;
}

}  // namespace

ImageView::ImageView(QWidget* parent) : QScrollArea(parent) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setAccessibleName(tr("Row images of the chosen conflict"));
}

void ImageView::show(const Conflict& c, const QString& incoming, const QString& local) {
  m_body = new QWidget;
  auto* column = padded(new QVBoxLayout(m_body), kGap4, kGap2);
  column->addWidget(makeWrapping(
      //: kind of conflict, table, key
      tr("%1 in %2, %3").arg(text::conflictText(c.kind), qs(c.table.text()), qs(c.key)),
      "heading"));
  column->addWidget(makeWrapping(
      tr("Policy: %1. Kept: %2.").arg(text::policyText(c.policy), text::winnerText(c.winner)),
      "muted"));
  auto* grid = flat(new QGridLayout, kGap2);
  grid->setHorizontalSpacing(kGap4);
  const QString heads[] = {tr("Column"), tr("Expected by the change"),
                           tr("New from %1").arg(incoming), tr("Found at %1").arg(local)};
  for (int i = 0; i < 4; ++i) {
    grid->addWidget(makeLabel(heads[i], "label"), 0, i);
    grid->setColumnStretch(i, i == 0 ? 0 : 1);
  }
  for (const QString& name : columnsOf(c)) addRow(grid, name, c);
  column->addLayout(grid);
  column->addStretch();
  setWidget(m_body);
}

void ImageView::addRow(QGridLayout* grid, const QString& name, const Conflict& c) {
  const int row = grid->rowCount();
  const ImageCell* expected = cellOf(c.expected, name);
  const ImageCell* incoming = cellOf(c.incoming, name);
  const ImageCell* local = cellOf(c.local, name);
  const bool differs = !same(incoming, local);
  QLabel* label = makeLabel(differs ? u"≠ "_qs + name : name, differs ? "strong" : "");
  if (differs) setTone(label, "warning");
  grid->addWidget(label, row, 0, Qt::AlignTop);
  grid->addWidget(cellLabel(expected), row, 1, Qt::AlignTop);
  grid->addWidget(cellLabel(incoming), row, 2, Qt::AlignTop);
  grid->addWidget(cellLabel(local), row, 3, Qt::AlignTop);
}

}  // namespace twintide::ui
