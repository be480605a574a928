// Purpose: walks the real window through its pages and writes a picture of each, in both languages,
// both themes and two sizes.
// Owner: app (`--screenshots`) and the gallery of tests/ui. Thread: UI, driven by a timer.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <vector>

namespace twintide::ui {

class MainWindow;
class OptionsPage;

struct TourOptions {
  QString folder;
  QString pair;  // an existing pair; empty = only what an empty workspace shows
  // Values for the two wizard sites when no saved data sources can be picked.
  std::function<void(MainWindow&)> fillSites;
  QStringList languages{QStringLiteral("en"), QStringLiteral("zh_CN")};
  QStringList themes{QStringLiteral("light"), QStringLiteral("dark")};
};

class ScreenshotTour : public QObject {
  Q_OBJECT
 public:
  ScreenshotTour(MainWindow& window, TourOptions options, QObject* parent = nullptr);
  void start();
  int written() const { return m_written; }
  QStringList problems() const { return m_problems; }

 signals:
  void finished();

 private:
  struct Step {
    QString name;
    std::function<void()> prepare;
    std::function<bool()> ready;
    bool question = false;  // a dialog stands over the window
  };
  void addPages();
  void addPairPages();
  void addQuestion(const QString& name, std::function<void()> put);
  void addImportStep();
  void addWizardPages();
  OptionsPage* options() const;
  void nextLanguage();
  void begin();
  void poll();
  bool hasHistory() const;
  void shoot(const QString& name);
  void save(const QString& name, const QSize& size, int ratio);

  MainWindow& m_window;
  TourOptions m_options;
  std::vector<Step> m_steps;
  size_t m_step = 0;
  int m_language = -1;
  int m_polls = 0;
  int m_settled = 0;
  int m_written = 0;
  QStringList m_problems;
  QTimer m_timer;
};

}  // namespace twintide::ui
