// Purpose: row images of the change log as cells.
// Owner: capture/changelog. Thread: pure functions; the arena belongs to the caller.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/change.h"

namespace twintide::capture {

// The SQL of one image: the fields of all columns in schema order, joined by commas. A field is N
// for NULL, a bare token, or for text "<bytes>:<text>".
std::string imageExpression(const TableSchema& table, const std::string& row);

// Cells of an image, in schema order, with bytes in `arena`. ChangeLogBroken when it is not one.
Result<Cells> decodeImage(std::string_view image, const TableSchema& table, Arena& arena);

}  // namespace twintide::capture
