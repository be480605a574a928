#include <doctest/doctest.h>

#include "engine/ddl/split.h"

using twintide::ddl::singleActions;
using Texts = std::vector<std::string>;

TEST_CASE("each action becomes an ALTER of its own, in the order written") {
  CHECK(singleActions("ALTER TABLE `s`.`t` ADD c INT DEFAULT 1 COMMENT 'a, b', DROP COLUMN d, "
                      "MODIFY e DECIMAL(10,2)") ==
        Texts{"ALTER TABLE `s`.`t` ADD c INT DEFAULT 1 COMMENT 'a, b'",
              "ALTER TABLE `s`.`t` DROP COLUMN d", "ALTER TABLE `s`.`t` MODIFY e DECIMAL(10,2)"});
  CHECK(singleActions("ALTER /* twintide:p.fwd */ TABLE t ADD (a INT, b INT), DROP INDEX i") ==
        Texts{"ALTER /* twintide:p.fwd */ TABLE t ADD (a INT, b INT)",
              "ALTER /* twintide:p.fwd */ TABLE t DROP INDEX i"});
}

TEST_CASE("a rename goes last and hints are left out") {
  CHECK(singleActions("ALTER TABLE t RENAME TO u, ALGORITHM=INPLACE, ADD c INT, DROP d") ==
        Texts{"ALTER TABLE t ADD c INT", "ALTER TABLE t DROP d", "ALTER TABLE t RENAME TO u"});
}

TEST_CASE("nothing to split") {
  for (const char* sql :
       {"ALTER TABLE t ADD c INT", "ALTER TABLE t ADD c INT, LOCK=NONE", "DROP TABLE a, b",
        "ALTER TABLE t ADD c INT /*!80000 , DROP d */", "ALTER DATABASE d CHARACTER SET utf8mb4",
        "ALTER TABLE t DROP PARTITION p1, p2", "CREATE TABLE t (a INT, b INT)", ""}) {
    CAPTURE(sql);
    CHECK(singleActions(sql).empty());
  }
}
