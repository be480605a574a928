// Purpose: the keys on which the two sides have not agreed again yet, at the arbiter's side: every
// state it has sent and that has not been answered (README.md, "Corrections").
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

// What the changes of one group leave to be settled with the other side, in order of appearance.
class Unsettled {
 public:
  void add(const TableId& table, const std::string& key) {
    if (m_seen.insert({table, key}).second) rows.push_back({table, key});
  }
  bool has(const TableId& table, const std::string& key) const {
    return m_seen.contains({table, key});
  }
  bool empty() const { return rows.empty() && toAnswer.empty() && answered.empty(); }

  std::vector<RowName> rows;
  std::vector<int64_t> toAnswer;  // states that were written here
  std::vector<int64_t> answered;  // states of ours that the other side has written

 private:
  std::set<RowName> m_seen;
};

class CorrectionBook {
 public:
  explicit CorrectionBook(std::string carrier) : m_carrier(std::move(carrier)) {}

  // Reads the open states back after a start or a lost connection.
  Status load(db::DataConnection& target);
  bool empty() const { return m_open.empty(); }
  bool contested(const RowName& row) const { return m_open.contains(row); }

  // Writes what is due into twintide.correction and takes the answered states out of it, as part of
  // the applier's transaction; the book itself changes only with committed().
  Status write(db::DataConnection& target, const std::vector<CorrectionSeen>& due,
               const std::vector<int64_t>& answered);
  void opened(int64_t id, RowName row) { m_sent.emplace_back(id, std::move(row)); }
  void answered(const std::vector<int64_t>& ids);
  void committed();
  void rolledBack();

 private:
  Status send(db::DataConnection& target, const CorrectionSeen& c);
  Status forget(db::DataConnection& target, const std::vector<int64_t>& answered);

  const std::string m_carrier;  // id of the link that reads this side
  std::map<RowName, std::set<int64_t>> m_open;
  std::map<int64_t, RowName> m_byId;
  std::vector<std::pair<int64_t, RowName>> m_sent;
  std::vector<int64_t> m_forgotten;
};

}  // namespace twintide::apply
