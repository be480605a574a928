// Types that only one kind of server has, and types that a log does not carry.
#include <map>
#include <set>

#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

bool isSpatial(const std::string& type) {
  static const std::set<std::string> kSpatial = {
      "geometry",        "point",        "linestring",         "polygon",       "multipoint",
      "multilinestring", "multipolygon", "geometrycollection", "geomcollection"};
  return kSpatial.count(type) > 0;
}

// Types beyond the common stock and the kinds that have them (manuals of MariaDB 10.5–11.8,
// MySQL 9, OceanBase 4.3). Columns of a foreign kind cannot be created there.
bool has(ServerKind kind, const std::string& type) {
  static const std::map<std::string, std::set<ServerKind>> kSpecial = {
      {"inet4", {ServerKind::MariaDb}},
      {"inet6", {ServerKind::MariaDb}},
      {"uuid", {ServerKind::MariaDb}},
      {"xmltype", {ServerKind::MariaDb}},
      {"vector", {ServerKind::MySql, ServerKind::OceanBase, ServerKind::MariaDb}},
      {"sparsevector", {ServerKind::OceanBase}},
      {"array", {ServerKind::OceanBase}},
      {"map", {ServerKind::OceanBase}},
      {"roaringbitmap", {ServerKind::OceanBase}}};
  auto it = kSpecial.find(type);
  return it == kSpecial.end() || it->second.count(kind);
}

class ColumnTypes final : public PairCheck {
 public:
  const char* id() const override { return "column_types"; }

 protected:
  Result<Findings> runPair(Context& context) override {
    Findings out = look(context.a, context.b);
    Findings b = look(context.b, context.a);
    out.insert(out.end(), b.begin(), b.end());
    return out;
  }

 private:
  Findings look(const Site& site, const Site& other) const {
    Capped out;
    size_t columns = 0;
    const bool spatialLost =
        site.kind() == ServerKind::OceanBase && site.capture() == Capture::Binlog;
    for (const auto& t : site.tables) {
      columns += t->columns.size();
      addFirst(out, site, *t, "unknown_at_other", toText(other.kind()),
               [&](const Column& c) { return !has(other.kind(), c.dataType); });
      // OceanBase's binlog service leaves GIS types out (oceanbase-doc, binlog overview).
      addFirst(out, site, *t, "spatial_not_logged", toText(other.kind()),
               [&](const Column& c) { return spatialLost && isSpatial(c.dataType); });
    }
    if (!out.empty()) return out.take();
    Finding f = finding("ok", Severity::Passed, site.side);
    f.args["columns"] = std::to_string(columns);
    return {f};
  }

  template <class Bad>
  void addFirst(Capped& out, const Site& site, const TableSchema& t, const char* reason,
                const char* otherKind, Bad bad) const {
    Finding f = finding(reason, Severity::Error, site.side);
    int count = 0;
    for (const Column& c : t.columns) {
      if (bad(c) && count++ == 0) f.args = {{"column", c.name}, {"type", c.columnType}};
    }
    if (count == 0) return;
    f.object = t.id.text();
    f.skippable = false;
    f.args["columns"] = std::to_string(count);
    f.args["other_kind"] = otherKind;
    out.add(std::move(f));
  }
};

}  // namespace

std::unique_ptr<Check> makeColumnTypes() {
  return std::make_unique<ColumnTypes>();
}

}  // namespace twintide::precheck
