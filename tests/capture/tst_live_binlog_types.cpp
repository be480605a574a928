// Every column type through the decoder and back into a twin table that must equal the original.
#include <doctest/doctest.h>

#include "tests/capture/binlog_kit.h"

using namespace twintide;
using namespace twintide::test;
using practice::Flavour;

namespace {

const char* const kColumns =
    "id INT PRIMARY KEY, t1 TINYINT, t2 TINYINT UNSIGNED, s1 SMALLINT, s2 SMALLINT UNSIGNED, "
    "m1 MEDIUMINT, m2 MEDIUMINT UNSIGNED, i1 INT, i2 INT UNSIGNED, b1 BIGINT, b2 BIGINT UNSIGNED, "
    "de DECIMAL(30,10), de2 DECIMAL(65,30), de3 DECIMAL(9,0), de4 DECIMAL(5,5) UNSIGNED, "
    "f FLOAT, d DOUBLE, y YEAR, bi1 BIT(1), bi10 BIT(10), bi64 BIT(64), da DATE, "
    "ti TIME, ti1 TIME(1), ti3 TIME(3), ti6 TIME(6), dt DATETIME, dt2 DATETIME(2), dt6 "
    "DATETIME(6), "
    "ts TIMESTAMP NULL, ts3 TIMESTAMP(3) NULL, ts6 TIMESTAMP(6) NULL, "
    "en ENUM('a','b''c','d\\\\e','中文') CHARACTER SET utf8mb4, se SET('x','y y','z','ü') "
    "CHARACTER "
    "SET utf8mb4, en1 ENUM('é','o') CHARACTER SET latin1, se2 SET('p','q') CHARACTER SET utf16, "
    "c CHAR(10) CHARACTER SET utf8mb4, c2 CHAR(200) CHARACTER SET utf8mb4, v VARCHAR(50) CHARACTER "
    "SET utf8mb4, v2 VARCHAR(3000) CHARACTER SET utf8mb4, l1 VARCHAR(20) CHARACTER SET latin1, "
    "g VARCHAR(20) CHARACTER SET gbk, bn BINARY(8), vb VARBINARY(300), tb TINYBLOB, bl BLOB, "
    "mb MEDIUMBLOB, lb LONGBLOB, tt TINYTEXT CHARACTER SET utf8mb4, te TEXT CHARACTER SET latin1, "
    "mt MEDIUMTEXT CHARACTER SET utf8mb4, lt LONGTEXT CHARACTER SET utf8mb4, js JSON, ge GEOMETRY, "
    "po POINT, nn VARCHAR(5) NOT NULL DEFAULT 'dflt', vg INT AS (id+1) VIRTUAL, "
    "sg INT AS (id+2) STORED";

struct Sample {
  const char* column;
  std::vector<const char*> values;
};

// Edge values by column; row n takes the nth value, the last one again when there are fewer.
const std::vector<Sample>& samples() {
  static const std::vector<Sample> all = {
      {"t1", {"-128", "127", "0", "-1"}},
      {"t2", {"0", "255", "200"}},
      {"s1", {"-32768", "32767", "-2"}},
      {"s2", {"0", "65535", "40000"}},
      {"m1", {"-8388608", "8388607", "-3"}},
      {"m2", {"0", "16777215", "9000000"}},
      {"i1", {"-2147483648", "2147483647", "-100"}},
      {"i2", {"0", "4294967295", "3000000000"}},
      {"b1", {"-9223372036854775808", "9223372036854775807", "-1"}},
      {"b2", {"0", "18446744073709551615", "9223372036854775808"}},
      {"de",
       {"-12345678901234567890.0123456789", "0.5", "-0.0000000001", "99999999999999999999.9"}},
      {"de2",
       {"0", "-99999999999999999999999999999999999.999999999999999999999999999999", "1e-30"}},
      {"de3", {"-999999999", "0", "100000000"}},
      {"de4", {"0.00001", "0.99999", "0"}},
      {"f", {"-3.4e38", "0.1", "16777217", "-0e0", "1.17549435e-38"}},
      {"d", {"1.7976931348623157e308", "-0.1", "4.9e-324", "-0e0", "123456789012345680"}},
      {"y", {"1901", "2155", "0000"}},
      {"bi1", {"b'1'", "b'0'"}},
      {"bi10", {"b'1111111111'", "b'0000000001'", "b'1000000000'"}},
      {"bi64", {"0xffffffffffffffff", "1", "0x8000000000000000"}},
      {"da", {"'1000-01-01'", "'9999-12-31'", "'0000-00-00'", "'2024-00-00'"}},
      {"ti", {"'-838:59:59'", "'838:59:59'", "'00:00:00'", "'-00:00:01'"}},
      {"ti1", {"'-00:00:00.1'", "'12:34:56.7'", "'-1:00:00.9'"}},
      {"ti3", {"'-00:00:00.001'", "'838:59:58.999'", "'-10:20:30.456'"}},
      {"ti6", {"'-00:00:00.000001'", "'-838:59:58.999999'", "'01:02:03.000004'"}},
      {"dt", {"'0000-00-00 00:00:00'", "'9999-12-31 23:59:59'", "'2024-02-29 12:00:00'"}},
      {"dt2", {"'2024-01-01 00:00:00.01'", "'2024-01-01 00:00:00.99'"}},
      {"dt6", {"'1000-01-01 00:00:00.000001'", "'9999-12-31 23:59:59.999999'"}},
      {"ts", {"'1970-01-01 00:00:01'", "'2038-01-19 03:14:07'", "'0000-00-00 00:00:00'"}},
      {"ts3", {"'1999-12-31 23:59:59.999'", "'2000-02-29 00:00:00.001'"}},
      {"ts6", {"'2024-03-10 01:59:59.123456'", "'2038-01-19 03:14:07.000001'"}},
      {"en", {"'a'", "'b''c'", "'d\\\\e'", "'中文'", "0"}},
      {"se", {"''", "'x,z'", "'x,y y,z,ü'", "'ü'"}},
      {"en1", {"'é'", "'o'"}},
      {"se2", {"'p,q'", "'q'", "''"}},
      {"c", {"'abc'", "''", "'中文字符十个字符哦呢'", "'  x'"}},
      {"c2", {"REPEAT('中',200)", "''", "'y'"}},
      {"v", {"'emoji 😀'", "''", "'trailing  '", "'q''u\\\\o\"te'"}},
      {"v2", {"REPEAT('ab😀',900)", "''", "REPEAT('z',256)"}},
      {"l1", {"'Grüße €'", "'plain'"}},
      {"g", {"'中文'", "'縗誠'"}},
      {"bn", {"'ab'", "x'0000000000000000'", "x'00ff00ff00000000'", "x'ffffffffffffffff'"}},
      {"vb", {"x'00'", "REPEAT(x'ff00',150)", "''"}},
      {"tb", {"x'00ff5c27'", "''"}},
      {"bl", {"REPEAT('x',65535)", "x'00'"}},
      {"mb", {"REPEAT('y',70000)", "''"}},
      {"lb", {"REPEAT('z',300000)", "''"}},
      {"tt", {"'tiny'", "''"}},
      {"te", {"'Straße'", "''"}},
      {"mt", {"REPEAT('ö',40000)", "''"}},
      {"lt", {"REPEAT('漢',90000)", "''"}},
      {"js",
       {"'{\"b\": 1, \"a\": [true, false, null, 1.5, -7, 18446744073709551615, "
        "\"q\\\\\"uo\\\\n\"]}'",
        "'[]'", "'{}'", "'\"just text 😀\"'", "'null'", "'-2147483649'", "'1e300'"}},
      {"ge", {"ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))')", "ST_GeomFromText('POINT(1 2)')"}},
      {"po", {"ST_GeomFromText('POINT(-1.5 2.25)')"}},
      {"nn", {"''", "'abc'"}},
  };
  return all;
}

std::string insertRow(int n) {
  std::string names = "id", values = std::to_string(n);
  for (const Sample& s : samples()) {
    names += std::string(",") + s.column;
    values +=
        std::string(",") + s.values[std::min<size_t>(static_cast<size_t>(n), s.values.size() - 1)];
  }
  return "INSERT INTO bl.all_types (" + names + ") VALUES (" + values + ")";
}

void checkTypes(Flavour flavour, const std::vector<std::string>& settings) {
  auto& s = server(flavour);
  auto admin = session(s);
  freshDatabase(*admin, "bl");
  run(*admin, settings);
  // Global settings count for sessions opened after them.
  auto writer = connection(s);
  must(writer->execute("SET SESSION sql_mode=''"));
  must(writer->execute(std::string("CREATE TABLE bl.all_types (") + kColumns + ")"));
  must(writer->execute("CREATE TABLE bl.twin LIKE bl.all_types"));
  BinlogBed bed(binlogOptions(s, "bl.all_types"));
  for (int n = 0; n < 7; ++n) must(writer->execute(insertRow(n)));
  must(writer->execute("INSERT INTO bl.all_types (id, nn) VALUES (50, 'nulls')"));
  must(writer->execute(
      "UPDATE bl.all_types SET b2=b2+0, v=CONCAT(v,'!'), d=d/3, ti6=NULL WHERE id<3"));
  must(writer->execute("UPDATE bl.all_types SET id=id+100 WHERE id IN (1,50)"));
  must(writer->execute("DELETE FROM bl.all_types WHERE id=2"));
  const auto all = must(bed.read());
  const auto changes = changesOf(all, "all_types");
  REQUIRE(changes.size() == 14);
  applyToTwin(*writer, changes);
  auto sums = must(writer->rows("CHECKSUM TABLE bl.all_types, bl.twin"));
  REQUIRE(sums.size() == 2);
  if (sums[0][1] == sums[1][1]) return;
  for (const Column& c : changes[0]->layout->schema->columns) {
    const std::string n = db::quoteName(c.name);
    auto rows = must(writer->rows("SELECT a.id, HEX(a." + n + "), HEX(b." + n +
                                  ") FROM bl.all_types a "
                                  "LEFT JOIN bl.twin b ON a.id=b.id WHERE NOT (HEX(a." +
                                  n + ") <=> HEX(b." + n + "))"));
    for (const auto& r : rows)
      FAIL_CHECK(c.name, " id ", r[0].value_or("-"), ": ", r[1].value_or("NULL").substr(0, 200),
                 " became ", r[2].value_or("NULL").substr(0, 200));
  }
  CHECK(sums[0][1] == sums[1][1]);
}

}  // namespace

TEST_CASE("every type, MariaDB") {
  checkTypes(Flavour::MariaDb, {"SET GLOBAL binlog_row_metadata=NO_LOG"});
  checkTypes(Flavour::MariaDb, {"SET GLOBAL binlog_row_metadata=MINIMAL"});
  checkTypes(Flavour::MariaDb, {"SET GLOBAL binlog_row_metadata=FULL"});
}

TEST_CASE("every type, MariaDB with compressed events") {
  checkTypes(Flavour::MariaDb,
             {"SET GLOBAL binlog_row_metadata=NO_LOG", "SET GLOBAL log_bin_compress=1",
              "SET GLOBAL log_bin_compress_min_len=10"});
  run(*session(server(Flavour::MariaDb)), {"SET GLOBAL log_bin_compress=0"});
}

TEST_CASE("every type, MySQL 8.0") {
  checkTypes(Flavour::MySql80, {"SET GLOBAL binlog_row_metadata=MINIMAL"});
  checkTypes(Flavour::MySql80, {"SET GLOBAL binlog_row_metadata=FULL"});
  checkTypes(Flavour::MySql80, {"SET GLOBAL binlog_row_value_options=PARTIAL_JSON"});
  run(*session(server(Flavour::MySql80)), {"SET GLOBAL binlog_row_value_options=''"});
}

TEST_CASE("every type, MySQL 5.7") {
  checkTypes(Flavour::MySql57, {});
}

TEST_CASE("types and column compression that only MariaDB has") {
  for (const char* metadata : {"NO_LOG", "FULL"}) {
    auto admin = session(server(Flavour::MariaDb));
    freshDatabase(*admin, "bl");
    run(*admin, {std::string("SET GLOBAL binlog_row_metadata=") + metadata});
    auto writer = connection(server(Flavour::MariaDb));
    must(writer->execute(
        "CREATE TABLE bl.only (id INT PRIMARY KEY, u UUID, i6 INET6, i4 INET4, "
        "t TEXT COMPRESSED CHARACTER SET utf8mb4, v VARCHAR(2000) COMPRESSED CHARACTER SET "
        "utf8mb4, "
        "b BLOB COMPRESSED, y YEAR, n INT UNSIGNED, js JSON, la TEXT CHARACTER SET latin1)"));
    must(writer->execute("CREATE TABLE bl.twin LIKE bl.only"));
    BinlogBed bed(binlogOptions(server(Flavour::MariaDb), "bl.only"));
    must(writer->execute(
        "INSERT INTO bl.only VALUES "
        "(1,'123e4567-e89b-12d3-a456-426655440000','2001:db8::ff00:42:8329',"
        "'192.168.0.1',REPEAT('äbc',200),REPEAT('xyz',300),REPEAT(x'00ff',5000),2024,4000000000,"
        "'{\"a\": 1}','Grüße'),"
        "(2,'00000000-0000-0000-0000-000000000000','::','0.0.0.0','short','',x'00',1901,5,'[]',''),"
        "(3,'ffffffff-ffff-4fff-8fff-ffffffffffff','ffff::','255.255.255.0','','v','',2155,0,'1','"
        "x')"));
    must(writer->execute("UPDATE bl.only SET t=CONCAT(t,'!'), u=UUID() WHERE id=1"));
    const auto read = must(bed.read());  // the changes point into it
    const auto changes = changesOf(read, "only");
    REQUIRE(changes.size() == 4);
    applyToTwin(*writer, changes);
    CHECK(must(writer->rows("SELECT * FROM bl.only EXCEPT SELECT * FROM bl.twin")).empty());
    CHECK(must(writer->rows("SELECT COUNT(*) FROM bl.twin"))[0][0] == "3");
    run(*admin, {"SET GLOBAL binlog_row_metadata=NO_LOG"});
  }
}
