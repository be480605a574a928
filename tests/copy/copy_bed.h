// Purpose: two servers with a database of every common type, for the live copy tests.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/copy/row_copy.h"
#include "engine/copy/schema_copy.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"
#include "engine/ddl/rewrite.h"
#include "engine/verify/table_digest.h"
#include "tests/support/servers.h"

namespace twintide::test {

inline const ObjectFilter kBedFilter{{"bed.*"}, {}};

inline std::string explain(const Error& e) {
  std::string out(name(e.code));
  for (const auto& [k, v] : e.args) out += " " + k + "=" + v;
  return out;
}

template <class T>
T must(Result<T> result) {
  if (!result) FAIL(explain(result.error()));
  return std::move(*result);
}
inline void must(const Status& status) {
  if (!status) FAIL(explain(status.error()));
}

inline ddl::Dialect dialectOf(const db::ServerTraits& t) {
  return {t.kind, t.number, t.isSeekdb};
}

inline copy::Translate translator(const db::Session& from, const db::Session& to) {
  ddl::RewriteOptions options{dialectOf(from.traits()), dialectOf(to.traits()), "bed.fwd", {}};
  return
      [options](const std::string& sql, const std::string& database) -> Result<copy::Translated> {
        auto statement = ddl::parse(sql, {false, false, database});
        if (!statement) return fail(statement.error());
        auto rewritten = ddl::rewrite(sql, *statement, options);
        if (!rewritten) return fail(rewritten.error());
        copy::Translated out{rewritten->sql, {}};
        for (const auto& n : rewritten->notes) out.notes.push_back({{}, n.code, n.from, n.to});
        return out;
      };
}

inline const std::vector<std::string>& bedStatements() {
  static const std::vector<std::string> statements = {
      "CREATE TABLE bed.every_type (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, t TINYINT, s "
      "SMALLINT,"
      " m MEDIUMINT UNSIGNED, i INT, u BIGINT UNSIGNED, y YEAR, de DECIMAL(30,10), f FLOAT, d "
      "DOUBLE,"
      " b BIT(10), b64 BIT(64), c CHAR(5), vc VARCHAR(50), bi BINARY(4), vb VARBINARY(20), tx TEXT,"
      " mt MEDIUMTEXT, lt LONGTEXT, bl BLOB, lb LONGBLOB, e ENUM('a','é','c,d'), st "
      "SET('x','y','z'),"
      " da DATE, dt DATETIME(6), ts TIMESTAMP(3) NULL, ti TIME(2), j JSON, g GEOMETRY,"
      " v INT GENERATED ALWAYS AS (i * 2) STORED, PRIMARY KEY (id), KEY by_i (i, vc),"
      " UNIQUE KEY u_vb (vb)) AUTO_INCREMENT=70 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci"
      " COMMENT='every type; it''s'",
      "CREATE TABLE bed.odd_key (k VARCHAR(30) NOT NULL, p VARBINARY(8) NOT NULL,"
      " e ENUM('z','b','a') NOT NULL, b BIT(9) NOT NULL, f DOUBLE NOT NULL, d DATETIME(3) NOT NULL,"
      " n DECIMAL(12,3) NOT NULL, w INT, PRIMARY KEY (k, p, e, b, f, d, n))"
      " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
      "CREATE TABLE bed.parent (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT 'x')"
      " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
      "CREATE TABLE bed.child (id INT NOT NULL PRIMARY KEY, p INT, CONSTRAINT fk_p FOREIGN KEY (p)"
      " REFERENCES bed.parent (id) ON DELETE CASCADE) DEFAULT CHARSET=utf8mb4"
      " COLLATE=utf8mb4_general_ci",
      "CREATE TABLE bed.many (id INT NOT NULL PRIMARY KEY, v VARCHAR(60) NOT NULL, n INT)"
      " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
      "INSERT INTO bed.parent VALUES (1,'a'),(2,'b')",
      "INSERT INTO bed.child VALUES (1,1),(2,NULL)",
      "INSERT INTO bed.every_type "
      "(id,t,s,m,i,u,y,de,f,d,b,b64,c,vc,bi,vb,tx,mt,lt,bl,lb,e,st,da,dt,"
      "ts,ti,j,g) VALUES (1,-128,-32768,16777215,-5,18446744073709551615,2155,"
      "12345678901234567890.1234567890,3.4028234e38,1.7976931348623157e308,b'1010101010',"
      "b'1111111111111111111111111111111111111111111111111111111111111111','ab','trail  ',x'6100',"
      "x'00ff27','你好😀 \\'q\\' \\\\ "
      "back','m','l',x'00112233445566778899aabbccddeeff27225c',x'','é',"
      "'x,z','2024-02-29','2024-02-29 23:59:59.999999','2001-09-09 01:46:40.123','-838:59:58.99',"
      "'{\"b\": [1, \"x, y\", null], \"a\": {\"é\": true}}',ST_GeomFromText('POINT(1.5 -2)'))",
      "INSERT INTO bed.every_type (id) VALUES (2)",
      "INSERT INTO bed.every_type (id,f,d,de,tx,bl,vc,vb) VALUES (3,1.1,0.1,-0.0000000001,"
      "REPEAT('长',9000),REPEAT(x'00ff',20000),'',''),(4,16777217,5e-324,0,'',x'','  x','a'),"
      "(5,1.401298464324817e-45,1.1e-7,-1,'line\\nfeed\\r\\t\\Z','\\0','A',x'41')",
      "INSERT INTO bed.odd_key VALUES ('a','','z',b'1',0.1,'2024-01-01 00:00:00.001',1.5,1),"
      "('A','','a',b'101',-1e300,'2024-01-01 00:00:00.002',1.5,2),"
      "('a','','b',b'111111111',0.30000000000000004,'2024-01-01 00:00:00.002',-1.125,3),"
      "('a','','b',b'111111111',0.30000000000000004,'2024-01-01 00:00:00.002',2.125,4),"
      "('it''s','\\'','a',b'0',0,'2024-01-01 00:00:00.002',0,5),"
      "('é😀',x'00ff','a',b'0',0,'9999-12-31 23:59:59.999',99999,6),"
      "('\\\\',x'5c','z',b'0',0,'2024-01-01 00:00:00.002',0,7)",
  };
  return statements;
}

inline void fillMany(db::Session& s, int rows) {
  for (int from = 0; from < rows; from += 1000) {
    std::string sql = "INSERT INTO bed.many VALUES ";
    for (int i = from; i < from + 1000 && i < rows; ++i) {
      // Gaps, so that no chunk boundary falls on a round number.
      sql += (i > from ? ",(" : "(") + std::to_string(i * 3 + 7) + ",'value " + std::to_string(i) +
             " äöü',NULL)";
    }
    run(s, {sql});
  }
}

struct Bed {
  Bed(practice::Flavour from, int fromIndex, practice::Flavour to, int toIndex, int manyRows)
      : sourceParams(params(server(from, fromIndex))),
        targetParams(params(server(to, toIndex))),
        source(session(server(from, fromIndex))),
        target(session(server(to, toIndex))) {
    run(*source, {"SET SESSION sql_mode='STRICT_ALL_TABLES'"});
    freshDatabase(*source, "bed");
    run(*source, bedStatements());
    fillMany(*source, manyRows);
    run(*target, {"DROP DATABASE IF EXISTS bed", "DROP DATABASE IF EXISTS twintide"});
    must(db::ensureSchema(*target));
    run(*target, {"INSERT INTO twintide.marker VALUES ('bed.fwd',0,1,0,100,'p',0,0)"});
  }

  copy::SchemaCopyOptions schemaOptions() {
    copy::SchemaCopyOptions o;
    o.linkId = "bed.fwd";
    o.translate = translator(*source, *target);
    return o;
  }
  copy::SchemaCopyReport copySchema() {
    return must(copy::copySchema(*source, *target, kBedFilter, schemaOptions()));
  }

  std::shared_ptr<const TableSchema> table(const std::string& name) {
    return must(db::readTable(*source, TableId{"bed", name}));
  }
  copy::CopyTask task(const std::string& name) {
    copy::CopyTask t;
    t.table = table(name);
    t.linkId = "bed.fwd";
    t.markerSql = [this] {
      ++groups;
      return "UPDATE twintide.marker SET group_no=" + std::to_string(groups) +
             " WHERE link_id='bed.fwd' AND stream=0 AND epoch=1";
    };
    return t;
  }
  std::unique_ptr<copy::RowCopier> copier() {
    return must(copy::RowCopier::open(sourceParams, targetParams, "bed.fwd"));
  }
  int64_t count(db::Session& s, const std::string& what) {
    return std::stoll(must(s.scalar("SELECT COUNT(*) FROM " + what)));
  }
  verify::TableDifference difference(const std::string& name) {
    return must(verify::compare(*source, *target, *table(name)));
  }

  db::ConnectParams sourceParams, targetParams;
  std::unique_ptr<db::Session> source, target;
  int groups = 0;
};

}  // namespace twintide::test
