#include "engine/ddl/scope.h"

#include <algorithm>

#include "engine/ddl/rename_effect.h"

namespace twintide::ddl {
namespace {

struct Item {
  size_t begin, end;
  bool inside;
};

Scoped whole(std::string_view sql, const Statement& s) {
  return {Extent::Whole, std::string(sql), s, ""};
}

Scoped crosses(std::string_view sql, const Statement& s, const char* reason) {
  return {Extent::Crosses, std::string(sql), s, reason};
}

Scoped outside(std::string_view sql, const Statement& s) {
  return {Extent::Outside, std::string(sql), s, ""};
}

// Keeps the text around the list and the chosen items of it.
Result<Scoped> keepItems(std::string_view sql, const Statement& s, const std::vector<Item>& items) {
  const auto chosen = [](const Item& i) { return i.inside; };
  if (std::all_of(items.begin(), items.end(), chosen)) return whole(sql, s);
  if (std::none_of(items.begin(), items.end(), chosen)) return outside(sql, s);
  std::string text(sql.substr(0, items.front().begin));
  bool first = true;
  for (const Item& i : items) {
    if (!i.inside) continue;
    if (!first) text += ", ";
    text += sql.substr(i.begin, i.end - i.begin);
    first = false;
  }
  text += sql.substr(items.back().end);
  auto parsed = parse(text, s.options);
  if (!parsed) return fail(parsed.error());
  return Scoped{Extent::Part, text, *parsed, ""};
}

Result<Scoped> scopeDrop(std::string_view sql, const Statement& s, const ObjectFilter& f) {
  std::vector<Item> items;
  for (const NameRef& n : s.names)
    items.push_back({n.begin, n.end, f.matches(n.database, n.table)});
  return keepItems(sql, s, items);
}

Result<Scoped> scopeRename(std::string_view sql, const Statement& s, const ObjectFilter& f) {
  std::vector<Item> items;
  for (size_t i = 0; i + 1 < s.names.size(); i += 2)
    items.push_back({s.names[i].begin, s.names[i + 1].end, false});
  for (const NetRename& r : netRenames(s)) {
    const bool from = f.matches(r.from.database, r.from.table);
    if (from != f.matches(r.to.database, r.to.table)) return crosses(sql, s, "rename_crosses");
    for (size_t i : r.items) items[i].inside = from;
  }
  return keepItems(sql, s, items);
}

Scoped scopeOne(std::string_view sql, const Statement& s, const ObjectFilter& f) {
  const NameRef& target = s.names.front();
  const bool inside = f.matches(target.database, target.table);
  for (const NameRef& n : s.names) {
    const bool other = f.matches(n.database, n.table);
    if (n.role == NameRole::RenamedTo && other != inside) return crosses(sql, s, "rename_crosses");
    if (n.role == NameRole::Exchange && other != inside) return crosses(sql, s, "exchange_crosses");
    if (n.role == NameRole::Like && inside && !other) return crosses(sql, s, "like_outside");
  }
  return inside ? whole(sql, s) : outside(sql, s);
}

}  // namespace

Result<Scoped> withinFilter(std::string_view sql, const Statement& s, const ObjectFilter& f) {
  // Without a name nobody can say that it does not concern us.
  if (s.names.empty()) return whole(sql, s);
  if (s.object == ObjectKind::Database) {
    return f.touchesDatabase(s.names.front().database) ? whole(sql, s) : outside(sql, s);
  }
  if (s.verb == Verb::Drop && s.object == ObjectKind::Table) return scopeDrop(sql, s, f);
  if (s.verb == Verb::Rename && s.object == ObjectKind::Table) return scopeRename(sql, s, f);
  return scopeOne(sql, s, f);
}

}  // namespace twintide::ddl
