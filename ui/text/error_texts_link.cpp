// Capture, apply, copy and drill.
#include <QtGlobal>

#include "ui/text/tables.h"

namespace twintide::ui::text {

const std::vector<ErrorText>& linkErrors() {
  static const std::vector<ErrorText> rows = {
      {ErrorCode::Internal,
       QT_TRANSLATE_NOOP("Error", "Twintide met a defect of its own[: {what}]"), nullptr,
       QT_TRANSLATE_NOOP("Error",
                         "Keep log/twintide.log of the workspace and report it. Starting again "
                         "is safe.")},
      {ErrorCode::Cancelled, QT_TRANSLATE_NOOP("Error", "Cancelled[: {what|reason}]"), nullptr,
       QT_TRANSLATE_NOOP("Error", "Run it again when you want it.")},
      {ErrorCode::TimedOut,
       QT_TRANSLATE_NOOP("Error", "Not done in time[: {what|reason}][ ({seconds} s)]"), nullptr,
       QT_TRANSLATE_NOOP("Error", "Check the servers and the network, then try again.")},
      {ErrorCode::OwnerGone,
       QT_TRANSLATE_NOOP("Error", "The program was closed while the work ran"), nullptr,
       QT_TRANSLATE_NOOP("Error", "Start it again: what was done is kept.")},
      {ErrorCode::BinlogOff, QT_TRANSLATE_NOOP("Error", "[{source}: ]the binlog is off"),
       QT_TRANSLATE_NOOP("Error", "Without it changes cannot be read."),
       QT_TRANSLATE_NOOP("Error",
                         "Set log_bin and restart the server. On OceanBase create a Binlog "
                         "Service, or use log_access: changelog.")},
      {ErrorCode::BinlogPositionLost,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the position {position} is no longer in the binlog"),
       QT_TRANSLATE_NOOP("Error", "The server has purged the log from which this link must go on."),
       QT_TRANSLATE_NOOP("Error",
                         "Clean up the pair and start it again, which copies the rows anew. "
                         "Keep binlogs longer than the longest pause.")},
      {ErrorCode::BinlogUnsupported,
       QT_TRANSLATE_NOOP("Error",
                         "[{source}: ]the binlog holds something that is not supported[: "
                         "{event|reason}]"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}]"),
       QT_TRANSLATE_NOOP("Error",
                         "The link has stopped before it, nothing is lost. Change the server "
                         "setting that writes it, then start again.")},
      {ErrorCode::BinlogCorrupt,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the binlog cannot be decoded[ at {position}]"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Look for disk errors in the server's log. After a restart the link "
                         "goes on from its marker row.")},
      {ErrorCode::SchemaMismatch,
       QT_TRANSLATE_NOOP("Error", "{table}: the rows in the log do not fit the table"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}]"),
       QT_TRANSLATE_NOOP("Error",
                         "The table was changed after these rows were written. Compare the "
                         "structures at both sides, then start again.")},
      {ErrorCode::ChangeLogUnavailable,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the change log cannot be used"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}]"),
       QT_TRANSLATE_NOOP("Error",
                         "The account needs TRIGGER and CREATE on the chosen databases, and the "
                         "server must offer ORA_ROWSCN.")},
      {ErrorCode::ChangeLogBroken,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the change log is damaged"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}][ ({table})]"),
       QT_TRANSLATE_NOOP("Error",
                         "Clean up the pair and start it again; the rows are copied anew.")},
      {ErrorCode::SpillFailed,
       QT_TRANSLATE_NOOP("Error", "A large transaction could not be kept on disk[: {file}]"),
       QT_TRANSLATE_NOOP("Error", "[{reason}]"),
       QT_TRANSLATE_NOOP("Error", "Free space in the temporary folder (TMPDIR), then resume.")},
      {ErrorCode::FencedOut,
       QT_TRANSLATE_NOOP("Error", "[{link}: ]another engine has taken over this link"),
       QT_TRANSLATE_NOOP("Error",
                         "[Its epoch is {epoch}, ours {ours}. ]Nothing was applied twice."),
       QT_TRANSLATE_NOOP("Error",
                         "Look for a second Twintide that runs the same pair and stop one of "
                         "them.")},
      {ErrorCode::TargetTableMissing,
       QT_TRANSLATE_NOOP("Error", "The table {table} is missing at the target"), nullptr,
       QT_TRANSLATE_NOOP("Error", "Create it there, then resume.")},
      {ErrorCode::TargetColumnMissing,
       QT_TRANSLATE_NOOP("Error", "The column {column} of {table} is missing at the target"),
       nullptr, QT_TRANSLATE_NOOP("Error", "Add it there, then resume.")},
      {ErrorCode::TargetValueRefused,
       QT_TRANSLATE_NOOP("Error", "The target refuses a value of {table}[.{column}]"),
       QT_TRANSLATE_NOOP("Error", "[The server says: {server}]"),
       QT_TRANSLATE_NOOP("Error", "Make the column alike at both sides, then resume.")},
      {ErrorCode::UniqueValueTaken,
       QT_TRANSLATE_NOOP("Error", "Another row of {table} holds a unique value of {key}"),
       QT_TRANSLATE_NOOP("Error",
                         "[The server says: {server}. ]The unique key is over an expression or a "
                         "column that only the target has, so that row cannot be told."),
       QT_TRANSLATE_NOOP("Error", "Change or delete the other row at the target, then resume.")},
      {ErrorCode::TooManyUnsettled,
       QT_TRANSLATE_NOOP(
           "Error", "Both sides have too many rows to agree on at once[, the last of {table}]"),
       QT_TRANSLATE_NOOP("Error",
                         "[It was {rows}; {limit} may be. ]They are kept in memory until the other "
                         "side has answered. Nothing of this transaction was applied."),
       QT_TRANSLATE_NOOP(
           "Error",
           "Raise unsettled_rows under options in the pair's file (up to 1 KiB of memory a "
           "row) and start the pair again; or clean it up and copy anew.")},
      {ErrorCode::ConflictStop,
       QT_TRANSLATE_NOOP("Error", "Stopped at a conflict in {table}[, {key}]"),
       QT_TRANSLATE_NOOP("Error", "[{kind|conflict}. ]The policy says: stop."),
       QT_TRANSLATE_NOOP("Error",
                         "Look at both rows in the conflict log, make them equal, then resume.")},
      {ErrorCode::DdlUnknown,
       QT_TRANSLATE_NOOP("Error", "A DDL statement is not understood[: {sql}]"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}]"),
       QT_TRANSLATE_NOOP(
           "Error", "Run it by hand at the other side where it is needed, then skip it here.")},
      {ErrorCode::DdlRefused,
       QT_TRANSLATE_NOOP("Error", "A DDL statement is not replicated[: {sql}]"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}]"),
       QT_TRANSLATE_NOOP(
           "Error", "Run it by hand at the other side where it is needed, then skip it here.")},
      {ErrorCode::DdlFailed,
       QT_TRANSLATE_NOOP("Error", "A DDL statement failed at the target[: {sql}]"),
       QT_TRANSLATE_NOOP("Error", "[The server says: {server}][{reason|reason}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Mend the cause at the target and try again, or run what is needed there "
                         "by hand and skip the statement.")},
      {ErrorCode::TableWithoutKey,
       QT_TRANSLATE_NOOP("Error", "{table} has no primary key and no unique key without NULL"),
       QT_TRANSLATE_NOOP("Error", "Without one a row cannot be told from another."),
       QT_TRANSLATE_NOOP("Error", "Add a primary key, or leave the table out.")},
      {ErrorCode::EchoTestFailed, QT_TRANSLATE_NOOP("Error", "The echo test failed[ at {region}]"),
       QT_TRANSLATE_NOOP("Error",
                         "A marked row came back as if an application had written it[: "
                         "{reason|reason}]."),
       QT_TRANSLATE_NOOP("Error",
                         "Check that the database twintide is in the binlog (binlog_do_db, "
                         "binlog_ignore_db), then start again.")},
      {ErrorCode::MarkerMissing,
       QT_TRANSLATE_NOOP("Error", "The marker row is missing[ at {region}][ ({link})]"),
       QT_TRANSLATE_NOOP("Error", "It was removed, or the target was restored from a backup."),
       QT_TRANSLATE_NOOP("Error",
                         "Compare both sides, then clean up the pair and start it again.")},
      {ErrorCode::TargetNotEmpty,
       QT_TRANSLATE_NOOP("Error",
                         "{table} already holds rows at the target[ (about {rows|count})]"),
       nullptr,
       QT_TRANSLATE_NOOP("Error", "Empty the table, or choose to merge (nonempty_target: merge).")},
      {ErrorCode::TableDiffers, QT_TRANSLATE_NOOP("Error", "{table} differs between both sides"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}][: {object}]"),
       QT_TRANSLATE_NOOP("Error", "Make the structures equal, then start again.")},
      {ErrorCode::SnapshotTooOld,
       QT_TRANSLATE_NOOP("Error", "The snapshot of the row copy is no longer there[ ({scn})]"),
       QT_TRANSLATE_NOOP("Error", "[The source keeps old row versions for {retention} only.]"),
       QT_TRANSLATE_NOOP("Error",
                         "Raise undo_retention at the source, then start the copy again.")},
      {ErrorCode::DrillFailed,
       QT_TRANSLATE_NOOP("Error", "The drill failed[ at the step “{step|step}”]"),
       QT_TRANSLATE_NOOP("Error",
                         "[{reason|reason}][ ({seconds} s)][. Waiting at the server: {waits}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Look at the state and the lag of both links, then run it again.")},
  };
  return rows;
}

}  // namespace twintide::ui::text
