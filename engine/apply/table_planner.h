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
  PacketWriter& late;  // `out` unless the group may run beside others
  KeysBefore before;   // of those
  KeySet& keys;
  const db::ServerTraits& traits;
  const PlanLimits& limits;
  bool tied = false;  // the order of the table's rows and another's matters
};

class TablePlanner {
 public:
  TablePlanner(const TargetTable& table, const PlanTo& to);

  // Net effect where that is safe, else the source's order.
  Status plan(const std::vector<const Change*>& changes);

  // The net effect in two halves, so that other tables can come in between. False where it is not
  // safe; `changes` live on.
  bool merge(const std::vector<const Change*>& changes);
  Status writeMerged();  // updates and inserts
  Status deleteMerged();

 private:
  using RowsByColumns = std::map<std::vector<int>, std::vector<RowUpdate>>;
  // Of one writer.
  struct Merged {
    std::vector<const Cells*> deletes, inserts;
    RowsByColumns updates;
  };

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

  void sortInto(Merged& into, const NetRow& row);
  // The group runs beside another, and a foreign key or a second shape ties the table.
  bool allLate() const;
  // Notes the keys of what cannot be merged. False when some of it has to come late.
  bool noteApart(const std::vector<const Change*>& changes);
  // The values of an image that only one row may have.
  bool note(const Cells& image);
  Status writeMerged(Merged& rows);

  const TargetTable& m_table;
  const PlanTo m_to;
  PacketWriter* m_out;  // where statements go
  const uint64_t m_id;  // of the table in a KeySet
  std::optional<NetEffect> m_net;
  Merged m_now, m_late;
  std::vector<int> m_changed;
  std::string m_scratch;
};

}  // namespace twintide::apply
