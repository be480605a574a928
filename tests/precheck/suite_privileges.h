// Purpose: an account with too little: the exact GRANTs are found, and with them the work is done.
// Owner: the including test program, which names kFlavour first. Thread: the test's.
#pragma once

#include "engine/db/twintide_schema.h"
#include "tests/precheck/pair.h"

namespace twintide::test {

constexpr const char* kUserPassword = "Pc_pw_1";

// An account without any privilege at a side, and the pair's definition using it.
inline void useBareAccount(TestPair& pair, Side side, const std::string& user) {
  const std::string account = "'" + user + "'@'%'";
  run(pair.root(side), {"DROP USER IF EXISTS " + account,
                        "CREATE USER " + account + " IDENTIFIED BY '" + kUserPassword + "'"});
  (side == Side::A ? pair.request.a : pair.request.b).user = user;
  (side == Side::A ? pair.request.passwordA : pair.request.passwordB) = Secret(kUserPassword);
}

inline std::unique_ptr<db::Session> openAs(const DataSource& source) {
  auto s = db::Session::open(db::connectParams(source, Secret(kUserPassword)));
  REQUIRE(s);
  return std::move(*s);
}

// What the links do at a side, done with the granted account.
inline void doTheWork(db::Session& s, bool ddl, bool binlog) {
  REQUIRE(db::ensureSchema(s));
  run(s, {"INSERT INTO twintide.heartbeat VALUES ('pc.fwd',1,1)",
          "UPDATE twintide.heartbeat SET beat=2", "DELETE FROM twintide.heartbeat", "USE pc_shop",
          "INSERT INTO t VALUES (7,7)", "UPDATE t SET v=8 WHERE id=7", "DELETE FROM t WHERE id=7"});
  if (binlog)
    CHECK(s.query("SHOW MASTER STATUS"));
  else
    run(s, {"CREATE TRIGGER twintide_t_i AFTER INSERT ON t FOR EACH ROW SET @pc=NEW.id",
            "DROP TRIGGER twintide_t_i"});
  if (ddl)
    run(s, {"CREATE TABLE p (id INT PRIMARY KEY)",
            "CREATE TABLE n (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p (id))",
            "ALTER TABLE n ADD w INT", "CREATE INDEX iw ON n (w)", "TRUNCATE TABLE n",
            "RENAME TABLE n TO n2", "DROP TABLE n2", "DROP TABLE p"});
}

TEST_CASE("missing privileges are named exactly, and the GRANTs given are enough to work") {
  TestPair pair(kFlavour);
  pair.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, v INT)"});
  const bool binlog = practice::kindOf(kFlavour) != ServerKind::OceanBase;
  for (Side side : {Side::A, Side::B}) {
    useBareAccount(pair, side, "pc_sync");
    const Finding f = need(pair.check({"privileges"}), "missing", side);
    CAPTURE(f.args.at("missing"));
    CHECK_FALSE(f.skippable);
    CHECK(f.args.at("may_run") == "no");
    CHECK(f.object.find("'pc_sync'@") == 0);
    CHECK(f.remedySql.size() == (binlog ? 3 : 2));
    CHECK(f.args.at("missing").find("ON `pc\\_shop`.*") != std::string::npos);
    const bool ddl = side == Side::B;  // only the forward link carries DDL
    CHECK((f.args.at("missing").find("ALTER, DROP, INDEX, REFERENCES") != std::string::npos) ==
          ddl);

    // The account cannot help itself.
    const DataSource& own = side == Side::A ? pair.request.a : pair.request.b;
    auto refused = precheck::runRemedy(own, Secret(kUserPassword), f);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().arg("step") == "0");

    REQUIRE(pair.mend(f));
    need(pair.check({"privileges"}), "ok", side);
    doTheWork(*openAs(own), ddl, binlog);
    run(pair.root(side), {"DROP DATABASE IF EXISTS twintide"});
  }
}

TEST_CASE("only what is missing is asked for") {
  TestPair pair(kFlavour);
  pair.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, v INT)"});
  useBareAccount(pair, Side::A, "pc_sync");
  REQUIRE(pair.mend(need(pair.check({"privileges"}), "missing", Side::A)));
  const Finding none = need(pair.check({"privileges"}), "ok", Side::A);
  run(*pair.rootA, {"REVOKE UPDATE ON `pc\\_shop`.* FROM " + none.object});
  Finding f = need(pair.check({"privileges"}), "missing", Side::A);
  CHECK(f.args.at("missing") == "UPDATE ON `pc\\_shop`.*");
  // On every chosen table it counts as well, for no new table comes to A.
  run(*pair.rootA, {"GRANT UPDATE ON pc_shop.t TO " + none.object});
  need(pair.check({"privileges"}), "ok", Side::A);
}

TEST_CASE("triggers hide from an account without TRIGGER, and the report says so") {
  TestPair pair(kFlavour);
  pair.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, v INT)"});
  run(*pair.rootB,
      {"USE pc_shop", "CREATE TRIGGER audit BEFORE INSERT ON t FOR EACH ROW SET NEW.v=1"});
  useBareAccount(pair, Side::B, "pc_blind");
  run(*pair.rootB, {"GRANT SELECT ON `pc\\_shop`.* TO 'pc_blind'@'%'"});
  const PrecheckReport blind = pair.check({"triggers"});
  CHECK_FALSE(has(blind, "present"));
  const Finding f = need(blind, "not_visible", Side::B);
  CHECK(f.args.at("databases") == "pc_shop");
  REQUIRE(pair.mend(f));
  need(pair.check({"triggers"}), "present", Side::B, "pc_shop.audit");
}

TEST_CASE("privileges that a role brings count") {
  if (kFlavour == practice::Flavour::MySql57 || practice::kindOf(kFlavour) == ServerKind::OceanBase)
    return;  // no roles there
  TestPair pair(kFlavour);
  pair.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, v INT)"});
  useBareAccount(pair, Side::A, "pc_roled");
  run(*pair.rootA, {"DROP ROLE IF EXISTS pc_role", "CREATE ROLE pc_role",
                    "GRANT ALL ON *.* TO pc_role", "GRANT pc_role TO 'pc_roled'@'%'"});
  need(pair.check({"privileges"}), "missing", Side::A);  // granted, but not active
  const bool maria = kFlavour == practice::Flavour::MariaDb;
  run(*pair.rootA,
      {std::string("SET DEFAULT ROLE pc_role ") + (maria ? "FOR" : "TO") + " 'pc_roled'@'%'"});
  need(pair.check({"privileges"}), "ok", Side::A);
  run(*pair.rootA, {"DROP ROLE pc_role"});
}

}  // namespace twintide::test
