#include "engine/apply/table_planner.h"

#include <algorithm>

namespace twintide::apply {
namespace {

constexpr size_t kFrame = 256;  // of a statement without its rows, roughly

// The order of whole numbers, for those without a sign.
bool shorterOrLess(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

size_t weight(const Cells* cells) {
  size_t n = 0;
  for (const Cell& c : *cells) n += c.bytes.size() + 4;
  return n;
}
size_t weight(const RowUpdate& u) {
  return weight(u.before) + weight(u.after);
}

db::Answers answerTo(ChangeKind kind, size_t rows) {
  if (kind == ChangeKind::Update) return db::kUpdateAnswer;
  const bool several = kind == ChangeKind::Insert && rows > 1;
  return several ? db::kInsertRowsAnswer : db::kStatementAnswer;
}

}  // namespace

TablePlanner::TablePlanner(const TargetTable& table, const PlanTo& to)
    : m_table(table), m_to(to), m_out(&to.late), m_id(KeySet::tableOf(table.schema->id)) {
  // What the server checks of its rows depends on those of another table.
  for (const ForeignKey& fk : table.schema->foreignKeys)
    to.keys.addTable(KeySet::tableOf(fk.parent));
}

// Deletes first, then updates, then inserts: with one unique key no other order is needed.
Status TablePlanner::plan(const std::vector<const Change*>& changes) {
  if (!merge(changes)) return writeInOrder(changes);
  TWINTIDE_TRY(deleteMerged());
  return writeMerged();
}

bool TablePlanner::merge(const std::vector<const Change*>& changes) {
  if (!m_table.mergeable) return false;
  m_net.emplace(m_table, changes.size());
  for (const Change* c : changes) {
    if (!m_net->add(*c)) return false;
  }
  const bool all = allLate();
  for (size_t i = 0; i < m_net->rows().size(); ++i) {
    const std::string_view key = m_net->key(i);
    m_to.keys.add(m_id, key);
    const bool late = all || anyHas(m_to.before, m_id, key);
    sortInto(late ? m_late : m_now, m_net->rows()[i]);
  }
  return true;
}

bool TablePlanner::allLate() const {
  return !m_to.before.empty() && (m_to.tied || !m_table.schema->foreignKeys.empty());
}

bool TablePlanner::noteApart(const std::vector<const Change*>& changes) {
  bool apart = !allLate();
  for (const Change* c : changes) {
    if (!c->before.empty()) apart = note(c->before) && apart;
    if (c->after.empty()) continue;
    // What an UPDATE leaves out stays as it was.
    const bool whole = c->before.empty() || !isPartial(c->after);
    apart = (whole ? note(c->after) : note(overlaid(c->before, c->after))) && apart;
  }
  return apart;
}

bool TablePlanner::note(const Cells& image) {
  const auto key = keyIdentity(m_table, image, m_scratch);
  if (!key) {
    m_to.keys.addTable(m_id);
    return false;
  }
  m_to.keys.add(m_id, *key);
  bool apart = !anyHas(m_to.before, m_id, *key);
  for (size_t i = 0; i < m_table.otherUnique.size(); ++i) {
    if (!uniqueValue(m_table, i, image, m_scratch)) continue;
    const uint64_t id = m_id + 1 + i;
    m_to.keys.add(id, m_scratch);
    apart = apart && !anyHas(m_to.before, id, m_scratch);
  }
  return apart;
}

void TablePlanner::sortInto(Merged& into, const NetRow& r) {
  if (r.before && r.after) {
    const RowUpdate u{r.before, r.after};
    changedColumns(m_table, u, m_changed);
    into.updates[m_changed].push_back(u);
  } else if (r.before) {
    into.deletes.push_back(r.before);
  } else if (r.after) {
    into.inserts.push_back(r.after);
  }
}

Status TablePlanner::deleteMerged() {
  for (Merged* m : {&m_now, &m_late}) {
    m_out = m == &m_now ? &m_to.out : &m_to.late;
    sortByKey(m->deletes, [](const Cells* image) { return image; });
    TWINTIDE_TRY(writeDeletes(m->deletes));
  }
  return {};
}

Status TablePlanner::writeMerged() {
  m_out = &m_to.out;
  TWINTIDE_TRY(writeMerged(m_now));
  m_out = &m_to.late;
  return writeMerged(m_late);
}

Status TablePlanner::writeMerged(Merged& m) {
  for (auto& [columns, rows] : m.updates)
    sortByKey(rows, [](const RowUpdate& u) { return u.before; });
  for (const auto& [columns, rows] : m.updates) TWINTIDE_TRY(writeUpdates(columns, rows));
  return writeInserts(m.inserts);
}

// Neighbours in the table lie on one page, and rows locked in one order cause fewer deadlocks.
template <class Row, class Image>
void TablePlanner::sortByKey(std::vector<Row>& rows, Image image) const {
  if (m_table.key.size() != 1) return;
  const TargetColumn& key = m_table.columns[m_table.key[0]];
  if (key.compare != Compare::Number) return;
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    return shorterOrLess((*image(a))[key.source].bytes, (*image(b))[key.source].bytes);
  });
}

Status TablePlanner::writeInOrder(const std::vector<const Change*>& changes) {
  m_out = noteApart(changes) ? &m_to.out : &m_to.late;
  std::vector<const Cells*> inserts;
  for (const Change* c : changes) {
    if (c->kind == ChangeKind::Insert) {
      inserts.push_back(&c->after);
      continue;
    }
    TWINTIDE_TRY(writeInserts(inserts));
    inserts.clear();
    if (c->kind == ChangeKind::Delete) {
      const Cells* row = &c->before;
      TWINTIDE_TRY(writeDeletes({&row, 1}));
    } else {
      TWINTIDE_TRY(writeUpdate({&c->before, &c->after}));
    }
  }
  return writeInserts(inserts);
}

Status TablePlanner::writeUpdate(const RowUpdate& row) {
  appendUpdate(m_out->open(weight(row) * 2 + kFrame), m_table, row, true);
  return m_out->close(db::kUpdateAnswer, 1, m_table);
}

Status TablePlanner::writeUpdates(const std::vector<int>& changed,
                                  const std::vector<RowUpdate>& rows) {
  if (rows.size() == 1 || !canMerge(m_table, changed)) {
    for (const RowUpdate& r : rows) TWINTIDE_TRY(writeUpdate(r));
    return {};
  }
  return inSlices<RowUpdate>(rows, ChangeKind::Update,
                             [&](std::string& sql, std::span<const RowUpdate> slice) {
                               appendMergedUpdate(sql, m_table, changed, slice, m_to.traits);
                             });
}

Status TablePlanner::writeInserts(std::span<const Cells* const> rows) {
  return inSlices<const Cells*>(rows, ChangeKind::Insert,
                                [&](std::string& sql, std::span<const Cells* const> slice) {
                                  appendInsert(sql, m_table, slice);
                                });
}

Status TablePlanner::writeDeletes(std::span<const Cells* const> rows) {
  return inSlices<const Cells*>(rows, ChangeKind::Delete,
                                [&](std::string& sql, std::span<const Cells* const> slice) {
                                  appendDelete(sql, m_table, slice, true);
                                });
}

template <class Row, class Write>
Status TablePlanner::inSlices(std::span<const Row> rows, ChangeKind kind, const Write& write) {
  for (size_t from = 0; from < rows.size();) {
    size_t to = from, bytes = 0;
    while (to < rows.size() && to - from < m_to.limits.rowsPerStatement &&
           (to == from || bytes + weight(rows[to]) < m_to.limits.bytesPerStatement)) {
      bytes += weight(rows[to++]);
    }
    write(m_out->open(bytes * 2 + kFrame), rows.subspan(from, to - from));
    const bool insert = kind == ChangeKind::Insert;
    TWINTIDE_TRY(m_out->close(answerTo(kind, to - from),
                              insert ? std::nullopt : std::optional(to - from), m_table));
    from = to;
  }
  return {};
}

}  // namespace twintide::apply
