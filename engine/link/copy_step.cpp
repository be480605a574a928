#include "engine/link/copy_step.h"

#include <algorithm>

#include "engine/base/clock.h"
#include "engine/copy/row_copy.h"
#include "engine/copy/schema_copy.h"
#include "engine/db/schema_reader.h"
#include "engine/ddl/rewrite.h"

namespace twintide::link {
namespace {

// Each worker marks its transactions in a row of its own: one row would make them take turns.
constexpr int kFirstCopyStream = 1000;

ddl::Dialect dialectOf(const db::ServerTraits& t) {
  return {t.kind, t.number, t.isSeekdb};
}

copy::Translate translator(const std::string& linkId, const db::Session& from,
                           const db::Session& to) {
  ddl::RewriteOptions options;
  options.linkId = linkId;
  options.from = dialectOf(from.traits());
  options.to = dialectOf(to.traits());
  return
      [options](const std::string& sql, const std::string& database) -> Result<copy::Translated> {
        ddl::ParseOptions parse;
        parse.defaultDatabase = database;
        auto statement = ddl::parse(sql, parse);
        if (!statement) return fail(statement.error());
        auto rewritten = ddl::rewrite(sql, *statement, options);
        if (!rewritten) return fail(rewritten.error());
        copy::Translated out;
        out.sql = rewritten->sql;
        for (const auto& n : rewritten->notes) out.notes.push_back({{}, n.code, n.from, n.to});
        return out;
      };
}

}  // namespace

// What one worker keeps from table to table.
class CopyWorker {
 public:
  CopyWorker(std::unique_ptr<copy::RowCopier> copier, apply::MarkerOwner owner,
             apply::MarkerState marker)
      : m_copier(std::move(copier)), m_owner(std::move(owner)), m_marker(std::move(marker)) {}

  static Result<std::unique_ptr<CopyWorker>> open(const LinkContext& context, int number) {
    auto target = db::DataConnection::open(context.to.params());
    if (!target) return fail(target.error());
    const apply::MarkerOwner owner{context.linkId(), kFirstCopyStream + number,
                                   context.from.source.region.number};
    auto marker = apply::claimMarker(**target, owner, "copy");
    if (!marker) return fail(marker.error());
    auto copier =
        copy::RowCopier::open(context.from.params(), context.to.params(), context.linkId());
    if (!copier) return fail(copier.error());
    return std::make_unique<CopyWorker>(std::move(*copier), owner, *marker);
  }

  std::string nextMarker() {
    ++m_marker.groupNo;
    return apply::markerSql(m_owner, m_marker);
  }
  copy::RowCopier& copier() { return *m_copier; }

 private:
  std::unique_ptr<copy::RowCopier> m_copier;
  const apply::MarkerOwner m_owner;
  apply::MarkerState m_marker;
};

Status CopyStep::copySchema(db::Session& source, db::Session& target, std::stop_token stop) {
  copy::SchemaCopyOptions options;
  options.linkId = m_context.linkId();
  options.translate = translator(m_context.linkId(), source, target);
  options.nonEmptyTarget = m_context.pair.options.nonEmptyTarget;
  options.rowsFollow = m_context.types().full;
  options.stop = stop;
  options.progress = [this](int done, int total, const TableId& current) {
    CopyProgress p;
    p.tablesDone = done;
    p.tablesTotal = total;
    p.currentTable = current.text();
    m_counters.setCopy(p);
  };
  auto report = copy::copySchema(source, target, m_context.pair.objects, options);
  if (!report) return fail(report.error());
  Event event;
  event.atUs = systemClock().wallUs();
  event.pair = m_context.pair.name;
  event.linkId = m_context.linkId();
  event.code = "schema_copied";
  event.args = {{"created", std::to_string(report->created.size())},
                {"present", std::to_string(report->present.size())},
                {"notes", std::to_string(report->notes.size())}};
  m_context.sinks.event(event);
  return {};
}

Status CopyStep::copyRows(db::Session& source, const PhaseRecord& phase, std::stop_token stop) {
  auto tables = db::readTables(source, m_context.pair.objects);
  if (!tables) return fail(tables.error());
  m_tables = std::move(*tables);
  // The largest first: the last worker to end should not be the one that just began.
  std::stable_sort(m_tables.begin(), m_tables.end(),
                   [](const Table& a, const Table& b) { return a->rowEstimate > b->rowEstimate; });
  m_progress.tablesTotal = static_cast<int>(m_tables.size());
  for (const Table& t : m_tables)
    m_progress.rowsTotalEstimate += std::max<int64_t>(0, t->rowEstimate);
  m_counters.setCopy(m_progress);
  return startWorkers(phase, stop);
}

Status CopyStep::startWorkers(const PhaseRecord& phase, std::stop_token stop) {
  std::stop_source stopAll;
  std::stop_callback onStop(stop, [&] { stopAll.request_stop(); });
  const int wanted = std::clamp<int>(m_context.pair.options.copyThreads, 1, 16);
  const int workers = std::min<int>(wanted, std::max<int>(1, static_cast<int>(m_tables.size())));
  std::unique_lock lock(m_mutex);
  for (int i = 0; i < workers; ++i) {
    ++m_working;
    const bool taken = m_context.jobs->submit([this, i, &phase, &stopAll](std::stop_token closing) {
      std::stop_callback onClose(closing, [&] { stopAll.request_stop(); });
      Status done = runWorker(i, phase, stopAll.get_token());
      std::lock_guard inner(m_mutex);
      if (!done && !m_error) m_error = done.error();
      if (!done) stopAll.request_stop();
      --m_working;
      m_ended.notify_all();
    });
    if (taken) continue;
    --m_working;
    if (m_working == 0) m_error = Error(ErrorCode::OwnerGone);
  }
  // Bounded: each worker ends on the stop token or within its connections' time-outs.
  m_ended.wait(lock, [&] { return m_working == 0; });
  if (m_error) return fail(*m_error);
  return {};
}

Status CopyStep::runWorker(int number, const PhaseRecord& phase, std::stop_token stop) {
  auto worker = CopyWorker::open(m_context, number);
  if (!worker) return fail(worker.error());
  while (auto table = nextTable()) {
    TWINTIDE_TRY(copyTable(*table, phase, stop, **worker));
    tableDone();
  }
  return {};
}

Status CopyStep::copyTable(const Table& table, const PhaseRecord& phase, std::stop_token stop,
                           CopyWorker& worker) {
  copy::CopyTask task;
  task.table = table;
  task.linkId = m_context.linkId();
  task.asOfSnapshot = phase.asOf;
  task.chunkRows = m_context.pair.options.copyChunkRows;
  task.keepExisting =
      phase.asOf.empty() || m_context.pair.options.nonEmptyTarget == NonEmptyTarget::Merge;
  task.markerSql = [&worker] { return worker.nextMarker(); };
  task.progress = [this, &table](const copy::CopyTick& tick) {
    addRows(tick.chunkRows, table->id);
  };
  auto done = worker.copier().copy(task, stop);
  if (!done) return fail(done.error());
  return {};
}

std::optional<CopyStep::Table> CopyStep::nextTable() {
  std::lock_guard lock(m_mutex);
  if (m_error || m_next >= m_tables.size()) return std::nullopt;
  return m_tables[m_next++];
}

void CopyStep::addRows(int64_t rows, const TableId& table) {
  std::lock_guard lock(m_mutex);
  m_progress.rowsDone += rows;
  m_progress.currentTable = table.text();
  m_counters.setCopy(m_progress);
}

void CopyStep::tableDone() {
  std::lock_guard lock(m_mutex);
  ++m_progress.tablesDone;
  m_counters.setCopy(m_progress);
}

}  // namespace twintide::link
