// Purpose: which privileges each side needs, which of them are missing, and the GRANTs for them.
// Owner: check "privileges". Thread: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/precheck/check.h"

namespace twintide::precheck {

// Privileges on one scope; an empty database is *.*.
struct ScopePrivileges {
  std::string database;
  std::vector<std::string> privileges;  // as this server spells them in a GRANT
  std::string scope() const;            // "*.*" or "`shop`.*"
};

// Databases that the pair touches: those of chosen tables at either side and those named in full.
std::vector<std::string> chosenDatabases(const Context& context);

std::vector<ScopePrivileges> neededPrivileges(const Context& context, const Site& site);
// What of `needed` the grants do not give. A privilege on every chosen table of a database counts
// as one on the database, unless new tables are to be made in it.
std::vector<ScopePrivileges> missingPrivileges(const std::vector<ScopePrivileges>& needed,
                                               const Site& site, bool newTables);
std::string grantStatement(const ScopePrivileges& missing, const Account& account);

}  // namespace twintide::precheck
