// What a column dropped at a site with a change log does while no link runs is told by `status`.
#include <doctest/doctest.h>

#include "engine/api/change_log.h"
#include "engine/base/clock.h"
#include "engine/store/history.h"
#include "tests/ctl/run_ctl.h"

using namespace twintide;
using test::ctl;
using test::has;

namespace {

std::string statusOf(const std::string& ws, const char* language) {
  return ctl({"--workspace", ws, "--lang", language, "status"}).out;
}

}  // namespace

TEST_CASE("an OceanBase pair that has run is told of, one that never ran is not") {
  test::TempDir dir;
  const std::string ws = dir / "ws";
  test::PairText text;
  text.kind = "oceanbase";
  test::writeText(dir / "pair.yaml", text.text());
  REQUIRE(ctl({"--workspace", ws, "pair", "create", "-f", dir / "pair.yaml"}).code == 0);
  CHECK_FALSE(has(statusOf(ws, "en"), "1327"));
  {
    auto history = store::History::open(ws + "/history.sqlite", false);
    REQUIRE(history);
    Event started;
    started.atUs = systemClock().wallUs();
    started.pair = "orders";
    started.code = "pair_started";
    REQUIRE((*history)->addEvent(started));
  }
  const std::string said = statusOf(ws, "en");
  CHECK_MESSAGE(has(said, "rename columns at"), said);
  CHECK(has(said, "beijing and hangzhou"));
  CHECK(has(statusOf(ws, "zh"), "重命名列"));
}

TEST_CASE("only an OceanBase without binlog has triggers, and only a running link renews them") {
  DataSource source;
  LinkSnapshot reader;
  CHECK(api::readByChangeLog(source, reader));
  reader.position = "mysql-bin.000001:4";
  CHECK_FALSE(api::readByChangeLog(source, reader));
  source.logAccess = LogAccess::ChangeLog;
  CHECK(api::readByChangeLog(source, reader));
  source.logAccess = LogAccess::Binlog;
  reader.position = "scn:1";
  CHECK_FALSE(api::readByChangeLog(source, reader));
  source.logAccess = LogAccess::Auto;
  CHECK(api::readByChangeLog(source, reader));
  for (const LinkState s : {LinkState::Paused, LinkState::Stopped, LinkState::Failed,
                            LinkState::Retrying, LinkState::NotStarted}) {
    reader.state = s;
    CHECK(api::triggersUnattended(source, reader, true));
  }
  CHECK_FALSE(api::triggersUnattended(source, reader, false));  // no trigger was ever made
  for (const LinkState s : {LinkState::Running, LinkState::CopyingRows, LinkState::CatchingUp}) {
    reader.state = s;
    CHECK_FALSE(api::triggersUnattended(source, reader, true));
  }
  source.kind = ServerKind::MySql;
  reader.state = LinkState::Stopped;
  CHECK_FALSE(api::triggersUnattended(source, reader, true));
}
