#include <charconv>

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/json_binary.h"
#include "engine/capture/binlog/json_value.h"

namespace twintide::capture {
namespace {

enum class Operation : uint8_t { Replace = 0, Insert = 1, Remove = 2 };  // enum_json_diff_operation

// One step of a path: a member name or an array index.
struct Leg {
  bool member = false;
  std::string name;
  size_t index = 0;
};

void appendCodePoint(unsigned v, std::string& out) {
  if (v < 0x80) {
    out += static_cast<char>(v);
  } else if (v < 0x800) {
    out += static_cast<char>(0xc0 | v >> 6);
    out += static_cast<char>(0x80 | (v & 63));
  } else {
    out += static_cast<char>(0xe0 | v >> 12);
    out += static_cast<char>(0x80 | (v >> 6 & 63));
    out += static_cast<char>(0x80 | (v & 63));
  }
}

// Undoes one escape of a quoted member; `at` stands behind the backslash.
bool readEscape(std::string_view path, size_t& at, std::string& out) {
  if (at >= path.size()) return false;
  const char c = path[at++];
  switch (c) {
    case 'b':
      out += '\b';
      return true;
    case 'f':
      out += '\f';
      return true;
    case 'n':
      out += '\n';
      return true;
    case 'r':
      out += '\r';
      return true;
    case 't':
      out += '\t';
      return true;
    case 'u': {
      unsigned v = 0;
      if (path.size() - at < 4) return false;
      const auto [ptr, ec] = std::from_chars(path.data() + at, path.data() + at + 4, v, 16);
      if (ec != std::errc() || ptr != path.data() + at + 4) return false;
      at += 4;
      appendCodePoint(v, out);
      return true;
    }
    default:
      out += c;
      return true;
  }
}

bool readMember(std::string_view path, size_t& at, Leg& leg) {
  leg.member = true;
  if (at < path.size() && path[at] == '"') {
    for (++at; at < path.size() && path[at] != '"';) {
      if (path[at] != '\\')
        leg.name += path[at++];
      else if (!readEscape(path, ++at, leg.name))
        return false;
    }
    return at++ < path.size();
  }
  while (at < path.size() && path[at] != '.' && path[at] != '[') leg.name += path[at++];
  return !leg.name.empty();
}

bool readIndex(std::string_view path, size_t& at, Leg& leg) {
  const char* end = path.data() + path.size();
  const auto [ptr, ec] = std::from_chars(path.data() + at, end, leg.index);
  if (ec != std::errc() || ptr == end || *ptr != ']') return false;
  at = static_cast<size_t>(ptr - path.data()) + 1;
  return true;
}

// Paths start at the first leg: the "$" is not logged (Json_diff::write_binary).
bool readPath(std::string_view path, std::vector<Leg>& out) {
  size_t at = !path.empty() && path[0] == '$' ? 1 : 0;
  while (at < path.size()) {
    Leg leg;
    const char c = path[at++];
    const bool good = c == '.' ? readMember(path, at, leg) : c == '[' && readIndex(path, at, leg);
    // Without this bound, diffs could nest values until printing them overflows the stack.
    if (!good || out.size() >= json::kMaxDepth) return false;
    out.push_back(std::move(leg));
  }
  return true;
}

using Kind = JsonValue::Kind;

// Members are stored by length, then bytes.
bool memberLess(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

JsonValue* child(JsonValue& v, const Leg& leg) {
  if (leg.member) {
    if (v.kind != Kind::Object) return nullptr;
    for (auto& [name, value] : v.members)
      if (name == leg.name) return &value;
    return nullptr;
  }
  if (v.kind == Kind::Array)
    return leg.index < v.elements.size() ? &v.elements[leg.index] : nullptr;
  return leg.index == 0 ? &v : nullptr;  // a scalar is its own first element
}

bool insertAt(JsonValue& parent, const Leg& leg, JsonValue value) {
  if (leg.member) {
    if (parent.kind != Kind::Object || child(parent, leg)) return false;
    auto at = parent.members.begin();
    while (at != parent.members.end() && memberLess(at->first, leg.name)) ++at;
    parent.members.insert(at, {leg.name, std::move(value)});
    return true;
  }
  if (parent.kind != Kind::Array) return false;
  const size_t at = std::min(leg.index, parent.elements.size());
  parent.elements.insert(parent.elements.begin() + static_cast<ptrdiff_t>(at), std::move(value));
  return true;
}

bool removeAt(JsonValue& parent, const Leg& leg) {
  JsonValue* gone = child(parent, leg);
  if (!gone || gone == &parent) return false;
  if (!leg.member) {
    parent.elements.erase(parent.elements.begin() + static_cast<ptrdiff_t>(leg.index));
    return true;
  }
  std::erase_if(parent.members, [&](const auto& m) { return m.first == leg.name; });
  return true;
}

bool apply(JsonValue& document, Operation op, const std::vector<Leg>& path, JsonValue value) {
  if (path.empty()) {
    if (op != Operation::Replace) return false;
    document = std::move(value);
    return true;
  }
  JsonValue* parent = &document;
  for (size_t i = 0; i + 1 < path.size() && parent; ++i) parent = child(*parent, path[i]);
  if (!parent) return false;
  const Leg& last = path.back();
  if (op == Operation::Insert) return insertAt(*parent, last, std::move(value));
  if (op == Operation::Remove) return removeAt(*parent, last);
  JsonValue* target = child(*parent, last);
  if (!target) return false;
  *target = std::move(value);
  return true;
}

}  // namespace

bool applyJsonDiffs(JsonValue& document, std::string_view diffs) {
  ByteReader in(diffs);
  while (in.left() > 0) {
    const uint8_t op = in.u8();
    const std::string_view path = in.text(in.packed());
    std::vector<Leg> legs;
    if (!in.ok() || op > 2 || !readPath(path, legs)) return false;
    JsonValue value;
    if (static_cast<Operation>(op) != Operation::Remove) {
      auto read = readJson(in.text(in.packed()));
      if (!in.ok() || !read) return false;
      value = std::move(*read);
    }
    if (!apply(document, static_cast<Operation>(op), legs, std::move(value))) return false;
  }
  return true;
}

}  // namespace twintide::capture
