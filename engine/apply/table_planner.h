// Purpose: the changes of one table within a group as statements.
// Owner: planGroup(). Thread: one at a time.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/apply/net_effect.h"
#include "engine/apply/plan.h"
#include "engine/apply/planner.h"
#include "engine/apply/row_sql.h"
#include "engine/apply/target_table.h"

namespace twintide::apply {

struct PlanTo {
  PacketWriter& out;
  const db::ServerTraits& traits;
  const PlanLimits& limits;
};

class TablePlanner {
 public:
  TablePlanner(const TargetTable& table, const PlanTo& to)
      : m_table(table), m_out(to.out), m_traits(to.traits), m_limits(to.limits) {}

  // Net effect where that is safe, else the source's order.
  Status plan(const std::vector<const Change*>& changes);

  // The net effect in two halves, so that other tables can come in between. False where it is not
  // safe; `changes` live on.
  bool merge(const std::vector<const Change*>& changes);
  Status writeMerged();  // updates and inserts
  Status deleteMerged();

 private:
  using RowsByColumns = std::map<std::vector<int>, std::vector<RowUpdate>>;

  template <class Row, class Image>
  void sortByKey(std::vector<Row>& rows, Image image) const;
  // Each statement has to meet all its rows, or (an INSERT) fails by itself.
  template <class Row, class Write>
  Status inSlices(std::span<const Row> rows, ChangeKind kind, const Write& write);
  // Source order; only neighbours of one kind share a statement.
  Status writeInOrder(const std::vector<const Change*>& changes);
  Status writeUpdate(const RowUpdate& row);
  Status writeUpdates(const std::vector<int>& changed, const std::vector<RowUpdate>& rows);
  Status writeInserts(std::span<const Cells* const> rows);
  Status writeDeletes(std::span<const Cells* const> rows);

  const TargetTable& m_table;
  PacketWriter& m_out;
  const db::ServerTraits& m_traits;
  const PlanLimits& m_limits;
  std::optional<NetEffect> m_net;
  std::vector<const Cells*> m_deletes, m_inserts;
  RowsByColumns m_updates;
};

}  // namespace twintide::apply
