// The words of the model's enums. Switches without default: a new value does not compile.
#include <QCoreApplication>

#include "ui/text/messages.h"
#include "ui/text/tables.h"

namespace twintide::ui::text {
namespace {

struct State {
  Q_DECLARE_TR_FUNCTIONS(State)
};
struct Word {
  Q_DECLARE_TR_FUNCTIONS(Word)
};
struct Kind {
  Q_DECLARE_TR_FUNCTIONS(Kind)
};

}  // namespace

QString stateText(LinkState state) {
  switch (state) {
    case LinkState::NotStarted:
      return State::tr("not started");
    case LinkState::Starting:
      return State::tr("starting");
    case LinkState::CopyingSchema:
      return State::tr("copying structures");
    case LinkState::CopyingRows:
      return State::tr("copying rows");
    case LinkState::CatchingUp:
      return State::tr("catching up");
    case LinkState::Running:
      return State::tr("running");
    case LinkState::Retrying:
      return State::tr("retrying");
    case LinkState::Pausing:
      return State::tr("pausing");
    case LinkState::Paused:
      return State::tr("paused");
    case LinkState::Stopping:
      return State::tr("stopping");
    case LinkState::Stopped:
      return State::tr("stopped");
    case LinkState::Failed:
      return State::tr("failed");
  }
  return {};
}

QString directionText(Direction direction) {
  return direction == Direction::Forward ? Word::tr("forward") : Word::tr("reverse");
}

QString conflictText(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::InsertExists:
      return Kind::tr("inserted row was already there");
    case ConflictKind::UpdateMissing:
      return Kind::tr("row to update was missing");
    case ConflictKind::UpdateDiffering:
      return Kind::tr("row to update had other values");
    case ConflictKind::UpdateConcurrent:
      return Kind::tr("row was updated at both sides");
    case ConflictKind::DeleteMissing:
      return Kind::tr("row to delete was missing");
    case ConflictKind::DeleteRecentlyUpdated:
      return Kind::tr("row to delete had just been updated");
    case ConflictKind::KeyExists:
      return Kind::tr("another row had the unique value");
    case ConflictKind::FkParentMissing:
      return Kind::tr("parent row was missing, or children still pointed to the row");
    case ConflictKind::ValueRefused:
      return Kind::tr("the target refused a value");
    case ConflictKind::TableMissing:
      return Kind::tr("table was missing");
    case ConflictKind::ColumnMissing:
      return Kind::tr("column was missing");
  }
  return {};
}

QString winnerText(ConflictWinner winner) {
  switch (winner) {
    case ConflictWinner::Incoming:
      return Kind::tr("incoming row");
    case ConflictWinner::Local:
      return Kind::tr("row at the target");
    case ConflictWinner::Merged:
      return Kind::tr("both, merged");
    case ConflictWinner::Nobody:
      return Kind::tr("undecided");
  }
  return {};
}

QString policyText(PolicyKind kind) {
  switch (kind) {
    case PolicyKind::RegionPriority:
      return Kind::tr("region priority");
    case PolicyKind::LatestCommit:
      return Kind::tr("latest commit");
    case PolicyKind::UseMax:
      return Kind::tr("larger value of a column");
    case PolicyKind::UseMin:
      return Kind::tr("smaller value of a column");
    case PolicyKind::Delta:
      return Kind::tr("add the difference");
    case PolicyKind::Overwrite:
      return Kind::tr("overwrite");
    case PolicyKind::Ignore:
      return Kind::tr("ignore");
    case PolicyKind::Stop:
      return Kind::tr("stop");
    case PolicyKind::Quarantine:
      return Kind::tr("quarantine");
  }
  return {};
}

QString severityText(Severity severity) {
  switch (severity) {
    case Severity::Passed:
      return Word::tr("passed");
    case Severity::Notice:
      return Word::tr("notice");
    case Severity::Warning:
      return Word::tr("warning");
    case Severity::Error:
      return Word::tr("error");
  }
  return {};
}

QString findingStateText(FindingState state) {
  switch (state) {
    case FindingState::Done:
      return Word::tr("checked");
    case FindingState::Skipped:
      return Word::tr("skipped");
    case FindingState::CouldNotRun:
      return Word::tr("not run");
  }
  return {};
}

QString sideText(Side side, const Sites& sites) {
  switch (side) {
    case Side::A:
      return sites.a;
    case Side::B:
      return sites.b;
    case Side::Both:
      return Word::tr("both");
  }
  return {};
}

QString stepStateText(DrillStepState state) {
  switch (state) {
    case DrillStepState::Waiting:
      return Word::tr("waiting");
    case DrillStepState::Running:
      return Word::tr("under way");
    case DrillStepState::Passed:
      return Word::tr("passed");
    case DrillStepState::Failed:
      return Word::tr("failed");
    case DrillStepState::Cancelled:
      return Word::tr("cancelled");
  }
  return {};
}

QString levelText(EventLevel level) {
  switch (level) {
    case EventLevel::Info:
      return Word::tr("info");
    case EventLevel::Warning:
      return Word::tr("warning");
    case EventLevel::Error:
      return Word::tr("error");
  }
  return {};
}

QString serverKindText(ServerKind kind) {
  switch (kind) {
    case ServerKind::OceanBase:
      return QStringLiteral("OceanBase");
    case ServerKind::MySql:
      return QStringLiteral("MySQL");
    case ServerKind::MariaDb:
      return QStringLiteral("MariaDB");
  }
  return {};
}

QString tlsText(TlsMode mode) {
  switch (mode) {
    case TlsMode::Off:
      return Word::tr("off");
    case TlsMode::Required:
      return Word::tr("required");
    case TlsMode::VerifyCa:
      return Word::tr("verify the CA");
    case TlsMode::VerifyIdentity:
      return Word::tr("verify CA and host name");
  }
  return {};
}

QString columnsWarning(const QStringList& sites) {
  return Word::tr(
             "While the link does not run, do not drop or rename columns at %1: the change "
             "log's triggers name them, and every write to that table would fail (error 1327) "
             "until the link runs again.")
      .arg(sites.join(Word::tr(" and ")));
}

QString logAccessText(LogAccess access) {
  switch (access) {
    case LogAccess::Auto:
      return Word::tr("automatic");
    case LogAccess::Binlog:
      return Word::tr("binlog");
    case LogAccess::ChangeLog:
      return Word::tr("change log");
  }
  return {};
}

}  // namespace twintide::ui::text
