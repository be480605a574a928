#include "app/twintidectl/change_log_note.h"

#include <algorithm>

#include "app/twintidectl/ctl.h"
#include "engine/api/change_log.h"
#include "ui/text/messages.h"

namespace twintide::app {

QString changeLogNote(api::Engine& engine, const PairSpec& pair, const PairSnapshot& snapshot) {
  const auto sources = engine.dataSources();
  const auto events = engine.events(pair.name, 0, 1);
  if (!sources || !events) return {};  // the command itself tells what is wrong with the workspace
  QStringList sites;
  for (const Direction d : {Direction::Forward, Direction::Reverse}) {
    const auto source = std::find_if(sources->begin(), sources->end(),
                                     [&](const DataSource& s) { return s.name == pair.from(d); });
    if (source != sources->end() && pair.link(d).types.incremental &&
        api::triggersUnattended(*source, snapshot.link(d), !events->empty()))
      sites << qs(source->region.label());
  }
  return sites.isEmpty() ? QString() : ui::text::columnsWarning(sites);
}

}  // namespace twintide::app
