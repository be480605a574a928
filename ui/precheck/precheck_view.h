// Purpose: runs the prechecks of a pair and shows the findings, worst first, each mendable in
// place. Owner: PrecheckPage of the wizard, and PrechecksPage. Thread: UI; runs are jobs.
#pragma once

#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "ui/report/reports.h"
#include "ui/support/engine_view.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace twintide::ui {

class FindingRow;
class MessageBar;
class Pill;

class PrecheckView : public QWidget {
  Q_OBJECT
 public:
  explicit PrecheckView(EngineView& view, const QString& title, QWidget* parent = nullptr);
  ~PrecheckView() override;

  // What to check; run() starts. Keeps the report when it is the same pair as before.
  void setPair(const PairSpec& pair, const text::Sites& sites);
  void run(const std::vector<std::string>& onlyChecks = {});
  void stop();
  bool running() const { return m_job.has_value(); }
  const std::optional<PrecheckReport>& report() const { return m_report; }
  const std::vector<std::string>& skipped() const { return m_pair.skippedChecks; }
  // Without asking; for pictures of the pages behind.
  void skipEverythingSkippable();
  std::vector<FindingRow*> rows() const { return m_rows; }

 signals:
  void changed();

 private:
  void buildHead(const QString& title);
  void follow(api::Job<PrecheckReport> job, bool whole);
  void ended(const Result<PrecheckReport>& result, bool whole);
  void merge(const PrecheckReport& fresh);
  void skip(const Finding& finding);
  void setSkipped(const std::string& check);
  // administrator: another login than the data source's is needed.
  void mend(const Finding& finding, bool administrator);
  void offerAgain(const Error& error);
  void exportReport();
  void showReport();
  void showCounts();
  void addRow(const Finding& finding);
  void showBusy(bool busy);

  EngineView& m_view;
  PairSpec m_pair;
  text::Sites m_sites;
  std::optional<api::Job<PrecheckReport>> m_job;
  std::optional<PrecheckReport> m_report;
  std::optional<Finding> m_mending;  // whose remedy the job runs
  bool m_showAllPassed = false;
  int64_t m_startedUs = 0;
  std::vector<FindingRow*> m_rows;
  Pill *m_passed, *m_warnings, *m_errors;
  QPushButton *m_export, *m_again;
  QLabel* m_sub;
  QProgressBar* m_busy;
  MessageBar* m_bar;
  QVBoxLayout* m_list;
  QWidget* m_listCard;
  QTimer m_timer;
};

}  // namespace twintide::ui
