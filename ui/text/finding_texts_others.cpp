// Others at the same servers. The ids are those of engine/precheck/README.md.
#include <QtGlobal>

#include "ui/text/tables.h"

namespace twintide::ui::text {

const std::vector<FindingText>& othersFindings() {
  static const std::vector<FindingText> rows = {
      {"other_tools", "none",
       QT_TRANSLATE_NOOP("Finding", "No other replication touches the chosen tables"), nullptr,
       nullptr},
      {"other_tools", "marker_table", QT_TRANSLATE_NOOP("Finding", "{object} belongs to {tool}"),
       QT_TRANSLATE_NOOP("Finding",
                         "If it still replicates these tables, both tools send the changes to "
                         "each other."),
       QT_TRANSLATE_NOOP("Finding", "Stop it for these tables first.")},
      {"other_tools", "replica",
       QT_TRANSLATE_NOOP("Finding", "This server takes changes from {host}:{port}"),
       QT_TRANSLATE_NOOP("Finding",
                         "Changes that do not reach its binlog (logged: {logged}) do not cross "
                         "to the other side."),
       QT_TRANSLATE_NOOP("Finding",
                         "Set log_replica_updates (log_slave_updates), or write here only.")},
      {"other_tools", "native_replication",
       QT_TRANSLATE_NOOP("Finding",
                         "This server already replicates from the other side ({host}:{port})"),
       QT_TRANSLATE_NOOP("Finding", "Every change would come twice."),
       QT_TRANSLATE_NOOP("Finding", "Stop the native replication: STOP REPLICA (STOP SLAVE).")},
      {"leftovers", "none", QT_TRANSLATE_NOOP("Finding", "No leftovers of earlier links"), nullptr,
       nullptr},
      {"leftovers", "marker_left",
       QT_TRANSLATE_NOOP("Finding", "A link named {link} has run here (group {group_no|count})"),
       QT_TRANSLATE_NOOP("Finding",
                         "A pair that has run goes on from here; a new one would start at the "
                         "wrong place."),
       QT_TRANSLATE_NOOP("Finding", "If the pair is new, delete the rows below.")},
      {"leftovers", "other_links",
       QT_TRANSLATE_NOOP("Finding", "Other links write here, too: {links}"), nullptr, nullptr},
  };
  return rows;
}

}  // namespace twintide::ui::text
