// Purpose: every failure the engine can report, as a stable code. Texts live in ui/text.
// Owner: engine/base. Thread: constants.
#pragma once

#include <string_view>

namespace twintide {

// Stable identifiers: append, never renumber; name() gives the spelling used in JSON and logs.
enum class ErrorCode {
  Internal,  // a defect of ours; args: what
  Cancelled,
  TimedOut,   // args: what, seconds
  OwnerGone,  // the engine was closed while the work ran

  // Reaching a server. args: source (data source name), host, port, user, server (server's words)
  HostUnknown,
  ConnectRefused,
  ConnectTimedOut,
  LoginDenied,
  DatabaseUnknown,  // + database
  TlsFailed,
  ConnectionLost,
  ServerError,         // any other error of a statement; + sql (shortened, no values), serverErrno
  ServerTooOld,        // + version, need
  ServerKindMismatch,  // + expected, found
  PasswordMissing,     // + ref
  PasswordRefBad,      // + ref: neither env:NAME, file:PATH, keychain nor prompt
  ConfigServerFailed,  // + url, reason
  PacketTooLarge,      // + bytes, limit

  // Workspace. args: file, line, key, reason
  WorkspaceLocked,  // + pid, host
  WorkspaceNotWritable,
  WorkspaceDiskFull,
  FileUnreadable,
  FileHalfWritten,     // truncated or not a document at all
  YamlSyntax,          // + line, column, reason
  YamlUnknownKey,      // + line, key, suggestion
  YamlBadValue,        // + line, key, value, allowed
  SchemaVersionNewer,  // + found, supported
  HistoryBroken,       // + reason

  // Definitions
  NameInvalid,       // + name, reason
  NameTaken,         // + name
  SourceNotFound,    // + name
  SourceInUse,       // + name, pair
  PairNotFound,      // + name
  PairRunning,       // + name
  PairNotRunning,    // + name
  PairStateForbids,  // + name, state, action
  SameServer,        // both ends are the same database; + host, port
  PolicyDiverges,    // + reason
  PrecheckFailed,    // + count
  NoTables,          // nothing matches the object filter
  RegionSame,        // both ends carry the same region id

  // Capture
  BinlogOff,
  BinlogPositionLost,    // + position
  BinlogUnsupported,     // + event, reason
  BinlogCorrupt,         // + position, reason
  SchemaMismatch,        // + table, reason
  ChangeLogUnavailable,  // + reason
  ChangeLogBroken,       // + reason
  SpillFailed,           // + file, reason

  // Apply
  FencedOut,            // another engine took over the link; + link, epoch, ours
  TargetTableMissing,   // + table
  TargetColumnMissing,  // + table, column
  TargetValueRefused,   // + table, column, server
  UniqueValueTaken,     // + table, key, server: by a row that cannot be told
  TooManyUnsettled,     // rows on which both sides have yet to agree; + table, rows, limit, link
  ConflictStop,         // policy says stop; + table, key, kind
  DdlUnknown,           // unknown statement: stop and ask; + sql
  DdlRefused,           // + sql, reason
  DdlFailed,            // + sql, server or reason
  TableWithoutKey,      // + table
  EchoTestFailed,       // + region, reason
  MarkerMissing,        // + region

  // Copy
  TargetNotEmpty,  // + table, rows
  TableDiffers,    // + table, reason
  SnapshotTooOld,  // + scn, retention

  // Practice pair
  ServerBinaryMissing,  // + kind, looked
  ServerStartFailed,    // + kind, log
  PortTaken,            // + port

  DrillFailed,  // + step, reason

  // Workspace files, continued. args: file, line, key
  YamlKeyMissing,      // a key that must be there
  YamlKeyTwice,        // + first (line of the first one)
  YamlPasswordInside,  // a password in a file; it is never repeated in the error

  // The program that runs the links, seen from another one. args: dir
  NotServing,     // nobody runs the links of this workspace
  ControlFailed,  // + reason: the answer could not be had or understood

  ConflictNotWaiting,  // nothing is quarantined under this number; + id
};

std::string_view name(ErrorCode code);

}  // namespace twintide
