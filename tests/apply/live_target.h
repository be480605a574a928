// Purpose: a real target with one table, and an applier onto it for hand-made transactions.
// Owner: the tests of apply. Thread: a test's own.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "engine/apply/applier.h"
#include "engine/db/twintide_schema.h"
#include "tests/support/rows.h"
#include "tests/support/servers.h"

namespace twintide::test {

// A target with one table and an applier onto it; rows come as hand-made transactions.
struct LiveTarget {
  explicit LiveTarget(practice::Flavour flavour, const std::string& winner = "cn-a")
      : server(test::server(flavour)), session(test::session(server)) {
    freshDatabase(*session, "app");
    run(*session, {"DROP DATABASE IF EXISTS twintide",
                   "CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT, s VARCHAR(100)) "
                   "DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"});
    REQUIRE(db::ensureSchema(*session));
    options.target = params(server);
    options.owner = {"p.fwd", 0, 1};
    options.policy.winnerRegion = winner;
    options.situation = {"cn-a", "cn-b"};
    open();
  }
  void open() {
    auto opened = apply::Applier::open(options, "pos:0");
    REQUIRE(opened);
    applier = std::move(*opened);
  }
  Transaction transaction() {
    Transaction t;
    t.position = "pos:" + std::to_string(++position);
    return t;
  }
  apply::ApplyOutcome apply(Transaction t) {
    apply::Group g;
    g.add(std::move(t));
    auto done = applier->apply(g);
    if (!done) FAIL(std::string(name(done.error().code)) << " " << done.error().arg("server"));
    return *done;
  }
  std::string rows() {
    auto r = session->scalar(
        "SELECT GROUP_CONCAT(CONCAT(id,':',COALESCE(n,'NULL'),':',COALESCE(s,'NULL')) ORDER BY id) "
        "FROM app.t");
    REQUIRE(r);
    return *r;
  }

  practice::ServerProcess& server;
  std::unique_ptr<db::Session> session;
  apply::ApplierOptions options;
  std::unique_ptr<apply::Applier> applier;
  std::shared_ptr<const RowLayout> layout =
      test::layout({"app", "t"}, {intColumn("id"), intColumn("n"), textColumn("s")});
  int position = 0;
};

inline constexpr practice::Flavour kAllFlavours[] = {
    practice::Flavour::MariaDb, practice::Flavour::MySql80, practice::Flavour::MySql57,
    practice::Flavour::OceanBase};

}  // namespace twintide::test
