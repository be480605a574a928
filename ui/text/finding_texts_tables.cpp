// The chosen tables. The ids are those of engine/precheck/README.md.
#include <QtGlobal>

#include "ui/text/tables.h"

namespace twintide::ui::text {

const std::vector<FindingText>& tablesFindings() {
  static const std::vector<FindingText> rows = {
      {"objects", "ok",
       QT_TRANSLATE_N_NOOP("Finding",
                           "{tables|n} table(s) chosen; databases: {databases|count}, rows: "
                           "about {rows|count}"),
       nullptr, nullptr},
      {"objects", "none",
       QT_TRANSLATE_NOOP("Finding", "No table matches the chosen objects: {include}"), nullptr,
       QT_TRANSLATE_NOOP("Finding", "Check the patterns: database.table with * ? [abc].")},
      {"objects", "none_yet",
       QT_TRANSLATE_NOOP("Finding", "Still empty: the schema copy makes the tables"), nullptr,
       nullptr},
      {"objects", "views_left_out",
       QT_TRANSLATE_N_NOOP("Finding", "Left out: {count|n} view(s) that match, e.g. {example}"),
       nullptr, nullptr},
      {"key", "ok", QT_TRANSLATE_NOOP("Finding", "Every chosen table has a key"), nullptr, nullptr},
      {"key", "missing",
       QT_TRANSLATE_NOOP("Finding", "{object} has no primary key and no unique key without NULL"),
       QT_TRANSLATE_NOOP("Finding",
                         "A row cannot be told from another, so a change may hit the wrong one "
                         "or none.[ The unique key {unique_nullable} allows NULL.]"),
       QT_TRANSLATE_NOOP("Finding", "Add a primary key, or leave the table out.")},
      {"key", "approximate",
       QT_TRANSLATE_NOOP("Finding", "The key {key} of {object} holds {column} of type {type}"),
       QT_TRANSLATE_NOOP("Finding",
                         "An approximate number may not equal itself at the other server."),
       QT_TRANSLATE_NOOP("Finding", "Use DECIMAL or an integer in the key.")},
      {"engine", "ok", QT_TRANSLATE_NOOP("Finding", "Every chosen table is transactional"), nullptr,
       nullptr},
      {"engine", "not_transactional",
       QT_TRANSLATE_NOOP("Finding", "{object} uses {engine}, which has no transactions"),
       QT_TRANSLATE_NOOP("Finding", "A stop in the middle would leave half of a change."),
       QT_TRANSLATE_NOOP("Finding", "Convert it to InnoDB, or leave it out.")},
      {"column_types", "ok",
       QT_TRANSLATE_NOOP("Finding", "Every column type is known at both sides"), nullptr, nullptr},
      {"column_types", "unknown_at_other",
       QT_TRANSLATE_NOOP("Finding", "{there} does not know the type {type} of {object}.{column}"),
       QT_TRANSLATE_NOOP("Finding", "The table cannot be made there.[ Columns: {columns|count}.]"),
       QT_TRANSLATE_NOOP("Finding", "Change the type, or leave the table out.")},
      {"column_types", "spatial_not_logged",
       QT_TRANSLATE_NOOP("Finding", "{object}.{column} ({type}) is not in the binlog"),
       QT_TRANSLATE_NOOP("Finding",
                         "The Binlog Service of OceanBase leaves spatial columns out: their "
                         "changes would be lost."),
       QT_TRANSLATE_NOOP("Finding", "Leave the table out, or use log_access: changelog.")},
      {"unique_keys", "ok", QT_TRANSLATE_NOOP("Finding", "No table has a second unique key"),
       nullptr, nullptr},
      {"unique_keys", "second",
       QT_TRANSLATE_NOOP("Finding", "{object} has further unique keys: {keys}"),
       QT_TRANSLATE_NOOP("Finding",
                         "Two sides may take the same value at the same time; the conflict "
                         "policy then decides which row stays."),
       QT_TRANSLATE_NOOP("Finding",
                         "Let each side use values of its own, if the application can.")},
      {"unique_keys", "expression",
       QT_TRANSLATE_NOOP("Finding", "The unique key {key} of {object} is over an expression"),
       QT_TRANSLATE_NOOP("Finding",
                         "Where both sides take the same value, the row that holds it cannot be "
                         "found: the link then stops until one of the rows is changed by hand."),
       QT_TRANSLATE_NOOP("Finding",
                         "Put the key over a generated column with the same expression instead.")},
      {"auto_increment", "ok", QT_TRANSLATE_NOOP("Finding", "AUTO_INCREMENT values cannot collide"),
       nullptr, nullptr},
      {"auto_increment", "unused",
       QT_TRANSLATE_NOOP("Finding", "No chosen table uses AUTO_INCREMENT"), nullptr, nullptr},
      {"auto_increment", "collision",
       QT_TRANSLATE_N_NOOP("Finding",
                           "Both sides would hand out the same AUTO_INCREMENT values in "
                           "{tables|n} table(s), e.g. {example}"),
       QT_TRANSLATE_NOOP("Finding",
                         "Here step {increment} from {offset}, at {there} step "
                         "{other_increment} from {other_offset}."),
       QT_TRANSLATE_NOOP("Finding",
                         "Set step {want_increment} from {want_offset} here and let the "
                         "applications reconnect.")},
      {"generated_columns", "none", QT_TRANSLATE_NOOP("Finding", "No generated columns"), nullptr,
       nullptr},
      {"generated_columns", "present",
       QT_TRANSLATE_NOOP("Finding", "{object}: {columns} are computed at each side and not copied"),
       nullptr, nullptr},
      {"triggers", "none", QT_TRANSLATE_NOOP("Finding", "No triggers of applications"), nullptr,
       nullptr},
      {"triggers", "present",
       QT_TRANSLATE_NOOP("Finding",
                         "The trigger {object} ({timing} {event} on {table}) also fires for "
                         "rows that Twintide writes"),
       QT_TRANSLATE_NOOP("Finding",
                         "What it does at the source arrives as rows, and it does it once more "
                         "at the target."),
       QT_TRANSLATE_NOOP("Finding", "Let its body test {guard}, or remove it at one side.")},
      {"triggers", "writes_chosen",
       QT_TRANSLATE_NOOP("Finding", "The trigger {object} writes into the chosen table {writes}"),
       QT_TRANSLATE_NOOP("Finding",
                         "Its rows arrive from the source and are written a second time by the "
                         "trigger."),
       QT_TRANSLATE_NOOP("Finding", "Let its body test {guard}, or remove it at one side.")},
      {"triggers", "guarded",
       QT_TRANSLATE_NOOP("Finding",
                         "The trigger {object} tests {guard} and stays quiet for rows that "
                         "Twintide writes"),
       nullptr, nullptr},
      {"foreign_keys", "ok", QT_TRANSLATE_NOOP("Finding", "No foreign key is in the way"), nullptr,
       nullptr},
      {"foreign_keys", "cascade",
       QT_TRANSLATE_NOOP("Finding",
                         "The foreign key {name} of {object} changes rows by cascade (ON DELETE "
                         "{on_delete}, ON UPDATE {on_update})"),
       QT_TRANSLATE_NOOP("Finding",
                         "The binlog does not hold the rows that a cascade changes: they would "
                         "be missing at the other side."),
       QT_TRANSLATE_NOOP("Finding",
                         "Make it again with RESTRICT, and let the application change the "
                         "children.")},
      {"foreign_keys", "cascade_captured",
       QT_TRANSLATE_NOOP("Finding",
                         "The foreign key {name} of {object} cascades; OceanBase logs the rows "
                         "that it changes"),
       QT_TRANSLATE_NOOP("Finding",
                         "Incoming rows are then written without foreign key checks: a parent "
                         "deleted at one side while the other gives it a child leaves that child "
                         "behind."),
       QT_TRANSLATE_NOOP("Finding",
                         "Make it again with RESTRICT, and let the application change the "
                         "children.")},
      {"foreign_keys", "parent_outside",
       QT_TRANSLATE_NOOP("Finding",
                         "The parent {parent} of {object} is not chosen (foreign key {name})"),
       QT_TRANSLATE_NOOP("Finding",
                         "Its parents may be missing at the other side; incoming rows are then "
                         "written without foreign key checks."),
       QT_TRANSLATE_NOOP("Finding", "Choose the parent, too.")},
      {"target_tables", "ok", QT_TRANSLATE_NOOP("Finding", "The tables at {b} fit"), nullptr,
       nullptr},
      {"target_tables", "missing", QT_TRANSLATE_NOOP("Finding", "{object} is missing here"),
       QT_TRANSLATE_NOOP("Finding", "Only {at} has it, and no schema is copied."),
       QT_TRANSLATE_NOOP("Finding", "Create it, or switch the schema migration on.")},
      {"target_tables", "only_at_b", QT_TRANSLATE_NOOP("Finding", "{object} exists at {b} only"),
       QT_TRANSLATE_NOOP("Finding", "Rows changed there have no table here."),
       QT_TRANSLATE_NOOP("Finding", "Create it here, or leave it out.")},
      {"target_tables", "structure_differs",
       QT_TRANSLATE_NOOP("Finding", "{object} differs: {difference|reason}[, {name}]"),
       QT_TRANSLATE_NOOP("Finding",
                         "[{a}: {value_a}][; {b}: {value_b}][; differences in all: "
                         "{differences|count}]"),
       QT_TRANSLATE_NOOP("Finding", "Make the structures equal at both sides.")},
      {"target_tables", "exists_same",
       QT_TRANSLATE_N_NOOP("Finding",
                           "Already there with the same structure, kept: {count|n} table(s), "
                           "e.g. {example}"),
       nullptr, nullptr},
      {"target_tables", "rows_present",
       QT_TRANSLATE_NOOP("Finding", "{object} already holds rows at {b} (about {rows|count})"),
       QT_TRANSLATE_NOOP("Finding", "The full copy would mix them with the rows of {a}."),
       QT_TRANSLATE_NOOP("Finding",
                         "Empty the table, or choose to merge: step 4 of the wizard, "
                         "nonempty_target: merge in a file.")},
      {"target_tables", "rows_merge",
       QT_TRANSLATE_NOOP("Finding",
                         "{object} already holds rows at {b} (about {rows|count}); they are "
                         "merged"),
       QT_TRANSLATE_NOOP("Finding",
                         "A row with the same key takes the values of {a}; others stay."),
       QT_TRANSLATE_NOOP("Finding", "Look at the rows if that is not meant.")},
      {"triggers", "not_visible",
       QT_TRANSLATE_NOOP("Finding", "Triggers cannot be seen with this account"),
       QT_TRANSLATE_NOOP("Finding",
                         "A trigger that also fires for rows that Twintide writes would stay "
                         "unnoticed."),
       QT_TRANSLATE_NOOP("Finding", "Grant TRIGGER on the chosen databases, then check again.")},
  };
  return rows;
}

}  // namespace twintide::ui::text
