// Two kinds of server in one pair, and servers started with settings that only a restart can mend.
#include "tests/precheck/pair.h"

using namespace twintide;
using namespace twintide::test;
using practice::Flavour;

namespace {

std::unique_ptr<practice::ServerProcess> special(const std::string& name,
                                                 std::map<std::string, std::string> settings) {
  practice::ServerOptions options;
  options.flavour = Flavour::MariaDb;
  options.dataDir = scratchDir("precheck-" + name);
  options.serverId = 7;
  options.settings = std::move(settings);
  auto started = practice::ServerProcess::start(options);
  REQUIRE(started);
  return std::move(*started);
}

}  // namespace

TEST_CASE("OceanBase and MariaDB in one pair") {
  TestPair pair(server(Flavour::MariaDb), server(Flavour::OceanBase));
  run(*pair.rootA, {"CREATE TABLE pc_shop.plain (id INT PRIMARY KEY, v VARCHAR(9))",
                    "CREATE TABLE pc_shop.western (id INT PRIMARY KEY, v VARCHAR(9) CHARACTER SET "
                    "latin1)",
                    "CREATE TABLE pc_shop.swedish (id INT PRIMARY KEY, v VARCHAR(9) CHARACTER SET "
                    "utf8mb4 COLLATE utf8mb4_swedish_ci)",
                    "CREATE TABLE pc_shop.addresses (id INT PRIMARY KEY, ip INET6)"});
  const PrecheckReport report = pair.check({});
  need(report, "differs", Side::Both);
  CHECK(need(report, "unsupported", Side::A, "pc_shop.western").args.at("charset") == "latin1");
  CHECK(need(report, "collation_unsupported", Side::A, "pc_shop.swedish").args.at("collation") ==
        "utf8mb4_swedish_ci");
  CHECK(need(report, "unknown_at_other", Side::A, "pc_shop.addresses").args.at("column") == "ip");
  need(report, "binlog_ok", Side::A);
  need(report, "change_log_ok", Side::B);
  CHECK(need(pair.check({"lower_case_table_names"}), "differs", Side::Both).args.at("value_b") ==
        "1");
  run(*pair.rootA, {"CREATE TABLE pc_shop.Orders (id INT PRIMARY KEY)"});
  CHECK(need(pair.check({"lower_case_table_names"}), "differs_with_capitals", Side::Both)
            .args.at("example") == "pc_shop.Orders");
}

TEST_CASE("the same table made on both kinds is no difference") {
  TestPair pair(server(Flavour::MariaDb), server(Flavour::OceanBase));
  pair.schemaOff();
  pair.both(
      {"CREATE TABLE pc_shop.t (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, "
       "a TINYINT(1) DEFAULT 0, b DECIMAL(12,2) NOT NULL DEFAULT 1.50, c VARCHAR(20) "
       "CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci DEFAULT 'x', d DATETIME(3) NULL, "
       "e TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP, f ENUM('A','b') CHARACTER SET utf8mb4 "
       "COLLATE utf8mb4_general_ci, g JSON, h BLOB, i YEAR, j DOUBLE, UNIQUE KEY uc (c))"});
  const PrecheckReport report = pair.check({"target_tables"});
  INFO(precheck::toJson(report));
  CHECK(has(report, "ok", Side::Both));
}

TEST_CASE("a change log where there is none, a binlog where there is none") {
  TestPair pair(server(Flavour::MariaDb), server(Flavour::OceanBase));
  run(*pair.rootA, {"CREATE TABLE pc_shop.t (id INT PRIMARY KEY)"});
  pair.request.a.logAccess = LogAccess::ChangeLog;
  pair.request.b.logAccess = LogAccess::Binlog;
  const PrecheckReport report = pair.check({"change_capture"});
  CHECK(need(report, "change_log_not_offered", Side::A).args.at("kind") == "mariadb");
  CHECK_FALSE(need(report, "binlog_not_offered", Side::B).skippable);
}

TEST_CASE("a server without a binlog") {
  auto silent = special("nolog", {{"skip-log-bin", ""}});
  TestPair pair(server(Flavour::MariaDb), *silent);
  run(*pair.rootA, {"CREATE TABLE pc_shop.t (id INT PRIMARY KEY)"});
  const PrecheckReport report = pair.check({"change_capture", "log_filter"});
  const Finding f = need(report, "binlog_off", Side::B);
  CHECK(f.remedySql.empty());
  CHECK(f.args.at("config").find("log_bin=") == 0);
  need(report, "not_applicable", Side::B);
}

TEST_CASE("binlog filters that hide the markers or the chosen tables") {
  auto choosy = special("dodb", {{"binlog-do-db", "pc_shop"}});
  TestPair pair(server(Flavour::MariaDb), *choosy);
  pair.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY)"});
  Finding f = need(pair.check({"log_filter"}), "twintide_hidden", Side::B);
  CHECK(f.object == "binlog_do_db");
  CHECK(f.args.at("config") == "binlog_do_db=twintide");
  CHECK_FALSE(f.skippable);
  need(pair.check({"log_filter"}), "ok", Side::A);
  REQUIRE(choosy->stop());

  auto hiding = special("ignoredb", {{"binlog-ignore-db", "pc_shop"}});
  TestPair second(server(Flavour::MariaDb), *hiding);
  second.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY)"});
  f = need(second.check({"log_filter"}), "database_hidden", Side::B);
  CHECK(f.object == "binlog_ignore_db");
  CHECK(f.args.at("database") == "pc_shop");
}
