// Purpose: turns a group into the statements of one target transaction: net effect per key where
// that is safe, source order where it is not.
// Owner: the applier. Thread: one at a time.
#pragma once

#include <functional>
#include <memory>

#include "engine/apply/group.h"
#include "engine/apply/plan.h"
#include "engine/apply/target_table.h"
#include "engine/db/server_traits.h"

namespace twintide::apply {

// Finds (and binds) the target table of a change's layout.
using TableLookup = std::function<Result<std::shared_ptr<const TargetTable>>(
    const std::shared_ptr<const RowLayout>&)>;

struct PlanLimits {
  size_t rowsPerStatement = 500;
  size_t bytesPerStatement = 1 << 20;
};

// SchemaMismatch, TableWithoutKey … from the lookup; PacketTooLarge when one row alone exceeds
// maxPacket bytes. `before`: what the groups before write that this one may run beside; rows that
// they write as well come late then, and so do tables whose order among themselves or with others
// matters.
Result<Plan> planGroup(const Group& group, const TableLookup& lookup,
                       const db::ServerTraits& traits, const PlanLimits& limits = {},
                       KeysBefore before = {});

}  // namespace twintide::apply
