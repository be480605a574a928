// Purpose: names and texts of the triggers that write the change log.
// Owner: capture/changelog. Thread: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/model/table_schema.h"

namespace twintide::capture {

// "twintide_i_<hash of the table name>_<layout>"; `kind` is i, u or d.
std::string triggerName(const TableId& table, char kind, int64_t layout);
// Kind and layout of a name that triggerName() made; nullopt for any other.
struct TriggerTag {
  char kind = 'i';
  int64_t layout = 0;
};
std::optional<TriggerTag> parseTriggerName(const std::string& name);

struct TriggerText {
  char kind;
  std::string sql;  // CREATE TRIGGER
};
std::array<TriggerText, 3> triggerTexts(const TableSchema& table, int64_t layout);

}  // namespace twintide::capture
