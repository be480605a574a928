#include "app/twintidectl/drill_print.h"

#include <QLocale>

#include "app/twintidectl/ctl.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"

namespace twintide::app {
namespace {

using namespace ui;

Ink inkOf(DrillStepState s) {
  if (s == DrillStepState::Passed) return Ink::Ok;
  return s == DrillStepState::Failed ? Ink::Error : Ink::Muted;
}

QString iconOf(DrillStepState s) {
  if (s == DrillStepState::Passed) return QStringLiteral("✓ ");
  return s == DrillStepState::Failed ? QStringLiteral("✕ ") : QStringLiteral("– ");
}

// Milliseconds with one digit, whatever the size: the figures of a column are to be compared.
QString milliseconds(int64_t us) {
  if (us < 0) return QStringLiteral("—");
  return QLocale().toString(static_cast<double>(us) / 1000, 'f', 1);
}

}  // namespace

std::function<void(const DrillReport&)> DrillProgress::sink() {
  return [latest = m_latest](const DrillReport& report) {
    std::lock_guard lock(latest->mutex);
    latest->report = report;
  };
}

void DrillProgress::draw(Output& out) {
  std::lock_guard lock(m_latest->mutex);
  const DrillReport& r = m_latest->report;
  int done = 0;
  const DrillStep* now = nullptr;
  for (const DrillStep& s : r.steps) {
    done += s.state == DrillStepState::Passed;
    if (s.state == DrillStepState::Running) now = &s;
  }
  if (!now) return;
  out.progress(Output::bar(done, static_cast<int>(r.steps.size())) + u' ' +
               text::describe(*now, text::sitesOf(r.regionA, r.regionB)));
}

void printDrill(Output& out, const DrillReport& r) {
  const text::Sites sites = text::sitesOf(r.regionA, r.regionB);
  std::vector<Row> rows;
  int number = 0;
  for (const DrillStep& s : r.steps) {
    rows.push_back({{QString::number(++number), Ink::Muted, true},
                    {iconOf(s.state) + text::stepStateText(s.state), inkOf(s.state)},
                    {milliseconds(s.tookUs), Ink::Plain, true},
                    {text::describe(s, sites)},
                    {text::detail(s, sites), Ink::Muted}});
  }
  out.table({Ctl::tr("NO."), Ctl::tr("RESULT"), Ctl::tr("MS"), Ctl::tr("STEP"), Ctl::tr("FACTS")},
            rows);
  for (const DrillStep& s : r.steps) {
    if (s.error) out.indented(text::oneLine(text::describe(*s.error)), 2, Ink::Error);
  }
  out.line(r.passed() ? out.inked(QStringLiteral("✓ ") + Ctl::tr("Drill passed"), Ink::Ok)
                      : out.inked(QStringLiteral("✕ ") + Ctl::tr("Drill failed"), Ink::Error));
}

store::Json drillJson(const DrillReport& r) {
  store::Json json = store::toJson(r);
  const text::Sites sites = text::sitesOf(r.regionA, r.regionB);
  for (size_t i = 0; i < r.steps.size(); ++i)
    json["steps"][i]["title"] = text::describe(r.steps[i], sites).toStdString();
  return json;
}

}  // namespace twintide::app
