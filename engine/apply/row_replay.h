// Purpose: the exact path: one change at a time, against the row that is really there, with the
// policy and the conflict log. Runs inside a transaction that the applier has begun.
// Owner: the applier. Thread: the applier's.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/apply/policy.h"
#include "engine/apply/row_sql.h"
#include "engine/db/data_connection.h"
#include "engine/model/change.h"
#include "engine/model/conflict.h"

namespace twintide::apply {

struct ReplayContext {
  db::DataConnection& target;
  const ConflictPolicy& policy;
  Situation situation;
  std::string linkId;
  std::string position;
  int64_t nowUs = 0;
  // "Make it so": overwrite without calling it a conflict (re-read rows, overlap after a copy).
  bool tolerant = false;
};

class RowReplay {
 public:
  RowReplay(ReplayContext context, std::vector<Conflict>& conflicts)
      : m_context(std::move(context)), m_conflicts(conflicts) {}

  // ConflictStop when the policy says stop; server errors as they come.
  Status apply(const TargetTable& table, const Change& change);

 private:
  struct Local {
    bool found = false;
    RowImage image;
  };
  Status insert(const TargetTable& t, const Cells& after);
  Status update(const TargetTable& t, const Cells& before, const Cells& after);
  Status remove(const TargetTable& t, const Cells& before);

  // Writes the image under its key whether or not a row is there, clearing rows in its way.
  Status force(const TargetTable& t, const Cells& image);
  Status removeByKey(const TargetTable& t, const Cells& image);
  // Deletes rows (other than the image's own) that hold one of its unique values.
  Status clearUniqueValues(const TargetTable& t, const Cells& image);

  Result<Local> lockRow(const TargetTable& t, const Cells& keyImage);
  Result<bool> equals(const TargetTable& t, const Cells& image);
  // Runs a statement; matched rows, or Duplicate when a unique key refused it.
  enum class Outcome { Met, Missed, Duplicate };
  Result<Outcome> tryStatement(const std::string& sql);

  Result<Decision> conflict(const TargetTable& t, ConflictKind kind, const Cells* before,
                            const Cells* after, const Local& local);

  ReplayContext m_context;
  std::vector<Conflict>& m_conflicts;
};

RowImage imageOf(const TargetTable& t, const Cells& cells);

}  // namespace twintide::apply
