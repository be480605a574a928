// The applier minds the foreign keys of real servers: what the source did in an order of its own
// takes the fast path, and only what cannot stand is a conflict.
#include <doctest/doctest.h>

#include "engine/apply/applier.h"
#include "engine/db/twintide_schema.h"
#include "tests/support/rows.h"
#include "tests/support/servers.h"

using namespace twintide;
using namespace twintide::apply;
using practice::Flavour;
using test::add;

namespace {

struct Target {
  explicit Target(Flavour flavour, const char* rule = "RESTRICT")
      : server(test::server(flavour)), session(test::session(server)) {
    test::run(*session, {"DROP DATABASE IF EXISTS twintide"});
    REQUIRE(db::ensureSchema(*session));
    test::freshDatabase(*session, "app");
    test::run(
        *session,
        {"CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY, v INT)",
         "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, v INT, KEY kv (v), CONSTRAINT fk_c "
         "FOREIGN KEY (v) REFERENCES app.p (id) ON DELETE " +
             std::string(rule) + ")",
         "CREATE TABLE app.s (id INT NOT NULL PRIMARY KEY, v INT, KEY kv (v), CONSTRAINT fk_s "
         "FOREIGN KEY (v) REFERENCES app.s (id))",
         "INSERT INTO app.p VALUES (1,0),(2,0)", "INSERT INTO app.c VALUES (10,1)",
         "INSERT INTO app.s VALUES (1,NULL),(2,1),(3,2)"});
    options.target = test::params(server);
    options.objects.include = {"app.*"};
    options.owner = {"pair.fwd", 0, 1};
    options.oppositeLinkId = "pair.rev";
    options.policy.winnerRegion = "b";
    options.situation = {"a", "b"};
    auto opened = Applier::open(options, "start");
    REQUIRE(opened);
    applier = std::move(*opened);
  }
  ApplyOutcome apply() {
    Group g;
    t.position = "pos:" + std::to_string(++position);
    g.add(std::move(t));
    t = Transaction();
    auto done = applier->apply(g);
    if (!done) FAIL(std::string(name(done.error().code)) << " " << done.error().arg("server"));
    return *done;
  }
  std::string rows(const char* table) {
    auto r = session->scalar(
        "SELECT COALESCE(GROUP_CONCAT(CONCAT(id,':',COALESCE(v,'-')) ORDER BY "
        "id),'') FROM app." +
        std::string(table));
    REQUIRE(r);
    return *r;
  }
  static std::shared_ptr<const RowLayout> layout(const char* table) {
    return test::layout({"app", table}, {test::intColumn("id"), test::intColumn("v")});
  }

  practice::ServerProcess& server;
  std::unique_ptr<db::Session> session;
  ApplierOptions options;
  std::unique_ptr<Applier> applier;
  Transaction t;
  int position = 0;
  const std::shared_ptr<const RowLayout> p = layout("p"), c = layout("c"), s = layout("s");
};

const Flavour kAll[] = {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57, Flavour::OceanBase};

}  // namespace

TEST_CASE("many parents and children of one group take the fast path in both orders") {
  for (Flavour f : kAll) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    add(w.t, ChangeKind::Delete, w.c, {"10", "1"}, {});
    add(w.t, ChangeKind::Delete, w.p, {"1", "0"}, {});
    for (int i = 100; i < 150; ++i) {
      const std::string id = std::to_string(i);
      add(w.t, ChangeKind::Insert, w.p, {}, {id, "0"});
      add(w.t, ChangeKind::Insert, w.c, {}, {id, id});
    }
    auto outcome = w.apply();
    CHECK_FALSE(outcome.rowByRow);
    for (int i = 100; i < 150; ++i) {
      const std::string id = std::to_string(i);
      add(w.t, ChangeKind::Update, w.c, {id, id}, {id, "2"});
      add(w.t, ChangeKind::Delete, w.p, {id, "0"}, {});
      if (i % 2) add(w.t, ChangeKind::Delete, w.c, {id, "2"}, {});
    }
    add(w.t, ChangeKind::Delete, w.s, {"3", "2"}, {});
    add(w.t, ChangeKind::Delete, w.s, {"2", "1"}, {});
    add(w.t, ChangeKind::Insert, w.s, {}, {"9", "1"});
    add(w.t, ChangeKind::Insert, w.s, {}, {"8", "9"});
    outcome = w.apply();
    CHECK_FALSE(outcome.rowByRow);
    CHECK(w.rows("p") == "2:0");
    CHECK(w.rows("c").substr(0, 12) == "100:2,102:2,");
    CHECK(w.rows("s") == "1:-,8:9,9:1");
  }
}

TEST_CASE("a child without its parent and a parent with children are conflicts") {
  for (Flavour f : kAll) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    add(w.t, ChangeKind::Insert, w.c, {}, {"11", "7"});
    add(w.t, ChangeKind::Delete, w.p, {"1", "0"}, {});
    add(w.t, ChangeKind::Update, w.c, {"10", "1"}, {"10", "8"});
    add(w.t, ChangeKind::Insert, w.c, {}, {"12", "2"});
    const auto outcome = w.apply();
    CHECK(outcome.rowByRow);
    REQUIRE(outcome.conflicts.size() == 3);
    for (const Conflict& c : outcome.conflicts) {
      CHECK(c.kind == ConflictKind::FkParentMissing);
      CHECK(c.winner == ConflictWinner::Local);
    }
    CHECK(w.rows("p") == "1:0,2:0");
    CHECK(w.rows("c") == "10:1,12:2");
    CHECK(*w.session->scalar("SELECT COUNT(*) FROM twintide.correction") == "3");
  }
}

TEST_CASE("rows of one statement that point to each other are tried until they fit") {
  for (Flavour f : kAll) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    for (const char* id : {"1", "2", "3"}) {
      const char* up = *id == '1' ? "NULL" : *id == '2' ? "1" : "2";
      add(w.t, ChangeKind::Delete, w.s, {id, up}, {});
    }
    for (const char* id : {"21", "22", "23"})
      add(w.t, ChangeKind::Insert, w.s, {},
          {id, *(id + 1) == '3'   ? "NULL"
               : *(id + 1) == '1' ? "22"
                                  : "23"});
    add(w.t, ChangeKind::Insert, w.s, {}, {"24", "99"});
    const auto outcome = w.apply();
    CHECK(outcome.rowByRow);
    REQUIRE(outcome.conflicts.size() == 1);
    CHECK(outcome.conflicts[0].key == "id=24");
    CHECK(w.rows("s") == "21:22,22:23,23:-");
  }
}

TEST_CASE(
    "nothing is checked where the source did not, where keys cascade or lead out of the pair") {
  for (Flavour f : {Flavour::MariaDb, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    for (const char* why : {"unchecked", "cascades", "leads out"}) {
      CAPTURE(std::string(why));
      Target w(f, *why == 'c' ? "CASCADE" : "RESTRICT");
      if (*why == 'l') {
        w.options.objects.exclude = {"app.p"};
        auto again = Applier::open(w.options, "start");
        REQUIRE(again);
        w.applier = std::move(*again);
      }
      add(w.t, ChangeKind::Delete, w.p, {"1", "0"}, {});
      add(w.t, ChangeKind::Insert, w.c, {}, {"11", "7"});
      for (Change& c : w.t.changes) c.unchecked = *why == 'u';
      const auto outcome = w.apply();
      CHECK_FALSE(outcome.rowByRow);
      CHECK(w.rows("c") == "10:1,11:7");
      // And is again once it is sensible.
      if (*why == 'c')
        test::run(*w.session,
                  {"ALTER TABLE app.c DROP FOREIGN KEY fk_c", "DELETE FROM app.c WHERE id=11"});
      if (*why != 'l') w.applier->forgetTables();
      add(w.t, ChangeKind::Insert, w.s, {}, {"11", "99"});
      CHECK(w.apply().conflicts.size() == (*why == 'l' ? 0u : 1u));
    }
  }
}
