// Purpose: the engine as the screens see it: definitions, pulled snapshots, queued events.
// Owner: the main window. Thread: UI; engine events are queued here.
#pragma once

#include <QObject>
#include <QTimer>
#include <map>
#include <memory>
#include <vector>

#include "engine/api/engine.h"

namespace twintide::ui {

class EngineView : public QObject {
  Q_OBJECT
 public:
  explicit EngineView(api::Engine& engine, QObject* parent = nullptr);
  ~EngineView() override;

  api::Engine& engine() const { return m_engine; }
  const std::vector<PairSpec>& pairs() const { return m_pairs; }
  const std::vector<DataSource>& sources() const { return m_sources; }
  const PairSpec* pair(const QString& name) const;
  const DataSource* source(const std::string& name) const;
  // The newest pulled numbers; null for an unknown pair.
  std::shared_ptr<const PairSnapshot> snapshot(const QString& name) const;
  // Why the definitions could not be read; empty when all is well.
  const std::optional<Error>& definitionError() const { return m_error; }

  // Reads the definitions anew; call after changing one.
  void reload();
  // 4 Hz while somebody looks, every 2 s otherwise.
  void setWatched(bool watched);
  void pull();

 signals:
  void pulled();
  void definitionsChanged();
  void eventArrived(const twintide::Event& event);

 private:
  api::Engine& m_engine;
  std::vector<PairSpec> m_pairs;
  std::vector<DataSource> m_sources;
  std::optional<Error> m_error;
  std::map<std::string, std::shared_ptr<const PairSnapshot>> m_snapshots;
  QTimer m_timer;
};

// What the pair as a whole is doing: the worse of the two links.
LinkState worseOf(const PairSnapshot& snapshot);

}  // namespace twintide::ui
