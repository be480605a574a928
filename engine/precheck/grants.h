// Purpose: what an account may do, read from the text of SHOW GRANTS of any supported server.
// Owner: a Site keeps the account's grants during one precheck. Thread: plain values.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/table_schema.h"

namespace twintide::precheck {

struct Account {
  std::string user, host;
  // 'user'@'host', quoted for a GRANT.
  std::string quoted() const;
};

// "sync@%", as CURRENT_USER() says it; splits at the last @.
Account parseAccount(std::string_view currentUser);

// What one grantee (the account itself, or a role it carries) holds.
struct Holdings {
  std::set<std::string> global;  // upper case, "ALL" for everything
  std::vector<std::pair<std::string, std::set<std::string>>> patterns;  // raw database pattern
  std::map<TableId, std::set<std::string>> tables;
  std::map<std::string, std::set<std::string>> revoked;  // MySQL 8 partial revokes, by database
  bool grantOption = false;                              // on *.*
};

class Grants {
 public:
  // unionOfPatterns: OceanBase adds up all matching database grants; MySQL and MariaDB use the most
  // specific one alone (tried on all four). foldCase: names are compared without case.
  explicit Grants(bool unionOfPatterns = false, bool foldCase = false)
      : m_union(unionOfPatterns), m_fold(foldCase) {}

  // One line of SHOW GRANTS; false when it says nothing about privileges (roles, PROXY, …).
  bool addLine(std::string_view line);

  bool hasGlobal(const std::string& privilege) const;
  bool hasOnDatabase(const std::string& privilege, const std::string& database) const;
  bool hasOnTable(const std::string& privilege, const TableId& table) const;
  bool mayGrant() const;  // GRANT OPTION on *.*
  int lines() const { return m_lines; }

 private:
  bool onDatabase(const Holdings& h, const std::string& privilege, const std::string& db) const;
  bool same(const std::string& a, const std::string& b) const;
  bool m_union;
  bool m_fold;
  int m_lines = 0;
  std::map<std::string, Holdings> m_holders;
};

// True when the database pattern of a grant (% _ and backslash escapes) covers the name.
bool patternCovers(std::string_view pattern, std::string_view name, bool foldCase);
// A database name as a GRANT scope: `sh\_op`, since _ and % are wildcards there.
std::string grantScope(const std::string& database);

}  // namespace twintide::precheck
