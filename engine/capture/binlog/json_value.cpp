#include "engine/capture/binlog/json_value.h"

#include "engine/capture/binlog/json_binary.h"

namespace twintide::capture {
namespace {

using json::Container;
using json::Type;

// No valid document prints longer than this: control characters grow six times, an inlined
// literal with its separators 9 for 3 bytes. Entries that all point to one child would.
size_t textLimit(std::string_view binary) {
  return binary.size() * 8 + 64;
}

struct Printer {
  std::string& out;
  size_t limit;

  bool value(Type type, std::string_view bytes, int depth) {
    if (out.size() > limit) return false;
    if (!json::isContainer(type)) return json::appendScalar(type, bytes, out);
    const Container c(type, bytes);
    if (!c.ok() || depth >= json::kMaxDepth) return false;
    out += c.object() ? '{' : '[';
    for (uint32_t i = 0; i < c.count(); ++i) {
      if (i > 0) out += ", ";
      if (!entry(c, i, depth)) return false;
    }
    out += c.object() ? '}' : ']';
    return true;
  }

  bool entry(const Container& c, uint32_t i, int depth) {
    if (c.object()) {
      std::string_view key;
      if (!c.key(i, key)) return false;
      json::appendQuoted(key, out);
      out += ": ";
    }
    Type type;
    std::string_view bytes;
    return c.value(i, type, bytes) && value(type, bytes, depth + 1);
  }
};

// What an entry of the tree costs beside its text: entries that share bytes must not make a tree
// of a hundred times their size. An entry takes three bytes at least, so valid documents can pay.
constexpr size_t kEntryCost = 16;

struct Reader {
  size_t budget;  // bytes of keys, scalars and entries the tree may hold

  bool value(Type type, std::string_view bytes, int depth, JsonValue& out) {
    if (!json::isContainer(type)) {
      out.kind = JsonValue::Kind::Scalar;
      return json::appendScalar(type, bytes, out.scalar) && spend(out.scalar.size());
    }
    const Container c(type, bytes);
    if (!c.ok() || depth >= json::kMaxDepth) return false;
    out.kind = c.object() ? JsonValue::Kind::Object : JsonValue::Kind::Array;
    for (uint32_t i = 0; i < c.count(); ++i) {
      if (!spend(kEntryCost) || !entry(c, i, depth, out)) return false;
    }
    return true;
  }

  bool entry(const Container& c, uint32_t i, int depth, JsonValue& out) {
    Type type;
    std::string_view bytes;
    JsonValue child;
    if (!c.value(i, type, bytes) || !value(type, bytes, depth + 1, child)) return false;
    if (!c.object()) {
      out.elements.push_back(std::move(child));
      return true;
    }
    std::string_view key;
    if (!c.key(i, key) || !spend(key.size())) return false;
    out.members.emplace_back(key, std::move(child));
    return true;
  }

  bool spend(size_t n) {
    if (n > budget) return false;
    budget -= n;
    return true;
  }
};

}  // namespace

bool appendJsonText(std::string_view binary, std::string& out) {
  // A zero-length value is what the server stores for "no valid JSON": it reads as null.
  if (binary.empty()) {
    out += "null";
    return true;
  }
  Printer printer{out, out.size() + textLimit(binary)};
  return printer.value(static_cast<Type>(binary[0]), binary.substr(1), 0) &&
         out.size() <= printer.limit;
}

std::optional<JsonValue> readJson(std::string_view binary) {
  JsonValue v;
  if (binary.empty()) {
    v.scalar = "null";
    return v;
  }
  Reader reader{textLimit(binary)};
  if (!reader.value(static_cast<Type>(binary[0]), binary.substr(1), 0, v)) return std::nullopt;
  return v;
}

void JsonValue::appendText(std::string& out) const {
  if (kind == Kind::Scalar) {
    out += scalar;
    return;
  }
  const bool object = kind == Kind::Object;
  out += object ? '{' : '[';
  const size_t count = object ? members.size() : elements.size();
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) out += ", ";
    if (object) {
      json::appendQuoted(members[i].first, out);
      out += ": ";
    }
    (object ? members[i].second : elements[i]).appendText(out);
  }
  out += object ? '}' : ']';
}

}  // namespace twintide::capture
