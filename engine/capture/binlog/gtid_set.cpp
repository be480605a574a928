#include "engine/capture/binlog/gtid_set.h"

#include <algorithm>
#include <charconv>

#include "engine/capture/binlog/byte_reader.h"

namespace twintide::capture {
namespace {

void put64(std::string& out, uint64_t v) {
  out.append(reinterpret_cast<const char*>(&v), 8);
}

// `before` = '\0': nothing.
void appendNumber(char before, uint64_t v, std::string& out) {
  char text[21];
  char* to = text;
  if (before != '\0') *to++ = before;
  out.append(text, std::to_chars(to, text + sizeof text, v).ptr);
}

bool number(std::string_view text, uint64_t& out) {
  const auto [ptr, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  return ec == std::errc() && ptr == text.data() + text.size();
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool parseUuid(std::string_view text, GtidSet::Uuid& out) {
  size_t digits = 0;
  out.fill(0);
  for (char c : text) {
    if (c == '-') continue;
    const int v = hexDigit(c);
    if (v < 0 || digits >= 32) return false;
    out[digits / 2] = static_cast<uint8_t>(out[digits / 2] << 4 | v);
    ++digits;
  }
  return digits == 32;
}

std::string uuidText(const GtidSet::Uuid& uuid) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < uuid.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[uuid[i] >> 4];
    out += kHex[uuid[i] & 15];
  }
  return out;
}

// Calls f with each part between separators, blanks trimmed; stops at the first false.
template <class F>
bool eachPart(std::string_view text, char separator, F f) {
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!part.empty() && static_cast<unsigned char>(part.front()) <= ' ') part.remove_prefix(1);
    while (!part.empty() && static_cast<unsigned char>(part.back()) <= ' ') part.remove_suffix(1);
    if (!part.empty() && !f(part)) return false;
  }
  return true;
}

}  // namespace

bool GtidSet::parse(std::string_view text) {
  clear();
  const bool good = eachPart(text, ',', [&](std::string_view entry) {
    const size_t colon = entry.find(':');
    Uuid uuid;
    if (colon == std::string_view::npos || !parseUuid(entry.substr(0, colon), uuid)) return false;
    return eachPart(entry.substr(colon + 1), ':', [&](std::string_view range) {
      const size_t dash = range.find('-');
      Interval i{0, 0};
      if (!number(range.substr(0, dash), i.first)) return false;
      i.last = i.first;
      if (dash != std::string_view::npos && !number(range.substr(dash + 1), i.last)) return false;
      if (i.first == 0 || i.last < i.first) return false;
      m_sets[uuid].push_back(i);
      return true;
    });
  });
  if (!good) clear();
  m_valid = good;
  return good;
}

bool GtidSet::decode(std::string_view bytes) {
  clear();
  ByteReader in(bytes);
  const uint64_t count = in.uint(8);
  for (uint64_t s = 0; s < count && in.ok(); ++s) {
    Uuid uuid{};
    if (const uint8_t* p = in.take(uuid.size())) std::copy(p, p + uuid.size(), uuid.begin());
    const uint64_t intervals = in.uint(8);
    for (uint64_t i = 0; i < intervals && in.ok(); ++i) {
      const uint64_t first = in.uint(8);
      const uint64_t end = in.uint(8);  // exclusive on the wire
      if (first == 0 || end <= first) in.failNow();
      if (in.ok()) m_sets[uuid].push_back({first, end - 1});
    }
  }
  if (!in.ok()) clear();
  m_valid = in.ok();
  return m_valid;
}

std::string GtidSet::encode() const {
  std::string out;
  put64(out, m_sets.size());
  for (const auto& [uuid, intervals] : m_sets) {
    out.append(reinterpret_cast<const char*>(uuid.data()), uuid.size());
    put64(out, intervals.size());
    for (const Interval& i : intervals) {
      put64(out, i.first);
      put64(out, i.last + 1);
    }
  }
  return out;
}

void GtidSet::add(const Uuid& uuid, uint64_t number) {
  if (!m_valid) return;
  auto& list = m_sets[uuid];
  auto it = std::find_if(list.begin(), list.end(),
                         [&](const Interval& i) { return number <= i.last + 1; });
  if (it == list.end() || number + 1 < it->first) {
    list.insert(it, {number, number});
    return;
  }
  it->first = std::min(it->first, number);
  it->last = std::max(it->last, number);
  auto next = it + 1;
  if (next != list.end() && next->first == it->last + 1) {
    it->last = next->last;
    list.erase(next);
  }
}

void GtidSet::appendText(std::string& out) const {
  bool first = true;
  for (const auto& [uuid, intervals] : m_sets) {
    if (!first) out += ',';
    first = false;
    out += uuidText(uuid);
    for (const Interval& i : intervals) {
      appendNumber(':', i.first, out);
      if (i.last != i.first) appendNumber('-', i.last, out);
    }
  }
}

bool MariaGtidHeads::parse(std::string_view text) {
  clear();
  m_valid = eachPart(text, ',', [&](std::string_view gtid) {
    uint64_t part[3];
    int n = 0;
    const bool good = eachPart(
        gtid, '-', [&](std::string_view digits) { return n < 3 && number(digits, part[n++]); });
    if (!good || n != 3) return false;
    m_heads[static_cast<uint32_t>(part[0])] = {static_cast<uint32_t>(part[1]), part[2]};
    return true;
  });
  if (!m_valid) m_heads.clear();
  return m_valid;
}

void MariaGtidHeads::set(uint32_t domain, uint32_t server, uint64_t number) {
  if (m_valid) m_heads[domain] = {server, number};
}

void MariaGtidHeads::appendText(std::string& out) const {
  char before = '\0';
  for (const auto& [domain, head] : m_heads) {
    appendNumber(before, domain, out);
    appendNumber('-', head.first, out);
    appendNumber('-', head.second, out);
    before = ',';
  }
}

}  // namespace twintide::capture
