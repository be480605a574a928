// Purpose: which rows of a target hold a value of a unique key that an incoming row needs.
// Owner: SqlRows. Thread: pure functions.
#pragma once

#include <optional>
#include <string>

#include "engine/apply/row_sql.h"

namespace twintide::apply {

// A condition that is true of exactly the rows whose values of the key are those of the image:
// "`a`=1 AND LEFT(`b`,10)=LEFT('x',10)". Generated columns are computed by the server out of the
// image. Empty where a value is NULL, since such a row is in nobody's way; nullopt where the image
// does not tell: an expression, a column that only the target has.
std::optional<std::string> uniqueWhere(const TargetTable& t, const Key& key, const Cells& image);

}  // namespace twintide::apply
