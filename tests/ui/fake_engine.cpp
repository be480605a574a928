#include "tests/ui/fake_engine.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace twintide::ui::test {
namespace {

int64_t wallUs() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

// A calm curve with one spike; the same for the same moment.
double wave(int64_t atUs, double base, double swing, double phase) {
  const double s = static_cast<double>(atUs % 86400000000) / 1e6;
  return base + swing * (0.5 * std::sin(s / 3.1 + phase) + 0.3 * std::sin(s / 1.3 + phase * 2) +
                         0.2 * std::sin(s * 2.9 + phase));
}

constexpr LinkState kRunning = LinkState::Running;

void fillLink(LinkSnapshot& l, LinkState state, bool forward) {
  const int64_t now = wallUs();
  l.state = state;
  l.direction = forward ? Direction::Forward : Direction::Reverse;
  l.sinceUs = now - (6 * 86400 + 4 * 3600) * 1000000LL;
  l.rowsApplied = forward ? 48120933 : 9120044;
  l.conflicts = forward ? 0 : 3;
  l.foreignSeen = forward ? 311840 : 1240118;
  l.localSeen = forward ? 1240118 : 311840;
  for (const auto& [name, rate] : {std::pair{"orders.item", 812.0},
                                   {"orders.head", 301.0},
                                   {"orders.pay", 118.0},
                                   {"orders.ship", 9.4}}) {
    TableCounters t;
    t.table = name;
    t.inserts = static_cast<int64_t>(rate * 5100);
    t.updates = static_cast<int64_t>(rate * 1700);
    t.deletes = static_cast<int64_t>(rate * 30);
    t.rowsPerSecond = state == kRunning ? rate * (forward ? 1 : 0.26) : 0;
    l.tables.push_back(t);
  }
  if (state != kRunning) return;
  l.lagUs = static_cast<int64_t>(wave(now, forward ? 12000 : 9000, 3000, forward ? 0 : 1));
  l.lagMeasuredUs = now - 200000;
  l.captureUs = 2000;
  l.queueUs = 1000;
  l.applyUs = l.lagUs - 3000;
  l.rowsPerSecond = wave(now, forward ? 1240 : 318, forward ? 60 : 30, 2);
  l.bytesPerSecond = l.rowsPerSecond * 730;
  l.conflictsToday = l.conflicts;
}

}  // namespace

Result<Secret> MemorySecrets::get(const std::string& name, const std::string&) {
  std::lock_guard lock(m_mutex);
  auto it = m_kept.find(name);
  if (it == m_kept.end()) return fail(ErrorCode::PasswordMissing, {{"source", name}});
  return Secret(it->second);
}
Status MemorySecrets::put(const std::string& name, const Secret& secret) {
  std::lock_guard lock(m_mutex);
  m_kept[name] = secret.reveal();
  return {};
}
Status MemorySecrets::remove(const std::string& name) {
  std::lock_guard lock(m_mutex);
  m_kept.erase(name);
  return {};
}
bool MemorySecrets::has(const std::string& name) const {
  std::lock_guard lock(m_mutex);
  return m_kept.count(name) > 0;
}

FakeEngine::FakeEngine() : m_pool("fake", 1, 100) {}

FakeEngine::~FakeEngine() {
  m_sink = {};
  m_pool.close();
}

void FakeEngine::addSamplePairs() {
  m_sources = {sampleSource("ob-beijing", true), sampleSource("ob-hangzhou", false)};
  m_pairs = {samplePair("orders", "orders 订单双活"), samplePair("members", "")};
  m_states["orders"] = kRunning;
  m_states["members"] = LinkState::Paused;
  m_drills = {sampleDrill(7)};
}

void FakeEngine::submit(std::function<void()> work) {
  if (hold) {
    m_waiting.push_back(std::move(work));
    return;
  }
  m_pool.submit([work = std::move(work)](std::stop_token) { work(); });
}

void FakeEngine::release() {
  hold = false;
  for (auto& work : std::exchange(m_waiting, {})) submit(std::move(work));
}

template <class T>
api::Job<T> FakeEngine::run(const std::string& what, std::function<Result<T>()> body) {
  calls.push_back(what);
  api::Job<T> job;
  const std::string kind = what.substr(0, what.find(' '));
  std::optional<Error> error;
  if (auto it = failures.find(kind); it != failures.end()) error = it->second;
  submit([job, body, error] {
    if (job.stopToken().stop_requested())
      job.finish(fail(ErrorCode::Cancelled));
    else if (error)
      job.finish(fail(*error));
    else
      job.finish(body());
  });
  return job;
}

LinkState FakeEngine::stateOf(const std::string& pair) const {
  std::lock_guard lock(m_mutex);
  auto it = m_states.find(pair);
  return it == m_states.end() ? LinkState::NotStarted : it->second;
}

void FakeEngine::setState(const std::string& pair, LinkState state, std::optional<Error> error) {
  std::lock_guard lock(m_mutex);
  m_states[pair] = state;
  m_errors.erase(pair);
  if (error) m_errors[pair] = *error;
}

void FakeEngine::raise(const Event& event) {
  if (m_sink) m_sink(event);
}

Status FakeEngine::saveDataSource(const DataSource& source) {
  calls.push_back("saveDataSource " + source.name);
  std::erase_if(m_sources, [&](const DataSource& s) { return s.name == source.name; });
  m_sources.push_back(source);
  return {};
}

Status FakeEngine::removeDataSource(const std::string& name) {
  calls.push_back("removeDataSource " + name);
  for (const PairSpec& p : m_pairs)
    if (p.sourceA == name || p.sourceB == name)
      return fail(ErrorCode::SourceInUse, {{"name", name}, {"pair", p.name}});
  std::erase_if(m_sources, [&](const DataSource& s) { return s.name == name; });
  return {};
}

Result<PairSpec> FakeEngine::pair(const std::string& name) {
  for (const PairSpec& p : m_pairs)
    if (p.name == name) return p;
  return fail(ErrorCode::PairNotFound, {{"name", name}});
}

Status FakeEngine::savePair(const PairSpec& pair) {
  calls.push_back("savePair " + pair.name);
  if (failSavePair) return fail(ErrorCode::WorkspaceDiskFull, {{"file", pair.name + ".yaml"}});
  m_pairs.push_back(pair);
  return {};
}

Status FakeEngine::removePair(const std::string& name) {
  std::erase_if(m_pairs, [&](const PairSpec& p) { return p.name == name; });
  return {};
}

api::Job<ServerInfo> FakeEngine::testConnection(const DataSource& source,
                                                std::optional<Secret> password) {
  const bool good = !password || password->reveal() == goodPassword;
  return run<ServerInfo>("test " + source.name, [source, good]() -> Result<ServerInfo> {
    if (!good)
      return fail(ErrorCode::LoginDenied, {{"source", source.name},
                                           {"host", source.host},
                                           {"port", std::to_string(source.port)},
                                           {"user", source.login()},
                                           {"server", "Access denied"}});
    ServerInfo info;
    info.kind = source.kind;
    info.product = "OceanBase 4.3.5.3";
    info.version = "5.7.25-OceanBase";
    info.changeLogPossible = true;
    info.tlsCipher = source.tls.mode == TlsMode::Off ? "" : "TLS_AES_256_GCM_SHA384";
    info.roundTripUs = 1840;
    info.clockSkewUs = 800;
    info.uuid = source.host;
    info.databases = {"members", "orders"};
    return info;
  });
}

api::Job<std::vector<TableBrief>> FakeEngine::listTables(const DataSource& source,
                                                         const ObjectFilter&) {
  return run<std::vector<TableBrief>>("tables " + source.name, [] { return sampleTables(); });
}

api::Job<PrecheckReport> FakeEngine::precheck(const PairSpec& pair,
                                              const std::vector<std::string>& onlyChecks) {
  const bool mended = m_packetMended, clean = cleanPrecheck;
  return run<PrecheckReport>("precheck " + pair.name, [=] {
    PrecheckReport r;
    r.pair = pair.name;
    r.startedUs = wallUs();
    r.tookUs = 3100000;
    for (const Finding& f : sampleFindings(mended, clean)) {
      const bool wanted = onlyChecks.empty() || std::find(onlyChecks.begin(), onlyChecks.end(),
                                                          f.check) != onlyChecks.end();
      if (wanted) r.findings.push_back(f);
    }
    return r;
  });
}

api::Job<PrecheckReport> FakeEngine::runRemedy(const PairSpec& pair, const Finding& finding,
                                               const std::optional<api::AdminLogin>& admin) {
  const std::string what = "remedy " + finding.check + (admin ? " as " + admin->user : "");
  const bool mayRun = admin && admin->password.reveal() == goodPassword;
  if (failures.contains("remedy") && !mayRun)
    return run<PrecheckReport>(what, [] { return PrecheckReport(); });
  calls.push_back(what);
  m_packetMended = true;
  return precheck(pair, {finding.check});
}

api::Job<void> FakeEngine::change(const std::string& what, const std::string& pair, LinkState to) {
  return run<void>(what + " " + pair, [this, pair, to]() -> Result<void> {
    setState(pair, to);
    return {};
  });
}

api::Job<void> FakeEngine::start(const std::string& p) {
  return change("start", p, kRunning);
}
api::Job<void> FakeEngine::pause(const std::string& p) {
  return change("pause", p, LinkState::Paused);
}
api::Job<void> FakeEngine::resume(const std::string& p) {
  return change("resume", p, kRunning);
}
api::Job<void> FakeEngine::stop(const std::string& p) {
  return change("stop", p, LinkState::Stopped);
}
api::Job<void> FakeEngine::skipDdl(const std::string& p, const std::string& position) {
  return change("skipDdl " + position, p, kRunning);
}
api::Job<void> FakeEngine::resolveConflict(const std::string& p, int64_t conflictId, Side side) {
  return change("resolveConflict " + std::to_string(conflictId) + " " + toText(side), p, kRunning);
}
api::Job<void> FakeEngine::cleanUp(const std::string& p) {
  return change("cleanUp", p, LinkState::NotStarted);
}

api::Job<DrillReport> FakeEngine::drill(const std::string& pair,
                                        std::function<void(const DrillReport&)> progress) {
  return run<DrillReport>("drill " + pair, [this, progress] {
    for (size_t i = 0; i < 7; ++i)
      if (progress) progress(sampleDrill(i));
    m_drills.insert(m_drills.begin(), sampleDrill(7));
    return sampleDrill(7);
  });
}

api::Job<api::PracticeInfo> FakeEngine::startPractice(
    const api::PracticeOptions& options, std::function<void(const api::StepProgress&)> progress) {
  return run<api::PracticeInfo>("practice", [this, options, progress] {
    int done = 0;
    for (const char* step : {"server_a", "server_b", "sample_tables"})
      if (progress) progress({step, done++, 3});
    api::PracticeInfo info;
    info.kind = ServerKind::MariaDb;
    info.fellBack = options.kind != ServerKind::MariaDb;
    info.a = sampleSource("practice-beijing", true);
    info.b = sampleSource("practice-hangzhou", false);
    info.pairName = "practice";
    PairSpec pair = samplePair("practice", "");
    pair.sourceA = info.a.name;
    pair.sourceB = info.b.name;
    m_sources.push_back(info.a);
    m_sources.push_back(info.b);
    m_pairs.push_back(pair);
    m_practice = info;
    return info;
  });
}

api::Job<void> FakeEngine::stopPractice() {
  return run<void>("stopPractice", []() -> Result<void> { return {}; });
}

std::shared_ptr<const PairSnapshot> FakeEngine::snapshot(const std::string& pair) const {
  auto s = std::make_shared<PairSnapshot>();
  s->pair = pair;
  s->takenUs = wallUs();
  const LinkState state = stateOf(pair);
  fillLink(s->forward, state, true);
  fillLink(s->reverse, state, false);
  s->forward.linkId = pair + ".fwd";
  s->reverse.linkId = pair + ".rev";
  s->forward.position = s->reverse.position = position;
  std::lock_guard lock(m_mutex);
  if (auto it = m_errors.find(pair); it != m_errors.end()) s->forward.error = it->second;
  return s;
}

std::vector<MetricSample> FakeEngine::metrics(const std::string& linkId, int64_t spanSeconds,
                                              int maxPoints) const {
  const bool forward = linkId.find(".rev") == std::string::npos;
  if (stateOf(linkId.substr(0, linkId.rfind('.'))) == LinkState::NotStarted) return {};
  std::vector<MetricSample> out;
  const int64_t now = wallUs();
  const int points = std::min<int64_t>(maxPoints, spanSeconds);
  for (int i = 0; i < points; ++i) {
    MetricSample s;
    s.atUs = now - spanSeconds * 1000000 + int64_t(i) * spanSeconds * 1000000 / points;
    const double part = double(i) / points;
    s.lagUs = static_cast<int64_t>(wave(s.atUs, forward ? 12000 : 9000, 5000, forward ? 0 : 1));
    if (part > 0.56 && part < 0.60)
      s.lagUs += static_cast<int64_t>(44000 * (1 - std::abs(part - 0.58) / 0.02));
    if (!forward && part > 0.25 && part < 0.29) s.lagUs = -1;
    s.rowsPerSecond = wave(s.atUs, forward ? 1240 : 318, forward ? 160 : 110, 2);
    out.push_back(s);
  }
  return out;
}

Result<std::vector<Event>> FakeEngine::events(const std::string& pair, int64_t beforeId,
                                              int limit) const {
  std::vector<Event> out;
  if (pair != "orders") return out;
  for (const Event& e : sampleEvents(240))
    if ((beforeId == 0 || e.id < beforeId) && int(out.size()) < limit) out.push_back(e);
  return out;
}

Result<std::vector<Conflict>> FakeEngine::conflicts(const std::string& pair, int64_t beforeId,
                                                    int limit) const {
  std::vector<Conflict> out;
  if (pair != "orders") return out;
  for (const Conflict& c : sampleConflicts(130))
    if ((beforeId == 0 || c.id < beforeId) && int(out.size()) < limit) out.push_back(c);
  return out;
}

Result<std::vector<Conflict>> FakeEngine::waitingConflicts(const std::string& pair,
                                                           int limit) const {
  std::vector<Conflict> out;
  auto all = conflicts(pair, 0, 10'000);
  for (const Conflict& c : *all)
    if (c.waits() && int(out.size()) < limit) out.insert(out.begin(), c);
  return out;
}

Result<std::vector<DrillReport>> FakeEngine::drills(const std::string&, int limit) const {
  std::vector<DrillReport> out = m_drills;
  if (int(out.size()) > limit) out.resize(size_t(limit));
  return out;
}

}  // namespace twintide::ui::test
