// Purpose: hand-made binlog events and a schema lookup without a server.
#pragma once

#include <doctest/doctest.h>
#include <zlib.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/capture/binlog/event_processor.h"

namespace twintide::test {

using capture::EventType;

struct Bytes {
  std::string s;
  Bytes& le(uint64_t v, size_t n) {
    s.append(reinterpret_cast<const char*>(&v), n);
    return *this;
  }
  Bytes& be(uint64_t v, size_t n) {
    while (n-- > 0) s += static_cast<char>(v >> (8 * n));
    return *this;
  }
  Bytes& raw(std::string_view b) {
    s += b;
    return *this;
  }
  Bytes& text8(std::string_view b) { return le(b.size(), 1).raw(b); }
};

// Makes events one after another, with positions and checksums.
class EventMaker {
 public:
  explicit EventMaker(bool checksums = true) : m_checksums(checksums) {}
  uint32_t pos = 4;
  uint32_t timestamp = 1700000000;
  uint16_t flags = 0;

  std::string make(EventType type, std::string_view body, bool artificial = false) {
    const bool crc = m_checksums && !inner;
    const size_t size = 19 + body.size() + (crc ? 4 : 0);
    if (!artificial) pos += static_cast<uint32_t>(size);
    Bytes b;
    b.le(artificial ? 0 : timestamp, 4).le(static_cast<uint8_t>(type), 1).le(1, 4).le(size, 4);
    b.le(artificial ? 0 : pos, 4).le(artificial ? 0x20 : flags, 2).raw(body);
    if (crc) b.le(crc32_z(0, reinterpret_cast<const Bytef*>(b.s.data()), b.s.size()), 4);
    return b.s;
  }
  bool inner = false;  // events of a transaction payload carry no checksum

  std::string rotate(const std::string& file, bool artificial, uint64_t at = 4) {
    return make(EventType::Rotate, Bytes().le(at, 8).raw(file).s, artificial);
  }
  std::string format(uint32_t created = 0) {
    Bytes b;
    b.le(4, 2).raw(std::string("8.0.33").append(44, '\0')).le(created, 4).le(19, 1);
    std::string sizes(42, '\0');
    sizes[18] = 8;                                 // TABLE_MAP
    for (int i : {29, 30, 31, 38}) sizes[i] = 10;  // rows v2
    for (int i : {22, 23, 24}) sizes[i] = 8;       // rows v1
    b.raw(sizes).le(m_checksums ? 1 : 0, 1);
    if (!m_checksums) b.le(0, 4);
    return make(EventType::FormatDescription, b.s);
  }
  std::string gtid(uint64_t number, uint64_t committed = 1, uint64_t sequence = 2,
                   uint64_t us = 0) {
    Bytes b;
    b.le(1, 1).raw(std::string(16, '\x11')).le(number, 8).le(2, 1).le(committed, 8).le(sequence, 8);
    if (us != 0) b.le(us, 7);
    return make(EventType::Gtid, b.s);
  }
  std::string query(const std::string& sql, const std::string& db = "",
                    const std::string& status = "") {
    Bytes b;
    b.le(7, 4).le(0, 4).le(db.size(), 1).le(0, 2).le(status.size(), 2).raw(status).raw(db).le(0, 1);
    return make(EventType::Query, b.raw(sql).s);
  }
  std::string xid() { return make(EventType::Xid, Bytes().le(99, 8).s); }
  // types: wire types, meta: their metadata; all columns nullable.
  std::string tableMap(uint64_t id, const std::string& db, const std::string& table,
                       std::string_view types, std::string_view meta, std::string_view extra = {}) {
    Bytes b;
    b.le(id, 6).le(1, 2).text8(db).le(0, 1).text8(table).le(0, 1).text8(types).text8(meta);
    b.raw(std::string((types.size() + 7) / 8, '\xff')).raw(extra);
    return make(EventType::TableMap, b.s);
  }
  // Table id 6, twintide.marker(link_id, stream, epoch, group_no), and a row of the opposite link.
  std::string markerTable() {
    return tableMap(6, "twintide", "marker", "\x0f\x03\x08\x08", std::string("\x40\x01", 2));
  }
  std::string markerRow() {
    const std::string row = Bytes().le(0, 1).le(5, 2).raw("p.rev").le(0, 4).le(1, 8).le(7, 8).s;
    return rows(EventType::WriteRowsV2, 6, 4, row);
  }
  // columns < 65, all present in both images.
  std::string rows(EventType type, uint64_t id, size_t columns, std::string_view data,
                   uint16_t rowsFlags = 1) {
    const std::string all((columns + 7) / 8, '\xff');
    Bytes b;
    b.le(id, 6).le(rowsFlags, 2).le(2, 2).le(columns, 1).raw(all);
    const bool two = type == EventType::UpdateRowsV2 || type == EventType::PartialUpdateRows;
    return make(type, b.raw(two ? all : "").raw(data).s);
  }

 private:
  bool m_checksums;
};

class FakeSchemas : public capture::SchemaLookup {
 public:
  std::map<TableId, std::shared_ptr<const TableSchema>> tables, olderTables;
  uint64_t changes = 1;

  void add(const TableId& id, std::vector<std::pair<std::string, std::string>> columns) {
    auto t = std::make_shared<TableSchema>();
    t->id = id;
    for (auto& [name, type] : columns) {
      Column c;
      c.name = name;
      c.columnType = type;
      c.dataType = type.substr(0, type.find_first_of("( "));
      c.isUnsigned = type.find("unsigned") != std::string::npos;
      const bool text = c.dataType.ends_with("char") || c.dataType.ends_with("text") ||
                        c.dataType == "enum" || c.dataType == "set";
      if (text) c.charset = "utf8mb4";
      if (c.dataType == "varchar") c.charOctets = std::stoll(type.substr(8));
      t->columns.push_back(c);
    }
    t->keys.push_back(Key{"PRIMARY", {0}, true, false});
    tables[id] = t;
  }
  Result<std::shared_ptr<const TableSchema>> table(const TableId& id) override {
    auto it = tables.find(id);
    return it == tables.end() ? nullptr : it->second;
  }
  Result<std::shared_ptr<const TableSchema>> refreshed(const TableId& id) override {
    return table(id);
  }
  Result<std::vector<std::shared_ptr<const TableSchema>>> older(const TableId& id) override {
    std::vector<std::shared_ptr<const TableSchema>> found;
    if (auto it = olderTables.find(id); it != olderTables.end()) found.push_back(it->second);
    return found;
  }
  bool learnsOlder() const override { return !olderTables.empty(); }
  Status ddlSeen(std::string_view) override {
    ++changes;
    return {};
  }
  uint64_t generation() const override { return changes; }
  std::string charset(uint32_t collation) override {
    return collation == 63   ? "binary"
           : collation == 28 ? "gbk"
           : collation == 8  ? "latin1"
                             : "utf8mb4";
  }
};

// False when there is none; what is still being decoded is waited for.
inline Result<bool> takeFrom(capture::EventProcessor& processor, Transaction& out) {
  for (;;) {
    auto taken = processor.take(out);
    if (!taken) return fail(taken.error());
    if (*taken != capture::Taken::Pending) return *taken == capture::Taken::Got;
    processor.finishHead();
  }
}

// A processor on a stand-in database "d" with marker and heartbeat tables.
struct ProcessorBed {
  FakeSchemas schemas;
  capture::OriginFilter filter;
  capture::EventProcessor processor;

  explicit ProcessorBed(capture::ProcessorOptions options = {})
      : filter({{{"d.*"}, {}}, withDdl(), "p.fwd", "p.rev"}), processor(options, filter, schemas) {
    schemas.add({"d", "t"}, {{"id", "int"}, {"v", "varchar(80)"}});
    schemas.add({"twintide", "marker"}, {{"link_id", "varchar(320)"},
                                         {"stream", "int"},
                                         {"epoch", "bigint"},
                                         {"group_no", "bigint"}});
    processor.start({"bin.000001", 4, ""});
  }
  static MigrationTypes withDdl() {
    MigrationTypes t;
    t.ddl = true;
    return t;
  }
  Status feed(const std::vector<std::string>& events) {
    for (const std::string& e : events) {
      auto fed = processor.feed(e);
      if (!fed) return fail(fed.error());
    }
    return {};
  }
  bool take(Transaction& out) {
    auto taken = takeFrom(processor, out);
    REQUIRE(taken);
    return *taken;
  }
  std::vector<Transaction> taken() {
    std::vector<Transaction> out;
    Transaction t;
    while (take(t)) out.push_back(std::move(t));
    return out;
  }
};

// TABLE_MAP and row bytes of d.t(id int, v varchar(80)).
inline const std::string kTypesT = "\x03\x0f";
inline const std::string kMetaT{"\x50\x00", 2};
inline std::string rowT(int id, const std::string& v) {
  return Bytes().le(0, 1).le(static_cast<uint32_t>(id), 4).text8(v).s;
}

}  // namespace twintide::test
