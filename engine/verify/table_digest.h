// Purpose: an order-independent digest of a table's rows that OceanBase, MySQL and MariaDB compute
// alike, and the first row in which two tables differ.
// Owner: engine/verify. Thread: uses the caller's sessions.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/model/table_schema.h"

namespace twintide::verify {

// Equal for equal sets of rows. 128 hash bits folded by XOR, 64 summed up, and the count.
struct Digest {
  int64_t rows = 0;
  uint64_t xorHigh = 0, xorLow = 0;
  uint64_t sum = 0;  // modulo 2^64
  bool operator==(const Digest&) const = default;
};

struct DigestOptions {
  std::string asOf;   // OceanBase: " AS OF SNAPSHOT n"
  std::string where;  // " WHERE …"; empty = all rows
  // Between a JSON type and MariaDB's LONGTEXT: blanks behind ':' and ',' do not count.
  bool looseJson = false;
};

// Covers all columns but generated ones, in the order of `table`, which the other side must have
// under the same names. Floats to the last bit, trailing blanks, bytes and NULLs all count.
Result<Digest> digest(db::Session& session, const TableSchema& table,
                      const DigestOptions& options = {});

enum class RowDifference { None, OnlyAtA, OnlyAtB, Values };

struct TableDifference {
  bool equal = true;
  Digest a, b;
  RowDifference kind = RowDifference::None;  // None also where the table has no identity key
  std::string key;     // of the first differing row: "id=5" "k1='x', k2=0x00ff"
  std::string column;  // the first differing column, for Values
};

// `table` is the structure of either side. Reads both sides once; where they differ, halves the key
// range until the row is found.
Result<TableDifference> compare(db::Session& a, db::Session& b, const TableSchema& table);

const char* toText(RowDifference d);  // "none" "only_at_a" "only_at_b" "values"

}  // namespace twintide::verify
