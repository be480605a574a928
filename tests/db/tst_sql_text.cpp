#include <doctest/doctest.h>

#include "engine/db/errors.h"
#include "engine/db/server_traits.h"
#include "engine/db/sql_text.h"

using namespace twintide;

TEST_CASE("names and text are quoted so that nothing gets out") {
  CHECK(db::quoteName("a`b") == "`a``b`");
  CHECK(db::quoteTable({"d", "t"}) == "`d`.`t`");
  CHECK(db::quoteText("it's \\ ok") == "'it\\'s \\\\ ok'");
  CHECK(db::quoteText(std::string("a\0b", 3)) == "'a\\0b'");
}

TEST_CASE("cells become literals of their kind") {
  Column text;
  text.charset = "gbk";
  std::string out;
  db::appendCell(out, {CellKind::Text, "\xb0\x5c"}, text);
  CHECK(out == "_gbk x'b05c'");
  out.clear();
  db::appendCell(out, {CellKind::Binary, std::string_view("\x00\xff", 2)}, {});
  CHECK(out == "x'00ff'");
  out.clear();
  db::appendCell(out, {CellKind::Bits, std::string_view("\x01\x02", 2)}, {});
  CHECK(out == "b'0000000100000010'");
  out.clear();
  db::appendCell(out, {CellKind::Null, {}}, {});
  CHECK(out == "NULL");
}

TEST_CASE("no value of a row survives in the SQL of an error") {
  const std::string sql = "INSERT INTO t VALUES ('secret', \"hidden\", 'it''s', 'a\\'b', 7)";
  const std::string shown = db::redactSql(sql);
  CHECK(shown == "INSERT INTO t VALUES (?, ?, ?, ?, 7)");
  CHECK(db::redactSql("SELECT '" + std::string(1000, 'x')).find('x') == std::string::npos);
}

TEST_CASE("servers are told apart by version and comment") {
  auto ob = db::detectServer("5.7.25-OceanBase seekdb-v1.4.0.0", "OceanBase 4.3.5.3 seekdb (r1)");
  CHECK(ob.kind == ServerKind::OceanBase);
  CHECK(ob.number == 40305);
  CHECK(ob.isSeekdb);
  auto maria = db::detectServer("5.5.5-10.11.19-MariaDB-log", "Debian 12");
  CHECK(maria.kind == ServerKind::MariaDb);
  CHECK(maria.number == 101119);
  auto mysql = db::detectServer("8.0.33", "MySQL Community Server - GPL");
  CHECK(mysql.kind == ServerKind::MySql);
  CHECK(mysql.hasValuesRow());
  CHECK(!db::detectServer("8.0.15", "").hasValuesRow());
}

TEST_CASE("protocol errors become codes, and only passing ones are retryable") {
  db::ConnectParams p;
  p.sourceName = "beijing";
  CHECK(db::serverError(1045, "Access denied", p).code == ErrorCode::LoginDenied);
  CHECK(db::serverError(2002, "Can't connect to server on '127.0.0.1' (111)", p).code ==
        ErrorCode::ConnectRefused);
  CHECK(db::serverError(2005, "Unknown server host 'x'", p).code == ErrorCode::HostUnknown);
  CHECK(db::serverError(1213, "Deadlock found", p).retryable);
  CHECK(db::serverError(2013, "Lost connection", p).code == ErrorCode::ConnectionLost);
  CHECK(!db::serverError(1064, "syntax", p).retryable);
}
