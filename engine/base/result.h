// Purpose: the one way a failure travels through the engine: a code, arguments, no human text.
// Owner: whoever returns it. Thread: a value, free to copy between threads.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "engine/base/error_code.h"

namespace twintide {

// What failed, where, and the facts a message needs. Never contains a password.
struct Error {
  ErrorCode code = ErrorCode::Internal;
  // Named facts for the message: "host", "port", "table", "file", "line", "server" (the server's
  // own words) …
  std::map<std::string, std::string> args;
  unsigned serverErrno = 0;  // MySQL-protocol error number, 0 when none
  bool retryable = false;    // true when the same call may succeed later

  Error() = default;
  explicit Error(ErrorCode c) : code(c) {}
  Error(ErrorCode c, std::map<std::string, std::string> a) : code(c), args(std::move(a)) {}

  Error& with(const std::string& key, std::string value) & {
    args[key] = std::move(value);
    return *this;
  }
  Error&& with(const std::string& key, std::string value) && {
    args[key] = std::move(value);
    return std::move(*this);
  }
  const std::string& arg(const std::string& key) const {
    static const std::string kNone;
    auto it = args.find(key);
    return it == args.end() ? kNone : it->second;
  }
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(Error e) {
  return tl::unexpected<Error>(std::move(e));
}
inline tl::unexpected<Error> fail(ErrorCode c, std::map<std::string, std::string> args = {}) {
  return tl::unexpected<Error>(Error(c, std::move(args)));
}

}  // namespace twintide

// Returns the error of a Status/Result expression from the enclosing function.
#define TWINTIDE_TRY(expr)                                      \
  do {                                                          \
    if (auto&& twintideTryR = (expr); !twintideTryR)            \
      return ::twintide::fail(std::move(twintideTryR.error())); \
  } while (false)
