#include "engine/ddl/probe.h"

#include <algorithm>

#include "engine/ddl/alter_actions.h"
#include "engine/ddl/rename_effect.h"
#include "engine/ddl/splice.h"

namespace twintide::ddl {
namespace {

void renameProbe(const Statement& s, StructuralProbe& out) {
  const auto moves = netRenames(s);
  out.conclusive = true;
  for (const NetRename& m : moves) {
    const bool replaced =
        std::any_of(moves.begin(), moves.end(), [&](const NetRename& o) { return o.to == m.from; });
    out.probes.push_back({ProbeKind::TableExists, m.to, ""});
    if (replaced) {
      out.conclusive = false;
    } else {
      out.probes.push_back({ProbeKind::TableGone, m.from, ""});
    }
  }
}

// The probe of one action; nullopt-like empty result makes the whole inconclusive.
std::vector<Probe> actionProbes(const AlterAction& a, const TableId& table) {
  const auto all = [&](ProbeKind kind) {
    std::vector<Probe> out;
    for (const std::string& n : a.names) out.push_back({kind, table, n});
    return out;
  };
  const auto renamed = [&](ProbeKind gone, ProbeKind there) -> std::vector<Probe> {
    if (a.names.empty() || sameIgnoringCase(a.names[0], a.newName)) return {};
    return {{gone, table, a.names[0]}, {there, table, a.newName}};
  };
  switch (a.kind) {
    case ActionKind::AddColumn:
      return all(ProbeKind::ColumnExists);
    case ActionKind::DropColumn:
      return all(ProbeKind::ColumnGone);
    case ActionKind::AddIndex:
      return all(ProbeKind::IndexExists);
    case ActionKind::DropIndex:
      return all(ProbeKind::IndexGone);
    case ActionKind::AddPrimary:
      return {{ProbeKind::IndexExists, table, "PRIMARY"}};
    case ActionKind::DropPrimary:
      return {{ProbeKind::IndexGone, table, "PRIMARY"}};
    case ActionKind::AddForeignKey:
      return all(ProbeKind::ForeignKeyExists);
    case ActionKind::RenameColumn:
    case ActionKind::ChangeColumn:
      return renamed(ProbeKind::ColumnGone, ProbeKind::ColumnExists);
    case ActionKind::RenameIndex:
      return renamed(ProbeKind::IndexGone, ProbeKind::IndexExists);
    default:
      return {};
  }
}

// DROP PRIMARY KEY, ADD PRIMARY KEY (…) leaves the name where it was.
bool contradicts(const std::vector<Probe>& probes) {
  for (const Probe& a : probes) {
    for (const Probe& b : probes) {
      if (&a != &b && a.kind != b.kind && sameIgnoringCase(a.name, b.name) &&
          (a.kind == ProbeKind::IndexExists || a.kind == ProbeKind::ColumnExists ||
           a.kind == ProbeKind::ForeignKeyExists))
        return true;
    }
  }
  return false;
}

void alterProbe(std::string_view sql, const std::vector<Token>& tokens, const Statement& s,
                StructuralProbe& out) {
  Cursor c(sql, tokens, s.options);
  while (!c.done() && c.begin() < s.names.front().end) c.next();
  const TableId table = s.names.front().id();
  const auto actions = alterActions(c);
  for (const AlterAction& a : actions) {
    if (a.kind != ActionKind::RenameTable || a.tables.empty()) continue;
    // One statement is atomic: the new name proves the rest.
    out.probes = {{ProbeKind::TableGone, table, ""},
                  {ProbeKind::TableExists, a.tables[0].id(), ""}};
    out.conclusive = true;
    return;
  }
  out.conclusive = !actions.empty();
  for (const AlterAction& a : actions) {
    const auto probes = actionProbes(a, table);
    if (probes.empty() && a.kind != ActionKind::Hint) out.conclusive = false;
    out.probes.insert(out.probes.end(), probes.begin(), probes.end());
  }
  if (!contradicts(out.probes)) return;
  out.probes.clear();
  out.conclusive = false;
}

void tableProbe(const Statement& s, StructuralProbe& out) {
  out.conclusive = true;
  for (const NameRef& n : s.names) {
    if (n.role != NameRole::Target) continue;
    const bool create = s.verb == Verb::Create;
    out.probes.push_back({create ? ProbeKind::TableExists : ProbeKind::TableGone, n.id(), ""});
  }
  if (s.has(ClauseKind::OrReplace)) out = {};
}

bool hasKey(const TableSchema& t, const std::string& name) {
  return std::any_of(t.keys.begin(), t.keys.end(),
                     [&](const Key& k) { return sameIgnoringCase(k.name, name); });
}

bool hasForeignKey(const TableSchema& t, const std::string& name) {
  return std::any_of(t.foreignKeys.begin(), t.foreignKeys.end(),
                     [&](const ForeignKey& k) { return sameIgnoringCase(k.name, name); });
}

bool holds(const Probe& p, const TableSchema* t) {
  switch (p.kind) {
    case ProbeKind::TableExists:
      return t != nullptr;
    case ProbeKind::TableGone:
      return t == nullptr;
    case ProbeKind::ColumnExists:
      return t && t->columnIndex(p.name) >= 0;
    case ProbeKind::ColumnGone:
      return t && t->columnIndex(p.name) < 0;
    case ProbeKind::IndexExists:
      return t && hasKey(*t, p.name);
    case ProbeKind::IndexGone:
      return t && !hasKey(*t, p.name);
    case ProbeKind::ForeignKeyExists:
      return t && hasForeignKey(*t, p.name);
    case ProbeKind::ForeignKeyGone:
      return t && !hasForeignKey(*t, p.name);
    case ProbeKind::DatabaseExists:
      break;
  }
  return false;
}

}  // namespace

Result<StructuralProbe> structuralProbe(std::string_view sql, const Statement& s) {
  StructuralProbe out;
  if (s.cls != Class::Apply || s.names.empty()) return out;
  auto list = tokenize(sql, s.options);
  if (!list) return fail(list.error());
  const TableId target = s.names.front().id();
  if (s.object == ObjectKind::Database) {
    if (s.verb == Verb::Create) out = {{{ProbeKind::DatabaseExists, target, ""}}, true};
  } else if (s.object == ObjectKind::Index) {
    const bool create = s.verb == Verb::Create;
    const ProbeKind kind = create ? ProbeKind::IndexExists : ProbeKind::IndexGone;
    out = {{{kind, target, s.indexName}}, !s.has(ClauseKind::OrReplace)};
  } else if (s.verb == Verb::Rename) {
    renameProbe(s, out);
  } else if (s.verb == Verb::Alter) {
    alterProbe(sql, list->tokens, s, out);
  } else if (s.verb == Verb::Create || s.verb == Verb::Drop) {
    tableProbe(s, out);
  }
  return out;
}

Result<Done> evaluate(const StructuralProbe& probe, const Facts& facts) {
  size_t held = 0;
  for (const Probe& p : probe.probes) {
    if (p.kind == ProbeKind::DatabaseExists) {
      auto there = facts.databaseExists(p.table.database);
      if (!there) return fail(there.error());
      held += *there;
      continue;
    }
    auto table = facts.table(p.table);
    if (!table) return fail(table.error());
    held += holds(p, table->get());
  }
  if (probe.probes.empty()) return Done::Unknown;
  if (held == 0) return Done::No;
  if (held < probe.probes.size()) return Done::Partly;
  return probe.conclusive ? Done::Yes : Done::Unknown;
}

}  // namespace twintide::ddl
