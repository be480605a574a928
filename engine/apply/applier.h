// Purpose: applies groups to one target, exactly once, marked, with conflicts decided.
// Owner: a link runner; used from its apply thread. Thread: interrupt() from any thread.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/apply/correction_book.h"
#include "engine/apply/exact_path.h"
#include "engine/apply/foreign_keys.h"
#include "engine/apply/group.h"
#include "engine/apply/group_wire.h"
#include "engine/apply/lanes.h"
#include "engine/apply/marker.h"
#include "engine/apply/planner.h"
#include "engine/db/connect_params.h"
#include "engine/db/data_connection.h"
#include "engine/db/session.h"
#include "engine/model/conflict.h"

namespace twintide::apply {

// Which row stands when a quarantine ends: the one here, or the one at the side changes come from.
struct RowChoice {
  TableId table;
  std::string key;  // as the conflict log shows it
  bool theirs = false;
};

struct ApplierOptions {
  db::ConnectParams target;
  db::ConnectParams source;  // asked for a row when somebody chooses its side
  MarkerOwner owner;
  ObjectFilter objects;        // of the pair: whose foreign keys are minded
  std::string oppositeLinkId;  // reads the target: carries corrections back
  ConflictPolicy policy;       // winnerRegion filled in
  Situation situation;
  // DDL is made at the target and comes back to the source: tables and columns may be gone here
  // while their rows are still on the way.
  bool targetOwnsDdl = false;
  std::shared_ptr<CommitTimes> times;  // null unless a policy asks for them
  PlanLimits limits;
  size_t unsettledRows = PairOptions().unsettledRows;
};

// Pieces of a spilled transaction that are in memory at a time.
constexpr size_t kSpilledPieceBytes = 4 << 20;

struct ApplyOutcome {
  std::vector<Conflict> conflicts;
  bool rowByRow = false;  // took the exact path
  // Changes of the group that left the target as it was: rows to be written only where absent.
  std::vector<const Change*> notWritten;
  std::vector<EmptiedTable> emptied;
  bool ranAhead = false;  // beside the group before
};

// Errors of the fast path that concern one row, which the exact path will name.
bool meansConflict(unsigned serverErrno);
// The target's table or column is not there (any more).
bool meansOtherStructure(const Error& e);

class Applier {
 public:
  // Groups that can be begun and not finished: one closes while the others run ahead.
  static constexpr size_t kMostUnderWay = Lanes::kLanes;

  // Connects and takes the link over (raises the epoch). startPosition is written when the link
  // has no marker yet.
  static Result<std::unique_ptr<Applier>> open(const ApplierOptions& options,
                                               const std::string& startPosition);

  // One target transaction with the marker in it. An empty group only moves the marker.
  // Errors: FencedOut, ConflictStop, TableWithoutKey …; ConnectionLost (outcome unknown: call
  // recover() and look at marker().position) and other retryable ones leave nothing half done.
  Result<ApplyOutcome> apply(const Group& group);

  // A spilled transaction, in pieces but as one target transaction with the marker in it. Cancelled
  // when asked to stop between two pieces: nothing of it stands then.
  Result<ApplyOutcome> applySpilled(const Transaction& t, std::stop_token stop);

  // The same in three steps, so that a group is planned while the one before it is under way:
  // plan() leaves the connections alone; between begin() and finish() nothing else may be asked,
  // and the group must live on.
  Result<Plan> plan(const Group& group);
  Status begin(const Group& group, Plan plan);
  // Of the oldest group that was begun.
  Result<ApplyOutcome> finish();
  // Begins a group while the one before is under way still: its statements run beside that one's,
  // it commits behind it. False, and the plan is left alone, where it has to wait for its turn.
  bool beginAhead(const Group& group, Plan& plan);
  // At the end of a stream, whatever ended it: what is under way still is left to recover(), and no
  // group that has not had its turn keeps locks.
  void abandon();

  // Reconnects and reads the marker, once nothing of an earlier connection can change it any more;
  // FencedOut when another engine has taken the link.
  Status recover();

  // Ends a quarantine, in a marked transaction of its own, and tells the other side.
  // ConflictNotWaiting when nothing waits under the key. Between groups only.
  Status release(const RowChoice& choice);

  // Asks the target for a sign of life; between groups only.
  Status ping();

  // One statement on the applier's connection, outside any group.
  Status execute(const std::string& sql);
  // DDL, which may have passed at a source that is not strict, however long it takes.
  // ConnectionLost: the target may go on with it.
  Status executeDdl(const std::string& sql);
  // Waits until the target executes no statement any more that has `mark` in it: an earlier
  // connection may have left one behind. Cancelled when asked to stop.
  Status awaitEarlierDdl(const std::string& mark);
  // Moves the marker behind `position` in one transaction with the statement.
  Status commitWith(const std::string& sql, const std::string& position, int64_t commitUs);

  const MarkerState& marker() const { return m_marker; }
  const db::ServerTraits& traits() const { return m_connection->traits(); }
  // Rows until further notice are applied as "make it so" (overlap with an initial copy).
  void setTolerant(bool tolerant) { m_tolerant = tolerant; }
  // Target structures are read again on their next use.
  void forgetTables();
  // What takes long is given up some seconds after this asks to stop.
  void heed(std::stop_token stop) { m_stop = std::move(stop); }
  void interrupt();

 private:
  static constexpr int kLeastWait = 4;
  explicit Applier(ApplierOptions options)
      : m_options(std::move(options)),
        m_book(m_options.oppositeLinkId),
        m_foreignKeys(m_options.objects),
        m_lanes(m_options.target, m_options.owner, m_options.objects) {}
  Status connect();
  Result<std::shared_ptr<const TargetTable>> lookUp(const std::shared_ptr<const RowLayout>& layout);
  // A group between begin() and finish().
  struct UnderWay {
    enum class Turn {
      Here,    // sent whole, or to take the exact path
      Ahead,   // its statements run, or have run, beside the group before
      Closes,  // it stood behind and its COMMIT is sent
      Anew     // it was taken back, and has to be begun anew
    };
    const Group* group = nullptr;
    MarkerState next;
    GroupWire wire;
    Turn turn = Turn::Here;
    bool exact = false;
    Status sent;  // of Closes
  };
  MarkerState markerAfter(const std::string& position, int64_t commitUs) const;
  Result<Plan> planBeside(const Group& group, KeysBefore before);
  Result<UnderWay> send(const Group& group, Plan plan);
  Result<ApplyOutcome> await(UnderWay& group);
  Result<ApplyOutcome> applyAnew(UnderWay& group);
  // Why the group does not stand; nothing of it does then, or (ConnectionLost) nobody knows.
  Error refused(GroupWire& wire, Refusal refusal);
  // It is next: once its statements have run, marker, what comes late, COMMIT; or it is taken back.
  void close(UnderWay& group);
  // The same if they have run.
  void closeIfDue();
  // Nothing of it stands then, and it holds no locks.
  void takeBack(UnderWay& group, bool answered);
  void takeBackAll();
  // The answers of the group in front. One behind it that only waits for its turn is taken back
  // when the front one gets no further: it may be what that one waits for.
  Result<std::optional<Refusal>> answersOf(GroupWire& front);
  void makeRoom(const GroupWire& front);
  void freeLane(const GroupWire& wire);
  void noteAhead(bool went);
  // An error leaves it to recover() whether the transaction stands, whatever the server said.
  Status commit();
  Status rollBack(db::DataConnection& on);
  Error undecided(Error ofCommit);
  Result<ApplyOutcome> applyRowByRow(const UnderWay& group);
  Result<ApplyOutcome> conclude(UnderWay& group, Result<ApplyOutcome> outcome);
  using ExactWork = std::function<Status(ExactPath&)>;
  // Marker, work and what it makes due in one transaction.
  Result<ApplyOutcome> commitExact(const MarkerState& next, const ExactWork& work);
  bool exactByItself(const Group& group) const;
  // Before the rows of a plan: the target minds its foreign keys unless the source did not.
  Status mindForeignKeys(const Group& group, db::DataConnection& on, ForeignKeys& keys);
  void forgetEmptied(const Group& group);
  Result<ApplyOutcome> settle(const ExactWork& work);
  ExactPath exactPath(TargetRows& rows);
  // Looks for the rows that "no row" has been sent of, and tells what there is.
  Status lookAgain();
  using PieceWork = std::function<Result<bool>(const Group&)>;  // false: no further piece
  Status eachPiece(const Transaction& t, std::stop_token stop, const PieceWork& work) const;
  // False: a piece has to take the exact path by itself.
  Result<bool> sendPieces(const Transaction& t, std::stop_token stop);
  // False: a row was not as expected and nothing stands.
  Result<bool> applyPieces(const Transaction& t, const MarkerState& next, std::stop_token stop);
  Result<std::shared_ptr<const TargetTable>> lookUpByName(const TableId& table);
  Result<std::shared_ptr<const TableSchema>> readTarget(const TableId& table);
  TableLookup lookup();
  void noteLeftOut(const TargetTable& table);
  // The marker that was read, if it is of our epoch; else FencedOut.
  Result<MarkerState> ours(const Result<std::optional<MarkerState>>& read) const;
  // Why the marker was not met: somebody else's epoch, or a group of an earlier connection of ours
  // that arrived late, which is as good as lost (ConnectionLost).
  Error unmet();
  Error asGoodAsLost(const char* why) const;

  ApplierOptions m_options;
  std::mutex m_swap;  // guards the pointer against interrupt() while connect() replaces it
  std::unique_ptr<db::DataConnection> m_connection;
  std::unique_ptr<db::Session> m_schemaSession;
  MarkerState m_marker;
  CorrectionBook m_book;
  ForeignKeys m_foreignKeys;
  Lanes m_lanes;
  std::stop_token m_stop;
  std::vector<Conflict> m_notes;  // about structures, for the next outcome
  std::unordered_map<TableId, std::set<std::string>> m_leftOut;  // columns that a note told of
  bool m_tolerant = false;
  std::deque<UnderWay> m_underWay;  // in their order
  // Groups that do not run ahead after one that had to be taken back: more each time, until many in
  // a row went well.
  int m_waitTurns = 0, m_waitNext = kLeastWait, m_wentWell = 0;
  // By layout; holding the layout keeps its address from being reused.
  std::unordered_map<const RowLayout*, std::shared_ptr<const TargetTable>> m_tables;
  std::unordered_map<TableId, std::shared_ptr<const TargetTable>> m_tablesByName;
};

}  // namespace twintide::apply
