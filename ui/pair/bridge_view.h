// Purpose: the bridge of a pair: site – two arrows – site, always at the same place.
// Owner: PairPage. Thread: UI.
#pragma once

#include <QFrame>

#include "engine/model/data_source.h"
#include "engine/model/link_state.h"

namespace twintide::ui {

class LinkLane;
class SiteCard;

class BridgeView : public QFrame {
  Q_OBJECT
 public:
  explicit BridgeView(QWidget* parent = nullptr);
  void setPair(const PairSpec& pair, const DataSource& a, const DataSource& b);
  void show(const PairSnapshot& snapshot, int64_t now);

 private:
  SiteCard* m_a;
  SiteCard* m_b;
  LinkLane* m_forward;
  LinkLane* m_reverse;
};

}  // namespace twintide::ui
