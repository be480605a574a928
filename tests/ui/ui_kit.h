// Purpose: what the tests of the screens share: scripted answers to questions, finding widgets.
// Owner: the test. Thread: UI.
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include "tests/ui/fake_engine.h"
#include "ui/main_window.h"
#include "ui/support/language.h"
#include "ui/support/settings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ask.h"

// Qt's own five seconds are too few on a busy machine.
#undef QTRY_VERIFY
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT((expression), kPatience)
#undef QTRY_COMPARE
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT((actual), (expected), kPatience)

namespace twintide::ui::test {

inline constexpr int kPatience = 60'000;

// Answers every question and remembers it.
class ScriptedAsk : public Ask {
 public:
  ScriptedAsk() { setAsk(this); }
  ~ScriptedAsk() override { setAsk(nullptr); }
  bool answer = true;
  std::optional<QString> file, typed;
  QList<Question> asked;
  int passwordsAsked = 0;
  LoginChoice chosen;           // what login() answers, when `answer` is true
  QList<bool> administratorAt;  // what login() was to choose at first

  bool confirm(QWidget*, const Question& question) override {
    asked << question;
    return answer;
  }
  std::optional<QString> saveFile(QWidget*, const QString&, const QString&,
                                  const QString&) override {
    return file;
  }
  QStringList files;  // what openFiles() answers
  QStringList openFiles(QWidget*, const QString&, const QString&) override { return files; }
  std::optional<LoginChoice> login(QWidget*, const Question& question,
                                   bool administrator) override {
    asked << question;
    administratorAt << administrator;
    if (!answer) return std::nullopt;
    return chosen;
  }
  std::optional<QString> password(QWidget*, const QString&) override {
    ++passwordsAsked;
    return typed;
  }
};

// Theme, language and a settings file of the test's own.
class Stage {
 public:
  explicit Stage(const QString& language = QStringLiteral("en")) {
    useSettingsFile(m_folder.filePath(QStringLiteral("window.ini")));
    Theme::instance().apply(ThemeChoice::Light);
    Language::instance().set(language);
  }

 private:
  QTemporaryDir m_folder;
};

// A visible button of this text, mnemonics and "…" left aside; null when there is none.
inline QAbstractButton* button(QWidget* root, const QString& text) {
  for (QAbstractButton* b : root->findChildren<QAbstractButton*>()) {
    QString own = b->text();
    own.remove(u'&').remove(u'…');
    if (own == text && b->isVisible()) return b;
  }
  return nullptr;
}

// Clicks that button once it takes clicks: it rests while a command of its page is under way. False
// when it never did.
inline bool press(QWidget* root, const QString& text) {
  QAbstractButton* found = nullptr;
  const auto ready = [&] { return (found = button(root, text)) && found->isEnabled(); };
  if (!QTest::qWaitFor(ready, kPatience)) return false;
  found->click();
  return true;
}

// Everything a person can read on a widget, for "does it say …" checks.
inline QString readable(QWidget* root) {
  QStringList all;
  for (QWidget* w : root->findChildren<QWidget*>()) {
    if (!w->isVisible()) continue;
    if (auto* label = qobject_cast<QLabel*>(w))
      all << label->text();
    else if (!w->accessibleName().isEmpty())
      all << w->accessibleName();
  }
  return all.join(u'\n');
}

inline Error errorOf(ErrorCode code) {
  return Error(code, {{"source", "cn-beijing"},
                      {"host", "192.0.2.7"},
                      {"port", "2883"},
                      {"user", "app"},
                      {"server", "gone"}});
}

}  // namespace twintide::ui::test
