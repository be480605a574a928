// Purpose: the stream's state machine: events in, whole transactions and positions out.
// Owner: the binlog source. Thread: the capture thread.
#pragma once

#include <cstdint>
#include <list>
#include <set>
#include <string>
#include <string_view>

#include "engine/capture/binlog/control_events.h"
#include "engine/capture/binlog/decode_crew.h"
#include "engine/capture/binlog/position.h"
#include "engine/capture/binlog/query_class.h"
#include "engine/capture/binlog/table_cache.h"
#include "engine/capture/origin_filter.h"
#include "engine/capture/transaction_assembler.h"

namespace twintide::capture {

struct ProcessorOptions {
  bool oceanBase = false;  // GTID carries the commit time; TABLE_MAP carries no true sizes
  bool mariaDb = false;
  uint64_t maxTransactionBytes = uint64_t{1} << 30;  // in memory
  SpillLimits spill;
  unsigned helpers = 0;    // threads that may decode rows beside the caller
  std::string helperName;  // of such a thread
};

enum class Fed { Nothing, Heartbeat };
// Pending: there is one, not decoded yet.
enum class Taken { None, Pending, Got };

class EventProcessor {
 public:
  EventProcessor(const ProcessorOptions& options, OriginFilter& filter, SchemaLookup& lookup);

  // Forgets everything; the stream will start at this place, or behind its GTID set: then the
  // server chooses the file, and no place in it is a boundary before the first transaction begins.
  void start(const BinlogPosition& from, bool byGtid = false);
  // One event as the server sent it. Errors end the stream: BinlogCorrupt, BinlogUnsupported,
  // SchemaMismatch and those of the schema lookup. What was finished before can still be taken.
  Result<Fed> feed(std::string_view bytes);
  // Next finished transaction that is to be delivered. Errors as above; with helpers those of rows
  // are told here.
  Result<Taken> take(Transaction& out);
  // After Pending: decodes it, or waits for the helper that does.
  void finishHead();
  // False while as much is under way as memory should hold: then the caller is to take.
  bool mayReadOn() const;

  // The newest transaction boundary: everything before it has been taken or is still to be taken.
  std::string boundary() const { return m_boundary.text(); }
  // Commit time of the newest finished transaction, delivered or not; 0 = none yet.
  int64_t lastCommitUs() const { return m_lastCommitUs; }
  bool insideTransaction() const { return m_group == Group::Open; }
  bool formatKnown() const { return m_format.known; }

 private:
  // Announced: a GTID has been read, BEGIN or a lone statement follows.
  enum class Group { None, Announced, Open };
  // A transaction without the changes of its pieces.
  struct Ready {
    Transaction transaction;
    std::vector<std::shared_ptr<RowPiece>> pieces;
  };

  Status handle(const Event& event, bool inner);
  Status handleFrame(const Event& event);
  Status rotate(const Event& event);
  Status describe(const Event& event);
  Status gtid(const Event& event);
  Status mariaGtid(const Event& event);
  void gtidList(const Event& event);
  Status payload(const Event& event);
  Status xaPrepare(const Event& event);
  Status rows(const Event& event, const RowsKind& kind);
  Status settleOldest();
  Status settle();
  Status gather(Ready& ready);
  Status decodeHere(RowPart& part);
  Status decodeBeside(RowPart& part);
  Status sideRows(const RowPart& part);

  Status query(const Event& event);
  Status control(const Event& event, const ClassifiedQuery& what);
  Status otherStatement(const Event& event, const QueryInfo& query, QueryClass kind);
  Status ddl(const Event& event, const QueryInfo& query);
  DdlStatement statement(const QueryInfo& query) const;

  void begin(Group group);
  Status commit(const Event& event);
  void endGroup();
  void discard();
  std::list<Ready> newReady();
  void deliver(std::list<Ready>& made);
  void advance(const Event& event);
  CommitInfo commitInfo(const Event& event) const;
  void moveBoundary();
  Error located(Error error) const;
  static Error located(Error error, const std::string& file, uint64_t offset);

  const ProcessorOptions m_options;
  OriginFilter& m_filter;
  SchemaLookup& m_lookup;
  TableCache m_tables;
  DecodeCrew m_crew;
  RowDecoder m_rows;
  TransactionAssembler m_assembler;
  std::vector<std::shared_ptr<RowPiece>>
      m_pieces;                       // of the group at hand, behind what is assembled
  uint64_t m_underWay = 0;            // bytes of all pieces
  uint64_t m_behind = 0;              // bytes of those of m_ready that have none
  std::list<Ready> m_ready, m_spare;  // spare: what has been taken; not made anew a million times
  std::vector<Change> m_side;         // marker and heartbeat rows

  Format m_format;
  BinlogPosition m_at;  // end of the newest event
  BinlogPosition m_boundary;
  Group m_group = Group::None;
  bool m_holdBoundary = false;
  bool m_boundaryMoved = false;  // by the event at hand
  bool m_skipStatement = false;  // first or undone half of a two-phase ALTER
  std::string m_xaId;
  std::set<std::string> m_harmlessXa;  // prepared, without a row of ours
  int64_t m_gtidUs = 0;                // commit time told by the GTID, 0 = none
  int64_t m_lastCommitUs = 0;

  GtidSet m_gtids;
  GtidInfo m_pendingGtid;
  MariaGtidHeads m_heads;
  MariaGtidInfo m_pendingHead;
  uint32_t m_pendingServer = 0;
};

}  // namespace twintide::capture
