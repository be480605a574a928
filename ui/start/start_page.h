// Purpose: the first page: the ways in, and every link pair at a glance once there is one.
// Owner: the main window. Thread: UI.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/api/oms_import.h"
#include "ui/support/engine_view.h"

class QVBoxLayout;

namespace twintide::ui {

class MessageBar;
class PairCard;
class PracticeCard;

class StartPage : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(EngineView& view, QWidget* parent = nullptr);
  void openPractice(ServerKind kind);

 signals:
  void newPairWanted();
  // One or two configs of OMS, A first.
  void omsWanted(const std::vector<twintide::api::OmsConfig>& configs);
  void pairWanted(const QString& name);
  void practiceReady(const QString& name);
  void practiceFailed(const twintide::Error& error);

 private:
  QWidget* buildNewPairCard();
  void importOms();
  void rebuild();
  void refresh();

  EngineView& m_view;
  QVBoxLayout* m_pairs;
  std::vector<PairCard*> m_cards;
  QWidget* m_welcome;
  MessageBar* m_bar;
  PracticeCard* m_practice;
};

}  // namespace twintide::ui
