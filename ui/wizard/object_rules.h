// Purpose: turns ticks in the object tree into include and exclude patterns, and counts matches.
// Owner: ObjectsPage. Thread: pure functions.
#pragma once

#include <QString>
#include <vector>

#include "engine/model/pair_spec.h"
#include "engine/model/server_info.h"

namespace twintide::ui {

enum class Chosen { No, Some, All };

// A view, or a table that no link can address row by row.
inline bool replicable(const TableBrief& t) {
  return t.hasKey && !t.isView;
}

void chooseDatabase(ObjectFilter& filter, const std::string& database, bool on);
void chooseTable(ObjectFilter& filter, const TableId& table, bool on);

struct RuleCount {
  int chosen = 0;
  int leftOut = 0;  // matched but without a key, or views
};
RuleCount countMatches(const ObjectFilter& filter, const std::vector<TableBrief>& tables);

// One pattern a line, blanks trimmed, empty lines dropped.
std::vector<std::string> patternsOf(const QString& text);
QString textOf(const std::vector<std::string>& patterns);

}  // namespace twintide::ui
