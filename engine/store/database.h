// Purpose: a thin owner of one SQLite connection; nothing outside History uses it.
// Owner: History. Thread: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <variant>

#include "engine/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace twintide::store {

using SqlValue = std::variant<int64_t, double, std::string>;

// The current row of a query.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : m_statement(statement) {}
  int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;

 private:
  sqlite3_stmt* m_statement;
};

class Database {
 public:
  enum class Mode { ReadWrite, ReadOnly };
  // Waits at most 5 s for another program's transaction, then HistoryBroken "locked".
  static Result<std::unique_ptr<Database>> open(const std::string& file, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Status script(const char* sql);  // no values, several statements
  Status run(const char* sql, std::initializer_list<SqlValue> values,
             const std::function<void(const Row&)>& row = {});
  int64_t lastId() const;
  // All or nothing.
  Status transaction(const std::function<Status()>& body);

 private:
  Database(std::string file) : m_file(std::move(file)) {}
  tl::unexpected<Error> broken(int code) const;
  Status step(sqlite3_stmt* statement, const std::function<void(const Row&)>& row);

  const std::string m_file;
  sqlite3* m_db = nullptr;
};

}  // namespace twintide::store
