#include "engine/apply/planner.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "engine/apply/marker.h"
#include "engine/apply/plan_order.h"
#include "engine/apply/table_planner.h"

namespace twintide::apply {
namespace {

// The group's changes by layout, in order of first appearance.
struct Tables {
  std::vector<std::shared_ptr<const TargetTable>> tables;
  std::vector<std::vector<const Change*>> changes;
  std::unordered_map<const RowLayout*, size_t> index;
};

Result<Tables> sortOut(const Group& group, const TableLookup& lookup) {
  Tables out;
  for (const Transaction& t : group.transactions) {
    for (const Change& c : t.changes) {
      const auto [it, fresh] = out.index.try_emplace(c.layout.get(), out.tables.size());
      if (fresh) {
        auto table = lookup(c.layout);
        if (!table) return fail(table.error());
        out.tables.push_back(*table);
        out.changes.emplace_back();
      }
      out.changes[it->second].push_back(&c);
    }
  }
  return out;
}

// Early rows of one shape must not overtake late ones of another.
bool inSeveralShapes(const Tables& all, size_t table) {
  const TableId& id = all.tables[table]->schema->id;
  return std::count_if(all.tables.begin(), all.tables.end(),
                       [&](const auto& t) { return t->schema->id == id; }) > 1;
}

// New rows parents first, then deletes children first: the net effect needs no other order. False
// where some table has none that is safe; nothing is written then.
Result<bool> planParentsFirst(const Tables& all, const TiedTables& tied, const PlanTo& to) {
  std::deque<TablePlanner> planners;
  for (size_t i : tied.tables) {
    planners.emplace_back(*all.tables[i], to);
    if (!planners.back().merge(all.changes[i])) return false;
  }
  for (TablePlanner& p : planners) TWINTIDE_TRY(p.writeMerged());
  for (auto p = planners.rbegin(); p != planners.rend(); ++p) TWINTIDE_TRY(p->deleteMerged());
  return true;
}

// Source order across the tables; what stands side by side is planned as one.
Status planInOrder(const Group& group, const Tables& all, const TiedTables& tied,
                   const PlanTo& to) {
  std::vector<bool> ours(all.tables.size());
  for (size_t i : tied.tables) ours[i] = true;
  std::vector<const Change*> run;
  size_t runOf = 0;
  auto write = [&]() -> Status {
    if (!run.empty()) TWINTIDE_TRY(TablePlanner(*all.tables[runOf], to).plan(run));
    run.clear();
    return {};
  };
  for (const Transaction& t : group.transactions) {
    for (const Change& c : t.changes) {
      const size_t i = all.index.at(c.layout.get());
      if (!ours[i]) continue;
      if (i != runOf) TWINTIDE_TRY(write());
      runOf = i;
      run.push_back(&c);
    }
  }
  return write();
}

}  // namespace

Result<Plan> planGroup(const Group& group, const TableLookup& lookup,
                       const db::ServerTraits& traits, const PlanLimits& limits,
                       KeysBefore before) {
  auto all = sortOut(group, lookup);
  if (!all) return fail(all.error());
  Plan plan;
  plan.keys.reserve(group.rows);
  // A position is quoted: twice its size at most.
  const size_t room = kMarkerRoom + 2 * group.position.size();
  PacketWriter out(traits.maxAllowedPacket, room), late(traits.maxAllowedPacket, room);
  PlanTo to{out, before.empty() ? out : late, before, plan.keys, traits, limits};
  for (const TiedTables& tied : tiedTables(all->tables)) {
    const size_t i = tied.tables[0];
    to.tied = tied.tables.size() > 1 || inSeveralShapes(*all, i);
    if (tied.tables.size() == 1) {
      TWINTIDE_TRY(TablePlanner(*all->tables[i], to).plan(all->changes[i]));
      continue;
    }
    Result<bool> merged = false;
    if (tied.parentsFirst) merged = planParentsFirst(*all, tied, to);
    if (!merged) return fail(merged.error());
    if (!*merged) TWINTIDE_TRY(planInOrder(group, *all, tied, to));
  }
  static_cast<Packets&>(plan) = out.take();
  plan.late = late.take();
  plan.limit = out.limit();
  return plan;
}

}  // namespace twintide::apply
