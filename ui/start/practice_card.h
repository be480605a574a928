// Purpose: opens the practice pair: choice of server kind, progress of the steps, what fell back.
// Owner: StartPage. Thread: UI; the engine's progress is queued here.
#pragma once

#include <QFrame>
#include <optional>

#include "ui/support/engine_view.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace twintide::ui {

class MessageBar;

class PracticeCard : public QFrame {
  Q_OBJECT
 public:
  explicit PracticeCard(EngineView& view, QWidget* parent = nullptr);
  ~PracticeCard() override;
  void open(ServerKind kind);
  bool working() const { return m_job.has_value(); }

 signals:
  void ready(const QString& pairName);
  void failed(const twintide::Error& error);

 private:
  void progress(const api::StepProgress& step);
  void ended(const Result<api::PracticeInfo>& result);
  void showWorking(bool working);

  EngineView& m_view;
  std::optional<api::Job<api::PracticeInfo>> m_job;
  QComboBox* m_kind;
  QPushButton* m_open;
  QPushButton* m_cancel;
  QProgressBar* m_bar;
  QLabel* m_step;
  MessageBar* m_message;
};

}  // namespace twintide::ui
