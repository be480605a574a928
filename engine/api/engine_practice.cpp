#include "engine/api/engine_impl.h"

namespace twintide::api {
namespace {

using practice::Flavour;

Flavour flavourOf(ServerKind kind) {
  switch (kind) {
    case ServerKind::OceanBase:
      return Flavour::OceanBase;
    case ServerKind::MySql:
      return practice::findBinary(Flavour::MySql8033) ? Flavour::MySql8033 : Flavour::MySql80;
    case ServerKind::MariaDb:
      return Flavour::MariaDb;
  }
  return Flavour::MariaDb;
}

}  // namespace

Job<PracticeInfo> EngineImpl::startPractice(const PracticeOptions& options,
                                            std::function<void(const StepProgress&)> progress) {
  return submit<PracticeInfo>([this, options, progress = std::move(progress)](std::stop_token s) {
    return startPracticeNow(options, progress, s);
  });
}

Result<PracticeInfo> EngineImpl::startPracticeNow(
    const PracticeOptions& options, const std::function<void(const StepProgress&)>& progress,
    std::stop_token stop) {
  std::lock_guard command(m_commandMutex);
  if (auto running = practice()) return *running;
  const std::string dir =
      options.dataDir.empty() ? m_workspace->dir() + "/practice" : options.dataDir;
  Flavour flavour = flavourOf(options.kind);
  bool fellBack = false;
  if (auto binary = practice::findBinary(flavour); !binary) {
    if (!options.fallBack || flavour == Flavour::MariaDb) return fail(binary.error());
    raise(EventLevel::Warning, "", "practice_fell_back",
          {{"wanted", practice::toText(flavour)}, {"looked", binary.error().arg("looked")}});
    flavour = Flavour::MariaDb;
    fellBack = true;
  }
  auto pair = link::PracticePair::start(
      flavour, dir,
      [&](const std::string& step, int done, int total) {
        if (progress) progress({step, done, total});
      },
      stop);
  if (!pair) return fail(pair.error());
  return savePractice(std::move(*pair), fellBack);
}

Result<PracticeInfo> EngineImpl::savePractice(std::unique_ptr<link::PracticePair> pair,
                                              bool fellBack) {
  PracticeInfo info;
  info.kind = practice::kindOf(pair->flavour());
  info.fellBack = fellBack;
  info.a = pair->a();
  info.b = pair->b();
  const PairSpec spec = pair->pairSpec();
  info.pairName = spec.name;
  TWINTIDE_TRY(m_workspace->saveDataSource(info.a));
  TWINTIDE_TRY(m_workspace->saveDataSource(info.b));
  TWINTIDE_TRY(savePair(spec));
  std::lock_guard lock(m_mutex);
  m_practice = std::move(pair);
  m_practiceInfo = info;
  return info;
}

Job<void> EngineImpl::stopPractice() {
  return submit<void>([this](std::stop_token) -> Status {
    auto info = practice();
    if (!info) return {};
    if (runner(info->pairName)) TWINTIDE_TRY(endNow(info->pairName, LinkState::Stopped));
    std::unique_ptr<link::PracticePair> pair;
    {
      std::lock_guard lock(m_mutex);
      pair = std::move(m_practice);
      m_practiceInfo.reset();
    }
    return pair ? pair->stop() : Status();
  });
}

std::optional<PracticeInfo> EngineImpl::practice() const {
  std::lock_guard lock(m_mutex);
  return m_practiceInfo;
}

}  // namespace twintide::api
