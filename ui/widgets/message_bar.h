// Purpose: a bar in the page that says what is wrong and what to do, with at most two buttons.
// Owner: the page. Thread: UI.
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;

namespace twintide {
struct Error;
}

namespace twintide::ui {

class IconView;

enum class BarLevel { Info, Ok, Warning, Error };

class MessageBar : public QFrame {
  Q_OBJECT
 public:
  explicit MessageBar(QWidget* parent = nullptr);

  void showMessage(BarLevel level, const QString& what, const QString& remedy = {});
  void showError(const Error& error);
  // The button stays until the next message; empty text = none.
  void setAction(const QString& text, std::function<void()> action);
  // A second button, after the first.
  void addAction(const QString& text, std::function<void()> action);
  void clear();
  QString text() const;

 private:
  IconView* m_icon;
  QLabel* m_what;
  QLabel* m_remedy;
  struct Button {
    QPushButton* button;
    std::function<void()> action;
  };
  void setButton(Button& button, const QString& text, std::function<void()> action);
  Button m_first, m_second;
};

}  // namespace twintide::ui
