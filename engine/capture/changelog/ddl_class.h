// Purpose: whose a statement of the server's DDL history is.
// Owner: capture/changelog. Thread: pure functions.
#pragma once

#include <string>

#include "engine/capture/changelog/log_reader.h"

namespace twintide::capture {

// User: to be replicated. Foreign: a Twintide applier ran it. Ours: housekeeping of the change log.
// Other: accounts, variables and the like, which belong to no database.
enum class DdlOwner { User, Foreign, Ours, Other };

// Operation type of ALTER TABLE in oceanbase.__all_ddl_operation (tried on seekdb 1.4).
inline constexpr int64_t kAlterTable = 3;

struct DdlVerdict {
  DdlOwner owner = DdlOwner::Other;
  std::string linkId;      // Foreign: which link's applier
  bool structures = true;  // may have changed the structure of a table
};

DdlVerdict classify(const DdlRow& row);

// Put into statements that the change log itself runs on user tables.
inline constexpr const char* kOwnComment = "/* twintide:change-log */";

}  // namespace twintide::capture
