#include "engine/copy/key_cursor.h"

#include <nlohmann/json.hpp>

#include "engine/db/sql_text.h"

namespace twintide::copy {
namespace {

char tag(KeyKind kind) {
  switch (kind) {
    case KeyKind::Number:
      return 'n';
    case KeyKind::Float:
      return 'f';
    case KeyKind::Text:
      return 't';
    case KeyKind::Binary:
      break;
  }
  return 'x';
}

std::string toHex(const std::string& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (unsigned char c : bytes) {
    out += kDigits[c >> 4];
    out += kDigits[c & 15];
  }
  return out;
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool fromHex(const std::string& hex, std::string& out) {
  if (hex.size() % 2) return false;
  for (size_t i = 0; i < hex.size(); i += 2) {
    const int high = hexDigit(hex[i]), low = hexDigit(hex[i + 1]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high * 16 + low);
  }
  return true;
}

// Numbers go into SQL unquoted, so a stored one is looked at first.
bool isNumberText(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string::npos;
}

Error badCursor(const std::string& why) {
  return Error(ErrorCode::Internal, {{"what", "copy_progress.last_key: " + why}});
}

}  // namespace

KeyCursor::KeyCursor(const TableSchema& table) {
  for (int c : table.keys[table.identityKey()].columns) {
    const Column& column = table.columns[c];
    m_names.push_back(db::quoteName(column.name));
    m_columns.push_back(keyExpression(column));
    m_kinds.push_back(keyKind(column));
  }
}

std::string KeyCursor::selectTail() const {
  std::string out;
  for (const std::string& c : m_columns) out += ',' + c;
  return out;
}

// By the bare column: enum, set, bit and floats sort by their number anyway, and the index serves.
std::string KeyCursor::orderBy() const {
  std::string out = " ORDER BY ";
  for (size_t i = 0; i < m_names.size(); ++i) out += (i ? "," : "") + m_names[i];
  return out;
}

std::string KeyCursor::literal(size_t i) const {
  std::string out;
  switch (m_kinds[i]) {
    case KeyKind::Number:
      return m_values[i];
    case KeyKind::Float:
      // Without an exponent it would be a decimal and be compared as one.
      out = m_values[i];
      return out.find('e') == std::string::npos ? out + "e0" : out;
    case KeyKind::Text:
      return db::quoteText(m_values[i]);
    case KeyKind::Binary:
      break;
  }
  return "x'" + toHex(m_values[i]) + "'";
}

std::string KeyCursor::where() const {
  if (m_values.empty()) return "";
  std::string out = " WHERE " + m_columns[0] + ">=" + literal(0) + " AND (";
  for (size_t i = 0; i < m_columns.size(); ++i) {
    if (i) out += " OR ";
    out += '(';
    for (size_t j = 0; j < i; ++j) out += m_columns[j] + '=' + literal(j) + " AND ";
    out += m_columns[i] + '>' + literal(i) + ')';
  }
  return out + ')';
}

void KeyCursor::set(const std::vector<db::FieldView>& row) {
  m_values.resize(size());
  const size_t first = row.size() - size();
  for (size_t i = 0; i < size(); ++i) m_values[i].assign(row[first + i].data, row[first + i].size);
}

std::string KeyCursor::store() const {
  if (m_values.empty()) return "";
  nlohmann::json list = nlohmann::json::array();
  for (size_t i = 0; i < size(); ++i) {
    const bool binary = m_kinds[i] == KeyKind::Binary;
    list.push_back(tag(m_kinds[i]) + (binary ? toHex(m_values[i]) : m_values[i]));
  }
  return list.dump();
}

Status KeyCursor::load(const std::string& stored) {
  m_values.clear();
  if (stored.empty()) return {};
  const auto list = nlohmann::json::parse(stored, nullptr, false);
  if (!list.is_array() || list.size() != size()) return fail(badCursor("another key"));
  std::vector<std::string> values;
  for (size_t i = 0; i < size(); ++i) {
    if (!list[i].is_string()) return fail(badCursor("no text"));
    const std::string text = list[i].get<std::string>();
    if (text.empty() || text[0] != tag(m_kinds[i])) return fail(badCursor("another key type"));
    std::string value = text.substr(1);
    if (m_kinds[i] == KeyKind::Binary) {
      std::string bytes;
      if (!fromHex(value, bytes)) return fail(badCursor("bad hex"));
      value = bytes;
    }
    const bool number = m_kinds[i] == KeyKind::Number || m_kinds[i] == KeyKind::Float;
    if (number && !isNumberText(value)) return fail(badCursor("no number"));
    values.push_back(std::move(value));
  }
  m_values = std::move(values);
  return {};
}

}  // namespace twintide::copy
