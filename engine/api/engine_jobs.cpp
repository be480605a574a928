#include "engine/api/engine_impl.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/db/reach_probe.h"
#include "engine/db/schema_reader.h"
#include "engine/db/session.h"
#include "engine/precheck/precheck.h"
#include "engine/precheck/remedy.h"

namespace twintide::api {
namespace {

// A person waits for the answer: it is worth a second look at why nothing answered.
Result<std::unique_ptr<db::Session>> openExplained(const DataSource& source,
                                                   const Secret& password) {
  const db::ConnectParams params = db::connectParams(source, password);
  auto session = db::Session::open(params);
  if (!session) return fail(db::explainConnectFailure(session.error(), params));
  return session;
}

}  // namespace

Result<Secret> EngineImpl::passwordOf(const DataSource& source) {
  if (source.passwordRef == "none") return Secret();
  return m_secrets->get(source.name, source.passwordRef);
}

void EngineImpl::setDraftSources(const std::vector<DataSource>& sources) {
  std::lock_guard lock(m_mutex);
  m_drafts = sources;
}

Result<link::LinkEnd> EngineImpl::endOf(const std::string& sourceName, bool drafts) {
  auto source = m_workspace->dataSource(sourceName);
  if (drafts) {
    std::lock_guard lock(m_mutex);
    for (const DataSource& d : m_drafts) {
      if (d.name == sourceName) source = d;
    }
  }
  if (!source) return fail(source.error());
  auto password = passwordOf(*source);
  if (!password) return fail(password.error());
  return link::LinkEnd{std::move(*source), std::move(*password)};
}

Job<ServerInfo> EngineImpl::testConnection(const DataSource& source,
                                           std::optional<Secret> password) {
  return submit<ServerInfo>([this, source, password](std::stop_token) -> Result<ServerInfo> {
    auto secret = password ? Result<Secret>(*password) : passwordOf(source);
    if (!secret) return fail(secret.error());
    auto session = openExplained(source, *secret);
    if (!session) return fail(session.error());
    auto info = db::readServerInfo(**session);
    if (!info) return info;
    if (info->kind != source.kind) {
      return fail(ErrorCode::ServerKindMismatch, {{"source", source.name},
                                                  {"expected", toText(source.kind)},
                                                  {"found", toText(info->kind)},
                                                  {"version", info->version}});
    }
    return info;
  });
}

Job<std::vector<TableBrief>> EngineImpl::listTables(const DataSource& source,
                                                    const ObjectFilter& filter) {
  return submit<std::vector<TableBrief>>(
      [this, source, filter](std::stop_token) -> Result<std::vector<TableBrief>> {
        auto secret = passwordOf(source);
        if (!secret) return fail(secret.error());
        auto session = openExplained(source, *secret);
        if (!session) return fail(session.error());
        return db::listTables(**session, filter);
      });
}

Result<PrecheckReport> EngineImpl::runPrecheckNow(const PairSpec& pair,
                                                  const std::vector<std::string>& onlyChecks,
                                                  std::stop_token stop) {
  auto setup = setupOf(pair, true);
  if (!setup) return fail(setup.error());
  precheck::PrecheckRequest request;
  request.pair = pair;
  request.a = setup->a.source;
  request.b = setup->b.source;
  request.passwordA = setup->a.password;
  request.passwordB = setup->b.password;
  request.onlyChecks = onlyChecks;
  request.pairHasRun = hasRun(*setup);
  auto report = precheck::runPrecheck(request, stop);
  if (!report) return report;
  if (onlyChecks.empty()) TWINTIDE_TRY(m_history->addPrecheck(*report));
  return report;
}

Job<PrecheckReport> EngineImpl::precheck(const PairSpec& pair,
                                         const std::vector<std::string>& onlyChecks) {
  return submit<PrecheckReport>([this, pair, onlyChecks](std::stop_token stop) {
    return runPrecheckNow(pair, onlyChecks, stop);
  });
}

Job<PrecheckReport> EngineImpl::runRemedy(const PairSpec& pair, const Finding& finding,
                                          const std::optional<AdminLogin>& admin) {
  return submit<PrecheckReport>(
      [this, pair, finding, admin](std::stop_token stop) -> Result<PrecheckReport> {
        auto setup = setupOf(pair, true);
        if (!setup) return fail(setup.error());
        const auto runAt = [&](link::LinkEnd end) {
          if (admin) {
            end.source.user = admin->user;
            end.password = admin->password;
          }
          return precheck::runRemedy(end.source, end.password, finding, stop);
        };
        if (finding.remedySide != Side::B) TWINTIDE_TRY(runAt(setup->a));
        if (finding.remedySide != Side::A) TWINTIDE_TRY(runAt(setup->b));
        raise(EventLevel::Info, pair.name, "remedy_run",
              {{"check", finding.check}, {"side", toText(finding.remedySide)}});
        return runPrecheckNow(pair, {finding.check}, stop);
      });
}

}  // namespace twintide::api
