// Purpose: the makers of all checks; each is defined in the file that carries the check's id.
// Owner: registry.cpp. Thread: pure functions.
#pragma once

#include <memory>

#include "engine/precheck/check.h"

namespace twintide::precheck {

std::unique_ptr<Check> makeReachable();
std::unique_ptr<Check> makeLogin();
std::unique_ptr<Check> makeVersion();
std::unique_ptr<Check> makeSameServer();
std::unique_ptr<Check> makeReadOnly();
std::unique_ptr<Check> makeChangeCapture();
std::unique_ptr<Check> makeLogFilter();
std::unique_ptr<Check> makeLogRetention();
std::unique_ptr<Check> makeDurability();
std::unique_ptr<Check> makePrivileges();
std::unique_ptr<Check> makeMaxAllowedPacket();
std::unique_ptr<Check> makeClock();
std::unique_ptr<Check> makeTimeZone();
std::unique_ptr<Check> makeSqlMode();
std::unique_ptr<Check> makeCharset();
std::unique_ptr<Check> makeLowerCaseTableNames();
std::unique_ptr<Check> makeObjects();
std::unique_ptr<Check> makeKey();
std::unique_ptr<Check> makeEngine();
std::unique_ptr<Check> makeColumnTypes();
std::unique_ptr<Check> makeUniqueKeys();
std::unique_ptr<Check> makeAutoIncrement();
std::unique_ptr<Check> makeGeneratedColumns();
std::unique_ptr<Check> makeTriggers();
std::unique_ptr<Check> makeForeignKeys();
std::unique_ptr<Check> makeTargetTables();
std::unique_ptr<Check> makeOtherTools();
std::unique_ptr<Check> makeLeftovers();

}  // namespace twintide::precheck
