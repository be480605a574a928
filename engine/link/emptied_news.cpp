#include "engine/link/emptied_news.h"

#include "engine/base/clock.h"

namespace twintide::link {

void tellEmptied(const LinkContext& context, const std::vector<apply::EmptiedTable>& emptied) {
  for (const apply::EmptiedTable& e : emptied) {
    Event event;
    event.atUs = systemClock().wallUs();
    event.pair = context.pair.name;
    event.linkId = context.linkId();
    event.code = "table_emptied_settled";
    if (e.unchecked) {
      event.level = EventLevel::Warning;
      event.code = "table_emptied_unchecked";
    }
    event.args["table"] = e.table.text();
    event.args["rows"] = std::to_string(e.rows);
    context.sinks.event(event);
  }
}

}  // namespace twintide::link
