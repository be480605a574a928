#include "engine/apply/plan_order.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace twintide::apply {
namespace {

using Tables = std::vector<std::shared_ptr<const TargetTable>>;
using Parents = std::vector<std::vector<size_t>>;  // of each table, itself left out

Parents parentsOf(const Tables& tables) {
  std::multimap<TableId, size_t> byName;
  for (size_t i = 0; i < tables.size(); ++i) byName.emplace(tables[i]->schema->id, i);
  Parents parents(tables.size());
  for (size_t i = 0; i < tables.size(); ++i) {
    for (const ForeignKey& key : tables[i]->schema->foreignKeys) {
      if (key.parent == tables[i]->schema->id) continue;
      const auto [from, to] = byName.equal_range(key.parent);
      for (auto it = from; it != to; ++it) parents[i].push_back(it->second);
    }
  }
  return parents;
}

// The number of each table's set: equal for tables that are tied, however far apart.
std::vector<size_t> setsOf(const Parents& parents) {
  std::vector<size_t> set(parents.size());
  std::iota(set.begin(), set.end(), 0);
  for (size_t child = 0; child < parents.size(); ++child) {
    for (size_t parent : parents[child]) {
      const size_t one = std::min(set[child], set[parent]),
                   other = std::max(set[child], set[parent]);
      std::replace(set.begin(), set.end(), other, one);
    }
  }
  return set;
}

// Takes those whose parents have been taken, until none is left; false where they wait in a circle.
bool sortParentsFirst(std::vector<size_t>& tables, const Parents& parents) {
  std::vector<size_t> left = tables, sorted;
  auto waits = [&](size_t table) {
    return std::any_of(parents[table].begin(), parents[table].end(), [&](size_t parent) {
      return std::find(sorted.begin(), sorted.end(), parent) == sorted.end();
    });
  };
  while (!left.empty()) {
    const auto next = std::find_if_not(left.begin(), left.end(), waits);
    if (next == left.end()) return false;
    sorted.push_back(*next);
    left.erase(next);
  }
  tables = std::move(sorted);
  return true;
}

bool inTwoShapes(const std::vector<size_t>& set, const Tables& tables) {
  std::vector<TableId> names;
  for (size_t i : set) names.push_back(tables[i]->schema->id);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

}  // namespace

std::vector<TiedTables> tiedTables(const Tables& tables) {
  const bool tie = std::any_of(tables.begin(), tables.end(),
                               [](const auto& t) { return !t->schema->foreignKeys.empty(); });
  const Parents parents = tie ? parentsOf(tables) : Parents(tables.size());
  const std::vector<size_t> set = setsOf(parents);
  std::map<size_t, TiedTables> bySet;
  for (size_t i = 0; i < tables.size(); ++i) bySet[set[i]].tables.push_back(i);
  std::vector<TiedTables> out;
  for (auto& [number, tied] : bySet) {
    if (tied.tables.size() > 1) {
      tied.parentsFirst =
          !inTwoShapes(tied.tables, tables) && sortParentsFirst(tied.tables, parents);
    }
    out.push_back(std::move(tied));
  }
  return out;
}

}  // namespace twintide::apply
