#include "ui/widgets/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/text/messages.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/icon_view.h"

namespace twintide::ui {
namespace {

struct Look {
  const char* name;
  Icon icon;
  Tint tint;
};

Look lookOf(BarLevel level) {
  switch (level) {
    case BarLevel::Ok:
      return {"ok", Icon::Check, Tint::Ok};
    case BarLevel::Warning:
      return {"warning", Icon::Warning, Tint::Warning};
    case BarLevel::Error:
      return {"error", Icon::Cross, Tint::Error};
    case BarLevel::Info:
      break;
  }
  return {"info", Icon::Info, Tint::Accent};
}

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kGap3, kGap2, kGap3, kGap2);
  row->setSpacing(kGap2);
  m_icon = new IconView(Icon::Info, Tint::Accent, 16, this);
  row->addWidget(m_icon, 0, Qt::AlignTop);
  auto* texts = flat(new QVBoxLayout, 2);
  m_what = makeWrapping(QString(), "strong", this);
  m_remedy = makeWrapping(QString(), "", this);
  m_what->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_remedy->setTextInteractionFlags(Qt::TextSelectableByMouse);
  texts->addWidget(m_what);
  texts->addWidget(m_remedy);
  row->addLayout(texts, 1);
  for (Button* b : {&m_first, &m_second}) {
    b->button = makeButton(QString(), this);
    row->addWidget(b->button, 0, Qt::AlignVCenter);
    connect(b->button, &QPushButton::clicked, this, [b] {
      if (const auto action = b->action) action();  // may show another message meanwhile
    });
  }
  clear();
}

void MessageBar::showMessage(BarLevel level, const QString& what, const QString& remedy) {
  const Look look = lookOf(level);
  setRole(this, "bar", QString::fromLatin1(look.name));
  m_icon->set(look.icon, look.tint);
  m_what->setText(what);
  m_remedy->setText(remedy);
  m_remedy->setVisible(!remedy.isEmpty());
  setAction(QString(), {});
  setAccessibleName(text());
  show();
}

void MessageBar::showError(const Error& error) {
  const text::Message s = text::describe(error);
  showMessage(BarLevel::Error, s.title, s.remedy);
}

void MessageBar::setAction(const QString& text, std::function<void()> action) {
  setButton(m_first, text, std::move(action));
  setButton(m_second, QString(), {});
}

void MessageBar::addAction(const QString& text, std::function<void()> action) {
  setButton(m_second, text, std::move(action));
}

void MessageBar::setButton(Button& b, const QString& text, std::function<void()> action) {
  b.action = std::move(action);
  b.button->setText(text);
  b.button->setVisible(!text.isEmpty());
}

void MessageBar::clear() {
  m_what->clear();
  m_remedy->clear();
  m_first.action = m_second.action = {};
  hide();
}

QString MessageBar::text() const {
  return m_remedy->text().isEmpty() ? m_what->text() : m_what->text() + u' ' + m_remedy->text();
}

}  // namespace twintide::ui
