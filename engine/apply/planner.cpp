#include "engine/apply/planner.h"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/apply/marker.h"
#include "engine/apply/net_effect.h"

namespace twintide::apply {
namespace {

// The order of whole numbers, for those without a sign.
bool shorterOrLess(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

// Collects statements into packets, leaving room for the marker and COMMIT.
class PacketWriter {
 public:
  explicit PacketWriter(int64_t maxPacket)
      : m_limit(maxPacket > 0 ? static_cast<size_t>(maxPacket) - kReserve : kFallback) {}

  // Without a number of expected rows the statement fails by itself where it cannot do all.
  Status add(const std::string& statement, std::optional<size_t> expectedRows,
             const TargetTable& table) {
    if (statement.size() > m_limit) {
      return fail(ErrorCode::PacketTooLarge, {{"table", table.schema->id.text()},
                                              {"bytes", std::to_string(statement.size())},
                                              {"limit", std::to_string(m_limit)}});
    }
    if (m_plan.packets.empty() || m_plan.packets.back().size() + statement.size() > m_limit)
      m_plan.packets.emplace_back();
    m_plan.packets.back() += statement;
    m_plan.packets.back() += expectedRows ? expectRows(*expectedRows) : ";";
    ++m_plan.statements;
    return {};
  }
  Plan take() { return std::move(m_plan); }

 private:
  static constexpr size_t kReserve = 8 * 1024;
  static constexpr size_t kFallback = 4 * 1024 * 1024;
  const size_t m_limit;
  Plan m_plan;
};

class TablePlanner {
 public:
  TablePlanner(const TargetTable& table, PacketWriter& out, const db::ServerTraits& traits,
               const PlanLimits& limits)
      : m_table(table), m_out(out), m_traits(traits), m_limits(limits) {}

  Status plan(const std::vector<const Change*>& changes) {
    if (m_table.mergeable) {
      NetEffect net(m_table, changes.size());
      bool merged = true;
      for (const Change* c : changes) merged = merged && net.add(*c);
      if (merged) return writeNet(net.rows());
    }
    return writeInOrder(changes);
  }

 private:
  // Deletes first, then updates, then inserts: with one unique key no other order is needed.
  Status writeNet(const std::vector<NetRow>& rows) {
    std::vector<const Cells*> deletes, inserts;
    std::map<std::vector<int>, std::vector<RowUpdate>> updates;
    std::vector<int> changed;
    for (const NetRow& r : rows) {
      if (r.before && r.after) {
        const RowUpdate u{r.before, r.after};
        changedColumns(m_table, u, changed);
        updates[changed].push_back(u);
      } else if (r.before) {
        deletes.push_back(r.before);
      } else if (r.after) {
        inserts.push_back(r.after);
      }
    }
    sortByKey(deletes, [](const Cells* image) { return image; });
    TWINTIDE_TRY(writeDeletes(deletes));
    for (auto& [columns, group] : updates)
      sortByKey(group, [](const RowUpdate& u) { return u.before; });
    for (const auto& [columns, group] : updates) TWINTIDE_TRY(writeUpdates(columns, group));
    return writeInserts(inserts);
  }

  // Neighbours in the table lie on one page, and rows locked in one order cause fewer deadlocks.
  template <class Row, class Image>
  void sortByKey(std::vector<Row>& rows, Image image) {
    if (m_table.key.size() != 1) return;
    const TargetColumn& key = m_table.columns[m_table.key[0]];
    if (key.compare != Compare::Number) return;
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
      return shorterOrLess((*image(a))[key.source].bytes, (*image(b))[key.source].bytes);
    });
  }

  // Source order; only neighbours of one kind share a statement.
  Status writeInOrder(const std::vector<const Change*>& changes) {
    std::vector<const Cells*> inserts;
    for (const Change* c : changes) {
      if (c->kind == ChangeKind::Insert) {
        inserts.push_back(&c->after);
        continue;
      }
      TWINTIDE_TRY(writeInserts(inserts));
      inserts.clear();
      if (c->kind == ChangeKind::Delete) {
        TWINTIDE_TRY(writeDeletes({&c->before}));
      } else {
        TWINTIDE_TRY(writeUpdate({&c->before, &c->after}));
      }
    }
    return writeInserts(inserts);
  }

  Status writeUpdate(const RowUpdate& row) {
    std::string sql;
    appendUpdate(sql, m_table, row, true);
    return m_out.add(sql, 1, m_table);
  }

  Status writeUpdates(const std::vector<int>& changed, const std::vector<RowUpdate>& rows) {
    if (rows.size() == 1 || !canMerge(m_table, changed)) {
      for (const RowUpdate& r : rows) TWINTIDE_TRY(writeUpdate(r));
      return {};
    }
    return inSlices(rows, true, [&](std::string& sql, std::span<const RowUpdate> slice) {
      appendMergedUpdate(sql, m_table, changed, slice, m_traits);
    });
  }
  Status writeInserts(const std::vector<const Cells*>& rows) {
    return inSlices(rows, false, [&](std::string& sql, std::span<const Cells* const> slice) {
      appendInsert(sql, m_table, slice);
    });
  }
  Status writeDeletes(const std::vector<const Cells*>& rows) {
    return inSlices(rows, true, [&](std::string& sql, std::span<const Cells* const> slice) {
      appendDelete(sql, m_table, slice, true);
    });
  }

  static size_t weight(const Cells* cells) {
    size_t n = 0;
    for (const Cell& c : *cells) n += c.bytes.size() + 4;
    return n;
  }
  static size_t weight(const RowUpdate& u) { return weight(u.before) + weight(u.after); }

  template <class Row, class Write>
  Status inSlices(const std::vector<Row>& rows, bool expectAll, const Write& write) {
    for (size_t from = 0; from < rows.size();) {
      size_t to = from, bytes = 0;
      while (to < rows.size() && to - from < m_limits.rowsPerStatement &&
             (to == from || bytes + weight(rows[to]) < m_limits.bytesPerStatement)) {
        bytes += weight(rows[to++]);
      }
      std::string sql;
      sql.reserve(bytes * 2 + 256);
      write(sql, std::span<const Row>(rows).subspan(from, to - from));
      TWINTIDE_TRY(m_out.add(sql, expectAll ? std::optional(to - from) : std::nullopt, m_table));
      from = to;
    }
    return {};
  }

  const TargetTable& m_table;
  PacketWriter& m_out;
  const db::ServerTraits& m_traits;
  const PlanLimits& m_limits;
};

}  // namespace

Result<Plan> planGroup(const Group& group, const TableLookup& lookup,
                       const db::ServerTraits& traits, const PlanLimits& limits) {
  // Tables in order of first appearance; a layout is one shape of one table.
  std::vector<std::pair<std::shared_ptr<const TargetTable>, std::vector<const Change*>>> tables;
  std::unordered_map<const RowLayout*, size_t> index;
  for (const Transaction& t : group.transactions) {
    for (const Change& c : t.changes) {
      const auto [it, fresh] = index.try_emplace(c.layout.get(), tables.size());
      if (fresh) {
        auto table = lookup(c.layout);
        if (!table) return fail(table.error());
        tables.emplace_back(*table, std::vector<const Change*>());
      }
      tables[it->second].second.push_back(&c);
    }
  }
  PacketWriter out(traits.maxAllowedPacket);
  for (const auto& [table, changes] : tables) {
    TWINTIDE_TRY(TablePlanner(*table, out, traits, limits).plan(changes));
  }
  return out.take();
}

}  // namespace twintide::apply
