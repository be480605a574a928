// Purpose: the one place that puts a modal question; tests answer in its stead.
// Owner: the application; tests set their own. Thread: UI.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

class QWidget;

namespace twintide::ui {

struct Question {
  QString title;
  QString text;    // what will happen, on which server
  QString detail;  // SQL or the like, shown in a fixed-width box
  QString yes;     // a verb
  bool dangerous = false;
  // Not empty: the button stays off until the person has typed this word.
  QString typeToConfirm;
};

// With whose login something is run.
struct LoginChoice {
  bool administrator = false;  // else the data source's own user
  QString user, password;      // of the administrator
};

class Ask {
 public:
  virtual ~Ask() = default;
  virtual bool confirm(QWidget* parent, const Question& question);
  // Path to write to, or nothing. filter: "HTML (*.html)".
  virtual std::optional<QString> saveFile(QWidget* parent, const QString& title,
                                          const QString& suggested, const QString& filter);
  // Files to read, none when the person gave up.
  virtual QStringList openFiles(QWidget* parent, const QString& title, const QString& filter);
  // confirm(), and with whose login. administrator: what is chosen at first.
  virtual std::optional<LoginChoice> login(QWidget* parent, const Question& question,
                                           bool administrator);
  // A password for this session, or nothing.
  virtual std::optional<QString> password(QWidget* parent, const QString& text);
};

Ask& ask();
// Null puts the real one back. The caller keeps ownership.
void setAsk(Ask* replacement);

}  // namespace twintide::ui
