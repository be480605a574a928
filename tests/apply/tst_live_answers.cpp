// What the servers answer is as large as the applier takes it to be: it sleeps until the last
// answer of a group is there. Larger, and it would wait in vain; much smaller, and it would wake
// for each of them.
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "engine/apply/marker.h"
#include "tests/apply/live_target.h"

using namespace twintide;
using namespace twintide::test;

namespace {

uint64_t received(const db::DataConnection& c) {
  tcp_info info{};
  socklen_t size = sizeof info;
  REQUIRE(::getsockopt(c.socket(), IPPROTO_TCP, TCP_INFO, &info, &size) == 0);
  return info.tcpi_bytes_received;
}

struct Statement {
  std::string sql;
  db::Answers answer;
  std::optional<uint64_t> rows;  // to be met
};

const std::vector<Statement> kGroups[] = {
    {{"INSERT INTO app.t VALUES (1,1,'x')", db::kStatementAnswer, {}}},
    {{"INSERT INTO app.t VALUES (2,1,'x'),(3,1,'x')", db::kInsertRowsAnswer, {}}},
    {{"UPDATE app.t SET n=2 WHERE id=1", db::kUpdateAnswer, 1}},
    {{"UPDATE app.t SET n=2", db::kUpdateAnswer, 3},
     {"DELETE FROM app.t WHERE id=1", db::kStatementAnswer, 1}}};

// What OceanBase adds to its answer to SET (seekdb 1.4, seen).
constexpr size_t kTellsOfSet = 7;

}  // namespace

TEST_CASE("the last answer to a group of few rows is the one that is waited for") {
  for (const practice::Flavour f : kAllFlavours) {
    LiveTarget w(f);
    auto c = test::connection(w.server);
    for (const auto& group : kGroups) {
      CAPTURE(std::string(practice::toText(f)));
      CAPTURE(group[0].sql);
      std::string packet = "BEGIN;UPDATE twintide.marker SET group_no=group_no+1";
      db::Answers least = db::kStatementAnswer;
      least += db::kUpdateAnswer;
      size_t more = db::kStatementAnswer.bytes;  // from here on the wait ends an answer early
      auto expect = [&](uint64_t rows) {
        apply::appendExpectation(packet, rows);
        least += apply::kExpectationAnswer;
        if (f == practice::Flavour::OceanBase) more += kTellsOfSet;
      };
      expect(1);
      for (const Statement& s : group) {
        packet += s.sql;
        least += s.answer;
        if (s.rows)
          expect(*s.rows);
        else
          packet += ';';
      }
      packet += "COMMIT";
      least += db::kStatementAnswer;
      const uint64_t before = received(*c);
      auto outcome = c->executePacket(packet);
      REQUIRE(outcome);
      REQUIRE_FALSE(outcome->failed);
      CHECK(outcome->done.size() == least.count);
      const uint64_t bytes = received(*c) - before;
      CHECK(bytes >= least.bytes);
      CHECK(bytes < least.bytes + more);
    }
  }
}

TEST_CASE("answers that something in between makes shorter are not waited for again and again") {
  practice::ServerProcess& server = test::server(practice::Flavour::MariaDb);
  auto c = test::connection(server);
  for (int i = 0; i < 100; ++i) {
    REQUIRE(c->send("DO 1;DO 2"));
    REQUIRE(c->receive("DO 1;DO 2", 2 * db::kStatementAnswer.bytes));
  }
  CHECK(c->awaitsLeast());
  for (int i = 0; i < 1000 && c->awaitsLeast(); ++i) {
    REQUIRE(c->send("DO 1;DO 2"));
    REQUIRE(c->receive("DO 1;DO 2", 1000));
  }
  CHECK_FALSE(c->awaitsLeast());
}
