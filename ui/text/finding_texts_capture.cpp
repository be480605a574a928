// Reading changes. The ids are those of engine/precheck/README.md.
#include <QtGlobal>

#include "ui/text/tables.h"

namespace twintide::ui::text {

const std::vector<FindingText>& captureFindings() {
  static const std::vector<FindingText> rows = {
      {"change_capture", "binlog_ok",
       QT_TRANSLATE_NOOP("Finding", "Changes can be read from the binlog ({format}, {image})"),
       nullptr, nullptr},
      {"change_capture", "change_log_ok",
       QT_TRANSLATE_NOOP("Finding", "Changes can be read through the change log"), nullptr,
       nullptr},
      {"change_capture", "binlog_off", QT_TRANSLATE_NOOP("Finding", "The binlog is off"),
       QT_TRANSLATE_NOOP("Finding", "Without it changes cannot be read."),
       QT_TRANSLATE_NOOP("Finding",
                         "Write {config} into the configuration and restart the server.")},
      {"change_capture", "format",
       QT_TRANSLATE_NOOP("Finding", "binlog_format is {value}, needed is {need}"),
       QT_TRANSLATE_NOOP("Finding", "Statements cannot be turned into rows reliably."),
       QT_TRANSLATE_NOOP("Finding",
                         "Set it, then let the applications reconnect: sessions keep the old "
                         "value.")},
      {"change_capture", "row_image",
       QT_TRANSLATE_NOOP("Finding", "binlog_row_image is {value}, needed is {need}"),
       QT_TRANSLATE_NOOP("Finding", "Without the full before image a conflict cannot be told."),
       QT_TRANSLATE_NOOP("Finding",
                         "Set it, then let the applications reconnect: sessions keep the old "
                         "value.")},
      {"change_capture", "commit_order",
       QT_TRANSLATE_NOOP("Finding", "binlog_order_commits is {value}, needed is {need}"),
       QT_TRANSLATE_NOOP("Finding",
                         "Rows could be committed in another order than the binlog tells, and the "
                         "two sides could end up different."),
       QT_TRANSLATE_NOOP("Finding", "Set it; it takes effect at once.")},
      {"change_capture", "partial_json",
       QT_TRANSLATE_NOOP("Finding", "binlog_row_value_options is {value}"),
       QT_TRANSLATE_NOOP("Finding", "JSON columns would be logged in part only."),
       QT_TRANSLATE_NOOP("Finding", "Empty it, then let the applications reconnect.")},
      {"change_capture", "server_id_zero", QT_TRANSLATE_NOOP("Finding", "server_id is {value}"),
       QT_TRANSLATE_NOOP("Finding", "Without a number the server does not serve its binlog."),
       QT_TRANSLATE_NOOP("Finding", "Give it a number that no other server has.")},
      {"change_capture", "binlog_not_offered",
       QT_TRANSLATE_NOOP("Finding",
                         "The data source says binlog, but {kind|kind} does not offer it here"),
       QT_TRANSLATE_NOOP("Finding", "OceanBase needs its Binlog Service for that."),
       QT_TRANSLATE_NOOP("Finding",
                         "Create the Binlog Service, or choose log_access: auto or changelog.")},
      {"change_capture", "change_log_not_offered",
       QT_TRANSLATE_NOOP("Finding",
                         "The data source says change log, but {kind|kind} does not offer it"),
       QT_TRANSLATE_NOOP("Finding", "It is made for OceanBase without a Binlog Service."),
       QT_TRANSLATE_NOOP("Finding", "Choose log_access: auto or binlog.")},
      {"change_capture", "change_log_unavailable",
       QT_TRANSLATE_NOOP("Finding", "The change log cannot be used: {missing} is missing"),
       QT_TRANSLATE_NOOP("Finding", "[The server says: {server}]"),
       QT_TRANSLATE_NOOP("Finding", "Upgrade OceanBase, or create its Binlog Service.")},
      {"change_capture", "change_log_cost",
       QT_TRANSLATE_N_NOOP("Finding",
                           "Writers pay for the change log: three triggers on {tables|n} chosen "
                           "table(s)"),
       QT_TRANSLATE_NOOP("Finding",
                         "Each written row is written a second time into twintide.change_log."),
       QT_TRANSLATE_NOOP("Finding", "A Binlog Service costs the writers nothing.")},
      {"change_capture", "change_log_columns",
       QT_TRANSLATE_NOOP("Finding",
                         "Drop or rename columns only while the link that reads this side runs"),
       QT_TRANSLATE_NOOP("Finding",
                         "The change log's triggers name every column. While that link is paused, "
                         "stopped, failed or retrying nobody renews them, and after DROP COLUMN or "
                         "RENAME COLUMN every write to the table fails with error 1327 until it "
                         "runs again."),
       QT_TRANSLATE_NOOP("Finding",
                         "Before such a statement see that the link runs, or remove the pair with "
                         "its triggers. A Binlog Service needs no triggers.")},
      {"change_capture", "nothing_to_read",
       QT_TRANSLATE_NOOP("Finding", "The link that reads this side carries no changes"), nullptr,
       nullptr},
      {"log_filter", "ok", QT_TRANSLATE_NOOP("Finding", "No binlog filter is in the way"), nullptr,
       nullptr},
      {"log_filter", "not_applicable",
       QT_TRANSLATE_NOOP("Finding", "Not needed: changes come from the change log"), nullptr,
       nullptr},
      {"log_filter", "twintide_hidden",
       QT_TRANSLATE_NOOP("Finding", "{object} keeps the database {database} out of the binlog"),
       QT_TRANSLATE_NOOP("Finding",
                         "Without the marker row our own writes would come back as if "
                         "applications had made them: a loop."),
       QT_TRANSLATE_NOOP("Finding",
                         "Change {object} in the configuration ({config}) and restart the "
                         "server.")},
      {"log_filter", "database_hidden",
       QT_TRANSLATE_NOOP("Finding",
                         "{object} keeps the chosen database {database} out of the binlog"),
       QT_TRANSLATE_NOOP("Finding", "Its changes would never arrive."),
       QT_TRANSLATE_NOOP("Finding",
                         "Change {object} in the configuration ({config}) and restart the "
                         "server, or leave the database out.")},
      {"log_retention", "ok",
       QT_TRANSLATE_NOOP("Finding", "The binlog is kept long enough[ ({seconds|s})]"), nullptr,
       nullptr},
      {"log_retention", "too_short",
       QT_TRANSLATE_NOOP("Finding", "The binlog is kept for {seconds|s} only"),
       QT_TRANSLATE_NOOP("Finding",
                         "A pause that lasts longer loses the position, and the rows must be "
                         "copied anew."),
       QT_TRANSLATE_NOOP("Finding", "Keep it for {need_seconds|s} or longer.")},
      {"log_retention", "undo_ok",
       QT_TRANSLATE_NOOP("Finding", "undo_retention is long enough ({seconds|s})"), nullptr,
       nullptr},
      {"log_retention", "undo_short",
       QT_TRANSLATE_NOOP("Finding", "undo_retention is {seconds|s} only"),
       QT_TRANSLATE_NOOP("Finding",
                         "The row copy reads one snapshot; when it is purged meanwhile, the "
                         "copy starts over."),
       QT_TRANSLATE_NOOP("Finding", "Set it to {need_seconds|s} or longer.")},
      {"durability", "ok", QT_TRANSLATE_NOOP("Finding", "A crash loses no committed transaction"),
       nullptr, nullptr},
      {"durability", "relaxed",
       QT_TRANSLATE_NOOP("Finding", "Commits are not on disk at once ({object})"),
       QT_TRANSLATE_NOOP("Finding",
                         "When this machine crashes, this side may have lost its last "
                         "transactions while the other side has them already: the two differ."),
       QT_TRANSLATE_NOOP("Finding", "Set {object} to 1.")},
      {"durability", "redo_early",
       QT_TRANSLATE_NOOP("Finding", "{object} is {size}: redo is written before the commit"),
       QT_TRANSLATE_NOOP("Finding",
                         "After kill -9 or a power failure seekdb 1.4 does not end transactions "
                         "above this size: their row locks stay, and whoever meets them waits."),
       QT_TRANSLATE_NOOP("Finding", "Set it to 0B: redo is then written with the commit.")},
  };
  return rows;
}

}  // namespace twintide::ui::text
