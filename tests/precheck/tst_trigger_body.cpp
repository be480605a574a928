#include <doctest/doctest.h>

#include "engine/precheck/trigger_body.h"

using namespace twintide;
using namespace twintide::precheck;

namespace {

std::string written(std::string_view body) {
  std::string out;
  for (const TableId& t : writtenTables(body, "shop")) out += t.text() + ";";
  return out;
}

}  // namespace

TEST_CASE("targets of every writing verb are found") {
  CHECK(written("INSERT INTO log VALUES (1)") == "shop.log;");
  CHECK(written("insert low_priority ignore into `audit`.`log` select 1") == "audit.log;");
  CHECK(written("REPLACE stats SET a=1") == "shop.stats;");
  CHECK(written("BEGIN UPDATE IGNORE a SET x=1; DELETE FROM b WHERE 1; END") == "shop.a;shop.b;");
}

TEST_CASE("what is no target is not taken for one") {
  CHECK(written("SET NEW.name = 'insert into log'") == "");
  CHECK(written("/* insert into log */ SET @a=1 -- delete from b\n") == "");
  CHECK(written("SELECT 1 INTO @a FROM b FOR UPDATE") == "");
  // OceanBase gives the whole definition as the action.
  CHECK(written("trigger t after insert on orders for each row set @a=1") == "");
  CHECK(written("trigger t after update on orders for each row insert into log values (1)") ==
        "shop.log;");
  CHECK(written("INSERT INTO log VALUES (1) ON DUPLICATE KEY UPDATE orders=2") == "shop.log;");
  CHECK(written("") == "");
  CHECK(written("insert into") == "");
}

TEST_CASE("the guard variable counts only outside comments and strings") {
  CHECK(testsApplierVariable("IF @twintide_applier IS NULL THEN SET NEW.a=1; END IF"));
  CHECK(testsApplierVariable("if (@TWINTIDE_APPLIER is null) then"));
  CHECK_FALSE(testsApplierVariable("/* @twintide_applier */ SET NEW.a=1"));
  CHECK_FALSE(testsApplierVariable("SET @twintide_applier_x = 1"));
}
