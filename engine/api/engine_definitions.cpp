#include "engine/api/engine_impl.h"
#include "engine/apply/policy.h"

namespace twintide::api {
namespace {

Status checkTypes(const PairSpec& pair) {
  const MigrationTypes& back = pair.reverse.types;
  auto refuse = [&](const char* reason) {
    return fail(ErrorCode::PolicyDiverges, {{"name", pair.name}, {"reason", reason}});
  };
  // Structures and old rows have come from A: sending them back would only collide.
  if (back.schema || back.full) return refuse("reverse_only_incremental");
  // Two owners of DDL would send each other's statements round for ever.
  if (back.ddl) return refuse("ddl_from_one_side_only");
  return {};
}

}  // namespace

Result<std::vector<DataSource>> EngineImpl::dataSources() {
  return m_workspace->dataSources();
}

Status EngineImpl::saveDataSource(const DataSource& source) {
  return m_workspace->saveDataSource(source);
}

Status EngineImpl::removeDataSource(const std::string& name) {
  TWINTIDE_TRY(m_workspace->removeDataSource(name));
  return m_secrets->remove(name);
}

Result<std::vector<PairSpec>> EngineImpl::pairs() {
  return m_workspace->pairs();
}
Result<PairSpec> EngineImpl::pair(const std::string& name) {
  return m_workspace->pair(name);
}

Status EngineImpl::savePair(const PairSpec& pair) {
  if (auto r = runner(pair.name); r && r->active())
    return fail(ErrorCode::PairRunning, {{"name", pair.name}});
  auto a = m_workspace->dataSource(pair.sourceA);
  if (!a) return fail(a.error());
  auto b = m_workspace->dataSource(pair.sourceB);
  if (!b) return fail(b.error());
  if (a->host == b->host && a->port == b->port && a->tenant == b->tenant) {
    return fail(ErrorCode::SameServer, {{"host", a->host}, {"port", std::to_string(a->port)}});
  }
  if (a->region.id == b->region.id || a->region.number == b->region.number)
    return fail(ErrorCode::RegionSame, {{"region", a->region.id}});
  TWINTIDE_TRY(checkTypes(pair));
  ConflictPolicy policy = pair.conflicts;
  if (policy.winnerRegion.empty()) policy.winnerRegion = a->region.id;
  TWINTIDE_TRY(apply::checkConverges(policy, a->region.id, b->region.id));
  TWINTIDE_TRY(m_workspace->savePair(pair));
  exchangeRunner(pair.name, nullptr);  // the next start uses the new definition
  return {};
}

Status EngineImpl::removePair(const std::string& name) {
  if (auto r = runner(name); r && r->active())
    return fail(ErrorCode::PairRunning, {{"name", name}});
  TWINTIDE_TRY(m_workspace->removePair(name));
  exchangeRunner(name, nullptr);
  return {};
}

}  // namespace twintide::api
