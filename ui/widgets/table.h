// Purpose: the one way tables look: rows, no grid, quiet header, digits of one width.
// Owner: the page. Thread: UI.
#pragma once

#include <QAbstractItemModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace twintide::ui {

// Item data beyond Qt's own.
enum TableRole {
  kRawRole = Qt::UserRole,  // the value to sort by and export
  kTintRole,                // int of Tint: colour of icon and text
  kIconRole                 // int of Icon: shown before the text, in the tint
};

class CellDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

// stretchColumn takes the spare width; name is the accessible name.
QTableView* makeTable(QAbstractItemModel* model, int stretchColumn, const QString& name,
                      QWidget* parent);
// The table in a card with rounded corners.
QWidget* inCard(QTableView* table, QWidget* parent);

}  // namespace twintide::ui
