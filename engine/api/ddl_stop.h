// Purpose: tells whether a failed link stands before a DDL that a person may skip.
// Owner: screens, commands and the engine. Thread: pure function.
#pragma once

#include "engine/base/result.h"

namespace twintide::api {

// True for an error that carries the arg "position", which Engine::skipDdl() asks for, and "sql".
inline bool stopsAtDdl(const Error& error) {
  const bool ddl = error.code == ErrorCode::DdlUnknown || error.code == ErrorCode::DdlRefused ||
                   error.code == ErrorCode::DdlFailed;
  return ddl && !error.arg("position").empty();
}

}  // namespace twintide::api
