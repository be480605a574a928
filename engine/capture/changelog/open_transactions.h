// Purpose: which transactions and statements run at the server, and waiting until those of a moment
// are over. Owner: a change-log source. Thread: one at a time.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/session.h"

namespace twintide::capture {

// Reads the server's own lists; which view a server has, and whether this user may read it, is
// found out once.
class OpenTransactions {
 public:
  // False: no such view is there or readable (SELECT on oceanbase.* is missing).
  Result<bool> readable(db::Session& session);
  // Ids of all transactions that have written something and not ended.
  Result<std::set<std::string>> writers(db::Session& session);
  // Statements that are running now, each with an id of its own; without this session's.
  Result<std::set<std::string>> statements(db::Session& session);

 private:
  std::optional<bool> m_readable;
  std::string m_writersSql, m_statementsSql;
};

// Everything that ran when begin() was called may have written rows without firing a trigger that
// was made just before. First the statements of that moment must end (one may hold a plan without
// the trigger and not have written yet), then the transactions open after that.
class OldTransactions {
 public:
  Status begin(OpenTransactions& open, db::Session& session);
  // True when all of them are over.
  Result<bool> over(OpenTransactions& open, db::Session& session);
  bool statementsOver() const { return m_statementsOver; }
  // Those that are still waited for.
  const std::set<std::string>& left() const { return m_statementsOver ? m_writers : m_statements; }

 private:
  std::set<std::string> m_statements, m_writers;
  bool m_statementsOver = false;
};

}  // namespace twintide::capture
