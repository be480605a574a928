#include "engine/capture/changelog/ddl_watch.h"

#include <cstdlib>

#include "engine/base/log.h"
#include "engine/base/stop_wait.h"
#include "engine/capture/changelog/log_stream.h"

namespace twintide::capture {
namespace {

using namespace std::chrono_literals;
constexpr auto kLookEvery = 20ms;
constexpr auto kAfterError = 1s;

}  // namespace

DdlWatch::DdlWatch(const ChangeLogOptions& options, SharedStructures& shared)
    : m_options(options), m_shared(shared) {
  m_thread = NamedThread("ddl-watch", [this](std::stop_token stop) { run(stop); });
}

// The stream needs the same server and tells what is wrong with it; here it is tried again.
void DdlWatch::run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    Status done = watch(stop);
    if (done) continue;
    logger("capture")->info("{}: watch of ALTERs tries again: {}", m_options.ownLinkId,
                            name(done.error().code));
    pauseFor(stop, kAfterError);
  }
}

Status DdlWatch::watch(std::stop_token stop) {
  auto session = db::Session::open(m_options.params);
  if (!session) return fail(session.error());
  if (m_seen.empty()) {
    auto newest = (*session)->scalar(
        "SELECT IFNULL(MAX(schema_version),0) FROM oceanbase.__all_ddl_operation");
    if (!newest) return fail(newest.error());
    m_seen = *newest;
  }
  while (pauseFor(stop, kLookEvery)) TWINTIDE_TRY(lookOnce(**session));
  return {};
}

Status DdlWatch::lookOnce(db::Session& session) {
  auto rows = session.query(
      "SELECT schema_version, table_id, ORA_ROWSCN AS scn FROM oceanbase.__all_ddl_operation WHERE "
      "schema_version>" +
      m_seen + " AND operation_type=" + std::to_string(kAlterTable) +
      " AND ddl_stmt_str<>'' ORDER BY schema_version");
  if (!rows) return fail(rows.error());
  for (size_t i = 0; i < rows->rows.size(); ++i) {
    const uint64_t scn = std::strtoull(rows->text(i, "scn").c_str(), nullptr, 10);
    TWINTIDE_TRY(renew(session, m_shared, rows->integer(i, "table_id"), scn));
    m_seen = rows->text(i, "schema_version");
  }
  return {};
}

Status DdlWatch::renew(db::Session& session, SharedStructures& shared, int64_t tableId,
                       uint64_t scn) {
  auto names = session.query(
      "SELECT d.database_name, t.table_name FROM oceanbase.__all_table t JOIN "
      "oceanbase.__all_database d ON d.database_id=t.database_id WHERE t.table_id=" +
      std::to_string(tableId));
  if (!names) return fail(names.error());
  if (names->empty()) return {};
  const TableId table{names->rows[0][0].value_or(""), names->rows[0][1].value_or("")};
  if (!shared.structures.chosen(table)) return {};
  std::lock_guard lock(shared.mutex);
  auto looked = shared.structures.lookAt(session, table, scn, Look::Renew);
  if (!looked) return fail(looked.error());
  shared.changed = true;
  return {};
}

}  // namespace twintide::capture
