#include "app/twintidectl/exit_codes.h"

namespace twintide::app {

ExitCode exitCode(ErrorCode code) {
  switch (code) {
    case ErrorCode::WorkspaceLocked:
    case ErrorCode::WorkspaceNotWritable:
    case ErrorCode::WorkspaceDiskFull:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileHalfWritten:
    case ErrorCode::YamlSyntax:
    case ErrorCode::YamlUnknownKey:
    case ErrorCode::YamlBadValue:
    case ErrorCode::YamlKeyMissing:
    case ErrorCode::YamlKeyTwice:
    case ErrorCode::YamlPasswordInside:
    case ErrorCode::SchemaVersionNewer:
    case ErrorCode::HistoryBroken:
      return kWorkspace;
    case ErrorCode::HostUnknown:
    case ErrorCode::ConnectRefused:
    case ErrorCode::ConnectTimedOut:
    case ErrorCode::LoginDenied:
    case ErrorCode::DatabaseUnknown:
    case ErrorCode::TlsFailed:
    case ErrorCode::ConnectionLost:
    case ErrorCode::ServerTooOld:
    case ErrorCode::ServerKindMismatch:
    case ErrorCode::PasswordMissing:
    case ErrorCode::PasswordRefBad:
    case ErrorCode::ConfigServerFailed:
      return kConnection;
    case ErrorCode::PrecheckFailed:
      return kPrecheckFailed;
    case ErrorCode::DrillFailed:
      return kDrillFailed;
    case ErrorCode::NotServing:
    case ErrorCode::PairNotRunning:
      return kNotRunning;
    case ErrorCode::PairNotFound:
    case ErrorCode::SourceNotFound:
      return kNotFound;
    case ErrorCode::Cancelled:
      return kInterrupted;
    default:
      return kFailed;
  }
}

}  // namespace twintide::app
