// One side deletes a parent while the other gives it a child: somebody is told, both sides end
// equal, and no child is left without its parent.
#include "tests/link/family.h"

using namespace twintide;
using namespace twintide::test;

TEST_CASE("a parent deleted at one side and its child inserted at the other, MariaDB") {
  for (const char* winner : {"cn-a", "cn-b"}) crossed(Flavour::MariaDb, winner);
}

TEST_CASE("a parent deleted at one side and its child inserted at the other, MySQL") {
  for (const char* winner : {"cn-a", "cn-b"}) crossed(Flavour::MySql80, winner);
}

TEST_CASE("random writes to parents and children at both sides leave no orphan, MariaDB") {
  collide(Flavour::MariaDb, "cn-a", 400);
  constexpr uint64_t kEverything = 1;
  collide(Flavour::MariaDb, "cn-b", 400, kEverything);
}

TEST_CASE("a key made while the links run is minded at both sides") {
  keyComesLater(Flavour::MariaDb, "SET SESSION sql_log_bin=0", "SET SESSION sql_log_bin=1");
  keyComesLater(Flavour::MySql80, "SET SESSION sql_log_bin=0", "SET SESSION sql_log_bin=1");
}

TEST_CASE("a source session without foreign key checks makes no conflicts") {
  unchecked(Flavour::MariaDb);
  unchecked(Flavour::MySql80);
}

TEST_CASE("a quarantined parent and its children wait, and are released in any order") {
  quarantined(Flavour::MariaDb, true, Side::A);
  quarantined(Flavour::MariaDb, false, Side::B);
  quarantined(Flavour::MySql80, true, Side::B);
}

TEST_CASE("the link stops at a missing parent where the policy says so") {
  Family p(Flavour::MariaDb, policyOf(PolicyKind::Stop, ""));
  p.stop();
  run(*p.a, {"DELETE FROM app.p WHERE id=1"});
  run(*p.b, {"INSERT INTO app.c VALUES (10,1,0)"});
  p.pair = std::make_unique<link::PairRunner>(p.setup());
  // Which link meets it first, and whether that is still the start, is a matter of luck.
  const Status started = p.pair->start({});
  std::vector<Error> errors;
  if (!started) errors.push_back(started.error());
  CHECK(eventually([&] {
    const auto s = p.pair->snapshot();
    for (const LinkSnapshot* l : {&s->forward, &s->reverse}) {
      if (l->error) errors.push_back(*l->error);
    }
    return !errors.empty();
  }));
  for (const Error& e : errors) {
    CHECK(e.code == ErrorCode::ConflictStop);
    CHECK(e.arg("kind") == "fk_parent_missing");
  }
  CHECK(countOf(*p.a, "c WHERE id=10") == "0");
  CHECK(countOf(*p.b, "p WHERE id=1") == "1");
  p.pair.reset();
}
