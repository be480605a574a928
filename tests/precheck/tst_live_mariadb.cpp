#include "engine/link/practice/server_process.h"

namespace twintide::test {
static constexpr practice::Flavour kFlavour = practice::Flavour::MariaDb;
}

#include "tests/precheck/suite_privileges.h"
#include "tests/precheck/suite_settings.h"
#include "tests/precheck/suite_tables.h"
