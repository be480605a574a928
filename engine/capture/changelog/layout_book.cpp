#include "engine/capture/changelog/layout_book.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/db/column_form.h"
#include "engine/db/sql_text.h"

namespace twintide::capture {
namespace {

using nlohmann::json;

json columnJson(const Column& c) {
  return {{"name", c.name},
          {"type", c.dataType},
          {"full", c.columnType},
          {"charset", c.charset},
          {"collation", c.collation},
          {"null", c.nullable},
          {"unsigned", c.isUnsigned},
          {"auto", c.autoIncrement},
          {"generated", c.generated},
          {"default", c.defaultValue},
          {"has_default", c.hasDefault},
          {"octets", c.charOctets}};
}

Column columnFrom(const json& j) {
  Column c;
  c.name = j.at("name");
  c.dataType = j.at("type");
  c.columnType = j.at("full");
  c.charset = j.at("charset");
  c.collation = j.at("collation");
  c.nullable = j.at("null");
  c.isUnsigned = j.at("unsigned");
  c.autoIncrement = j.at("auto");
  c.generated = j.at("generated");
  c.defaultValue = j.at("default");
  c.hasDefault = j.at("has_default");
  c.charOctets = j.at("octets");
  return c;
}

Result<Layout> layoutFromRow(const std::vector<db::Value>& r) {
  Layout layout;
  layout.id = std::strtoll(r[0].value_or("0").c_str(), nullptr, 10);
  const TableId made{r[1].value_or(""), r[2].value_or("")};
  layout.hash = std::strtoull(r[3].value_or("0").c_str(), nullptr, 10);
  auto table = structureFromJson(r[4].value_or(""), made);
  if (!table) return fail(table.error());
  layout.rows = logLayout(std::move(*table));
  if (r[5]) layout.untilScn = std::strtoull(r[5]->c_str(), nullptr, 10);
  layout.now = r[6] ? TableId{*r[6], r[7].value_or("")} : made;
  return layout;
}

}  // namespace

std::string structureToJson(const TableSchema& table) {
  json columns = json::array(), keys = json::array();
  for (const Column& c : table.columns) columns.push_back(columnJson(c));
  for (const Key& k : table.keys) {
    keys.push_back({{"name", k.name},
                    {"columns", k.columns},
                    {"unique", k.unique},
                    {"prefix", k.prefix},
                    {"hidden", k.hidden}});
  }
  // A default may hold any bytes: what is not UTF-8 is replaced rather than refused.
  return json{{"columns", columns},
              {"keys", keys},
              {"charset", table.charset},
              {"collation", table.collation}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<TableSchema> structureFromJson(const std::string& text, const TableId& id) {
  TableSchema table;
  table.id = id;
  try {
    const json j = json::parse(text);
    table.charset = j.at("charset");
    table.collation = j.at("collation");
    for (const json& c : j.at("columns")) table.columns.push_back(columnFrom(c));
    for (const json& k : j.at("keys")) {
      Key key{k.at("name"), k.at("columns"), k.at("unique"), k.at("prefix")};
      key.hidden = k.value("hidden", 0);  // absent in structures kept by earlier versions
      for (int c : key.columns) {
        if (c < 0 || c >= static_cast<int>(table.columns.size())) throw std::out_of_range("key");
      }
      table.keys.push_back(std::move(key));
    }
  } catch (const std::exception&) {
    return fail(ErrorCode::ChangeLogBroken, {{"reason", "layout"}, {"table", id.text()}});
  }
  return table;
}

std::shared_ptr<const RowLayout> logLayout(TableSchema table) {
  for (Column& c : table.columns) {
    if (db::formOf(c) == db::ColumnForm::Text && !c.charset.empty()) c.charset = "utf8mb4";
  }
  return std::make_shared<RowLayout>(
      RowLayout{std::make_shared<const TableSchema>(std::move(table))});
}

Status LayoutBook::load(db::Session& session) {
  auto rows = session.query(
      "SELECT layout, db_name, table_name, structure_hash, structure, until_scn, moved_db, "
      "moved_table FROM twintide.change_log_layout");
  if (!rows) return fail(rows.error());
  std::map<int64_t, Layout> layouts;
  for (const auto& r : rows->rows) {
    auto layout = layoutFromRow(r);
    if (!layout) return fail(layout.error());
    const int64_t id = layout->id;
    layouts.emplace(id, std::move(*layout));
  }
  m_layouts = std::move(layouts);
  return {};
}

const Layout* LayoutBook::find(int64_t id) const {
  auto it = m_layouts.find(id);
  return it == m_layouts.end() ? nullptr : &it->second;
}

const Layout* LayoutBook::current(const TableId& table) const {
  for (auto it = m_layouts.rbegin(); it != m_layouts.rend(); ++it) {
    if (!it->second.untilScn && it->second.now == table) return &it->second;
  }
  return nullptr;
}

TableId LayoutBook::today(const TableId& table) const {
  TableId now = table;
  for (const auto& [id, layout] : m_layouts) {
    if (layout.rows->schema->id == now) now = layout.now;
  }
  return now;
}

Result<const Layout*> LayoutBook::add(db::Session& session, const TableSchema& table,
                                      std::optional<uint64_t> until) {
  TWINTIDE_TRY(session.execute(
      "INSERT INTO twintide.change_log_layout "
      "(db_name,table_name,structure_hash,structure,until_scn) VALUES (" +
      db::quoteText(table.id.database) + ',' + db::quoteText(table.id.table) + ',' +
      std::to_string(table.structureHash()) + ',' + db::quoteText(structureToJson(table)) + ',' +
      (until ? std::to_string(*until) : "NULL") + ')'));
  auto id = session.scalar("SELECT LAST_INSERT_ID()");
  if (!id) return fail(id.error());
  Layout layout;
  layout.id = std::strtoll(id->c_str(), nullptr, 10);
  layout.hash = table.structureHash();
  layout.rows = logLayout(table);
  layout.now = table.id;
  layout.untilScn = until;
  return &(m_layouts[layout.id] = std::move(layout));
}

Status LayoutBook::outdate(db::Session& session, int64_t id, uint64_t scn) {
  TWINTIDE_TRY(session.execute(
      "UPDATE twintide.change_log_layout SET until_scn=LEAST(IFNULL(until_scn," +
      std::to_string(scn) + ")," + std::to_string(scn) + ") WHERE layout=" + std::to_string(id)));
  if (auto it = m_layouts.find(id); it != m_layouts.end())
    it->second.untilScn = std::min(it->second.untilScn.value_or(scn), scn);
  return {};
}

Status LayoutBook::moved(db::Session& session, int64_t id, const TableId& now) {
  const Layout* newest = find(id);
  if (!newest) return {};
  const TableId before = newest->now, made = newest->rows->schema->id;
  std::string ids;
  for (auto& [other, layout] : m_layouts) {
    // Made under the same name: in a swap of two tables the other's are none of these.
    const bool same = layout.now == before && layout.rows->schema->id == made;
    if (other > id || !same) continue;
    layout.now = now;
    ids += (ids.empty() ? "" : ",") + std::to_string(other);
  }
  TWINTIDE_TRY(session.execute(
      "UPDATE twintide.change_log_layout SET moved_db=" + db::quoteText(now.database) +
      ",moved_table=" + db::quoteText(now.table) + " WHERE layout IN (" + ids + ')'));
  return {};
}

}  // namespace twintide::capture
