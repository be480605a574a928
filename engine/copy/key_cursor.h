// Purpose: where a keyset-paged read stands: the last key, as a predicate and in its stored form.
// Owner: one table read. Thread: plain value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/copy/copy_columns.h"

namespace twintide::copy {

class KeyCursor {
 public:
  // The table must have an identity key.
  explicit KeyCursor(const TableSchema& table);

  size_t size() const { return m_columns.size(); }
  bool atStart() const { return m_values.empty(); }
  // Key expressions for the SELECT list, each with a leading comma.
  std::string selectTail() const;
  std::string orderBy() const;  // " ORDER BY …"
  // " WHERE …" for the rows behind the last key; empty at the start. In OR form, with the first
  // column alone in front so that every optimizer finds the range.
  std::string where() const;
  // Takes the last size() fields of a row.
  void set(const std::vector<db::FieldView>& row);

  // JSON list of tagged values for copy_progress.last_key; empty text at the start.
  std::string store() const;
  // Internal when the text is not one that store() made for such a key.
  Status load(const std::string& stored);

 private:
  std::string literal(size_t i) const;
  std::vector<std::string> m_names;    // quoted
  std::vector<std::string> m_columns;  // key expressions
  std::vector<KeyKind> m_kinds;
  std::vector<std::string> m_values;  // raw bytes
};

}  // namespace twintide::copy
