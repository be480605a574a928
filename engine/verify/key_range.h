// Purpose: a range of a table's identity key as a predicate, and how to cut it.
// Owner: engine/verify. Thread: uses the caller's session.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/model/table_schema.h"

namespace twintide::verify {

using KeyLiterals = std::vector<std::string>;

// Rows with lower < key ≤ upper; an empty bound is open.
struct KeyRange {
  KeyLiterals lower, upper;
};

class KeyRanges {
 public:
  // The table must have an identity key.
  explicit KeyRanges(const TableSchema& table);

  std::string where(const KeyRange& range) const;  // " WHERE …" or empty
  std::string orderBy() const;
  std::string select() const;  // the literal expressions, comma separated
  size_t size() const { return m_order.size(); }
  // Key of the row `skip` rows after the start of the range; nullopt when it has no more rows.
  Result<std::optional<KeyLiterals>> keyAt(db::Session& session, const std::string& asOf,
                                           const KeyRange& range, int64_t skip) const;
  std::string equals(const KeyLiterals& key) const;  // " WHERE …"
  std::string text(const KeyLiterals& key) const;    // "id=5, name='x'"

 private:
  std::string beyond(const KeyLiterals& key) const;
  std::string m_table;
  std::vector<std::string> m_names, m_order, m_literals;
};

}  // namespace twintide::verify
