// Rights and settings. The ids are those of engine/precheck/README.md.
#include <QtGlobal>

#include "ui/text/tables.h"

namespace twintide::ui::text {

const std::vector<FindingText>& settingsFindings() {
  static const std::vector<FindingText> rows = {
      {"privileges", "ok",
       QT_TRANSLATE_NOOP("Finding", "The account has every right that is needed"), nullptr,
       nullptr},
      {"privileges", "missing", QT_TRANSLATE_NOOP("Finding", "{object} lacks: {missing}"),
       QT_TRANSLATE_NOOP("Finding", "The links could not read, write or keep their marker row."),
       QT_TRANSLATE_NOOP("Finding", "An administrator runs the GRANT below.")},
      {"max_allowed_packet", "ok",
       QT_TRANSLATE_NOOP("Finding", "max_allowed_packet is {bytes|bytes}"), nullptr, nullptr},
      {"max_allowed_packet", "too_small",
       QT_TRANSLATE_NOOP("Finding",
                         "max_allowed_packet is {bytes|bytes}, below {need_bytes|bytes}"),
       QT_TRANSLATE_NOOP("Finding", "It works, but slowly, and large rows fail."),
       QT_TRANSLATE_NOOP("Finding", "Raise it; new connections get the new value.")},
      {"max_allowed_packet", "below_group",
       QT_TRANSLATE_NOOP("Finding",
                         "max_allowed_packet is {bytes|bytes}: a group of {group_bytes|bytes} "
                         "does not fit"),
       QT_TRANSLATE_NOOP("Finding",
                         "The server would cut the connection in the middle of applying."),
       QT_TRANSLATE_NOOP("Finding", "Raise it, or lower group_bytes of the pair.")},
      {"max_allowed_packet", "differs",
       QT_TRANSLATE_NOOP("Finding",
                         "max_allowed_packet differs: {bytes_a|bytes} at {a}, {bytes_b|bytes} "
                         "at {b}"),
       QT_TRANSLATE_NOOP("Finding", "Rows larger than the smaller one cannot cross."),
       QT_TRANSLATE_NOOP("Finding", "Give both sides the same value.")},
      {"clock", "ok", QT_TRANSLATE_NOOP("Finding", "The clocks agree within {bound_us|us}"),
       nullptr, nullptr},
      {"clock", "skew", QT_TRANSLATE_NOOP("Finding", "The clocks differ by {skew_us|us}"),
       QT_TRANSLATE_NOOP("Finding",
                         "Lag would be told wrongly, and “latest commit” would prefer one side."),
       QT_TRANSLATE_NOOP("Finding", "Let both servers follow one time source (chrony, ntpd).")},
      {"time_zone", "ok", QT_TRANSLATE_NOOP("Finding", "The time zones agree[ ({zone_a})]"),
       nullptr, nullptr},
      {"time_zone", "differs",
       QT_TRANSLATE_NOOP("Finding", "The time zones differ: {zone_a} at {a}, {zone_b} at {b}"),
       QT_TRANSLATE_NOOP("Finding",
                         "TIMESTAMP columns chosen: {timestamp_columns|count}, e.g. {example}; "
                         "applications would read other hours at the other side."),
       QT_TRANSLATE_NOOP("Finding",
                         "Set one time zone at both sides and let the applications reconnect.")},
      {"time_zone", "differs_unused",
       QT_TRANSLATE_NOOP("Finding",
                         "The time zones differ ({zone_a} at {a}, {zone_b} at {b}), but no "
                         "TIMESTAMP column is chosen"),
       nullptr, nullptr},
      {"sql_mode", "ok", QT_TRANSLATE_NOOP("Finding", "sql_mode is the same"), nullptr, nullptr},
      {"sql_mode", "differs",
       QT_TRANSLATE_NOOP("Finding",
                         "sql_mode differs[; only at {a}: {only_a}][; only at {b}: {only_b}]"),
       QT_TRANSLATE_NOOP("Finding",
                         "Applications may be refused at one side what the other takes."),
       QT_TRANSLATE_NOOP("Finding",
                         "Set the same value at both sides and let the applications reconnect.")},
      {"sql_mode", "differs_harmless",
       QT_TRANSLATE_NOOP("Finding",
                         "sql_mode differs in what changes no data[; only at {a}: {only_a}][; "
                         "only at {b}: {only_b}]"),
       nullptr, nullptr},
      {"charset", "ok", QT_TRANSLATE_NOOP("Finding", "Character sets fit"), nullptr, nullptr},
      {"charset", "server_differs",
       QT_TRANSLATE_NOOP("Finding",
                         "The servers' default character sets differ: {charset_a} at {a}, "
                         "{charset_b} at {b}; new databases and tables without CHARSET come out "
                         "different"),
       nullptr, nullptr},
      {"charset", "unsupported",
       QT_TRANSLATE_NOOP("Finding", "{object} uses {charset}, which {there} does not know"),
       QT_TRANSLATE_NOOP("Finding",
                         "Columns concerned: {columns|count}, the first is {column}. Their rows "
                         "cannot be written there."),
       QT_TRANSLATE_NOOP("Finding", "Convert the table to utf8mb4, or leave it out.")},
      {"charset", "collation_unsupported",
       QT_TRANSLATE_NOOP("Finding", "{object} uses {collation}, which {there} does not know"),
       QT_TRANSLATE_NOOP("Finding",
                         "Columns concerned: {columns|count}, the first is {column}. The copied "
                         "table gets another collation and compares differently."),
       QT_TRANSLATE_NOOP("Finding", "Choose a collation that both know, e.g. utf8mb4_general_ci.")},
      {"charset", "collation_differs",
       QT_TRANSLATE_NOOP("Finding",
                         "{object}.{column} compares differently: {collation_a} at {a}, "
                         "{collation_b} at {b}"),
       QT_TRANSLATE_NOOP("Finding", "What is one value of a unique key here may be two there."),
       QT_TRANSLATE_NOOP("Finding", "Give the column the same collation at both sides.")},
      {"lower_case_table_names", "ok",
       QT_TRANSLATE_NOOP("Finding", "lower_case_table_names is {value} at both sides"), nullptr,
       nullptr},
      {"lower_case_table_names", "differs",
       QT_TRANSLATE_NOOP("Finding",
                         "lower_case_table_names differs: {value_a} at {a}, {value_b} at {b}"),
       QT_TRANSLATE_NOOP("Finding",
                         "A later table with capital letters would not be found at the other "
                         "side."),
       QT_TRANSLATE_NOOP("Finding",
                         "Use lower-case names only; the setting itself cannot be changed on a "
                         "running server.")},
      {"lower_case_table_names", "differs_with_capitals",
       QT_TRANSLATE_N_NOOP("Finding",
                           "lower_case_table_names differs, and {count|n} chosen name(s) with "
                           "capital letters, e.g. {example}"),
       QT_TRANSLATE_NOOP("Finding",
                         "{value_a} at {a}, {value_b} at {b}: these tables have other names at "
                         "the other side."),
       QT_TRANSLATE_NOOP("Finding", "Rename them in lower case, or leave them out.")},
  };
  return rows;
}

}  // namespace twintide::ui::text
