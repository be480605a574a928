// Row changes of the change log on a real OceanBase: values, grouping, what fires and what does
// not.
#include <map>
#include <random>

#include "tests/capture/changelog_harness.h"
#include "tests/support/seed.h"

using namespace twintide;
using namespace twintide::test;

namespace {

const char* kTypes =
    "(id INT PRIMARY KEY, ti TINYINT, tu TINYINT UNSIGNED, si SMALLINT, mi MEDIUMINT, bi BIGINT, "
    "bu BIGINT UNSIGNED, de DECIMAL(65,30), dz DECIMAL(10,0), f FLOAT, fm FLOAT(7,3), d DOUBLE, "
    "dm DOUBLE(12,4), b1 BIT(1), b12 BIT(12), b64 BIT(64), c CHAR(10), v VARCHAR(100), "
    "bn BINARY(6), vb VARBINARY(100), tx TEXT, lt LONGTEXT, bl BLOB, lb LONGBLOB, e "
    "ENUM('a','b','ü,x'), s SET('x','y','z'), j JSON, ts TIMESTAMP NULL, ts6 TIMESTAMP(6) NULL, "
    "dt DATETIME, dt6 DATETIME(6), da DATE, tm TIME, tm6 TIME(6), y YEAR, bo BOOL, "
    "g INT GENERATED ALWAYS AS (id+1) VIRTUAL, gs INT GENERATED ALWAYS AS (id+2) STORED)";

// With an applier's session: its settings and its silence.
void applyAll(practice::ServerProcess& at, const std::vector<Transaction>& all,
              const std::string& twin) {
  auto applier = connection(at);
  exec(*applier, std::string("SET ") + db::kApplierVariable + "=1");
  // Values outside their type are the applier's affair.
  exec(*applier, db::kLenientMode);
  for (const Transaction& t : all) {
    for (const Change& c : t.changes) exec(*applier, applySql(c, twin));
  }
}

}  // namespace

TEST_CASE("every type reaches a twin table unchanged, whatever the writer's session is like") {
  Harness h("cl_types");
  h.sql({"DROP DATABASE IF EXISTS cl_twin", "CREATE DATABASE cl_twin",
         std::string("CREATE TABLE cl_types.t ") + kTypes,
         std::string("CREATE TABLE cl_twin.t ") + kTypes});
  h.start();
  auto w = writer(h.at, "cl_types");
  exec(*w, "SET SESSION time_zone='+05:30'");
  exec(*w, "SET SESSION sql_mode='ANSI_QUOTES,PIPES_AS_CONCAT'");
  exec(*w,
       "INSERT INTO t "
       "(id,ti,tu,si,mi,bi,bu,de,dz,f,fm,d,dm,b1,b12,b64,c,v,bn,vb,tx,lt,bl,lb,e,s,j,ts,"
       "ts6,dt,dt6,da,tm,tm6,y,bo) VALUES (1,-128,255,-32768,-8388608,-9223372036854775808,"
       "18446744073709551615,-12345678901234567890123456789012345.123456789012345678901234567891,"
       "-9999999999,1.1,1234.567,1.1e-300/3,12345678.9012,b'1',b'1',"
       "b'1000000000000000000000000000000000000000000000000000000000000001','ab  ',"
       "'q''uo\\\\te, 7:N,\\0😀',x'00ff','','','ünï\n,1:',x'00ff270a',x'','ü,x','x,z',"
       "'{\"a\": [1.5, \"x,y\", null], \"ü\": \"\\\\\"q\"}','2024-03-10 02:30:00',"
       "'2024-11-03 01:30:00.123456','2024-02-29 23:59:59','9999-12-31 "
       "23:59:59.999999','1000-01-01',"
       "'-838:59:59','838:59:58.123456',1901,1)");
  exec(*w, "INSERT INTO t (id) VALUES (2)");
  exec(*w,
       "INSERT INTO t (id,f,d,v,ts,ts6,dt,da,tm,y,e,s,vb,j,lt,lb) VALUES (3,3.4028234e38,"
       "1.7976931348623157e308,'','0000-00-00 00:00:00','0000-00-00 "
       "00:00:00','0000-00-00','0000-00-00',"
       "'00:00:00',0,'','',x'4e','null',REPEAT('ü,',100000),REPEAT(x'00ff',1500000))");
  exec(*w,
       "INSERT INTO t (id,f,d,v,j,ts,ts6,bi) VALUES (4,1.17549435e-38,5e-324,'N','[]',"
       "'1970-01-01 05:30:01','2038-01-19 08:44:07.999999',0),(5,0.1,0.1e0+0.2e0,'7:seven','1.0',"
       "NULL,NULL,1),(6,16777217,-0e0,',','\"N\"',NULL,'1970-01-01 05:30:00.000001',2)");
  exec(*w, "UPDATE t SET v='changed',f=2.2,ts='2024-06-01 00:00:00',lb=NULL WHERE id IN (1,3)");
  exec(*w, "UPDATE t SET id=20,b64=b'11' WHERE id=2");
  exec(*w, "DELETE FROM t WHERE id=5");
  const auto all = h.drain();
  CHECK(changesIn(all) == 10);
  applyAll(h.at, all, "cl_twin");
  CHECK(differences(*h.root, "cl_types", "cl_twin", "t") == "");
  for (const Transaction& t : all) {
    for (const Change& c : t.changes) CHECK(c.reread == false);
    CHECK(t.commitUsExact);
  }
}

TEST_CASE("transactions stay whole and in order, over tables; a rollback leaves nothing") {
  Harness h("cl_group");
  h.sql(
      {"CREATE TABLE a (id INT PRIMARY KEY, v INT)", "CREATE TABLE b (id INT PRIMARY KEY, v INT)"});
  h.start();
  auto w = writer(h.at, "cl_group");
  exec(*w, "BEGIN");
  exec(*w, "INSERT INTO a VALUES (1,1),(2,2)");
  exec(*w, "INSERT INTO b VALUES (1,1)");
  exec(*w, "UPDATE a SET v=v+10 WHERE id=1");
  exec(*w, "SAVEPOINT s");
  exec(*w, "INSERT INTO b VALUES (9,9)");
  exec(*w, "ROLLBACK TO s");
  exec(*w, "DELETE FROM a WHERE id=2");
  exec(*w, "COMMIT");
  exec(*w, "BEGIN");
  exec(*w, "INSERT INTO a VALUES (5,5)");
  exec(*w, "ROLLBACK");
  exec(*w, "INSERT INTO a VALUES (6,6)");
  const auto all = h.drain();
  REQUIRE(all.size() == 2);
  REQUIRE(all[0].changes.size() == 5);
  CHECK(all[0].changes[2].table().table == "b");
  CHECK(all[0].changes[3].kind == ChangeKind::Update);
  CHECK(cellText(all[0].changes[3], "v", false) == "1");
  CHECK(cellText(all[0].changes[3], "v") == "11");
  CHECK(all[0].changes[4].kind == ChangeKind::Delete);
  CHECK(cellText(all[1].changes[0], "id") == "6");
  // Commit SCNs are nanoseconds: two commits may fall into one microsecond.
  CHECK(all[0].commitUs <= all[1].commitUs);
  auto nowUs = h.root->scalar("SELECT current_scn() DIV 1000");
  CHECK(std::stoll(*nowUs) - all[1].commitUs < 60'000'000);
}

TEST_CASE("writes of an applier are silent, those of others on the same rows are not") {
  Harness h("cl_echo");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)"});
  h.start();
  auto applier = writer(h.at, "cl_echo");
  exec(*applier, std::string("SET ") + db::kApplierVariable + "='t.rev'");
  exec(*applier, "INSERT INTO t VALUES (1,1),(2,2)");
  exec(*applier, "UPDATE t SET v=5");
  exec(*applier, "DELETE FROM t WHERE id=1");
  auto app = writer(h.at, "cl_echo");
  exec(*app, "UPDATE t SET v=6 WHERE id=2");
  const auto all = h.drain();
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].changes.size() == 1);
  CHECK(cellText(all[0].changes[0], "v") == "6");
  CHECK(all[0].foreign() == false);
}

TEST_CASE("cascades, REPLACE and ON DUPLICATE KEY UPDATE are seen as what they did") {
  Harness h("cl_multi");
  h.sql({"CREATE TABLE p (id INT PRIMARY KEY, v INT)",
         "CREATE TABLE c (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p(id) ON DELETE "
         "CASCADE "
         "ON UPDATE CASCADE)"});
  h.start();
  auto w = writer(h.at, "cl_multi");
  exec(*w, "INSERT INTO p VALUES (1,1),(2,2)");
  exec(*w, "INSERT INTO c VALUES (10,1),(11,1),(20,2)");
  exec(*w, "UPDATE p SET id=3 WHERE id=2");
  exec(*w, "DELETE FROM p WHERE id=1");
  exec(*w, "REPLACE INTO p VALUES (7,7)");
  exec(*w, "INSERT INTO p VALUES (7,70) ON DUPLICATE KEY UPDATE v=VALUES(v)");
  const auto all = h.drain();
  REQUIRE(all.size() == 6);
  std::map<std::string, int> seen;
  for (const Change& c : all[2].changes) ++seen[c.table().table + "U"];
  for (const Change& c : all[3].changes) {
    CHECK(c.kind == ChangeKind::Delete);
    ++seen[c.table().table + "D"];
  }
  CHECK(seen["pU"] == 1);
  CHECK(seen["cU"] == 1);
  CHECK(seen["pD"] == 1);
  CHECK(seen["cD"] == 2);
  CHECK(all[4].changes.back().kind == ChangeKind::Insert);
  REQUIRE(all[5].changes.size() == 1);
  CHECK(all[5].changes[0].kind == ChangeKind::Update);
  CHECK(cellText(all[5].changes[0], "v") == "70");
}

TEST_CASE("the application's statement looks the same to it as without the triggers") {
  Harness h("cl_app");
  h.sql({"CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v INT)",
         "DROP USER IF EXISTS 'cl_app'@'%'", "CREATE USER 'cl_app'@'%' IDENTIFIED BY 'Cl-app-1'",
         "GRANT ALL PRIVILEGES ON cl_app.* TO 'cl_app'@'%'"});
  h.start();
  h.sql({"INSERT INTO cl_app.t (v) VALUES (1),(2),(3)"});
  db::ConnectParams plain = params(h.at);
  plain.login = "cl_app";
  plain.password = Secret("Cl-app-1");
  auto app = db::Session::open(plain);
  must(app);
  auto rows = (*app)->execute("INSERT INTO cl_app.t (v) VALUES (4),(5)");
  must(rows);
  CHECK(*rows == 2);
  CHECK(*(*app)->scalar("SELECT LAST_INSERT_ID()") == "4");
  CHECK_FALSE((*app)->query("SELECT * FROM twintide.change_log"));
  CHECK(changesIn(h.drain()) == 5);
  h.sql({"DROP USER 'cl_app'@'%'"});
}

TEST_CASE("heartbeats come back in order, those of other links do not") {
  Harness h("cl_beat");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  h.start();
  auto w = writer(h.at, "cl_beat");
  auto beat = [&](const std::string& link, int64_t us) {
    exec(*w, "INSERT INTO twintide.heartbeat (link_id,beat,written_us) VALUES ('" + link + "',1," +
                 std::to_string(us) +
                 ") ON DUPLICATE KEY UPDATE beat=beat+1,written_us=" + std::to_string(us));
  };
  beat("t.fwd", 1000);
  exec(*w, "INSERT INTO t VALUES (1)");
  beat("t.rev", 1500);
  beat("t.fwd", 2000);
  const auto all = h.drain();
  REQUIRE(all.size() == 3);
  CHECK(all[0].heartbeatUs == 1000);
  CHECK(all[1].changes.size() == 1);
  CHECK(all[2].heartbeatUs == 2000);
  CHECK(all[2].changes.empty());
}

TEST_CASE("kinds of changes that the link does not take and tables outside are left out") {
  Harness h("cl_kinds");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)", "CREATE TABLE other (id INT PRIMARY KEY)"});
  h.options.filter.exclude = {"cl_kinds.other"};
  h.options.types.deleteRows = false;
  h.start();
  auto w = writer(h.at, "cl_kinds");
  exec(*w, "INSERT INTO t VALUES (1,1)");
  exec(*w, "INSERT INTO other VALUES (1)");
  exec(*w, "DELETE FROM t");
  const auto all = h.drain();
  REQUIRE(all.size() == 1);
  CHECK(all[0].changes[0].kind == ChangeKind::Insert);
  CHECK(*h.root->scalar("SELECT COUNT(*) FROM information_schema.triggers WHERE "
                        "event_object_table='other'") == "0");
}

TEST_CASE("what IGNORE leaves out is no change, what it writes is one") {
  Harness h("cl_ignore");
  h.sql(
      {"CREATE TABLE t (id INT, k VARCHAR(10), u INT, v INT, PRIMARY KEY (id,k), UNIQUE KEY (u)) "
       "DEFAULT CHARSET utf8mb4",
       "CREATE DATABASE IF NOT EXISTS cl_twin", "DROP TABLE IF EXISTS cl_twin.t",
       "CREATE TABLE cl_twin.t LIKE cl_ignore.t"});
  h.start();
  auto w = writer(h.at, "cl_ignore");
  exec(*w, "INSERT INTO t VALUES (1,'a',1,1),(2,'b',2,2)");
  CHECK(changesIn(h.drain()) == 2);
  for (const char* nothing :
       {"INSERT IGNORE INTO t VALUES (1,'a',9,9)", "INSERT IGNORE INTO t VALUES (3,'c',1,9)",
        "INSERT IGNORE INTO t VALUES (1,'A',9,9)", "UPDATE IGNORE t SET u=2,v=9 WHERE id=1",
        "UPDATE IGNORE t SET id=2,k='b' WHERE id=1"}) {
    CAPTURE(nothing);
    exec(*w, nothing);
    CHECK(changesIn(h.drain()) == 0);
  }
  exec(*w, "INSERT IGNORE INTO t VALUES (1,'a',9,9),(4,'d',4,4),(5,'e',4,5)");
  exec(*w, "BEGIN");
  exec(*w, "INSERT IGNORE INTO t VALUES (1,'a',9,9)");
  exec(*w, "UPDATE t SET v=v+1 WHERE id=1");
  exec(*w, "DELETE FROM t WHERE id=2");
  exec(*w, "INSERT IGNORE INTO t VALUES (2,'B',1,7)");
  exec(*w, "INSERT IGNORE INTO t VALUES (2,'B',2,8)");
  exec(*w, "INSERT IGNORE INTO t VALUES (6,'f',6,6)");
  exec(*w, "INSERT IGNORE INTO t VALUES (6,'f',7,7)");
  exec(*w, "DELETE FROM t WHERE id=6");
  exec(*w, "COMMIT");
  exec(*w, "REPLACE INTO t VALUES (4,'D',4,40)");
  exec(*w, "UPDATE t SET u=10,id=11 WHERE id=1");
  const auto all = h.drain();
  CHECK(changesIn(all) == 1 + 5 + 2 + 1);
  test::run(*h.root, {"INSERT INTO cl_twin.t VALUES (1,'a',1,1),(2,'b',2,2)"});
  applyAll(h.at, all, "cl_twin");
  CHECK(differences(*h.root, "cl_ignore", "cl_twin", "t") == "");
}

TEST_CASE("what a REPLACE makes anew shows nothing of what IGNORE left out before it") {
  Harness h("cl_anew");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, u INT, w INT, v INT, UNIQUE KEY (u), UNIQUE KEY (w))",
         "CREATE DATABASE IF NOT EXISTS cl_twin", "DROP TABLE IF EXISTS cl_twin.t",
         "CREATE TABLE cl_twin.t LIKE cl_anew.t"});
  h.start();
  auto w = writer(h.at, "cl_anew");
  const std::vector<std::string> transactions[] = {
      {"INSERT INTO t VALUES (1,0,0,1),(2,NULL,2,2),(3,2,3,3),(4,4,4,4),(6,6,6,6),(7,7,7,7)"},
      // Left out; the row and another one are taken away by the REPLACE.
      {"UPDATE IGNORE t SET u=0,v=9 WHERE id=2", "REPLACE INTO t VALUES (2,2,2,464)"},
      {"INSERT IGNORE INTO t VALUES (5,0,9,9)", "REPLACE INTO t VALUES (5,2,4,50)"},
      // Made, so that another row may have what it had.
      {"UPDATE IGNORE t SET u=8 WHERE id=6", "INSERT INTO t VALUES (9,6,9,9)",
       "REPLACE INTO t VALUES (6,7,66,1)"}};
  for (const auto& statements : transactions) {
    exec(*w, "BEGIN");
    for (const std::string& sql : statements) exec(*w, sql);
    exec(*w, "COMMIT");
    applyAll(h.at, h.drain(), "cl_twin");
    CHECK(differences(*h.root, "cl_anew", "cl_twin", "t") == "");
  }
}

namespace {

// Rows of (id, u, v) that changes lead to, each of which must find what it expects.
class StrictRows {
 public:
  void take(const Change& c) {
    if (!c.before.empty()) {
      INFO("before " << id(c.before) << ' ' << values(c.before));
      const auto at = m_rows.find(id(c.before));
      REQUIRE(at != m_rows.end());
      CHECK(at->second == values(c.before));
      m_rows.erase(at);
    }
    if (c.after.empty()) return;
    INFO("after " << id(c.after) << ' ' << values(c.after));
    const std::string u = text(c.after[1]) + ',';
    const size_t inTheWay = std::erase_if(m_rows, [&](const auto& row) {
      return row.first == id(c.after) || (u != "NULL," && row.second.starts_with(u));
    });
    // Only where the log could not tell them.
    CHECK((inTheWay == 0 || c.reread));
    m_rows.emplace(id(c.after), values(c.after));
  }
  static std::string shown(const Change& c) {
    std::string out = c.reread ? "made so " : "";
    for (const Cells* image : {&c.before, &c.after}) {
      out += image == &c.before ? "" : " -> ";
      for (const Cell& cell : *image) out += text(cell) + ' ';
    }
    return out;
  }
  std::string all() const {
    std::string out;
    for (const auto& [id, values] : m_rows) out += id + ',' + values + ' ';
    return out;
  }

 private:
  static std::string text(const Cell& c) {
    return c.kind == CellKind::Null ? "NULL" : std::string(c.bytes);
  }
  static std::string id(const Cells& row) { return text(row[0]); }
  static std::string values(const Cells& row) { return text(row[1]) + ',' + text(row[2]); }
  std::map<std::string, std::string> m_rows;
};

// Few keys and unique values, so that much is left out.
std::string statementWithIgnore(std::mt19937& random) {
  auto id = [&] { return std::to_string(random() % 4); };
  auto u = [&] { return random() % 3 ? std::to_string(random() % 3) : std::string("NULL"); };
  auto row = [&] { return '(' + id() + ',' + u() + ',' + std::to_string(random() % 1000) + ')'; };
  switch (random() % 8) {
    case 0:
      return "INSERT IGNORE INTO t VALUES " + row();
    case 1:
      return "INSERT IGNORE INTO t VALUES " + row() + ',' + row();
    case 2:
      return "DELETE FROM t WHERE id=" + id();
    case 3:
      return "UPDATE IGNORE t SET id=" + id() + " WHERE id=" + id();
    case 4:
      return "UPDATE IGNORE t SET u=" + u() + ",v=v+1 WHERE id=" + id();
    case 5:
      return "REPLACE INTO t VALUES " + row();
    case 6:
      return "INSERT INTO t VALUES " + row() + " ON DUPLICATE KEY UPDATE v=v+1";
    default:
      return "UPDATE t SET v=v+1 WHERE id=" + id();
  }
}

}  // namespace

TEST_CASE("random transactions with IGNORE are told as they were made") {
  std::mt19937 random(seedFor("rows"));
  Harness h("cl_random");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, u INT, v INT, UNIQUE KEY (u))",
         "CREATE TABLE number (id INT PRIMARY KEY)"});
  h.start();
  auto w = writer(h.at, "cl_random");
  constexpr int kTransactions = 300;
  std::vector<std::string> scripts;
  for (int i = 0; i < kTransactions; ++i) {
    std::string& script = scripts.emplace_back();
    exec(*w, "BEGIN");
    for (size_t k = 0; k <= random() % 4; ++k) {
      const std::string sql = statementWithIgnore(random);
      exec(*w, sql);
      script += sql + "; ";
    }
    exec(*w, "INSERT INTO number VALUES (" + std::to_string(i) + ")");
    exec(*w, "COMMIT");
  }
  StrictRows rows;
  for (const Transaction& t : h.drain()) {
    if (t.changes.empty()) continue;
    std::string told;
    for (const Change& c : t.changes) told += StrictRows::shown(c) + "; ";
    INFO(rows.all() << ": " << scripts[std::stoul(std::string(t.changes.back().after[0].bytes))]
                    << "told as " << told);
    for (const Change& c : t.changes) {
      if (c.table().table == "t") rows.take(c);
    }
  }
  auto real = h.root->scalar(
      "SELECT GROUP_CONCAT(CONCAT_WS(',',id,IFNULL(u,'NULL'),v),' ' ORDER BY id SEPARATOR '') FROM "
      "cl_random.t");
  REQUIRE(real);
  CHECK(rows.all() == *real);
}
