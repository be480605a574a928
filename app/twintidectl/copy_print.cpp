#include "app/twintidectl/copy_print.h"

#include <algorithm>

#include "app/twintidectl/ctl.h"
#include "app/twintidectl/output.h"
#include "ui/text/numbers.h"

namespace twintide::app {

QString copyText(const LinkSnapshot& link) {
  namespace text = ui::text;
  const CopyProgress& c = link.copy;
  if (link.state == LinkState::CopyingSchema) {
    return Ctl::tr("structures %1, now %2")
        .arg(Output::bar(c.tablesDone, c.tablesTotal), qs(c.currentTable));
  }
  if (link.state != LinkState::CopyingRows) return {};
  // Rows say more than tables, of which one may hold nearly all; the number is an estimate.
  const bool known = c.rowsTotalEstimate > 0;
  const double share = known ? double(c.rowsDone) / double(c.rowsTotalEstimate)
                             : double(c.tablesDone) / std::max(1, c.tablesTotal);
  return Ctl::tr("rows %1 %2 of about %3, table %4 of %5, now %6")
      .arg(Output::shareBar(share), text::count(c.rowsDone), text::count(c.rowsTotalEstimate))
      .arg(std::min(c.tablesDone + 1, c.tablesTotal))
      .arg(c.tablesTotal)
      .arg(qs(c.currentTable));
}

}  // namespace twintide::app
