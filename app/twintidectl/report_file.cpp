#include "app/twintidectl/report_file.h"

#include <filesystem>

#include "app/twintidectl/ctl.h"
#include "engine/store/atomic_file.h"

namespace twintide::app {

Status writeReport(Output& out, const std::string& file, const QString& html) {
  std::error_code ec;
  const std::string whole = std::filesystem::absolute(file, ec).string();
  TWINTIDE_TRY(store::writeAtomic(ec ? file : whole, html.toStdString()));
  out.line(Ctl::tr("Report: %1").arg(qs(whole)));
  return {};
}

}  // namespace twintide::app
