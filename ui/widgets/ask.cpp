#include "ui/widgets/ask.h"

#include <QCheckBox>
#include <QDialog>
#include <QFileDialog>
#include <QGridLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <algorithm>

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
  constexpr int kMostHeight = 160, kFrame = 24;
  const int lines = static_cast<int>(detail.count(u'\n')) + 2;  // one more, where a line wraps
  box->setFixedHeight(std::min(kMostHeight, lines * box->fontMetrics().lineSpacing() + kFrame));
  column->addWidget(box);
}

// The question with its buttons; what a caller adds to the column stands above them.
class QuestionDialog : public QDialog {
 public:
  QuestionDialog(QWidget* parent, const Question& q) : QDialog(parent), m_dangerous(q.dangerous) {
    setWindowTitle(q.title);
    column = padded(new QVBoxLayout(this), kGap5, kGap3);
    column->addWidget(makeWrapping(q.title, "heading"));
    column->addWidget(makeWrapping(q.text));
    addDetail(column, q.detail, this);
    yes = q.dangerous ? makeButton(q.yes, this) : makePrimary(q.yes, this);
    setRole(yes, "danger", q.dangerous);
  }

  bool run() {
    auto* row = flat(new QHBoxLayout);
    row->addStretch();
    QPushButton* no = makeButton(QObject::tr("Cancel"));
    row->addWidget(no);
    row->addWidget(yes);
    column->addLayout(row);
    // A dialog's own hint takes the texts for one line each.
    constexpr int kWidth = 500;
    const int width = std::max(kWidth, layout()->totalMinimumSize().width());
    setMinimumSize(width, layout()->totalHeightForWidth(width));
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    connect(yes, &QPushButton::clicked, this, &QDialog::accept);
    (m_dangerous ? no : yes)->setDefault(true);
    (m_dangerous ? no : yes)->setFocus();
    return exec() == QDialog::Accepted;
  }

  QVBoxLayout* column;
  QPushButton* yes;

 private:
  bool m_dangerous;
};

}  // namespace

bool Ask::confirm(QWidget* parent, const Question& q) {
  QuestionDialog dialog(parent, q);
  if (!q.typeToConfirm.isEmpty()) {
    auto* label = makeLabel(QObject::tr("Type %1 to go on").arg(q.typeToConfirm), "label");
    auto* typed = new QLineEdit(&dialog);
    label->setBuddy(typed);
    dialog.column->addWidget(label);
    dialog.column->addWidget(typed);
    dialog.yes->setEnabled(false);
    QObject::connect(typed, &QLineEdit::textChanged, &dialog, [&dialog, &q](const QString& t) {
      dialog.yes->setEnabled(t == q.typeToConfirm);
    });
  }
  return dialog.run();
}

std::optional<LoginChoice> Ask::login(QWidget* parent, const Question& q, bool administrator) {
  QuestionDialog dialog(parent, q);
  auto* other = new QCheckBox(QObject::tr("With an administrator's login"), &dialog);
  auto* user = new QLineEdit(QStringLiteral("root"), &dialog);
  auto* password = new QLineEdit(&dialog);
  password->setEchoMode(QLineEdit::Password);
  dialog.column->addWidget(other);
  auto* grid = flat(new QGridLayout);
  for (const auto& [text, edit, row] : {std::tuple{QObject::tr("User"), user, 0},
                                        std::tuple{QObject::tr("Password"), password, 1}}) {
    QLabel* label = makeLabel(text, "label", &dialog);
    label->setBuddy(edit);
    edit->setAccessibleName(text);
    grid->addWidget(label, row, 0);
    grid->addWidget(edit, row, 1);
    QObject::connect(other, &QCheckBox::toggled, edit, &QWidget::setEnabled);
    edit->setEnabled(administrator);
  }
  dialog.column->addLayout(grid);
  dialog.column->addWidget(
      makeWrapping(QObject::tr("Used for this once and kept nowhere."), "muted", &dialog));
  other->setChecked(administrator);
  if (!dialog.run()) return std::nullopt;
  if (!other->isChecked()) return LoginChoice();
  return LoginChoice{true, user->text().trimmed(), password->text()};
}

std::optional<QString> Ask::saveFile(QWidget* parent, const QString& title,
                                     const QString& suggested, const QString& filter) {
  const QString path = QFileDialog::getSaveFileName(parent, title, suggested, filter);
  if (path.isEmpty()) return std::nullopt;
  return path;
}

QStringList Ask::openFiles(QWidget* parent, const QString& title, const QString& filter) {
  return QFileDialog::getOpenFileNames(parent, title, QString(), filter);
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
