// Purpose: one end of the bridge: the region, how it is reached, what is written there.
// Owner: BridgeView. Thread: UI.
#pragma once

#include <QFrame>

#include "engine/model/data_source.h"
#include "engine/model/link_state.h"

class QGridLayout;
class QLabel;

namespace twintide::ui {

class NumberLabel;

class SiteCard : public QFrame {
  Q_OBJECT
 public:
  explicit SiteCard(QWidget* parent = nullptr);
  void setSource(const DataSource& source, const QString& peerRegion);
  // out reads this site, in writes to it.
  void show(const LinkSnapshot& out, const LinkSnapshot& in);

 private:
  NumberLabel* addFact(QGridLayout* grid, QLabel** name);
  QLabel* m_region;
  QLabel* m_regionId;
  QLabel* m_address;
  QLabel* m_appliedName;
  NumberLabel* m_local;
  NumberLabel* m_applied;
  NumberLabel* m_echoes;
};

}  // namespace twintide::ui
