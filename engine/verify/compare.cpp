#include <map>

#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/verify/key_range.h"
#include "engine/verify/row_text.h"
#include "engine/verify/table_digest.h"

namespace twintide::verify {
namespace {

// Ranges of at most this many rows are read row by row.
constexpr int64_t kLeafRows = 500;
// Halvings until a range must be small: 2^60 rows.
constexpr int kMaxDepth = 60;

bool hasMariaDb(const db::Session& a, const db::Session& b) {
  return a.traits().mariaDb() != b.traits().mariaDb();
}

struct LeafRow {
  KeyLiterals key;
  std::string hash;
};

class Comparison {
 public:
  Comparison(db::Session& a, db::Session& b, TableSchema table)
      : m_a(a), m_b(b), m_table(std::move(table)) {
    m_options.looseJson = hasMariaDb(a, b);
  }

  Result<TableDifference> run() {
    TableDifference out;
    auto a = digest(m_a, m_table, m_options);
    if (!a) return fail(a.error());
    auto b = digest(m_b, m_table, m_options);
    if (!b) return fail(b.error());
    out.a = *a;
    out.b = *b;
    out.equal = *a == *b;
    if (out.equal || m_table.identityKey() < 0) return out;
    KeyRanges ranges(m_table);
    TWINTIDE_TRY(findRow(ranges, out));
    return out;
  }

 private:
  struct Both {
    Digest a, b;
    int64_t rows() const { return std::max(a.rows, b.rows); }
  };

  Result<Both> digests(const KeyRanges& ranges, const KeyRange& range) {
    DigestOptions part = m_options;
    part.where = ranges.where(range);
    // An open range would be cut by digest() again; it has been compared as a whole already.
    auto a = digest(m_a, m_table, part);
    if (!a) return fail(a.error());
    auto b = digest(m_b, m_table, part);
    if (!b) return fail(b.error());
    return Both{*a, *b};
  }

  // Halves the range, keeping the first half that differs.
  Status findRow(const KeyRanges& ranges, TableDifference& out) {
    KeyRange range;
    Both both{out.a, out.b};
    for (int depth = 0; depth < kMaxDepth && both.rows() > kLeafRows; ++depth) {
      db::Session& larger = both.a.rows >= both.b.rows ? m_a : m_b;
      auto middle = ranges.keyAt(larger, "", range, (both.rows() - 1) / 2);
      if (!middle) return fail(middle.error());
      if (!*middle) return {};
      KeyRange first{range.lower, **middle};
      auto lower = digests(ranges, first);
      if (!lower) return fail(lower.error());
      if (lower->a == lower->b) {
        range.lower = **middle;
        lower = digests(ranges, range);
        if (!lower) return fail(lower.error());
      } else {
        range = first;
      }
      both = *lower;
    }
    return leaf(ranges, range, out);
  }

  Result<std::vector<LeafRow>> rows(db::Session& session, const KeyRanges& ranges,
                                    const KeyRange& range) {
    auto found = session.query("SELECT " + ranges.select() + ',' +
                               rowHash(m_table, m_options.looseJson) + " FROM " +
                               db::quoteTable(m_table.id) + ranges.where(range) + ranges.orderBy());
    if (!found) return fail(found.error());
    std::vector<LeafRow> out;
    for (const auto& r : found->rows) {
      LeafRow row;
      for (size_t i = 0; i < ranges.size(); ++i) row.key.push_back(r[i].value_or("NULL"));
      row.hash = r.back().value_or("");
      out.push_back(std::move(row));
    }
    return out;
  }

  Status leaf(const KeyRanges& ranges, const KeyRange& range, TableDifference& out) {
    auto a = rows(m_a, ranges, range);
    if (!a) return fail(a.error());
    auto b = rows(m_b, ranges, range);
    if (!b) return fail(b.error());
    std::map<KeyLiterals, std::string> atB;
    for (const LeafRow& r : *b) atB[r.key] = r.hash;
    for (const LeafRow& r : *a) {
      const auto other = atB.find(r.key);
      if (other != atB.end() && other->second == r.hash) {
        atB.erase(other);
        continue;
      }
      out.key = ranges.text(r.key);
      out.kind = other == atB.end() ? RowDifference::OnlyAtA : RowDifference::Values;
      return out.kind == RowDifference::Values ? column(ranges, r.key, out) : Status();
    }
    if (atB.empty()) return {};  // the rows have become equal since
    out.kind = RowDifference::OnlyAtB;
    out.key = ranges.text(atB.begin()->first);
    return {};
  }

  Status column(const KeyRanges& ranges, const KeyLiterals& key, TableDifference& out) {
    std::string sql = "SELECT ";
    std::vector<const Column*> columns;
    for (const Column& c : m_table.columns) {
      if (c.generated) continue;
      sql += (columns.empty() ? "" : ",") + columnText(c, m_options.looseJson);
      columns.push_back(&c);
    }
    sql += " FROM " + db::quoteTable(m_table.id) + ranges.equals(key);
    auto a = m_a.query(sql, 1);
    if (!a) return fail(a.error());
    auto b = m_b.query(sql, 1);
    if (!b) return fail(b.error());
    if (a->empty() || b->empty()) return {};
    for (size_t i = 0; i < columns.size(); ++i) {
      if (a->rows[0][i] == b->rows[0][i]) continue;
      out.column = columns[i]->name;
      break;
    }
    return {};
  }

  db::Session& m_a;
  db::Session& m_b;
  TableSchema m_table;
  DigestOptions m_options;
};

// Where one side says JSON and the other LONGTEXT, both are read as JSON.
Result<TableSchema> commonShape(const TableSchema& table, const TableSchema& atA,
                                const TableSchema& atB) {
  TableSchema out = table;
  for (Column& c : out.columns) {
    for (const TableSchema* side : {&atA, &atB}) {
      const int i = side->columnIndex(c.name);
      if (i < 0) {
        return fail(ErrorCode::TableDiffers,
                    {{"table", table.id.text()}, {"reason", "column_missing"}, {"object", c.name}});
      }
      if (side->columns[i].dataType == "json") c.dataType = "json";
    }
  }
  return out;
}

}  // namespace

Result<TableDifference> compare(db::Session& a, db::Session& b, const TableSchema& table) {
  auto atA = db::readTable(a, table.id);
  if (!atA) return fail(atA.error());
  auto atB = db::readTable(b, table.id);
  if (!atB) return fail(atB.error());
  auto shape = commonShape(table, **atA, **atB);
  if (!shape) return fail(shape.error());
  return Comparison(a, b, std::move(*shape)).run();
}

}  // namespace twintide::verify
