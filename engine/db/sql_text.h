// Purpose: names and values as SQL text, in one place.
// Owner: engine/db. Thread: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "engine/model/change.h"
#include "engine/model/table_schema.h"

namespace twintide::db {

std::string quoteName(std::string_view name);  // `a``b`
std::string quoteTable(const TableId& table);  // `db`.`t`
std::string quoteText(
    std::string_view text);  // 'a\'b', for utf8mb4 sessions with backslash escapes
void appendName(std::string& out, std::string_view name);
void appendText(std::string& out, std::string_view bytes);  // quoted and escaped
// A cell as a literal: NULL, a number, 'text' with a charset introducer where the column is not
// utf8, x'..' for binary. `column` is the source column the bytes come from.
void appendCell(std::string& out, const Cell& cell, const Column& column);

}  // namespace twintide::db
