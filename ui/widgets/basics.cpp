#include "ui/widgets/basics.h"

#include <QStyle>
#include <QVariant>
#include <algorithm>

namespace twintide::ui {
namespace {

// QLabel asks for the height of a narrow column as its least; in a layout that knows height for
// width one line is enough, and pages do not grow taller than what they show.
class WrapLabel : public QLabel {
 public:
  using QLabel::QLabel;
  QSize minimumSizeHint() const override { return {40, lineHeight()}; }
  QSize sizeHint() const override { return {QLabel::sizeHint().width(), lineHeight()}; }

 private:
  // Of this text: Chinese letters come from another font and stand higher.
  int lineHeight() const {
    const QRect endless(0, 0, 1 << 20, 1 << 20);
    const QRect line = fontMetrics().boundingRect(endless, Qt::TextSingleLine, text());
    const QMargins m = contentsMargins();
    return std::max(line.height(), fontMetrics().height()) + m.top() + m.bottom();
  }
};

}  // namespace

QString capitalised(const QString& text) {
  return text.isEmpty() ? text : text.left(1).toUpper() + text.mid(1);
}

void setRole(QWidget* widget, const char* name, const QVariant& value) {
  if (widget->property(name) == value) return;
  widget->setProperty(name, value);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", QString::fromLatin1(role));
  label->setTextFormat(Qt::PlainText);
  return label;
}

QLabel* makeWrapping(const QString& text, const char* role, QWidget* parent) {
  auto* label = new WrapLabel(text, parent);
  label->setProperty("role", QString::fromLatin1(role));
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  label->setSizePolicy(policy);
  return label;
}

void setTone(QWidget* widget, const char* tone) {
  setRole(widget, "tone", QString::fromLatin1(tone));
}

QPushButton* makeButton(const QString& text, QWidget* parent) {
  auto* button = new QPushButton(text, parent);
  button->setAutoDefault(false);
  return button;
}

QPushButton* makePrimary(const QString& text, QWidget* parent) {
  QPushButton* button = makeButton(text, parent);
  button->setProperty("primary", true);
  return button;
}

QPushButton* makeLink(const QString& text, QWidget* parent) {
  QPushButton* button = makeButton(text, parent);
  button->setProperty("link", true);
  button->setCursor(Qt::PointingHandCursor);
  return button;
}

QFrame* makeCard(QWidget* parent, bool inner) {
  auto* card = new QFrame(parent);
  card->setProperty("card", inner ? QStringLiteral("inner") : QStringLiteral("true"));
  return card;
}

QFrame* makeLine(QWidget* parent) {
  auto* line = new QFrame(parent);
  line->setProperty("line", true);
  line->setFixedHeight(1);
  return line;
}

void clearLayout(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (item->layout()) clearLayout(item->layout());
    if (QWidget* widget = item->widget()) {
      widget->hide();
      widget->deleteLater();
    }
    delete item;
  }
}

}  // namespace twintide::ui
