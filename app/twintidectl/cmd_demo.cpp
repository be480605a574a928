#include <filesystem>
#include <memory>
#include <mutex>

#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/drill_print.h"
#include "app/twintidectl/exit_codes.h"
#include "app/twintidectl/finding_print.h"
#include "app/twintidectl/report_file.h"
#include "engine/model/enum_text.h"
#include "ui/text/html_report.h"
#include "ui/text/numbers.h"

namespace twintide::app {
namespace {

using namespace ui;

// Practice pair, precheck, start, drill, report; each step ends the demo when it fails.
class Demo {
 public:
  Demo(Context& c, api::Engine& engine, std::string dir)
      : m_c(c), m_engine(engine), m_dir(std::move(dir)) {}

  int run() {
    int code = practice();
    if (code == kOk) code = check();
    if (code == kOk) code = startPair();
    if (code == kOk) code = drillPair();
    const int ended = end();
    m_json["practice"] = m_dir;
    if (code == kOk || code == kDrillFailed || code == kPrecheckFailed) m_c.done(m_json);
    return code == kOk ? ended : code;
  }

 private:
  int practice() {
    api::PracticeOptions options;
    options.kind = fromText<ServerKind>(m_c.options.servers).value_or(ServerKind::OceanBase);
    options.dataDir = m_dir + "/servers";
    auto latest = std::make_shared<Latest>();
    auto info = waitJob(m_engine.startPractice(options,
                                               [latest](const api::StepProgress& p) {
                                                 std::lock_guard lock(latest->mutex);
                                                 latest->step = p;
                                               }),
                        [&] {
                          std::lock_guard lock(latest->mutex);
                          m_c.out.progress(Output::bar(latest->step.done, latest->step.total) +
                                           u' ' + text::practiceStepText(latest->step.step));
                          return interrupted();
                        });
    m_c.out.progressEnd();
    if (!info) return m_c.failed(info.error());
    m_info = *info;
    m_sites = text::sitesOf(info->a.region, info->b.region);
    m_json["servers"] = toText(info->kind);
    m_json["fell_back"] = info->fellBack;
    if (info->fellBack)
      m_c.out.note(QStringLiteral("▲ ") +
                   Ctl::tr("No %1 server could be had; the demo runs on %2 instead.")
                       .arg(text::serverKindText(options.kind), text::serverKindText(info->kind)));
    say(Ctl::tr("Practice pair: %1 at 127.0.0.1:%2 (%3) and 127.0.0.1:%4 (%5)")
            .arg(text::serverKindText(info->kind))
            .arg(info->a.port)
            .arg(m_sites.a)
            .arg(info->b.port)
            .arg(m_sites.b));
    return kOk;
  }

  int check() {
    auto pair = m_engine.pair(m_info.pairName);
    if (!pair) return m_c.failed(pair.error());
    m_c.out.progress(Ctl::tr("Checking both servers …"));
    auto report = waitJob(m_engine.precheck(*pair), interrupted);
    m_c.out.progressEnd();
    if (!report) return m_c.failed(report.error());
    m_precheck = *report;
    m_json["precheck"] = reportJson(*report, m_sites);
    // The whole list is in the report; here only what stands in the way.
    if (!report->mayStart()) {
      printReport(m_c.out, *report, m_sites, false);
      return kPrecheckFailed;
    }
    say(Ctl::tr("Precheck passed; findings: %1, warnings: %2")
            .arg(report->findings.size())
            .arg(report->count(Severity::Warning)));
    return kOk;
  }

  int startPair() {
    m_c.out.progress(Ctl::tr("Starting %1 …").arg(qs(m_info.pairName)));
    const Status started = waitJob(m_engine.start(m_info.pairName), interrupted);
    m_c.out.progressEnd();
    if (!started) return m_c.failed(started.error());
    say(Ctl::tr("Both links started"));
    return kOk;
  }

  int drillPair() {
    DrillProgress progress;
    auto report = waitJob(m_engine.drill(m_info.pairName, progress.sink()), [&] {
      progress.draw(m_c.out);
      return interrupted();
    });
    m_c.out.progressEnd();
    if (!report) return m_c.failed(report.error());
    printDrill(m_c.out, *report);
    m_json["drill"] = drillJson(*report);
    const Status written =
        writeReport(m_c.out, m_dir + "/report.html", text::pairHtml(m_precheck, *report));
    if (!written) return m_c.failed(written.error());
    m_json["report"] = m_dir + "/report.html";
    return report->passed() ? kOk : kDrillFailed;
  }

  // Stops the links and the servers, whatever went before.
  int end() {
    if (!m_engine.practice()) return kOk;
    m_c.out.progress(Ctl::tr("Stopping …"));
    const Status stopped = waitJob(m_engine.stopPractice(), [] { return false; });
    m_c.out.progressEnd();
    return stopped ? int{kOk} : m_c.failed(stopped.error());
  }

  void say(const QString& text) {
    m_c.out.line(m_c.out.inked(QStringLiteral("✓ "), Ink::Ok) + text);
  }

  struct Latest {
    std::mutex mutex;
    api::StepProgress step;
  };
  Context& m_c;
  api::Engine& m_engine;
  const std::string m_dir;
  api::PracticeInfo m_info;
  text::Sites m_sites;
  PrecheckReport m_precheck;
  store::Json m_json = store::Json::object();
};

}  // namespace

int demo(Context& c) {
  std::error_code ec;
  const std::string dir = std::filesystem::absolute(c.options.out, ec).lexically_normal().string();
  if (ec)
    return c.failed(
        Error(ErrorCode::FileUnreadable, {{"file", c.options.out}, {"reason", ec.message()}}));
  auto engine = c.owner(dir + "/workspace");
  if (!engine) return c.failed(engine.error());
  return Demo(c, **engine, dir).run();
}

}  // namespace twintide::app
