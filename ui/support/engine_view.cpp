#include "ui/support/engine_view.h"

#include <array>

#include "ui/support/job_watch.h"

namespace twintide::ui {
namespace {
constexpr int kWatchedMs = 250;
constexpr int kHiddenMs = 2000;
}  // namespace

EngineView::EngineView(api::Engine& engine, QObject* parent) : QObject(parent), m_engine(engine) {
  m_engine.setEventSink([guard = QPointer<QObject>(this), this](const Event& event) {
    queueTo(guard, [this, event] { emit eventArrived(event); });
  });
  connect(&m_timer, &QTimer::timeout, this, &EngineView::pull);
  m_timer.start(kWatchedMs);
  reload();
}

EngineView::~EngineView() {
  m_engine.setEventSink({});
}

const PairSpec* EngineView::pair(const QString& name) const {
  for (const PairSpec& p : m_pairs) {
    if (qs(p.name) == name) return &p;
  }
  return nullptr;
}

const DataSource* EngineView::source(const std::string& name) const {
  for (const DataSource& s : m_sources) {
    if (s.name == name) return &s;
  }
  return nullptr;
}

std::shared_ptr<const PairSnapshot> EngineView::snapshot(const QString& name) const {
  auto it = m_snapshots.find(name.toStdString());
  return it == m_snapshots.end() ? nullptr : it->second;
}

void EngineView::reload() {
  m_error.reset();
  if (auto sources = m_engine.dataSources())
    m_sources = std::move(*sources);
  else
    m_error = sources.error();
  if (auto pairs = m_engine.pairs())
    m_pairs = std::move(*pairs);
  else
    m_error = pairs.error();
  pull();
  emit definitionsChanged();
}

void EngineView::setWatched(bool watched) {
  const int wanted = watched ? kWatchedMs : kHiddenMs;
  if (m_timer.interval() != wanted) m_timer.start(wanted);
  if (watched) pull();
}

void EngineView::pull() {
  m_snapshots.clear();
  for (const PairSpec& p : m_pairs) m_snapshots[p.name] = m_engine.snapshot(p.name);
  emit pulled();
}

LinkState worseOf(const PairSnapshot& snapshot) {
  // From what needs a person most to what needs nobody.
  constexpr std::array kOrder = {
      LinkState::Failed,   LinkState::Retrying,      LinkState::Stopping,    LinkState::Pausing,
      LinkState::Starting, LinkState::CopyingSchema, LinkState::CopyingRows, LinkState::CatchingUp,
      LinkState::Paused,   LinkState::Stopped,       LinkState::NotStarted,  LinkState::Running};
  for (const LinkState s : kOrder) {
    if (snapshot.forward.state == s || snapshot.reverse.state == s) return s;
  }
  return LinkState::Running;
}

}  // namespace twintide::ui
