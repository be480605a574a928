#include "engine/link/ddl_fate.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/ddl/probe.h"
#include "engine/ddl/rename_effect.h"

namespace twintide::link {
namespace {

constexpr uint64_t kPrime = 1099511628211ULL;  // of FNV-1a

uint64_t hashOf(std::string_view text) {
  uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash;
}

// " AUTO_INCREMENT=7", also with spaces around the sign, comes with the rows.
std::string withoutCounter(const std::string& create) {
  constexpr std::string_view kWord = " AUTO_INCREMENT";
  std::string out;
  size_t from = 0;
  for (size_t at; (at = create.find(kWord, from)) != std::string::npos;) {
    const size_t behind = at + kWord.size();
    const size_t number = std::min(create.find_first_not_of(" =", behind), create.size());
    const size_t end = std::min(create.find_first_not_of("0123456789", number), create.size());
    out.append(create, from, (end > number ? at : behind) - from);
    from = end > number ? end : behind;
  }
  return out.append(create, from);
}

// False when it went while it was looked at.
Result<bool> addTo(uint64_t& hash, db::Session& target, const TableSchema& table) {
  auto create = target.query("SHOW CREATE TABLE " + db::quoteTable(table.id));
  if (!create && create.error().code == ErrorCode::TargetTableMissing) return false;
  if (!create) return fail(create.error());
  const std::string text = create->empty() ? "" : create->rows[0][1].value_or("");
  hash += table.structureHash() ^ hashOf(withoutCounter(text));
  return true;
}

// Every table takes the name of another one: done twice, it is undone.
bool swapsNames(const ddl::Statement& s) {
  if (s.verb != ddl::Verb::Rename) return false;
  const auto moves = ddl::netRenames(s);
  return std::all_of(moves.begin(), moves.end(), [&](const ddl::NetRename& m) {
    return std::any_of(moves.begin(), moves.end(),
                       [&](const ddl::NetRename& o) { return o.from == m.to; });
  });
}

bool swapsRows(const ddl::Statement& s) {
  return std::any_of(s.names.begin(), s.names.end(),
                     [](const ddl::NameRef& n) { return n.role == ddl::NameRole::Exchange; });
}

ddl::Facts factsAt(db::Session& target) {
  ddl::Facts facts;
  facts.table = [&target](const TableId& id) -> Result<std::shared_ptr<const TableSchema>> {
    auto table = db::readTable(target, id);
    const bool none = !table && table.error().code == ErrorCode::TargetTableMissing;
    return none ? std::shared_ptr<const TableSchema>() : table;
  };
  facts.databaseExists = [&target](const std::string& name) -> Result<bool> {
    auto there =
        target.scalar("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name=" +
                      db::quoteText(name));
    if (!there) return fail(there.error());
    return *there != "0";
  };
  return facts;
}

}  // namespace

Result<Structures> structuresOf(db::Session& target, const ddl::Statement& statement) {
  Structures all{17, {}};
  for (const ddl::NameRef& n : statement.names) {
    all.hash *= kPrime;
    if (n.table.empty()) continue;
    auto table = db::readTable(target, n.id());
    if (!table && table.error().code == ErrorCode::TargetTableMissing) continue;
    if (!table) return fail(table.error());
    auto there = addTo(all.hash, target, **table);
    if (!there) return fail(there.error());
    if (*there) all.tables.push_back(std::move(*table));
  }
  return all;
}

Result<Fate> fateOf(db::Session& target, const std::string& sql, bool changed) {
  const auto statement = ddl::parse(sql);
  if (!statement) return changed ? Fate::Done : Fate::NotDone;
  if (swapsRows(*statement) || (!changed && swapsNames(*statement))) return Fate::Untold;
  if (!changed) return Fate::NotDone;
  auto probe = ddl::structuralProbe(sql, *statement);
  if (!probe) return fail(probe.error());
  auto done = ddl::evaluate(*probe, factsAt(target));
  if (!done) return fail(done.error());
  // Somebody else has changed the table, or a DROP of several tables has stopped half way.
  const bool partly = *done == ddl::Done::Partly && statement->verb != ddl::Verb::Rename;
  return *done == ddl::Done::No || partly ? Fate::NotDone : Fate::Done;
}

}  // namespace twintide::link
