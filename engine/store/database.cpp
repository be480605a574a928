#include "engine/store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "engine/store/atomic_file.h"

namespace twintide::store {
namespace {

constexpr int kBusyMs = 5'000;

int bindOne(sqlite3_stmt* s, int at, const SqlValue& value) {
  if (const auto* i = std::get_if<int64_t>(&value)) return sqlite3_bind_int64(s, at, *i);
  if (const auto* d = std::get_if<double>(&value)) return sqlite3_bind_double(s, at, *d);
  const auto& t = std::get<std::string>(value);
  return sqlite3_bind_text64(s, at, t.data(), t.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Row images are in it: the owner's eyes only. SQLite gives -wal and -shm the same mode. A failure
// shows in the opening that follows.
void makePrivate(const std::string& file) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) ::close(fd);
}

struct Statement {
  sqlite3_stmt* s = nullptr;
  ~Statement() { sqlite3_finalize(s); }
};

}  // namespace

int64_t Row::integer(int column) const {
  return sqlite3_column_int64(m_statement, column);
}
double Row::real(int column) const {
  return sqlite3_column_double(m_statement, column);
}
std::string Row::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
  return data ? std::string(data, sqlite3_column_bytes(m_statement, column)) : std::string();
}

Result<std::unique_ptr<Database>> Database::open(const std::string& file, Mode mode) {
  std::unique_ptr<Database> db(new Database(file));
  if (mode == Mode::ReadWrite) makePrivate(file);
  const int flags =
      SQLITE_OPEN_FULLMUTEX |
      (mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const int code = sqlite3_open_v2(file.c_str(), &db->m_db, flags, nullptr);
  if (code != SQLITE_OK) return db->broken(code);
  sqlite3_extended_result_codes(db->m_db, 1);
  sqlite3_busy_timeout(db->m_db, kBusyMs);
  // NORMAL may lose the last commits in a power cut but never corrupts: right for a history.
  if (mode == Mode::ReadWrite)
    TWINTIDE_TRY(
        db->script("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                   "PRAGMA journal_size_limit=8388608; PRAGMA auto_vacuum=NONE;"));
  return db;
}

Database::~Database() {
  sqlite3_close_v2(m_db);
}

tl::unexpected<Error> Database::broken(int code) const {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return fail(writeError(ENOSPC, m_file));
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return fail(writeError(EACCES, m_file));
    case SQLITE_CANTOPEN: {
      const int why = m_db ? sqlite3_system_errno(m_db) : 0;
      return fail(writeError(why != 0 ? why : EACCES, m_file));
    }
    default:
      break;
  }
  // A write that meets a full disk below the page cache comes as an I/O error with the errno.
  const int why = m_db ? sqlite3_system_errno(m_db) : 0;
  if ((code & 0xff) == SQLITE_IOERR && (why == ENOSPC || why == EDQUOT || why == EFBIG))
    return fail(writeError(why, m_file));
  Error error(ErrorCode::HistoryBroken, {{"file", m_file}, {"reason", sqlite3_errstr(code)}});
  if ((code & 0xff) == SQLITE_BUSY) error.retryable = true;
  return fail(std::move(error));
}

Status Database::script(const char* sql) {
  const int code = sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return broken(code);
  return {};
}

Status Database::run(const char* sql, std::initializer_list<SqlValue> values,
                     const std::function<void(const Row&)>& row) {
  Statement statement;
  int code = sqlite3_prepare_v2(m_db, sql, -1, &statement.s, nullptr);
  int at = 0;
  for (auto v = values.begin(); code == SQLITE_OK && v != values.end(); ++v)
    code = bindOne(statement.s, ++at, *v);
  if (code != SQLITE_OK) return broken(code);
  return step(statement.s, row);
}

Status Database::step(sqlite3_stmt* statement, const std::function<void(const Row&)>& row) {
  for (;;) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW) return broken(code);
    if (row) row(Row(statement));
  }
}

int64_t Database::lastId() const {
  return sqlite3_last_insert_rowid(m_db);
}

Status Database::transaction(const std::function<Status()>& body) {
  TWINTIDE_TRY(script("BEGIN IMMEDIATE"));
  Status done = body();
  if (done) done = script("COMMIT");
  // A full disk may have rolled back by itself already: then there is nothing to roll back.
  if (!done && sqlite3_get_autocommit(m_db) == 0)
    sqlite3_exec(m_db, "ROLLBACK", nullptr, nullptr, nullptr);
  return done;
}

}  // namespace twintide::store
