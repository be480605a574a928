// Purpose: the comma-separated actions of ALTER TABLE, as far as a replicator must know them.
// Owner: engine/ddl. Thread: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/ddl/cursor.h"

namespace twintide::ddl {

enum class ActionKind {
  AddColumn,
  DropColumn,
  ChangeColumn,
  ModifyColumn,
  RenameColumn,
  AddIndex,
  DropIndex,
  RenameIndex,
  AddPrimary,
  DropPrimary,
  AddForeignKey,
  DropConstraint,
  RenameTable,
  ExchangePartition,
  DropPartition,
  TruncatePartition,
  OtherPartition,
  ConvertPartition,
  Tablespace,
  Hint,
  Other
};

struct AlterAction {
  ActionKind kind = ActionKind::Other;
  // Added, dropped or renamed things; empty when the statement leaves the name to the server.
  std::vector<std::string> names;
  std::string newName;           // ChangeColumn, RenameColumn, RenameIndex
  std::vector<NameRef> tables;   // RenameTable, ExchangePartition
  std::vector<Clause> ifExists;  // IF [NOT] EXISTS inside the action
  size_t begin = 0;              // in the text
  size_t end = 0;
};

// From the cursor, which stands after the table name, to the end of the statement.
std::vector<AlterAction> alterActions(Cursor& cursor);

}  // namespace twintide::ddl
