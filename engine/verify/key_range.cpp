#include "engine/verify/key_range.h"

#include <cstdlib>

#include "engine/db/sql_text.h"
#include "engine/verify/row_text.h"

namespace twintide::verify {
namespace {

constexpr std::string_view kTextPrefix = "_utf8mb4 x'";

std::string unhex(std::string_view hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(std::strtol(std::string(hex.substr(i, 2)).c_str(), nullptr, 16));
  return out;
}

// A key literal as a person wants to read it.
std::string readable(const std::string& literal) {
  if (literal.rfind(kTextPrefix, 0) == 0) {
    const size_t from = kTextPrefix.size();
    return "'" + unhex(std::string_view(literal).substr(from, literal.size() - from - 1)) + "'";
  }
  if (literal.rfind("x'", 0) == 0) return "0x" + literal.substr(2, literal.size() - 3);
  if (literal.rfind("(0e0+", 0) == 0) return literal.substr(5, literal.size() - 6);
  return literal;
}

}  // namespace

KeyRanges::KeyRanges(const TableSchema& table) : m_table(db::quoteTable(table.id)) {
  for (int c : table.keys[table.identityKey()].columns) {
    const Column& column = table.columns[c];
    m_names.push_back(column.name);
    m_order.push_back(keyOrder(column));
    m_literals.push_back(keyLiteral(column));
  }
}

std::string KeyRanges::beyond(const KeyLiterals& key) const {
  std::string out = "(" + m_order[0] + ">=" + key[0] + " AND (";
  for (size_t i = 0; i < m_order.size(); ++i) {
    out += i ? " OR (" : "(";
    for (size_t j = 0; j < i; ++j) out += m_order[j] + '=' + key[j] + " AND ";
    out += m_order[i] + '>' + key[i] + ')';
  }
  return out + "))";
}

std::string KeyRanges::where(const KeyRange& range) const {
  std::string out;
  if (!range.lower.empty()) out = beyond(range.lower);
  if (!range.upper.empty()) {
    // The plain bound lets the optimizer see a range; NOT alone hides it.
    const std::string upper =
        m_order[0] + "<=" + range.upper[0] + " AND NOT " + beyond(range.upper);
    out += (out.empty() ? "" : " AND ") + upper;
  }
  return out.empty() ? "" : " WHERE " + out;
}

std::string KeyRanges::orderBy() const {
  std::string out = " ORDER BY ";
  for (size_t i = 0; i < m_names.size(); ++i) out += (i ? "," : "") + db::quoteName(m_names[i]);
  return out;
}

std::string KeyRanges::select() const {
  std::string out;
  for (size_t i = 0; i < m_literals.size(); ++i) out += (i ? "," : "") + m_literals[i];
  return out;
}

Result<std::optional<KeyLiterals>> KeyRanges::keyAt(db::Session& session, const std::string& asOf,
                                                    const KeyRange& range, int64_t skip) const {
  auto rows = session.query("SELECT " + select() + " FROM " + m_table + asOf + where(range) +
                            orderBy() + " LIMIT " + std::to_string(skip) + ",1");
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<KeyLiterals>();
  KeyLiterals key;
  for (const auto& v : rows->rows[0]) key.push_back(v.value_or("NULL"));
  return std::optional<KeyLiterals>(std::move(key));
}

std::string KeyRanges::equals(const KeyLiterals& key) const {
  std::string out = " WHERE ";
  for (size_t i = 0; i < m_order.size(); ++i) out += (i ? " AND " : "") + m_order[i] + '=' + key[i];
  return out;
}

std::string KeyRanges::text(const KeyLiterals& key) const {
  std::string out;
  for (size_t i = 0; i < m_names.size(); ++i)
    out += (i ? ", " : "") + m_names[i] + '=' + readable(key[i]);
  return out;
}

}  // namespace twintide::verify
