// Purpose: turns a group into the statements of one target transaction: net effect per key where
// that is safe, source order where it is not.
// Owner: the applier. Thread: one at a time.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/apply/group.h"
#include "engine/apply/row_sql.h"
#include "engine/apply/target_table.h"
#include "engine/db/data_connection.h"

namespace twintide::apply {

// Finds (and binds) the target table of a change's layout.
using TableLookup = std::function<Result<std::shared_ptr<const TargetTable>>(
    const std::shared_ptr<const RowLayout>&)>;

struct PlanLimits {
  size_t rowsPerStatement = 500;
  size_t bytesPerStatement = 1 << 20;
};

// Statements with the number of rows each must meet, already as packet text:
// "stmt;SELECT expectation;stmt;…", cut into pieces that fit a packet.
struct Plan {
  std::vector<std::string> packets;  // never empty when there is a row to write
  std::vector<db::Answers> answers;  // of the server to each packet, expectations included
  size_t statements = 0;
  bool exact = false;  // not planned: the group has to take the exact path
};

// SchemaMismatch, TableWithoutKey … from the lookup; PacketTooLarge when one row alone exceeds
// maxPacket bytes.
Result<Plan> planGroup(const Group& group, const TableLookup& lookup,
                       const db::ServerTraits& traits, const PlanLimits& limits = {});

}  // namespace twintide::apply
