// Purpose: the changes of one table within a group as statements; the packets they go into.
// Owner: planGroup(). Thread: one at a time.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/apply/net_effect.h"
#include "engine/apply/planner.h"
#include "engine/apply/row_sql.h"
#include "engine/apply/target_table.h"

namespace twintide::apply {

// Collects statements into packets, leaving room for the marker and COMMIT.
class PacketWriter {
 public:
  explicit PacketWriter(int64_t maxPacket)
      : m_limit(maxPacket > 0 ? static_cast<size_t>(maxPacket) - kReserve : kFallback) {}

  // Without a number of expected rows the statement fails by itself where it cannot do all.
  Status add(const std::string& statement, std::optional<size_t> expectedRows,
             const TargetTable& table);
  Plan take() { return std::move(m_plan); }

 private:
  static constexpr size_t kReserve = 8 * 1024;
  static constexpr size_t kFallback = 4 * 1024 * 1024;
  const size_t m_limit;
  Plan m_plan;
};

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
  template <class Row, class Write>
  Status inSlices(const std::vector<Row>& rows, bool expectAll, const Write& write);
  // Source order; only neighbours of one kind share a statement.
  Status writeInOrder(const std::vector<const Change*>& changes);
  Status writeUpdate(const RowUpdate& row);
  Status writeUpdates(const std::vector<int>& changed, const std::vector<RowUpdate>& rows);
  Status writeInserts(const std::vector<const Cells*>& rows);
  Status writeDeletes(const std::vector<const Cells*>& rows);

  const TargetTable& m_table;
  PacketWriter& m_out;
  const db::ServerTraits& m_traits;
  const PlanLimits& m_limits;
  std::optional<NetEffect> m_net;
  std::vector<const Cells*> m_deletes, m_inserts;
  RowsByColumns m_updates;
};

}  // namespace twintide::apply
