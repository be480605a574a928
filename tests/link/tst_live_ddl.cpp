// Every DDL that a pair replicates, on every kind of server, with rows before and after it.
#include "tests/link/live_pair.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

// What the source runs, and a question whose answer must become `then` at the target.
struct Step {
  const char* sql;
  const char* question;
  const char* then;
};

const Flavour kFlavours[] = {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57,
                             Flavour::OceanBase};

const Step kSteps[] = {
    {"CREATE TABLE app.made (id INT NOT NULL PRIMARY KEY, s VARCHAR(20) DEFAULT 'x')",
     "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='app' AND "
     "table_name='made'",
     "1"},
    {"INSERT INTO app.made VALUES (1,'one'),(2,'two')", "SELECT COUNT(*) FROM app.made", "2"},
    {"ALTER TABLE app.made ADD COLUMN n INT NOT NULL DEFAULT 7", "SELECT SUM(n) FROM app.made",
     "14"},
    {"UPDATE app.made SET n=9 WHERE id=2", "SELECT SUM(n) FROM app.made", "16"},
    {"CREATE INDEX by_n ON app.made (n)",
     "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema='app' AND "
     "table_name='made' AND index_name='by_n'",
     "1"},
    {"DROP INDEX by_n ON app.made",
     "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema='app' AND "
     "table_name='made' AND index_name='by_n'",
     "0"},
    {"ALTER TABLE app.made MODIFY COLUMN s VARCHAR(80)",
     "SELECT character_maximum_length FROM information_schema.columns WHERE table_schema='app' "
     "AND table_name='made' AND column_name='s'",
     "80"},
    {"RENAME TABLE app.made TO app.renamed", "SELECT COUNT(*) FROM app.renamed", "2"},
    {"INSERT INTO app.renamed VALUES (3,'three',1)", "SELECT COUNT(*) FROM app.renamed", "3"},
    {"TRUNCATE TABLE app.renamed", "SELECT COUNT(*) FROM app.renamed", "0"},
    {"INSERT INTO app.renamed VALUES (4,'four',1)", "SELECT SUM(id) FROM app.renamed", "4"},
    {"ALTER TABLE app.renamed DROP COLUMN n",
     "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema='app' AND "
     "table_name='renamed'",
     "2"},
    {"CREATE DATABASE app_two DEFAULT CHARACTER SET utf8mb4",
     "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name='app_two'", "1"},
    {"CREATE TABLE app_two.t (id INT NOT NULL PRIMARY KEY)",
     "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='app_two'", "1"},
    {"INSERT INTO app_two.t VALUES (1)", "SELECT COUNT(*) FROM app_two.t", "1"},
    {"DROP TABLE app_two.t",
     "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='app_two'", "0"},
};

void follow(LivePair& p, const Step& step) {
  CAPTURE(step.sql);
  test::run(*p.a, {step.sql});
  std::string seen;
  const bool there = test::eventually(
      [&] {
        auto answer = p.b->scalar(step.question);
        seen = answer ? *answer : LivePair::text(answer.error());
        return seen == step.then;
      },
      30);
  if (!there) FAIL("B answers " << seen << "\n" << p.describe());
}

}  // namespace

TEST_CASE("every replicated DDL reaches the other side, between rows, and comes back to none") {
  for (Flavour f : kFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    for (db::Session* s : {p.a.get(), p.b.get()})
      test::run(*s, {"DROP DATABASE IF EXISTS app_two"});
    p.spec.objects.include = {"app.*", "app_two.*"};
    test::run(*p.a, {"CREATE TABLE app.first (id INT NOT NULL PRIMARY KEY)"});
    p.start();
    for (const Step& step : kSteps) follow(p, step);
    // What B writes into a table that came by DDL goes back.
    test::run(*p.b, {"INSERT INTO app.renamed VALUES (5,'from b')"});
    const bool back = test::eventually([&] {
      auto rows = p.a->scalar("SELECT COUNT(*) FROM app.renamed");
      return rows && *rows == "2";
    });
    INFO(p.describe());
    CHECK(back);
    p.settle();
    p.settle();
    CHECK(p.firstDifference() == "");
    const auto s = p.pair->snapshot();
    CHECK(s->forward.looped + s->reverse.looped == 0);
    CHECK(s->reverse.ddlApplied == 0);
    CHECK(p.conflicts.empty());
    p.stop();
  }
}
