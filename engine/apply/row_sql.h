// Purpose: row changes as SQL text: inserts, guarded updates and deletes, single and merged.
// Owner: engine/apply. Thread: pure functions over immutable tables.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/apply/target_table.h"
#include "engine/db/server_traits.h"

namespace twintide::apply {

// The image a row must have at the target (before) and the one it gets (after).
struct RowUpdate {
  const Cells* before = nullptr;
  const Cells* after = nullptr;
};

// "`t`.`c1`<=>… AND …" over all present, comparable cells: true exactly when the target row is
// byte-equal to the image. `alias` is prepended to the column names, e.g. "t.".
void appendGuard(std::string& out, const TargetTable& t, const Cells& image,
                 std::string_view alias);
// Equality of the key columns.
void appendKey(std::string& out, const TargetTable& t, const Cells& image);

void appendInsert(std::string& out, const TargetTable& t, std::span<const Cells* const> rows);
// SET of the columns that differ; every present column when `all` (then no guard).
void appendUpdate(std::string& out, const TargetTable& t, const RowUpdate& row, bool guarded);
void appendDelete(std::string& out, const TargetTable& t, std::span<const Cells* const> rows,
                  bool guarded);

// Columns that an update changes, as indexes into t.columns; `changed` is filled anew.
void changedColumns(const TargetTable& t, const RowUpdate& row, std::vector<int>& changed);

// UPDATE … JOIN of many rows that change the same columns; needs t.joinable and columns that
// survive a derived table (canMerge()).
bool canMerge(const TargetTable& t, const std::vector<int>& changed);
void appendMergedUpdate(std::string& out, const TargetTable& t, const std::vector<int>& changed,
                        std::span<const RowUpdate> rows, const db::ServerTraits& traits);

// The key's bytes, length-prefixed: equal exactly for byte-equal keys. False when a key cell is
// absent from the image.
bool keyBytes(const TargetTable& t, const Cells& image, std::string& out);
// The same for the keys of one table alone, where they are told from each other at less cost: a
// cell's own bytes, or `scratch`. nullopt when a key cell is absent.
std::optional<std::string_view> keyIdentity(const TargetTable& t, const Cells& image,
                                            std::string& scratch);
// The value of TargetTable::otherUnique[key]; false where it has none that is told, or NULL.
bool uniqueValue(const TargetTable& t, size_t key, const Cells& image, std::string& out);
// "id=7, region=cn" for people.
std::string keyText(const TargetTable& t, const Cells& image);
// The server's refusal of a value, told with table and key.
Error targetValueRefused(const TargetTable& t, const Cells& image, Error byServer);

}  // namespace twintide::apply
