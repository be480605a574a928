#include <doctest/doctest.h>

#include <map>

#include "engine/ddl/probe.h"
#include "engine/ddl/touched_columns.h"

using namespace twintide;
using namespace twintide::ddl;

namespace {

StructuralProbe probed(const std::string& sql) {
  auto s = parse(sql, {false, false, "dd"});
  REQUIRE_MESSAGE(s.has_value(), sql);
  auto p = structuralProbe(sql, *s);
  REQUIRE(p.has_value());
  return *p;
}

const TableId kT{"dd", "t"};
const TableId kU{"dd", "u"};

struct World {
  std::map<TableId, std::shared_ptr<TableSchema>> tables;
  TableSchema& add(const std::string& name) {
    auto t = std::make_shared<TableSchema>();
    t->id = {"dd", name};
    tables[t->id] = t;
    return *t;
  }
  Facts facts() {
    Facts f;
    f.table = [this](const TableId& id) -> Result<std::shared_ptr<const TableSchema>> {
      const auto it = tables.find(id);
      return it == tables.end() ? std::shared_ptr<const TableSchema>() : it->second;
    };
    f.databaseExists = [](const std::string& name) -> Result<bool> { return name == "dd"; };
    return f;
  }
  Done done(const std::string& sql) {
    auto d = evaluate(probed(sql), facts());
    REQUIRE(d.has_value());
    return *d;
  }
};

Column column(const char* name) {
  Column c;
  c.name = name;
  return c;
}

}  // namespace

TEST_CASE("what each statement leaves behind") {
  using P = std::vector<Probe>;
  CHECK(probed("CREATE TABLE t (a INT)").probes == P{{ProbeKind::TableExists, kT, ""}});
  CHECK(probed("DROP TABLE t, u").probes ==
        P{{ProbeKind::TableGone, kT, ""}, {ProbeKind::TableGone, kU, ""}});
  CHECK(probed("RENAME TABLE t TO u").probes ==
        P{{ProbeKind::TableExists, kU, ""}, {ProbeKind::TableGone, kT, ""}});
  CHECK(probed("ALTER TABLE t ADD a INT, ADD (b INT, c INT), DROP d").probes ==
        P{{ProbeKind::ColumnExists, kT, "a"},
          {ProbeKind::ColumnExists, kT, "b"},
          {ProbeKind::ColumnExists, kT, "c"},
          {ProbeKind::ColumnGone, kT, "d"}});
  CHECK(probed("ALTER TABLE t RENAME COLUMN a TO b, CHANGE c d INT").probes ==
        P{{ProbeKind::ColumnGone, kT, "a"},
          {ProbeKind::ColumnExists, kT, "b"},
          {ProbeKind::ColumnGone, kT, "c"},
          {ProbeKind::ColumnExists, kT, "d"}});
  CHECK(
      probed("ALTER TABLE t ADD UNIQUE KEY i (a), DROP PRIMARY KEY, RENAME INDEX x TO y").probes ==
      P{{ProbeKind::IndexExists, kT, "i"},
        {ProbeKind::IndexGone, kT, "PRIMARY"},
        {ProbeKind::IndexGone, kT, "x"},
        {ProbeKind::IndexExists, kT, "y"}});
  CHECK(probed("ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (a)").probes ==
        P{{ProbeKind::ForeignKeyExists, kT, "f"}});
  CHECK(probed("CREATE INDEX i ON t (a)").probes == P{{ProbeKind::IndexExists, kT, "i"}});
  CHECK(probed("DROP INDEX i ON t").probes == P{{ProbeKind::IndexGone, kT, "i"}});
  CHECK(probed("ALTER TABLE t ADD z INT, RENAME TO u").probes ==
        P{{ProbeKind::TableGone, kT, ""}, {ProbeKind::TableExists, kU, ""}});
}

TEST_CASE("what structure cannot tell is inconclusive") {
  for (const char* sql :
       {"TRUNCATE TABLE t", "ALTER TABLE t MODIFY a BIGINT", "ALTER TABLE t FORCE",
        "ALTER TABLE t ADD INDEX (a)", "ALTER TABLE t CHANGE a a BIGINT",
        "CREATE OR REPLACE TABLE t (a INT)", "ALTER TABLE t COMMENT 'x'",
        "ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (b)",
        "RENAME TABLE t TO x, u TO t, x TO u", "ALTER TABLE t DROP PARTITION p"}) {
    CAPTURE(sql);
    CHECK_FALSE(probed(sql).conclusive);
  }
}

TEST_CASE("columns that an ALTER TABLE takes away, renames or retypes") {
  auto touched = [](const std::string& sql) {
    auto s = parse(sql, {false, false, "dd"});
    REQUIRE_MESSAGE(s.has_value(), sql);
    auto names = touchedColumns(sql, *s);
    REQUIRE(names.has_value());
    std::string out;
    for (const std::string& n : *names) out += n + " ";
    return out;
  };
  CHECK(touched("ALTER TABLE t DROP COLUMN a, DROP `b c`") == "a b c ");
  CHECK(touched("ALTER TABLE t CHANGE a b INT, RENAME COLUMN c TO d, MODIFY e TEXT") == "a c e ");
  CHECK(touched("ALTER TABLE t ADD COLUMN a INT, DROP INDEX i, ADD PRIMARY KEY (a)") == "");
  CHECK(touched("ALTER TABLE t DROP COLUMN a, RENAME TO u") == "");
  CHECK(touched("DROP INDEX a ON t") == "");
  CHECK(touched("RENAME TABLE t TO u") == "");
}

TEST_CASE("evaluated against a server's structures") {
  World w;
  TableSchema& t = w.add("t");
  t.columns = {column("a"), column("B")};
  t.keys = {{"PRIMARY", {0}, true, false}};
  CHECK(w.done("CREATE TABLE t (a INT)") == Done::Yes);
  CHECK(w.done("CREATE TABLE u (a INT)") == Done::No);
  CHECK(w.done("DROP TABLE u") == Done::Yes);
  CHECK(w.done("DROP TABLE t, u") == Done::Partly);
  CHECK(w.done("ALTER TABLE t ADD b INT") == Done::Yes);
  CHECK(w.done("ALTER TABLE t ADD c INT") == Done::No);
  CHECK(w.done("ALTER TABLE t ADD b INT, MODIFY a BIGINT") == Done::Unknown);
  CHECK(w.done("ALTER TABLE gone ADD b INT") == Done::No);
  CHECK(w.done("ALTER TABLE gone DROP b") == Done::No);
  CHECK(w.done("ALTER TABLE t ADD PRIMARY KEY (a)") == Done::Yes);
  CHECK(w.done("TRUNCATE TABLE t") == Done::Unknown);
  CHECK(w.done("CREATE DATABASE dd") == Done::Yes);
  CHECK(w.done("CREATE DATABASE zz") == Done::No);
}
