// Purpose: MySQL-protocol error numbers → engine errors, in one place.
// Owner: engine/db. Thread: pure function.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/db/connect_params.h"

namespace twintide::db {

// errnum: server (1000–1999, 4000+ OceanBase) or client (2000–2999) number. The statement is
// shortened and its quoted values are replaced before it enters the error.
Error serverError(unsigned errnum, const std::string& message, const ConnectParams& params,
                  std::string_view sql = {});

// The statement with every quoted or hex value replaced by ?, at most maxChars long.
std::string redactSql(std::string_view sql, size_t maxChars = 300);

// True for errors after which the same transaction may be tried again: lock wait, deadlock,
// OceanBase 4012/4038/5066/6002/6005/6224 …
bool isRetryable(unsigned errnum);
// True where a strict session will not store a value of a row: too long, out of range, check
// violated …
bool refusesValue(unsigned errnum);
// True where a foreign key is against a row: its parent is missing, or children point to it.
bool violatesForeignKey(unsigned errnum);
// True when the connection is gone: 2002, 2003, 2006, 2013, 2055 …
bool isConnectionLoss(unsigned errnum);

}  // namespace twintide::db
