#include "engine/precheck/registry.h"

#include "engine/precheck/checks/checks.h"

namespace twintide::precheck {
namespace {

std::vector<std::unique_ptr<Check>> makeAll() {
  std::vector<std::unique_ptr<Check>> all;
  // The server.
  all.push_back(makeReachable());
  all.push_back(makeLogin());
  all.push_back(makeVersion());
  all.push_back(makeSameServer());
  all.push_back(makeReadOnly());
  // Reading changes.
  all.push_back(makeChangeCapture());
  all.push_back(makeLogFilter());
  all.push_back(makeLogRetention());
  all.push_back(makeDurability());
  // Rights and settings.
  all.push_back(makePrivileges());
  all.push_back(makeMaxAllowedPacket());
  all.push_back(makeClock());
  all.push_back(makeTimeZone());
  all.push_back(makeSqlMode());
  all.push_back(makeCharset());
  all.push_back(makeLowerCaseTableNames());
  // The chosen tables.
  all.push_back(makeObjects());
  all.push_back(makeKey());
  all.push_back(makeEngine());
  all.push_back(makeColumnTypes());
  all.push_back(makeUniqueKeys());
  all.push_back(makeAutoIncrement());
  all.push_back(makeGeneratedColumns());
  all.push_back(makeTriggers());
  all.push_back(makeForeignKeys());
  all.push_back(makeTargetTables());
  // Others at the same servers.
  all.push_back(makeOtherTools());
  all.push_back(makeLeftovers());
  return all;
}

}  // namespace

const std::vector<std::unique_ptr<Check>>& registry() {
  static const std::vector<std::unique_ptr<Check>> checks = makeAll();
  return checks;
}

std::vector<std::string> checkIds() {
  std::vector<std::string> ids;
  for (const auto& check : registry()) ids.push_back(check->id());
  return ids;
}

}  // namespace twintide::precheck
