// Purpose: what to look at in a target to know whether a statement has been done there already.
// Owner: engine/ddl. Thread: pure functions; evaluate() calls the given look-ups.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ddl/statement.h"

namespace twintide::ddl {

enum class ProbeKind {
  TableExists,
  TableGone,
  ColumnExists,
  ColumnGone,
  IndexExists,
  IndexGone,
  ForeignKeyExists,
  ForeignKeyGone,
  DatabaseExists
};

struct Probe {
  ProbeKind kind = ProbeKind::TableExists;
  TableId table;     // database only for DatabaseExists
  std::string name;  // column, index or foreign key
  bool operator==(const Probe&) const = default;
};

struct StructuralProbe {
  std::vector<Probe> probes;
  // True: all probes holding proves that the statement was done. False: the rest (types, options,
  // rows of TRUNCATE) shows only in the structure hash, or not at all.
  bool conclusive = false;
};

Result<StructuralProbe> structuralProbe(std::string_view sql, const Statement& statement);

// Look-ups at one server; table: nullptr when there is none.
struct Facts {
  std::function<Result<std::shared_ptr<const TableSchema>>(const TableId&)> table;
  std::function<Result<bool>(const std::string&)> databaseExists;
};

// Partly: some probes hold (a multi-table DROP that stopped half way). Unknown: run it only if the
// journal or the structure hash says so.
enum class Done { Yes, No, Partly, Unknown };
Result<Done> evaluate(const StructuralProbe& probe, const Facts& facts);

}  // namespace twintide::ddl
