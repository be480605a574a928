// Purpose: real servers for live tests: started on first use, stopped at exit.
// A flavour whose binary cannot be had is a loud skip (exit 77), or a failure when
// TWINTIDE_REQUIRE_SERVERS=1 (CI).
#pragma once

#include <functional>
#include <memory>

#include <string>
#include <vector>

#include "engine/db/connect_params.h"
#include "engine/db/data_connection.h"
#include "engine/db/session.h"
#include "engine/link/practice/server_process.h"

namespace twintide::test {

// Server number `index` (0, 1) of the flavour in this test program; never null: exits 77 / fails
// as described above. The pair (0, 1) has different server ids.
practice::ServerProcess& server(practice::Flavour flavour, int index = 0);

db::ConnectParams params(practice::ServerProcess& server);
std::unique_ptr<db::Session> session(practice::ServerProcess& server);
// One that waits minutes for an answer: OceanBase may let DDL or a large write take that long.
std::unique_ptr<db::Session> patientSession(practice::ServerProcess& server);
std::unique_ptr<db::DataConnection> connection(practice::ServerProcess& server);

// Runs statements, failing the test (abort with message) at the first error.
void run(db::Session& session, const std::vector<std::string>& statements);
// A database dropped if it exists and made anew.
void freshDatabase(db::Session& session, const std::string& name);
// Waits until the condition holds, at most `seconds`; false when it never did.
bool eventually(const std::function<bool()>& condition, double seconds = 30);
// A scratch folder below the build folder, removed at exit.
std::string scratchDir(const std::string& name);

}  // namespace twintide::test
