#include "engine/precheck/privilege_needs.h"

#include <set>

#include "engine/db/schema_reader.h"
#include "engine/db/twintide_schema.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

// The database part of a pattern when it is a plain name, else "".
std::string plainDatabase(const std::string& pattern) {
  const std::string database = pattern.substr(0, pattern.find('.'));
  return database.find_first_of("*?[]") == std::string::npos ? database : "";
}

// MariaDB 10.5 renamed REPLICATION CLIENT and prints only the new name (tried on 10.11).
std::string binlogStatusPrivilege(const Site& site) {
  return site.kind() == ServerKind::MariaDb ? "BINLOG MONITOR" : "REPLICATION CLIENT";
}

std::vector<std::string> onChosenDatabases(const Context& context, const Site& site) {
  std::vector<std::string> p{"SELECT", "INSERT", "UPDATE", "DELETE"};
  const MigrationTypes& into = context.writer(site.side).types;
  if (into.schema || into.ddl) {
    // OceanBase and MySQL want REFERENCES on the parent for a foreign key (tried).
    for (const char* more : {"CREATE", "ALTER", "DROP", "INDEX", "REFERENCES"}) p.push_back(more);
  }
  const bool reads = context.reader(site.side).types.incremental;
  if (reads && site.capture() == Capture::ChangeLog) p.push_back("TRIGGER");
  return p;
}

bool onEveryTable(const Site& site, const std::string& privilege, const std::string& database) {
  bool any = false;
  for (const auto& t : site.tables) {
    if (t->id.database != database) continue;
    any = true;
    if (!site.grants->hasOnTable(privilege, t->id)) return false;
  }
  return any;
}

bool holdsIt(const Site& site, const std::string& privilege, const std::string& database,
             bool newTables) {
  if (database.empty()) {
    // Error 1227 of every server names SUPER as good enough for these two.
    const bool status = privilege == binlogStatusPrivilege(site);
    return site.grants->hasGlobal(privilege) || (status && site.grants->hasGlobal("SUPER"));
  }
  return site.grants->hasOnDatabase(privilege, database) ||
         (!newTables && onEveryTable(site, privilege, database));
}

}  // namespace

std::string ScopePrivileges::scope() const {
  return database.empty() ? "*.*" : grantScope(database);
}

std::vector<std::string> chosenDatabases(const Context& context) {
  std::set<std::string> out;
  for (const std::string& pattern : context.pair.objects.include) {
    const std::string database = plainDatabase(pattern);
    if (!database.empty() && !db::isSystemDatabase(database)) out.insert(database);
  }
  for (const Site* site : {&context.a, &context.b}) {
    for (const auto& t : site->tables) out.insert(t->id.database);
  }
  return {out.begin(), out.end()};
}

std::vector<ScopePrivileges> neededPrivileges(const Context& context, const Site& site) {
  std::vector<ScopePrivileges> out;
  const bool reads = context.reader(site.side).types.incremental;
  if (reads && site.capture() == Capture::Binlog)
    out.push_back({"", {"REPLICATION SLAVE", binlogStatusPrivilege(site)}});
  for (const std::string& database : chosenDatabases(context))
    out.push_back({database, onChosenDatabases(context, site)});
  out.push_back(
      {db::kSchema, {"SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "INDEX"}});
  return out;
}

std::vector<ScopePrivileges> missingPrivileges(const std::vector<ScopePrivileges>& needed,
                                               const Site& site, bool newTables) {
  std::vector<ScopePrivileges> out;
  for (const ScopePrivileges& need : needed) {
    ScopePrivileges missing{need.database, {}};
    for (const std::string& p : need.privileges) {
      if (!holdsIt(site, p, need.database, newTables)) missing.privileges.push_back(p);
    }
    if (!missing.privileges.empty()) out.push_back(std::move(missing));
  }
  return out;
}

std::string grantStatement(const ScopePrivileges& missing, const Account& account) {
  return "GRANT " + join(missing.privileges) + " ON " + missing.scope() + " TO " + account.quoted();
}

}  // namespace twintide::precheck
