#include "engine/verify/table_digest.h"

#include <cstdlib>

#include "engine/db/sql_text.h"
#include "engine/verify/key_range.h"
#include "engine/verify/row_text.h"

namespace twintide::verify {
namespace {

// Rows of one statement: well below any statement timeout, well above the cost of a round trip.
constexpr int64_t kStep = 200000;

// Wraps around, so the result is the number modulo 2^64 whatever its length.
uint64_t modulo64(const std::string& digits) {
  uint64_t out = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') break;
    out = out * 10 + static_cast<uint64_t>(c - '0');
  }
  return out;
}

std::string half(int from) {
  return "CAST(CONV(SUBSTRING(h," + std::to_string(from) + ",16),16,10) AS UNSIGNED)";
}

std::string digestSql(const TableSchema& table, const DigestOptions& options,
                      const std::string& where) {
  return "SELECT COUNT(*) n,BIT_XOR(" + half(1) + ") x1,BIT_XOR(" + half(17) + ") x2,SUM(" +
         half(1) + ") s FROM (SELECT " + rowHash(table, options.looseJson) + " h FROM " +
         db::quoteTable(table.id) + options.asOf + where + ") d";
}

Result<Digest> digestOf(db::Session& session, const std::string& sql) {
  auto rows = session.query(sql);
  if (!rows) return fail(rows.error());
  Digest d;
  d.rows = rows->integer(0, "n");
  d.xorHigh = modulo64(rows->text(0, "x1"));
  d.xorLow = modulo64(rows->text(0, "x2"));
  d.sum = modulo64(rows->text(0, "s"));
  return d;
}

void fold(Digest& into, const Digest& part) {
  into.rows += part.rows;
  into.xorHigh ^= part.xorHigh;
  into.xorLow ^= part.xorLow;
  into.sum += part.sum;
}

}  // namespace

Result<Digest> digest(db::Session& session, const TableSchema& table,
                      const DigestOptions& options) {
  const bool whole = options.where.empty() && table.identityKey() >= 0;
  if (!whole) return digestOf(session, digestSql(table, options, options.where));
  const KeyRanges ranges(table);
  Digest out;
  for (KeyRange range;;) {
    auto end = ranges.keyAt(session, options.asOf, range, kStep);
    if (!end) return fail(end.error());
    if (*end) range.upper = **end;
    auto part = digestOf(session, digestSql(table, options, ranges.where(range)));
    if (!part) return fail(part.error());
    fold(out, *part);
    if (!*end) return out;
    range = {**end, {}};
  }
}

const char* toText(RowDifference d) {
  switch (d) {
    case RowDifference::OnlyAtA:
      return "only_at_a";
    case RowDifference::OnlyAtB:
      return "only_at_b";
    case RowDifference::Values:
      return "values";
    case RowDifference::None:
      break;
  }
  return "none";
}

}  // namespace twintide::verify
