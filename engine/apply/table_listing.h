// Purpose: the rows of a table as keys and digests, in pieces that travel as corrections.
// Owner: emptied_tables. Thread: a value.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace twintide::apply {

class TableListing {
 public:
  static constexpr size_t kMaxRows = 100'000;

  // Key and row as row text. False when it is full: of rows, or of bytes.
  bool add(const std::string& key, std::string_view row);
  // At least one, also of no rows.
  std::vector<std::string> pieces() const;
  // A piece of another server's listing. Internal when it is none.
  Status read(std::string_view piece);
  // Keys that only one of both has, or with another row.
  std::vector<std::string> differences(const TableListing& other) const;

 private:
  std::map<std::string, uint64_t> m_rows;  // by key: digest of the row
  size_t m_bytes = 0;
};

}  // namespace twintide::apply
