// Purpose: how tables looked before DDL that a link has made at its target, so that the rows the
// opposite link still has to read from there can be understood.
// Owner: DdlStep records, a change source of the opposite link asks. Thread: pure functions.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/apply/applier.h"
#include "engine/db/session.h"

namespace twintide::link {

// Keeps the table as it is now; as often as it likes, a structure is kept once. No more than the
// last few of a table are kept.
Status recordStructure(apply::Applier& applier, const TableSchema& table,
                       const std::string& linkId);

// What a table may have looked like when rows were logged at `at` that its present structure does
// not fit: as recorded there, newest first, then as `other`, the pair's other side, has it now.
Result<std::vector<std::shared_ptr<const TableSchema>>> olderStructures(
    const db::ConnectParams& at, const db::ConnectParams& other, const TableId& table);

}  // namespace twintide::link
