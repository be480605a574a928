// Purpose: which changes of a transaction name a row by its key, before or after, in order: a few
// numbers a change, so that those of a transaction on disk can be told too.
// Owner: the gathering of one transaction. Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/change.h"

namespace twintide::capture {

// Told by the columns of its identity key, as SQL literals: "(1,'a')"; only for tables with a key.
std::string keyText(const TableSchema& table, const std::vector<Cell>& image);
// A row of a table, as a number that tells it from others.
uint64_t rowNumber(const TableSchema& table, std::string_view key);
// Neither read again nor of a table without a key.
bool keyed(const Change& c);
// An update that gives a column of a unique key another value.
bool uniqueChanged(const Change& c);

class NamedChanges {
 public:
  // The next change of the transaction.
  void add(const Change& c);
  size_t size() const { return m_changes.size(); }
  // Something that seekdb may have logged and not made: an insert, or a changed unique value.
  bool suspicious() const { return m_suspicious; }

  bool ignored(size_t at) const { return m_changes[at].ignored; }
  void ignore(size_t at);
  bool anyIgnored() const { return m_anyIgnored; }

  // How many changes name the row.
  size_t named(uint64_t row) const;
  // Whether the row is there before change `at`; `atFirst`: before the transaction.
  bool present(uint64_t row, size_t at, bool atFirst) const;
  // The kind of the first change behind `at` that names the row; null when there is none.
  const ChangeKind* next(uint64_t row, size_t at) const;

 private:
  struct Named {
    uint64_t after = 0;  // 0 = no row afterwards, or not keyed
    ChangeKind kind = ChangeKind::Insert;
    bool ignored = false;
  };
  std::vector<Named> m_changes;
  std::unordered_map<uint64_t, std::vector<uint32_t>> m_naming;  // by row, ascending
  bool m_suspicious = false;
  bool m_anyIgnored = false;
};

}  // namespace twintide::capture
