#include "ui/tour/screenshot_tour.h"

#include <QApplication>
#include <QDir>
#include <QPainter>

#include "engine/api/oms_import.h"
#include "ui/drill/drills_tab.h"
#include "ui/main_window.h"
#include "ui/monitor/line_chart.h"
#include "ui/pair/monitor_tab.h"
#include "ui/pair/pair_page.h"
#include "ui/precheck/finding_row.h"
#include "ui/precheck/precheck_view.h"
#include "ui/support/language.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ask.h"
#include "ui/wizard/options_page.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/precheck_page.h"
#include "ui/wizard/sites_page.h"
#include "ui/wizard/wizard_page.h"

namespace twintide::ui {
namespace {

constexpr int kPollMs = 100;
constexpr int kMostPolls = 1500;  // 150 s for one page
constexpr int kSettlePolls = 4;
constexpr int kLayoutRounds = 10;
constexpr size_t kLeastSamples = 90;  // the start is behind, and the load has settled
constexpr QSize kSmall{1280, 800};
constexpr QSize kLarge{1280, 720};  // 2560 × 1440 pixels at scale 2

// Nobody is there to answer; but a step that is about a question shows it.
class TourAsk : public Ask {
 public:
  bool shown = false;
  bool confirm(QWidget* parent, const Question& q) override {
    return !shown || Ask::confirm(parent, q);
  }
  std::optional<QString> saveFile(QWidget*, const QString&, const QString&,
                                  const QString&) override {
    return std::nullopt;
  }
  std::optional<QString> password(QWidget*, const QString&) override { return std::nullopt; }
};

TourAsk& tourAsk() {
  static TourAsk ask;
  return ask;
}

// The window with a question over it, as a window manager would place it.
void paintDialog(QPainter& p, QWidget& window, QWidget& dialog) {
  const QRect box(QPoint((window.width() - dialog.width()) / 2, window.height() / 4),
                  dialog.size());
  p.fillRect(window.rect(), QColor(0, 0, 0, 90));
  p.fillRect(box.adjusted(-1, -1, 1, 1), tokens().line);
  dialog.render(&p, box.topLeft());
}

}  // namespace

ScreenshotTour::ScreenshotTour(MainWindow& window, TourOptions options, QObject* parent)
    : QObject(parent), m_window(window), m_options(std::move(options)) {
  connect(&m_timer, &QTimer::timeout, this, &ScreenshotTour::poll);
}

void ScreenshotTour::start() {
  setAsk(&tourAsk());
  if (!QDir().mkpath(m_options.folder))
    m_problems << tr("%1 could not be created").arg(m_options.folder);
  addPages();
  nextLanguage();
}

void ScreenshotTour::addPages() {
  const auto page = [this](const QString& name, const Route& route) {
    m_steps.push_back({name, [this, route] { m_window.go(route); }, [] { return true; }, false});
  };
  page(QStringLiteral("start"), {Route::Page::Overview, {}});
  if (!m_options.pair.isEmpty()) addPairPages();
  page(QStringLiteral("data-sources"), {Route::Page::DataSources, {}});
  page(QStringLiteral("settings"), {Route::Page::Settings, {}});
  addWizardPages();
}

void ScreenshotTour::addPairPages() {
  const Route route{Route::Page::Pair, m_options.pair};
  const std::pair<QString, PairPage::Tab> tabs[] = {{u"pair"_qs, PairPage::Tab::Monitor},
                                                    {u"objects"_qs, PairPage::Tab::Objects},
                                                    {u"conflicts"_qs, PairPage::Tab::Conflicts},
                                                    {u"drill"_qs, PairPage::Tab::Drills},
                                                    {u"events"_qs, PairPage::Tab::Events}};
  for (const auto& [name, tab] : tabs) {
    m_steps.push_back({name,
                       [this, route, tab = tab] {
                         m_window.go(route);
                         m_window.pairPage()->showTab(tab);
                         if (tab == PairPage::Tab::Monitor)
                           m_window.pairPage()->monitor()->lagChart()->pointed(0.8);
                       },
                       [this] { return !m_window.pairPage()->drills()->running() && hasHistory(); },
                       false});
  }
  addQuestion(u"pair-stop"_qs, [this] { m_window.pairPage()->stopPair(); });
}

// A question holds its caller up until it is answered: it is put from the event loop.
void ScreenshotTour::addQuestion(const QString& name, std::function<void()> put) {
  m_steps.push_back({name,
                     [this, put] {
                       tourAsk().shown = true;
                       QTimer::singleShot(0, this, put);
                     },
                     [] { return QApplication::activeModalWidget() != nullptr; }, true});
}

// A chart with nothing in it would be a poor picture.
bool ScreenshotTour::hasHistory() const {
  const PairSpec* pair = m_window.view().pair(m_options.pair);
  if (!pair) return true;
  const auto samples = m_window.view().engine().metrics(pair->linkId(Direction::Forward), 300, 600);
  return samples.size() >= kLeastSamples;
}

void ScreenshotTour::addWizardPages() {
  const auto complete = [this](int step) {
    return [this, step] {
      PairWizard* w = m_window.wizard();
      return w && w->currentId() == step && w->stepPage(step)->isComplete();
    };
  };
  const auto add = [this](const QString& name, std::function<void()> prepare,
                          std::function<bool()> ready) {
    m_steps.push_back({name, std::move(prepare), std::move(ready), false});
  };
  const auto next = [this] { m_window.wizard()->next(); };
  addImportStep();
  if (!m_options.fillSites) {
    add(
        u"wizard-1-sites"_qs, [this] { m_window.openWizard(); }, [] { return true; });
    add(
        {}, [this] { m_window.wizard()->reject(); }, [this] { return !m_window.wizard(); });
    return;
  }
  add(
      u"wizard-1-sites"_qs,
      [this] {
        m_window.openWizard();
        m_options.fillSites(m_window);
      },
      complete(PairWizard::Sites));
  add(u"wizard-2-types"_qs, next, complete(PairWizard::Types));
  add(u"wizard-3-objects"_qs, next, complete(PairWizard::Objects));
  add(u"wizard-4-options"_qs, next, complete(PairWizard::Options));
  add(
      u"wizard-4-options-column"_qs,
      [this] { options()->choose(PolicyKind::UseMax, u"updated_at"_qs); }, [] { return true; });
  add(
      {}, [this] { options()->choose(PolicyKind::RegionPriority, {}); }, [] { return true; });
  add(u"wizard-5-precheck"_qs, next, [this] {
    auto* page = static_cast<PrecheckPage*>(m_window.wizard()->stepPage(PairWizard::Precheck));
    return page->checks()->report().has_value() && !page->checks()->running();
  });
  addQuestion(u"wizard-5-login"_qs, [this] {
    auto* page = static_cast<PrecheckPage*>(m_window.wizard()->stepPage(PairWizard::Precheck));
    for (FindingRow* row : page->checks()->rows()) {
      if (row->finding().remedySql.empty()) continue;
      Finding finding = row->finding();
      finding.args["may_run"] = "no";  // the question then proposes an administrator
      return emit row->remedyWanted(finding);
    }
  });
  add(
      u"wizard-6-review"_qs,
      [this] {
        // Findings that stand are set aside for the picture of the last page; nothing is started.
        PairWizard* w = m_window.wizard();
        auto* page = static_cast<PrecheckPage*>(w->stepPage(PairWizard::Precheck));
        page->checks()->skipEverythingSkippable();
        w->next();
      },
      [] { return true; });
  add(
      {}, [this] { m_window.wizard()->reject(); }, [this] { return !m_window.wizard(); });
}

// The sites as two OMS of a pair leave them; nothing of it is saved.
void ScreenshotTour::addImportStep() {
  m_steps.push_back(
      {u"wizard-1-sites-oms"_qs,
       [this] {
         api::OmsConfig a, b;
         a.region = {"cn-beijing", "北京", 100};
         b.region = {"cn-hangzhou", "杭州", 101};
         a.noUse = b.noUse = {"oms_meta_host", "drc_rm_db", "drc_cm_db", "tsdb_enabled"};
         auto* wizard = m_window.openWizard();
         static_cast<SitesPage*>(wizard->stepPage(PairWizard::Sites))->takeOver({a, b});
       },
       [] { return true; }, false});
  m_steps.push_back(
      {{}, [this] { m_window.wizard()->reject(); }, [this] { return !m_window.wizard(); }, false});
}

OptionsPage* ScreenshotTour::options() const {
  return static_cast<OptionsPage*>(m_window.wizard()->stepPage(PairWizard::Options));
}

void ScreenshotTour::nextLanguage() {
  if (++m_language >= m_options.languages.size()) {
    setAsk(nullptr);
    emit finished();
    return;
  }
  Language::instance().set(m_options.languages[m_language]);
  m_step = 0;
  begin();
}

void ScreenshotTour::begin() {
  m_polls = m_settled = 0;
  m_window.resize(kSmall);
  m_steps[m_step].prepare();
  m_timer.start(kPollMs);
}

void ScreenshotTour::poll() {
  const Step& step = m_steps[m_step];
  const bool ready = step.ready();
  if (!ready && ++m_polls < kMostPolls) return;
  if (ready && ++m_settled < kSettlePolls) return;
  m_timer.stop();
  if (!ready) m_problems << tr("%1 did not become ready").arg(step.name);
  if (!step.name.isEmpty() && (ready || !step.question)) shoot(step.name);
  if (QWidget* dialog = step.question ? QApplication::activeModalWidget() : nullptr)
    dialog->close();
  tourAsk().shown = false;
  if (++m_step < m_steps.size())
    begin();
  else
    nextLanguage();
}

void ScreenshotTour::shoot(const QString& name) {
  const ThemeChoice before = Theme::instance().choice();
  for (const QString& theme : m_options.themes) {
    Theme::instance().apply(themeFromText(theme));
    const QString stem =
        QStringLiteral("%1-%2-%3").arg(name, m_options.languages[m_language], theme);
    save(stem, kSmall, 1);
    save(stem + QStringLiteral("@2x"), kLarge, 2);
  }
  Theme::instance().apply(before);
}

void ScreenshotTour::save(const QString& name, const QSize& size, int ratio) {
  m_window.resize(size);
  // Lays out hidden pages of the new size before the picture is taken.
  m_window.ensurePolished();
  m_window.grab();
  // New numbers may just have asked for more room, child before parent.
  for (int i = 0; i < kLayoutRounds; ++i)
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
  QPixmap picture(size * ratio);
  picture.setDevicePixelRatio(ratio);
  {
    QPainter painter(&picture);
    m_window.render(&painter);
    if (QWidget* dialog = QApplication::activeModalWidget())
      paintDialog(painter, m_window, *dialog);
  }
  const QString path = m_options.folder + u'/' + name + QStringLiteral(".png");
  if (picture.save(path))
    ++m_written;
  else
    m_problems << tr("%1 could not be written").arg(path);
}

}  // namespace twintide::ui
