#include "app/control/remote_engine.h"

#include "engine/store/json_read.h"
#include "engine/store/pair_file.h"

namespace twintide::app {
namespace {

using store::Json;

constexpr auto kQuick = std::chrono::seconds(10);

ServerInfo serverFrom(const Json& j) {
  ServerInfo i;
  store::readEnum(j, "kind", i.kind);
  i.version = store::textOf(j, "version");
  i.product = store::textOf(j, "product");
  i.binlogReadable = store::flagOf(j, "binlog_readable");
  i.changeLogPossible = store::flagOf(j, "change_log_possible");
  i.tlsCipher = store::textOf(j, "tls_cipher");
  i.roundTripUs = store::numberOf(j, "round_trip_us");
  i.clockSkewUs = store::numberOf(j, "clock_skew_us");
  for (const Json& d : store::memberOf(j, "databases"))
    if (d.is_string()) i.databases.push_back(d.get<std::string>());
  return i;
}

template <class T>
api::Job<T> notHere() {
  api::Job<T> job;
  job.finish(fail(ErrorCode::ControlFailed, {{"reason", "request_unknown"}}));
  return job;
}

}  // namespace

RemoteEngine::RemoteEngine(std::unique_ptr<api::Engine> reader)
    : m_reader(std::move(reader)), m_client(m_reader->workspaceDir()), m_calls("remote", 4, 64) {}

RemoteEngine::~RemoteEngine() = default;

Status RemoteEngine::tell(Json request) const {
  const auto value = m_client.call({std::move(request), kQuick, {}, {}});
  if (!value) return fail(value.error());
  return {};
}

template <class T>
api::Job<T> RemoteEngine::ask(Json request, T (*read)(const Json&),
                              std::function<void(const Json&)> progress) {
  api::Job<T> job;
  ControlClient::Call call;
  call.request = std::move(request);
  call.progress = std::move(progress);
  const bool taken = m_calls.submit([this, job, read, call](std::stop_token closing) mutable {
    std::stop_callback onClose(closing, [&job] { job.cancel(); });
    call.stop = job.stopToken();
    const auto value = m_client.call(call);
    if (!value) return job.finish(fail(value.error()));
    if constexpr (std::is_void_v<T>)
      job.finish({});
    else
      job.finish(read(*value));
  });
  if (!taken) job.finish(fail(ErrorCode::OwnerGone));
  return job;
}

Status RemoteEngine::saveDataSource(const DataSource& source) {
  return tell({{"do", "save_source"}, {"yaml", store::sourceYaml(source)}});
}
Status RemoteEngine::removeDataSource(const std::string& name) {
  return tell({{"do", "remove_source"}, {"name", name}});
}
Status RemoteEngine::savePair(const PairSpec& pair) {
  return tell({{"do", "save_pair"}, {"yaml", store::pairYaml(pair)}});
}
Status RemoteEngine::removePair(const std::string& name) {
  return tell({{"do", "remove_pair"}, {"pair", name}});
}

api::Job<ServerInfo> RemoteEngine::testConnection(const DataSource& source, std::optional<Secret>) {
  return ask<ServerInfo>({{"do", "test_source"}, {"yaml", store::sourceYaml(source)}}, serverFrom);
}

api::Job<std::vector<TableBrief>> RemoteEngine::listTables(const DataSource&, const ObjectFilter&) {
  return notHere<std::vector<TableBrief>>();
}

void RemoteEngine::setDraftSources(const std::vector<DataSource>&) {}

api::Job<PrecheckReport> RemoteEngine::precheck(const PairSpec& pair,
                                                const std::vector<std::string>&) {
  return ask<PrecheckReport>(
      {{"do", "precheck"}, {"pair", pair.name}, {"skip", pair.skippedChecks}}, store::precheckFrom);
}

api::Job<PrecheckReport> RemoteEngine::runRemedy(const PairSpec& pair, const Finding& finding,
                                                 const std::optional<api::AdminLogin>& admin) {
  Json request{{"do", "remedy"}, {"pair", pair.name}, {"finding", store::toJson(finding)}};
  // The socket is a file of this user that nobody else may open.
  if (admin) request["admin"] = {{"user", admin->user}, {"password", admin->password.reveal()}};
  return ask<PrecheckReport>(std::move(request), store::precheckFrom);
}

api::Job<void> RemoteEngine::command(const char* what, const std::string& pairName) {
  return ask<void>({{"do", what}, {"pair", pairName}}, nullptr);
}
api::Job<void> RemoteEngine::start(const std::string& p) {
  return command("start", p);
}
api::Job<void> RemoteEngine::pause(const std::string& p) {
  return command("pause", p);
}
api::Job<void> RemoteEngine::resume(const std::string& p) {
  return command("resume", p);
}
api::Job<void> RemoteEngine::stop(const std::string& p) {
  return command("stop", p);
}
api::Job<void> RemoteEngine::skipDdl(const std::string& p, const std::string& position) {
  return ask<void>({{"do", "skip_ddl"}, {"pair", p}, {"position", position}}, nullptr);
}
api::Job<void> RemoteEngine::resolveConflict(const std::string& p, int64_t conflictId, Side side) {
  return ask<void>(
      {{"do", "resolve_conflict"}, {"pair", p}, {"id", conflictId}, {"side", toText(side)}},
      nullptr);
}
api::Job<void> RemoteEngine::cleanUp(const std::string& p) {
  return command("clean_up", p);
}

api::Job<DrillReport> RemoteEngine::drill(const std::string& pairName,
                                          std::function<void(const DrillReport&)> progress) {
  return ask<DrillReport>({{"do", "drill"}, {"pair", pairName}}, store::drillFrom,
                          [progress = std::move(progress)](const Json& report) {
                            if (progress) progress(store::drillFrom(report));
                          });
}

api::Job<api::PracticeInfo> RemoteEngine::startPractice(
    const api::PracticeOptions&, std::function<void(const api::StepProgress&)>) {
  return notHere<api::PracticeInfo>();
}

api::Job<void> RemoteEngine::stopPractice() {
  return notHere<void>();
}

std::shared_ptr<const PairSnapshot> RemoteEngine::snapshot(const std::string& pairName) const {
  const auto value = m_client.call({{{"do", "status"}, {"pair", pairName}}, kQuick, {}, {}});
  if (!value) return nullptr;
  const Json& pairs = store::memberOf(*value, "pairs");
  if (!pairs.is_array() || pairs.empty()) return nullptr;
  return std::make_shared<PairSnapshot>(store::pairSnapshotFrom(pairs[0]));
}

std::vector<MetricSample> RemoteEngine::metrics(const std::string& linkId, int64_t spanSeconds,
                                                int maxPoints) const {
  return m_reader->metrics(linkId, spanSeconds, maxPoints);
}

api::Engine::ProcessUsage RemoteEngine::usage() const {
  const auto value = m_client.call({{{"do", "status"}, {"pair", "-"}}, kQuick, {}, {}});
  if (!value) return {};
  return {store::numberOf(*value, "resident_bytes"), store::realOf(*value, "cpu")};
}

Result<std::vector<Event>> RemoteEngine::events(const std::string& pairName, int64_t beforeId,
                                                int limit) const {
  return m_reader->events(pairName, beforeId, limit);
}

Result<std::vector<Conflict>> RemoteEngine::conflicts(const std::string& pairName, int64_t beforeId,
                                                      int limit) const {
  return m_reader->conflicts(pairName, beforeId, limit);
}

Result<std::vector<Conflict>> RemoteEngine::waitingConflicts(const std::string& pairName,
                                                             int limit) const {
  return m_reader->waitingConflicts(pairName, limit);
}

Result<std::vector<DrillReport>> RemoteEngine::drills(const std::string& pairName,
                                                      int limit) const {
  return m_reader->drills(pairName, limit);
}

void RemoteEngine::setEventSink(std::function<void(const Event&)>) {}

}  // namespace twintide::app
