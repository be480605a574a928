#include "ui/widgets/table.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/basics.h"

namespace twintide::ui {
namespace {
constexpr int kRowHeight = 34;
constexpr int kPad = 10;
constexpr int kIconSize = 14;
}  // namespace

void CellDelegate::paint(QPainter* p, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  const Tokens& t = tokens();
  p->save();
  if (option.state & QStyle::State_Selected) p->fillRect(option.rect, t.accentSoft);
  p->setPen(t.line);
  p->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
  QRect box = option.rect.adjusted(kPad, 0, -kPad, 0);
  const QVariant tint = index.data(kTintRole);
  const QColor colour = tint.isValid() ? colourOf(static_cast<Tint>(tint.toInt())) : t.text;
  const QVariant iconId = index.data(kIconRole);
  if (iconId.isValid()) {
    const QRectF place(box.left(), box.center().y() - kIconSize / 2.0, kIconSize, kIconSize);
    drawIcon(*p, place, static_cast<Icon>(iconId.toInt()), colour);
    box.setLeft(box.left() + kIconSize + 6);
  }
  const QVariant font = index.data(Qt::FontRole);
  p->setFont(font.isValid() ? font.value<QFont>() : option.font);
  p->setPen(colour);
  const QString text = QFontMetrics(p->font()).elidedText(index.data().toString().simplified(),
                                                          Qt::ElideRight, box.width() + 2);
  const QVariant align = index.data(Qt::TextAlignmentRole);
  drawTabular(*p, box, align.isValid() ? Qt::Alignment(align.toInt()) : Qt::AlignLeft, text);
  if ((option.state & QStyle::State_HasFocus) &&
      (option.state & QStyle::State_KeyboardFocusChange)) {
    p->setPen(t.accent);
    p->drawRect(option.rect.adjusted(0, 0, -1, -1));
  }
  p->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const qreal width = tabularWidth(option.font, index.data().toString());
  const int extra = index.data(kIconRole).isValid() ? kIconSize + 6 : 0;
  return {static_cast<int>(width) + 2 * kPad + extra + 4, kRowHeight};
}

QTableView* makeTable(QAbstractItemModel* model, int stretchColumn, const QString& name,
                      QWidget* parent) {
  auto* table = new QTableView(parent);
  table->setModel(model);
  table->setItemDelegate(new CellDelegate(table));
  table->setAccessibleName(name);
  table->setShowGrid(false);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setTabKeyNavigation(false);
  table->setWordWrap(false);
  table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(kRowHeight);
  QHeaderView* header = table->horizontalHeader();
  header->setHighlightSections(false);
  header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  header->setSectionResizeMode(QHeaderView::ResizeToContents);
  header->setSectionResizeMode(stretchColumn, QHeaderView::Stretch);
  header->setMinimumSectionSize(48);
  return table;
}

QWidget* inCard(QTableView* table, QWidget* parent) {
  QFrame* card = makeCard(parent);
  auto* column = new QVBoxLayout(card);
  column->setContentsMargins(5, 5, 5, 5);
  column->addWidget(table);
  return card;
}

}  // namespace twintide::ui
