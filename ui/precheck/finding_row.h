// Purpose: one precheck result; opens in place with why, the SQL and the buttons.
// Owner: PrecheckView. Thread: UI.
#pragma once

#include <QFrame>

#include "engine/model/finding.h"
#include "ui/report/reports.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace twintide::ui {

class FindingRow : public QFrame {
  Q_OBJECT
 public:
  FindingRow(const Finding& finding, const text::Sites& sites, QWidget* parent = nullptr);
  const Finding& finding() const { return m_finding; }
  void setOpen(bool open);
  bool isOpen() const { return m_open; }
  // While something runs, its buttons are off.
  void setBusy(bool busy);

 signals:
  void skipWanted(const twintide::Finding& finding);
  void remedyWanted(const twintide::Finding& finding);
  void againWanted(const twintide::Finding& finding);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void buildResult(QGridLayout* grid);
  void buildText(QGridLayout* grid);
  QWidget* buildDetail();
  void buildActions(QLayout* row);
  bool canOpen() const;
  QString placeOf(Side side) const;

  Finding m_finding;
  text::Sites m_sites;
  bool m_open = false;
  QLabel* m_why = nullptr;
  QPushButton* m_toggle = nullptr;
  QWidget* m_detail = nullptr;
  QList<QPushButton*> m_buttons;
};

}  // namespace twintide::ui
