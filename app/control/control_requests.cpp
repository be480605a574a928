#include "app/control/control_requests.h"

#include <unistd.h>

#include <map>
#include <mutex>

#include "app/control/wait_job.h"
#include "engine/store/definition_yaml.h"
#include "engine/store/json_read.h"

namespace twintide::app {
namespace {

using store::Json;
using store::textOf;
using Handler = Result<Json> (*)(api::Engine&, const ControlRequest&);

std::string pairOf(const ControlRequest& r) {
  return textOf(r.body, "pair");
}

Result<Json> done(const Status& status) {
  if (!status) return fail(status.error());
  return Json(nullptr);
}

template <class T>
Result<Json> asJson(const Result<T>& value) {
  if (!value) return fail(value.error());
  return store::toJson(*value);
}

// Jobs that only look are given up with their caller; those that change something are not.
template <class T>
Result<T> look(const ControlRequest& r, const api::Job<T>& job) {
  return waitJob(job, [&] { return r.stop.stop_requested() || r.callerGone(); });
}
Result<Json> act(const ControlRequest& r, const api::Job<void>& job) {
  return done(waitJob(job, [&] { return r.stop.stop_requested(); }));
}

Result<Json> status(api::Engine& engine, const ControlRequest& r) {
  auto pairs = engine.pairs();
  if (!pairs) return fail(pairs.error());
  Json list = Json::array();
  for (const PairSpec& p : *pairs) {
    if (!pairOf(r).empty() && p.name != pairOf(r)) continue;
    if (auto snapshot = engine.snapshot(p.name)) list.push_back(store::toJson(*snapshot));
  }
  const api::Engine::ProcessUsage usage = engine.usage();
  return Json{{"pid", ::getpid()},
              {"resident_bytes", usage.residentBytes},
              {"cpu", usage.cpu},
              {"pairs", std::move(list)}};
}

Result<Json> start(api::Engine& e, const ControlRequest& r) {
  return act(r, e.start(pairOf(r)));
}
Result<Json> pause(api::Engine& e, const ControlRequest& r) {
  return act(r, e.pause(pairOf(r)));
}
Result<Json> resume(api::Engine& e, const ControlRequest& r) {
  return act(r, e.resume(pairOf(r)));
}
Result<Json> stop(api::Engine& e, const ControlRequest& r) {
  return act(r, e.stop(pairOf(r)));
}
Result<Json> skipDdl(api::Engine& e, const ControlRequest& r) {
  return act(r, e.skipDdl(pairOf(r), textOf(r.body, "position")));
}
Result<Json> resolveConflict(api::Engine& e, const ControlRequest& r) {
  Side side = Side::Both;
  store::readEnum(r.body, "side", side);
  if (side == Side::Both) return fail(ErrorCode::ControlFailed, {{"reason", "request_unknown"}});
  return act(r, e.resolveConflict(pairOf(r), store::numberOf(r.body, "id"), side));
}
Result<Json> cleanUp(api::Engine& e, const ControlRequest& r) {
  return act(r, e.cleanUp(pairOf(r)));
}

// The drill tells its progress on an engine thread; the worker hands it on from its own.
Result<Json> drill(api::Engine& engine, const ControlRequest& r) {
  struct Latest {
    std::mutex mutex;
    std::optional<Json> report;
  };
  auto latest = std::make_shared<Latest>();
  const auto job = engine.drill(pairOf(r), [latest](const DrillReport& report) {
    std::lock_guard lock(latest->mutex);
    latest->report = store::toJson(report);
  });
  const auto handOn = [&] {
    std::optional<Json> report;
    {
      std::lock_guard lock(latest->mutex);
      report.swap(latest->report);
    }
    if (report) r.progress(*report);
    return r.stop.stop_requested() || r.callerGone();
  };
  return asJson(waitJob(job, handOn));
}

Result<Json> precheck(api::Engine& engine, const ControlRequest& r) {
  auto pair = engine.pair(pairOf(r));
  if (!pair) return fail(pair.error());
  const Json& skip = store::memberOf(r.body, "skip");
  if (skip.is_array()) {
    for (const Json& id : skip)
      if (id.is_string()) pair->skippedChecks.push_back(id.get<std::string>());
  }
  return asJson(look(r, engine.precheck(*pair)));
}

Result<Json> remedy(api::Engine& engine, const ControlRequest& r) {
  auto pair = engine.pair(pairOf(r));
  if (!pair) return fail(pair.error());
  std::optional<api::AdminLogin> admin;
  if (const Json& login = store::memberOf(r.body, "admin"); login.is_object())
    admin = api::AdminLogin{textOf(login, "user"), Secret(textOf(login, "password"))};
  return asJson(look(
      r, engine.runRemedy(*pair, store::findingFrom(store::memberOf(r.body, "finding")), admin)));
}

Result<Json> saveSource(api::Engine& engine, const ControlRequest& r) {
  auto source = store::parseSource("data source", textOf(r.body, "yaml"));
  if (!source) return fail(source.error());
  return done(engine.saveDataSource(*source));
}

Result<Json> savePair(api::Engine& engine, const ControlRequest& r) {
  auto pair = store::parsePair("pair", textOf(r.body, "yaml"));
  if (!pair) return fail(pair.error());
  return done(engine.savePair(*pair));
}

Result<Json> removeSource(api::Engine& engine, const ControlRequest& r) {
  return done(engine.removeDataSource(textOf(r.body, "name")));
}

Result<Json> removePair(api::Engine& engine, const ControlRequest& r) {
  return done(engine.removePair(pairOf(r)));
}

Result<Json> testSource(api::Engine& engine, const ControlRequest& r) {
  auto source = store::parseSource("data source", textOf(r.body, "yaml"));
  if (!source) return fail(source.error());
  return asJson(look(r, engine.testConnection(*source, std::nullopt)));
}

const std::map<std::string, Handler>& handlers() {
  static const std::map<std::string, Handler> map = {
      {"status", status},
      {"start", start},
      {"pause", pause},
      {"resume", resume},
      {"stop", stop},
      {"skip_ddl", skipDdl},
      {"resolve_conflict", resolveConflict},
      {"clean_up", cleanUp},
      {"drill", drill},
      {"precheck", precheck},
      {"remedy", remedy},
      {"save_source", saveSource},
      {"save_pair", savePair},
      {"remove_source", removeSource},
      {"remove_pair", removePair},
      {"test_source", testSource},
  };
  return map;
}

}  // namespace

bool changesDefinitions(const ControlRequest& request) {
  const std::string what = textOf(request.body, "do");
  return what.starts_with("save_") || what.starts_with("remove_");
}

Result<Json> answer(api::Engine& engine, const ControlRequest& request) {
  const auto handler = handlers().find(textOf(request.body, "do"));
  if (handler == handlers().end())
    return fail(ErrorCode::ControlFailed, {{"reason", "request_unknown"}});
  return handler->second(engine, request);
}

}  // namespace twintide::app
