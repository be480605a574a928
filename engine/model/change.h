// Purpose: one committed source transaction on its way from capture to apply.
// Owner: made by a ChangeSource, handed over whole; one owner at a time.
// Thread: never shared, only moved; Layouts are immutable and shared.
#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/cell.h"
#include "engine/model/table_schema.h"

namespace twintide {

// The shape of the rows of one table at one moment of the source's history. Immutable.
struct RowLayout {
  std::shared_ptr<const TableSchema> schema;  // source schema; cells follow its column order
};

enum class ChangeKind : uint8_t { Insert, Update, Delete };

// One row change. before: empty for Insert; after: empty for Delete. Cells in layout order.
struct Change {
  ChangeKind kind = ChangeKind::Insert;
  // Re-read by key rather than seen happening: apply as "make it so", no conflict.
  bool reread = false;
  // With reread, an Insert of a row that may have come from the target in the first place: only
  // written where the target has no row of that key.
  bool ifAbsent = false;
  // Made by a session that did not check foreign keys.
  bool unchecked = false;
  std::shared_ptr<const RowLayout> layout;
  Cells before;
  Cells after;
  const TableId& table() const { return layout->schema->id; }
};

// A marker row of the opposite link's applier, as seen in this stream (design.md §5).
struct MarkerSeen {
  std::string linkId;
  int stream = 0;
  int64_t epoch = 0;
  int64_t groupNo = 0;
  int originRegion = 0;
};

// A row of twintide.correction, as seen in the stream that is to carry it (engine/apply/README.md).
struct CorrectionSeen {
  enum class Kind : char {
    State = 'S',
    Request = 'R',
    Answer = 'A',
    Echo = 'E',
    Parked = 'Q',
    Emptied = 'T'  // the opposite link has emptied the table here; with `after`, a listing of it
  };
  Kind kind = Kind::State;
  int64_t id = 0;          // of the row
  int64_t answeredId = 0;  // Answer: the id of the State it answers; Echo: the test's number
  TableId table;
  std::string key;  // the row's identity as text
  // State: the row as text; nullopt = there is none. Parked: the key of the conflict it belongs to.
  std::optional<std::string> after;
};

struct DdlStatement {
  std::string sql;              // as the source logged it
  std::string defaultDatabase;  // "" when none
  bool ansiQuotes = false;      // sql_mode of the statement
  bool noBackslashEscapes = false;
};

struct Transaction;

// The changes of a transaction that is too large for memory, in order. Thread: one at a time.
class SpilledChanges {
 public:
  virtual ~SpilledChanges() = default;
  virtual uint64_t rows() const = 0;
  // Begins again with the first change.
  virtual Status rewind() = 0;
  // Appends the next changes, about maxBytes of them and at least one; false at the end.
  // SpillFailed.
  virtual Result<bool> next(Transaction& piece, size_t maxBytes) = 0;
};

// What a stream yields: exactly one of rows, ddl, heartbeat, corrections.
struct Transaction {
  Arena arena;
  std::vector<Change> changes;
  std::shared_ptr<SpilledChanges> spilled;  // then all its changes are there, none in `changes`
  std::optional<DdlStatement> ddl;
  std::vector<MarkerSeen> markers;          // not empty = foreign: written by a Twintide applier
  std::vector<CorrectionSeen> corrections;  // by a Twintide applier, for the link that reads this
  // A heartbeat row of ours: source time it was written at (µs, source clock), 0 = none.
  int64_t heartbeatUs = 0;
  int64_t commitUs = 0;        // source commit time, µs since epoch
  bool commitUsExact = false;  // false: whole seconds only (MariaDB)
  std::string position;        // resume after this transaction (opaque to all but its source)
  uint64_t bytes = 0;          // size on the wire or in the log, for rates

  // Appends changes and what their cells point to.
  void add(Arena&& bytes, std::vector<Change>&& more) {
    arena.adopt(std::move(bytes));
    if (changes.empty())
      changes = std::move(more);
    else
      std::move(more.begin(), more.end(), std::back_inserter(changes));
  }
  bool foreign() const { return !markers.empty(); }
  bool hasRows() const { return !changes.empty() || spilled; }
};

}  // namespace twintide
