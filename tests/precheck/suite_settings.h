// Purpose: server settings, provoked, found, mended and found mended, on the flavour of the
// program. Owner: the including test program, which names kFlavour first. Thread: the test's.
#pragma once

#include "tests/precheck/pair.h"

namespace twintide::test {

inline bool oceanBase() {
  return practice::kindOf(kFlavour) == ServerKind::OceanBase;
}

TEST_CASE("two good servers may start, and every check says what it measured") {
  TestPair pair(kFlavour);
  run(*pair.rootA, {"CREATE TABLE pc_shop.t (id BIGINT PRIMARY KEY, v VARCHAR(20))"});
  const PrecheckReport report = pair.check({});
  INFO(precheck::toJson(report));
  CHECK(report.mayStart());
  for (const Finding& f : report.findings) CHECK(f.state == FindingState::Done);
  CHECK(need(report, "ok", Side::Both, "time_zone").args.count("offset_seconds") == 1);
  CHECK(std::stoll(need(report, "ok", Side::A).args.at("rtt_us")) > 0);
  CHECK(report.tookUs > 0);
}

// Sets a variable at a side, expects the finding, mends it, expects `healed`.
inline void provokeVariable(const char* check, const std::string& variable,
                            const std::string& value, const std::string& reason, Side side,
                            const std::string& healed = "ok") {
  TestPair pair(kFlavour);
  CAPTURE(variable);
  KeepVariable keep(pair.root(side), variable);
  run(pair.root(side), {"SET GLOBAL " + variable + "=" + value});
  const Finding f = need(pair.check({check}), reason, side);
  CHECK(f.object == variable);
  CHECK(f.args.at("may_run") == "yes");
  REQUIRE(f.remedySql.size() == 1);
  REQUIRE(pair.mend(f));
  const PrecheckReport after = pair.check({check});
  need(after, healed, side);
  CHECK_FALSE(has(after, reason, side));
}

TEST_CASE("max_allowed_packet too small at either side, and the seed's remedy") {
  for (Side side : {Side::A, Side::B}) {
    provokeVariable("max_allowed_packet", "max_allowed_packet", "4194304", "too_small", side);
    provokeVariable("max_allowed_packet", "max_allowed_packet", "1048576", "below_group", side);
  }
}

TEST_CASE("a difference of max_allowed_packet is told") {
  TestPair pair(kFlavour);
  KeepVariable keep(*pair.rootA, "max_allowed_packet");
  run(*pair.rootA, {"SET GLOBAL max_allowed_packet=33554432"});
  CHECK(need(pair.check({"max_allowed_packet"}), "differs", Side::Both).args.at("bytes_a") ==
        "33554432");
}

TEST_CASE("time zones that differ matter when TIMESTAMP columns are chosen") {
  TestPair pair(kFlavour);
  KeepVariable keepA(*pair.rootA, "time_zone"), keepB(*pair.rootB, "time_zone");
  run(*pair.rootA, {"SET GLOBAL time_zone='-05:30'"});
  run(*pair.rootB, {"SET GLOBAL time_zone='+08:00'"});
  pair.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, d DATETIME)"});
  need(pair.check({"time_zone"}), "differs_unused", Side::Both);
  pair.both({"CREATE TABLE pc_shop.s (id INT PRIMARY KEY, at TIMESTAMP NULL)"});
  const Finding f = need(pair.check({"time_zone"}), "differs", Side::Both);
  CHECK(f.args.at("offset_a_seconds") == "-19800");
  CHECK(f.args.at("offset_b_seconds") == "28800");
  CHECK(f.args.at("example") == "pc_shop.s.at");
  CHECK(f.remedySide == Side::B);
  REQUIRE(pair.mend(f));
  CHECK(need(pair.check({"time_zone"}), "ok", Side::Both).args.at("offset_seconds") == "-19800");
}

TEST_CASE("sql_mode differences, harmless and not") {
  TestPair pair(kFlavour);
  KeepVariable keepA(*pair.rootA, "sql_mode"), keepB(*pair.rootB, "sql_mode");
  run(*pair.rootA, {"SET GLOBAL sql_mode='STRICT_ALL_TABLES,NO_ZERO_IN_DATE,PIPES_AS_CONCAT'"});
  run(*pair.rootB, {"SET GLOBAL sql_mode='NO_ZERO_IN_DATE'"});
  const Finding f = need(pair.check({"sql_mode"}), "differs", Side::Both);
  CHECK(f.args.at("only_a") == "PIPES_AS_CONCAT,STRICT_ALL_TABLES");
  CHECK(f.args.at("only_b") == "");
  REQUIRE(pair.mend(f));
  need(pair.check({"sql_mode"}), "ok", Side::Both);
  run(*pair.rootB, {"SET GLOBAL sql_mode='STRICT_ALL_TABLES,NO_ZERO_IN_DATE,PIPES_AS_CONCAT,"
                    "ONLY_FULL_GROUP_BY'"});
  need(pair.check({"sql_mode"}), "differs_harmless", Side::Both);
}

TEST_CASE("auto_increment without offsets collides; the remedies give each side its own numbers") {
  TestPair pair(kFlavour);
  KeepVariable a1(*pair.rootA, "auto_increment_increment"),
      a2(*pair.rootA, "auto_increment_offset");
  KeepVariable b1(*pair.rootB, "auto_increment_increment"),
      b2(*pair.rootB, "auto_increment_offset");
  pair.both({"SET GLOBAL auto_increment_increment=1", "SET GLOBAL auto_increment_offset=1"});
  need(pair.check({"auto_increment"}), "unused", Side::Both);
  pair.both({"CREATE TABLE pc_shop.t (id BIGINT AUTO_INCREMENT PRIMARY KEY, v INT)"});
  const PrecheckReport report = pair.check({"auto_increment"});
  for (Side side : {Side::A, Side::B}) {
    const Finding f = need(report, "collision", side);
    CHECK(f.args.at("want_offset") == (side == Side::A ? "1" : "2"));
    REQUIRE(f.remedySql.size() == 2);
    REQUIRE(pair.mend(f));
  }
  need(pair.check({"auto_increment"}), "ok", Side::Both);
  // The point of it: new sessions hand out odd numbers at A and even ones at B.
  for (Side side : {Side::A, Side::B}) {
    auto s = session(side == Side::A ? pair.a : pair.b);
    run(*s, {"INSERT INTO pc_shop.t (v) VALUES (1),(2),(3)"});
    auto odd = s->scalar("SELECT SUM(id % 2) FROM pc_shop.t");
    REQUIRE(odd);
    CHECK(*odd == (side == Side::A ? "3" : "0"));
  }
}

TEST_CASE("a read-only side cannot be a target") {
  if (oceanBase()) return;  // its read_only is a tenant's standby role, not a switch
  for (Side side : {Side::A, Side::B}) provokeVariable("read_only", "read_only", "ON", "on", side);
}

TEST_CASE("binlog settings that lose changes are found and mended") {
  if (oceanBase()) return;
  const char* check = "change_capture";
  provokeVariable(check, "binlog_format", "'STATEMENT'", "format", Side::A, "binlog_ok");
  provokeVariable(check, "binlog_row_image", "'MINIMAL'", "row_image", Side::B, "binlog_ok");
  if (kFlavour == practice::Flavour::MySql80)
    provokeVariable(check, "binlog_row_value_options", "'PARTIAL_JSON'", "partial_json", Side::A,
                    "binlog_ok");
  if (kFlavour == practice::Flavour::MariaDb) return;
  provokeVariable(check, "server_id", "0", "server_id_zero", Side::B, "binlog_ok");
  provokeVariable(check, "binlog_order_commits", "OFF", "commit_order", Side::A, "binlog_ok");
}

TEST_CASE("logs that are kept too short are found and mended") {
  if (oceanBase()) {
    TestPair pair(kFlavour);
    run(*pair.rootB, {"ALTER SYSTEM SET undo_retention=60"});
    REQUIRE(eventually([&] { return has(pair.check({"log_retention"}), "undo_short"); }));
    const Finding f = need(pair.check({"log_retention"}), "undo_short", Side::B);
    CHECK(f.args.at("seconds") == "60");
    REQUIRE(pair.mend(f));
    REQUIRE(eventually([&] { return !has(pair.check({"log_retention"}), "undo_short"); }));
    return;
  }
  if (kFlavour == practice::Flavour::MySql57) return;  // counts in days: one is the least
  provokeVariable("log_retention", "binlog_expire_logs_seconds", "3600", "too_short", Side::A);
}

TEST_CASE("what a crash may lose or leave open is found and mended") {
  TestPair pair(kFlavour);
  if (oceanBase()) {
    need(pair.check({"durability"}), "ok", Side::A);
    run(*pair.rootB, {"ALTER SYSTEM SET _private_buffer_size='16K'"});
    REQUIRE(eventually([&] { return has(pair.check({"durability"}), "redo_early"); }));
    const Finding f = need(pair.check({"durability"}), "redo_early", Side::B);
    CHECK(f.args.at("size") == "16K");
    REQUIRE(pair.mend(f));
    REQUIRE(eventually([&] { return !has(pair.check({"durability"}), "redo_early"); }));
    return;
  }
  KeepVariable binlog(*pair.rootB, "sync_binlog");
  KeepVariable redo(*pair.rootB, "innodb_flush_log_at_trx_commit");
  run(*pair.rootB, {"SET GLOBAL sync_binlog=0", "SET GLOBAL innodb_flush_log_at_trx_commit=2"});
  const Finding f = need(pair.check({"durability"}), "relaxed", Side::B);
  CHECK(f.severity == Severity::Notice);
  REQUIRE(f.remedySql.size() == 2);
  REQUIRE(pair.mend(f));
  need(pair.check({"durability"}), "ok", Side::B);
}

TEST_CASE("a clock that is off is measured within its bound") {
  if (oceanBase()) return;  // its clock is the time service, which SQL cannot set
  TestPair pair(kFlavour);
  for (const char* s :
       {"DROP USER IF EXISTS 'pc_clock'@'%'", "CREATE USER 'pc_clock'@'%' IDENTIFIED BY ''"})
    run(*pair.rootB, {s});
  KeepVariable keep(*pair.rootB, "init_connect");
  pair.request.b.user = "pc_clock";
  need(pair.check({"clock"}), "ok", Side::Both);
  // Every session of an ordinary account starts with a clock of its own.
  run(*pair.rootB, {"SET GLOBAL init_connect='SET timestamp=UNIX_TIMESTAMP()-30'"});
  Finding f = need(pair.check({"clock"}), "skew", Side::Both);
  CHECK(f.severity == Severity::Error);
  CHECK(std::stoll(f.args.at("skew_us")) > 25'000'000);
  CHECK(std::stoll(f.args.at("skew_us")) < 60'000'000);
  run(*pair.rootB, {"SET GLOBAL init_connect='SET timestamp=UNIX_TIMESTAMP()+5'"});
  f = need(pair.check({"clock"}), "skew", Side::Both);
  CHECK(f.severity == Severity::Warning);
  CHECK(std::stoll(f.args.at("skew_us")) < 0);
}

}  // namespace twintide::test
