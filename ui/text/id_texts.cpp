// Event codes, reasons and check names.
#include <QtGlobal>

#include "ui/text/tables.h"

namespace twintide::ui::text {

const std::vector<IdText>& eventTexts() {
  static const std::vector<IdText> rows = {
      {"link_state", QT_TRANSLATE_NOOP("Event", "{link|link}: {state|state}")},
      {"pair_started", QT_TRANSLATE_NOOP("Event", "Link pair {pair} started")},
      {"pair_paused", QT_TRANSLATE_NOOP("Event", "Link pair {pair} paused")},
      {"pair_stopped", QT_TRANSLATE_NOOP("Event", "Link pair {pair} stopped")},
      {"pair_cleaned",
       QT_TRANSLATE_NOOP("Event",
                         "Marker rows, triggers and logs of {pair} removed from both servers")},
      {"drill_passed", QT_TRANSLATE_NOOP("Event", "Drill of {pair} passed")},
      {"drill_failed", QT_TRANSLATE_NOOP("Event", "Drill of {pair} failed")},
      {"remedy_run", QT_TRANSLATE_NOOP("Event", "Remedy run: {check|check}[, side {side}]")},
      {"practice_fell_back",
       QT_TRANSLATE_NOOP("Event",
                         "No {wanted} server was found, so the practice pair uses MariaDB")},
      {"conflict",
       QT_TRANSLATE_NOOP("Event",
                         "[{link|link}: ]conflict in {table}[, {key}][: {kind|conflict}]")},
      {"ddl_applied", QT_TRANSLATE_NOOP("Event", "[{link|link}: ]DDL applied[: {sql}]")},
      {"ddl_skipped",
       QT_TRANSLATE_NOOP("Event", "[{link|link}: ]DDL left out[: {sql}][ ({reason|reason})]")},
      {"fenced", QT_TRANSLATE_NOOP("Event", "[{link|link}: ]another engine has taken over")},
      {"schema_copied",
       QT_TRANSLATE_NOOP("Event", "[{link|link}: ]structures copied[, tables: {tables|count}]")},
      {"rows_copied", QT_TRANSLATE_NOOP("Event", "[{link|link}: ]rows copied[: {rows|count}]")},
      {"echo_passed", QT_TRANSLATE_NOOP("Event", "[{link|link}: ]echo test passed")},
  };
  return rows;
}

const std::vector<IdText>& reasonTexts() {
  static const std::vector<IdText> rows = {
      {"empty", QT_TRANSLATE_NOOP("Reason", "it is empty")},
      {"too_long", QT_TRANSLATE_NOOP("Reason", "it is too long")},
      {"characters", QT_TRANSLATE_NOOP("Reason", "it holds characters that are not allowed")},
      {"zero bytes", QT_TRANSLATE_NOOP("Reason", "it holds zero bytes, as after a power cut")},
      {"ends too early", QT_TRANSLATE_NOOP("Reason", "it ends too early")},
      {"not a document of keys and values",
       QT_TRANSLATE_NOOP("Reason", "it is no document of keys and values")},
      {"nested too deeply", QT_TRANSLATE_NOOP("Reason", "nested too deeply")},
      {"more than one document",
       QT_TRANSLATE_NOOP("Reason", "more than one document in the file")},
      {"reverse_only_incremental",
       QT_TRANSLATE_NOOP("Reason",
                         "the reverse link carries changes only: structures and old rows have "
                         "come from the forward link")},
      {"ddl_from_one_side_only",
       QT_TRANSLATE_NOOP("Reason",
                         "only one of the two links may replicate DDL, else statements would go "
                         "round for ever")},
      {"winner_not_in_pair",
       QT_TRANSLATE_NOOP("Reason", "the region that wins is not one of the two")},
      {"overwrite_both_sides",
       QT_TRANSLATE_NOOP("Reason", "if both sides overwrite, the two rows only change places")},
      {"ignore_both_sides",
       QT_TRANSLATE_NOOP("Reason", "if both sides ignore, each keeps its own row")},
      {"not_available", QT_TRANSLATE_NOOP("Reason", "not available yet")},
      {"ddl_not_replicated",
       QT_TRANSLATE_NOOP("Reason", "the pair replicates no DDL, which the drill needs")},
      {"inserts_off",
       QT_TRANSLATE_NOOP("Reason",
                         "one of the links replicates no inserts, which the drill needs")},
      {"no_database_for_tables",
       QT_TRANSLATE_NOOP("Reason",
                         "no chosen database takes the drill's tables twintide_drill and "
                         "twintide_drill_new")},
      {"not_seen_in_time",
       QT_TRANSLATE_NOOP("Reason", "it was not seen at the other side in time")},
      {"applied_more_or_less_than_once",
       QT_TRANSLATE_NOOP("Reason", "a change was applied more or less than once")},
      {"job", QT_TRANSLATE_NOOP("Reason", "the command")},
      {"stop", QT_TRANSLATE_NOOP("Reason", "stopping the links")},
      {"start", QT_TRANSLATE_NOOP("Reason", "starting the links")},
      {"kill", QT_TRANSLATE_NOOP("Reason", "ending the server")},
      {"apply", QT_TRANSLATE_NOOP("Reason", "applying changes")},
      {"drill", QT_TRANSLATE_NOOP("Reason", "the drill")},
      {"precheck", QT_TRANSLATE_NOOP("Reason", "the precheck")},
      {"remedy", QT_TRANSLATE_NOOP("Reason", "the remedy")},
      {"server start", QT_TRANSLATE_NOOP("Reason", "starting the server")},
      {"control", QT_TRANSLATE_NOOP("Reason", "the answer of the program that runs the links")},
      {"env_unset", QT_TRANSLATE_NOOP("Reason", "the environment variable is not set")},
      {"file_empty", QT_TRANSLATE_NOOP("Reason", "the file is empty")},
      {"file_unreadable", QT_TRANSLATE_NOOP("Reason", "the file cannot be read")},
      {"no_terminal", QT_TRANSLATE_NOOP("Reason", "no terminal to ask on")},
      {"keychain_desktop_only",
       QT_TRANSLATE_NOOP("Reason",
                         "the keychain is for the desktop program; twintidectl takes env:NAME, "
                         "file:PATH or prompt")},
      {"unknown_form", QT_TRANSLATE_NOOP("Reason", "it has none of the known forms")},
      {"no_answer", QT_TRANSLATE_NOOP("Reason", "the connection ended without an answer")},
      {"not_json", QT_TRANSLATE_NOOP("Reason", "the answer is not JSON")},
      {"answer_too_long", QT_TRANSLATE_NOOP("Reason", "the answer is too long")},
      {"request_unknown", QT_TRANSLATE_NOOP("Reason", "it does not know this request")},
      {"socket_path_too_long",
       QT_TRANSLATE_NOOP("Reason", "the path of the workspace is too long for a socket")},
      {"column_missing_at_b", QT_TRANSLATE_NOOP("Reason", "a column is missing at B")},
      {"column_missing_at_a", QT_TRANSLATE_NOOP("Reason", "a column is missing at A")},
      {"column_missing", QT_TRANSLATE_NOOP("Reason", "a column is missing at one side")},
      {"type", QT_TRANSLATE_NOOP("Reason", "the type of a column differs")},
      {"nullable", QT_TRANSLATE_NOOP("Reason", "NULL is allowed at one side only")},
      {"charset", QT_TRANSLATE_NOOP("Reason", "the charset of a column differs")},
      {"generated", QT_TRANSLATE_NOOP("Reason", "a column is generated at one side only")},
      {"identity_key", QT_TRANSLATE_NOOP("Reason", "the primary key differs")},
      {"unique_key", QT_TRANSLATE_NOOP("Reason", "a unique key differs")},
      {"auto_increment", QT_TRANSLATE_NOOP("Reason", "AUTO_INCREMENT at one side only")},
      {"column_order", QT_TRANSLATE_NOOP("Reason", "the order of the columns differs")},
      {"default", QT_TRANSLATE_NOOP("Reason", "a default value differs")},
      {"collation", QT_TRANSLATE_NOOP("Reason", "the collation of a column differs")},
      {"index", QT_TRANSLATE_NOOP("Reason", "an index differs")},
  };
  return rows;
}

const std::vector<IdText>& checkTexts() {
  static const std::vector<IdText> rows = {
      {"reachable", QT_TRANSLATE_NOOP("Check", "Reachable")},
      {"login", QT_TRANSLATE_NOOP("Check", "Login")},
      {"version", QT_TRANSLATE_NOOP("Check", "Version")},
      {"same_server", QT_TRANSLATE_NOOP("Check", "Two servers")},
      {"read_only", QT_TRANSLATE_NOOP("Check", "Writable")},
      {"change_capture", QT_TRANSLATE_NOOP("Check", "Reading changes")},
      {"log_filter", QT_TRANSLATE_NOOP("Check", "Binlog filter")},
      {"log_retention", QT_TRANSLATE_NOOP("Check", "Log retention")},
      {"privileges", QT_TRANSLATE_NOOP("Check", "Privileges")},
      {"max_allowed_packet", QT_TRANSLATE_NOOP("Check", "Largest packet")},
      {"clock", QT_TRANSLATE_NOOP("Check", "Clock")},
      {"time_zone", QT_TRANSLATE_NOOP("Check", "Time zone")},
      {"sql_mode", QT_TRANSLATE_NOOP("Check", "SQL mode")},
      {"charset", QT_TRANSLATE_NOOP("Check", "Character sets")},
      {"lower_case_table_names", QT_TRANSLATE_NOOP("Check", "Case of table names")},
      {"objects", QT_TRANSLATE_NOOP("Check", "Chosen tables")},
      {"key", QT_TRANSLATE_NOOP("Check", "Keys")},
      {"engine", QT_TRANSLATE_NOOP("Check", "Storage engine")},
      {"column_types", QT_TRANSLATE_NOOP("Check", "Column types")},
      {"unique_keys", QT_TRANSLATE_NOOP("Check", "Unique keys")},
      {"auto_increment", QT_TRANSLATE_NOOP("Check", "AUTO_INCREMENT")},
      {"generated_columns", QT_TRANSLATE_NOOP("Check", "Generated columns")},
      {"triggers", QT_TRANSLATE_NOOP("Check", "Triggers")},
      {"foreign_keys", QT_TRANSLATE_NOOP("Check", "Foreign keys")},
      {"target_tables", QT_TRANSLATE_NOOP("Check", "Tables at the target")},
      {"other_tools", QT_TRANSLATE_NOOP("Check", "Other replication")},
      {"leftovers", QT_TRANSLATE_NOOP("Check", "Leftovers")},
  };
  return rows;
}

}  // namespace twintide::ui::text
