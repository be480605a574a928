// Foreign keys of OceanBase pairs, read through the change log.
#include "tests/link/family.h"

using namespace twintide;
using namespace twintide::test;

TEST_CASE("a parent deleted at one side and its child inserted at the other") {
  for (const char* winner : {"cn-a", "cn-b"}) crossed(Flavour::OceanBase, winner);
}

TEST_CASE("random writes to parents and children at both sides leave no orphan") {
  collide(Flavour::OceanBase, "cn-a", 200);
}

TEST_CASE("a quarantined parent and its children wait, and are released in any order") {
  quarantined(Flavour::OceanBase, false, Side::A);
  quarantined(Flavour::OceanBase, true, Side::B);
}

TEST_CASE("where a foreign key of an OceanBase pair cascades, its rows arrive as rows") {
  LivePair p(Flavour::OceanBase);
  run(*p.a, {"CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY, v INT NOT NULL)",
             "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, p INT, KEY kp (p), CONSTRAINT "
             "fk_cp FOREIGN KEY (p) REFERENCES app.p (id) ON DELETE CASCADE)",
             "INSERT INTO app.p VALUES (1,0),(2,0)", "INSERT INTO app.c VALUES (10,1),(11,2)"});
  p.start();
  run(*p.a, {"DELETE FROM app.p WHERE id=1"});
  run(*p.b, {"INSERT INTO app.c VALUES (12,2)"});
  rest(p);
  CHECK(p.firstDifference() == "");
  CHECK(number(*p.b, "SELECT GROUP_CONCAT(id ORDER BY id) FROM app.c") == "11,12");
  CHECK(p.conflicts.empty());
  p.stop();
}

TEST_CASE("a key made while the links run is minded at both sides") {
  keyComesLater(Flavour::OceanBase, "SET @twintide_applier='nobody'", "SET @twintide_applier=NULL");
}

TEST_CASE("a source session without foreign key checks makes no conflicts") {
  unchecked(Flavour::OceanBase);
}
