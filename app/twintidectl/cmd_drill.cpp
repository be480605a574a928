#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/drill_print.h"
#include "app/twintidectl/exit_codes.h"
#include "app/twintidectl/report_file.h"
#include "ui/text/html_report.h"

namespace twintide::app {

int drill(Context& c) {
  auto engine = c.running();
  if (!engine) return c.failed(engine.error());
  DrillProgress progress;
  auto report = waitJob((*engine)->drill(c.options.name, progress.sink()), [&] {
    progress.draw(c.out);
    return interrupted();
  });
  c.out.progressEnd();
  if (!report) return c.failed(report.error());
  printDrill(c.out, *report);
  if (!c.options.html.empty()) {
    if (Status w = writeReport(c.out, c.options.html, ui::text::drillHtml(*report)); !w)
      return c.failed(w.error());
  }
  c.done({{"drill", drillJson(*report)}});
  return report->passed() ? kOk : kDrillFailed;
}

}  // namespace twintide::app
