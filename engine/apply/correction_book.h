// Purpose: the keys on which the two sides have not agreed again yet: at the arbiter's side every
// state it has sent and that has not been answered (README.md, "Corrections"); at both sides the
// keys that are parked until somebody chooses a side ("Quarantine").
// Owner: the applier; written down in twintide.correction. Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/data_connection.h"
#include "engine/model/change.h"

namespace twintide::apply {

// A row by table and key (row text).
using RowName = std::pair<TableId, std::string>;

// Against a limit of rows a key or state of many bytes counts as several.
constexpr size_t rowsCounted(size_t bytes) {
  constexpr size_t kOneRow = 512;
  return 1 + bytes / kOneRow;
}

// A key in quarantine, under the key that the conflict log shows: a change of key parks two.
struct ParkedRow {
  RowName row;
  std::string name;
};

// "answered" of a state "no row": its row was looked for once more after an earlier one had been
// committed, and was not there (README.md, rule 4).
constexpr int64_t kLookedAgain = 1;

// What the changes of one group leave to be settled with the other side, in order of appearance.
class Unsettled {
 public:
  void add(const TableId& table, const std::string& key) {
    if (!m_seen.insert({table, key}).second) return;
    rows.push_back({table, key});
    m_rowsCounted += rowsCounted(key.size());
  }
  size_t counted() const { return m_rowsCounted; }
  bool has(const TableId& table, const std::string& key) const {
    return m_seen.contains({table, key});
  }
  // `told`: the other side has parked it already.
  void park(ParkedRow parked, bool told);
  void release(const RowName& row);
  // A key of a table whose listing is under way.
  void touch(RowName row);

  std::vector<RowName> rows;
  std::vector<int64_t> toAnswer;  // states that were written here
  std::vector<int64_t> answered;  // states of ours that the other side has written
  struct Parked {
    std::string name;
    bool told = false;
  };
  std::map<RowName, Parked> parked;  // by this group
  std::set<RowName> released;        // by this group
  std::set<RowName> touched;         // in tables whose listing is under way
  bool touchedMore = false;          // than are kept

 private:
  std::set<RowName> m_seen;
  size_t m_rowsCounted = 0;
};

// A table that was emptied at the other side, from the listing of its rows here until the other
// side has compared it (README.md, "A table that is emptied").
struct ListedTable {
  std::set<int64_t> ids;          // of the pieces that are not answered yet
  std::set<std::string> touched;  // keys that changes from the other side wrote meanwhile
  // False when `touched` may lack some: after a restart.
  bool whole = true;
  bool tooMany = false;  // more were touched than are kept
};

class CorrectionBook {
 public:
  explicit CorrectionBook(std::string carrier) : m_carrier(std::move(carrier)) {}

  CorrectionBook(CorrectionBook&&) = default;

  // Reads the open states back after a start or a lost connection.
  Status load(db::DataConnection& target);
  bool empty() const { return m_open.empty() && m_parked.empty() && m_listed.empty(); }
  // Whether any key of the table is contested or parked.
  bool concerns(const TableId& table) const;
  bool contested(const RowName& row) const { return m_open.contains(row); }
  // What the other side has yet to answer says nothing of the row: it was looked for again.
  bool lookedAgain(const RowName& row) const;
  // Contested rows, and those once these are, too.
  size_t counted() const { return m_openCounted; }
  size_t countedWith(const Unsettled& more) const;
  // The name it is parked under; null when it is not.
  const std::string* parkedAs(const RowName& row) const;
  std::vector<ParkedRow> parked() const;
  bool hasParked(const TableId& table) const;
  size_t parkedCount() const { return m_parked.size(); }
  const std::map<TableId, ListedTable>& listed() const { return m_listed; }
  // States of ours, by id, that say "no row" and whose rows nobody has looked for since they were
  // committed: what is not there cannot be locked, so an application may have made it before.
  const std::map<int64_t, RowName>& unsure() const { return m_unsure; }
  // Somebody has looked.
  void sure(const std::map<int64_t, RowName>& states);

  // Writes what is due into twintide.correction and takes out of it what is over, as part of the
  // applier's transaction; the book itself changes only with committed().
  Status write(db::DataConnection& target, const std::vector<CorrectionSeen>& due,
               const Unsettled& over);
  // The same in memory alone: a correction of ours got the id; what is over.
  void sent(int64_t id, const CorrectionSeen& c);
  void over(const Unsettled& over);
  // A correction of ours that is found open after a start or a lost connection.
  void found(int64_t id, const CorrectionSeen& c);
  void committed();
  void rolledBack();

 private:
  struct Sent {
    int64_t id = 0;
    CorrectionSeen::Kind kind = CorrectionSeen::Kind::State;
    RowName row;
    std::string name;
    bool noRow = false;
    bool looked = false;
  };
  struct ParkedHere {
    int64_t id = 0;
    std::string name;
  };
  Status send(db::DataConnection& target, const CorrectionSeen& c);
  Status forget(db::DataConnection& target, const std::vector<int64_t>& ids);
  // States that later ones of the same rows leave nothing to be remembered of.
  std::vector<int64_t> superseded(const std::vector<CorrectionSeen>& due) const;
  void open(Sent& s);
  void close(int64_t id);

  const std::string m_carrier;  // id of the link that reads this side
  // The last state of each row: answers come in the order of states.
  struct LastState {
    int64_t id = 0;
    bool looked = false;
  };
  using Open = std::map<RowName, LastState>;
  Open m_open;
  std::map<int64_t, Open::iterator> m_byId;
  size_t m_openCounted = 0;
  std::map<int64_t, RowName> m_unsure;
  std::map<RowName, ParkedHere> m_parked;
  std::map<TableId, ListedTable> m_listed;
  std::vector<Sent> m_sent;
  std::vector<int64_t> m_forgotten;
  std::vector<RowName> m_released;
};

}  // namespace twintide::apply
