#include "ui/widgets/ask.h"

#include <QDialog>
#include <QFileDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "ui/widgets/basics.h"

namespace twintide::ui {
namespace {
Ask* g_replacement = nullptr;

void addDetail(QVBoxLayout* column, const QString& detail, QWidget* parent) {
  if (detail.isEmpty()) return;
  auto* box = new QPlainTextEdit(detail, parent);
  box->setReadOnly(true);
  box->setProperty("mono", true);
  box->setAccessibleName(QObject::tr("Details"));
  box->setMaximumHeight(160);
  column->addWidget(box);
}

}  // namespace

bool Ask::confirm(QWidget* parent, const Question& q) {
  QDialog dialog(parent);
  dialog.setWindowTitle(q.title);
  dialog.setMinimumWidth(460);
  auto* column = padded(new QVBoxLayout(&dialog), kGap5, kGap3);
  column->addWidget(makeWrapping(q.title, "heading"));
  column->addWidget(makeWrapping(q.text));
  addDetail(column, q.detail, &dialog);
  QPushButton* yes = makePrimary(q.yes);
  if (!q.typeToConfirm.isEmpty()) {
    auto* label = makeLabel(QObject::tr("Type %1 to go on").arg(q.typeToConfirm), "label");
    auto* typed = new QLineEdit(&dialog);
    label->setBuddy(typed);
    column->addWidget(label);
    column->addWidget(typed);
    yes->setEnabled(false);
    QObject::connect(typed, &QLineEdit::textChanged, &dialog,
                     [yes, &q](const QString& t) { yes->setEnabled(t == q.typeToConfirm); });
  }
  auto* row = flat(new QHBoxLayout);
  row->addStretch();
  QPushButton* no = makeButton(QObject::tr("Cancel"));
  row->addWidget(no);
  row->addWidget(yes);
  column->addLayout(row);
  QObject::connect(no, &QPushButton::clicked, &dialog, &QDialog::reject);
  QObject::connect(yes, &QPushButton::clicked, &dialog, &QDialog::accept);
  (q.dangerous ? no : yes)->setDefault(true);
  (q.dangerous ? no : yes)->setFocus();
  return dialog.exec() == QDialog::Accepted;
}

std::optional<QString> Ask::saveFile(QWidget* parent, const QString& title,
                                     const QString& suggested, const QString& filter) {
  const QString path = QFileDialog::getSaveFileName(parent, title, suggested, filter);
  if (path.isEmpty()) return std::nullopt;
  return path;
}

std::optional<QString> Ask::password(QWidget* parent, const QString& text) {
  bool ok = false;
  const QString typed = QInputDialog::getText(parent, QObject::tr("Password needed"), text,
                                              QLineEdit::Password, QString(), &ok);
  if (!ok) return std::nullopt;
  return typed;
}

Ask& ask() {
  static Ask real;
  return g_replacement ? *g_replacement : real;
}

void setAsk(Ask* replacement) {
  g_replacement = replacement;
}

}  // namespace twintide::ui
