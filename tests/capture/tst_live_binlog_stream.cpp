// The connection: files, positions, interruptions, deaths, sizes, TLS.
#include <doctest/doctest.h>

#include "engine/base/thread_pool.h"
#include "tests/capture/binlog_kit.h"

using namespace twintide;
using namespace twintide::test;
using capture::Fetched;
using practice::Flavour;

namespace {

using std::chrono::milliseconds;

const Flavour kFlavours[] = {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57};

std::unique_ptr<db::Session> freshServer(Flavour flavour) {
  auto admin = session(server(flavour));
  freshDatabase(*admin, "bl");
  run(*admin, {"CREATE TABLE bl.t (id INT PRIMARY KEY, v VARCHAR(20))"});
  return admin;
}

std::string ids(const std::vector<Transaction>& all) {
  std::string out;
  for (const Transaction& t : all)
    for (const Change& c : t.changes) out += shown(c.after, c, "id") + " ";
  return out;
}

std::string currentFile(const std::string& position) {
  return position.substr(0, position.find(':'));
}

}  // namespace

TEST_CASE("every position resumes exactly behind its transaction, across files") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    auto admin = freshServer(flavour);
    BinlogBed bed(binlogOptions(server(flavour)));
    run(*admin, {"INSERT INTO bl.t VALUES (1,'a')", "FLUSH LOGS", "INSERT INTO bl.t VALUES (2,'a')",
                 "INSERT INTO bl.t VALUES (3,'a'),(4,'b')", "FLUSH LOGS", "FLUSH LOGS",
                 "INSERT INTO bl.t VALUES (5,'a')"});
    const auto all = must(bed.read());
    CHECK(ids(all) == "1 2 3 4 5 ");
    REQUIRE(all.size() == 4);
    const std::string end = must(bed.source->endPosition());
    const char* const rest[] = {"2 3 4 5 ", "3 4 5 ", "5 ", ""};
    for (size_t i = 0; i < 4; ++i) {
      CHECK(bed.source->reached(end, all[i].position));
      CHECK(bed.source->reached(all[i].position, end) == (i == 3));
      BinlogBed again(bed.options);
      must(again.source->open(all[i].position));
      CHECK(ids(must(again.readTo(end))) == rest[i]);
    }
  }
}

TEST_CASE("a server that takes small packets only is read as well") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    auto admin = freshServer(flavour);
    const std::string usual = must(admin->scalar("SELECT @@GLOBAL.max_allowed_packet"));
    run(*admin, {"SET GLOBAL max_allowed_packet=16384"});
    {
      BinlogBed bed(binlogOptions(server(flavour)));
      run(*admin, {"INSERT INTO bl.t VALUES (1,'a')"});
      CHECK(ids(must(bed.read())) == "1 ");
    }
    run(*admin, {"SET GLOBAL max_allowed_packet=" + usual});
  }
}

TEST_CASE("a snapshot point misses nothing that commits after it") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    auto admin = freshServer(flavour);
    BinlogBed bed(binlogOptions(server(flavour)));
    run(*admin, {"INSERT INTO bl.t VALUES (1,'before')"});
    const auto point = must(bed.source->prepare());
    CHECK(point.asOfSnapshot.empty());
    run(*admin, {"INSERT INTO bl.t VALUES (2,'after')"});
    must(bed.source->open(point.start));
    CHECK(ids(must(bed.read())) == "2 ");
  }
}

TEST_CASE("an interrupt ends a blocked read at once") {
  for (Flavour flavour : kFlavours) {
    auto admin = freshServer(flavour);
    auto options = binlogOptions(server(flavour));
    options.heartbeat = std::chrono::hours(1);
    options.params.readTimeout = std::chrono::hours(2);
    BinlogBed bed(options);
    std::atomic<bool> ended{false};
    ErrorCode code = ErrorCode::Internal;
    NamedThread reader("reader", [&](std::stop_token) {
      for (;;) {
        Transaction t;
        capture::IdleNote idle;
        auto got = bed.source->next(t, idle, std::chrono::minutes(30));
        if (got) continue;
        code = got.error().code;
        ended = true;
        return;
      }
    });
    bed.source->interrupt();
    CHECK(eventually([&] { return ended.load(); }, 10));
    reader.join();
    CHECK(code == ErrorCode::Cancelled);
    // It can be opened again.
    must(bed.source->open(bed.start));
    run(*admin, {"INSERT INTO bl.t VALUES (1,'a')"});
    CHECK(ids(must(bed.read())) == "1 ");
  }
}

TEST_CASE("heartbeats give idle notes with a position") {
  for (Flavour flavour : kFlavours) {
    auto admin = freshServer(flavour);
    BinlogBed bed(binlogOptions(server(flavour)));
    Transaction t;
    capture::IdleNote idle;
    // Only a heartbeat can end a wait of this length.
    CHECK(must(bed.source->next(t, idle, std::chrono::minutes(30))) == Fetched::Idle);
    CHECK(bed.source->reached(idle.position, bed.start));
  }
}

TEST_CASE("a killed server is a lost connection; the stream goes on after its restart") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    practice::ServerOptions own;
    own.flavour = flavour;
    own.dataDir = scratchDir(std::string("killed-") + practice::toText(flavour));
    auto victim = must(practice::ServerProcess::start(own));
    auto admin = session(*victim);
    run(*admin, {"CREATE DATABASE bl", "CREATE TABLE bl.t (id INT PRIMARY KEY, v VARCHAR(20))"});
    BinlogBed bed(binlogOptions(*victim));
    run(*admin, {"INSERT INTO bl.t VALUES (1,'a')"});
    const auto first = must(bed.read());
    REQUIRE(ids(first) == "1 ");
    must(victim->killHard());
    Error lost;
    CHECK(eventually([&] {
      Transaction t;
      capture::IdleNote idle;
      auto got = bed.source->next(t, idle, milliseconds(100));
      if (!got) lost = got.error();
      return !got;
    }));
    CHECK(lost.code == ErrorCode::ConnectionLost);
    CHECK(lost.retryable);
    must(victim->restart());
    admin = session(*victim);
    run(*admin, {"INSERT INTO bl.t VALUES (2,'b')"});
    must(bed.source->open(first.back().position));
    CHECK(ids(must(bed.read())) == "2 ");
    must(victim->stop());
  }
}

TEST_CASE("a position whose file is gone is lost, unless its GTID set still finds the place") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    auto admin = freshServer(flavour);
    BinlogBed bed(binlogOptions(server(flavour)));
    run(*admin, {"FLUSH LOGS", "INSERT INTO bl.t VALUES (1,'a')"});
    const auto all = must(bed.read());
    const std::string last = all.back().position;
    CHECK(last.find('|') != std::string::npos);
    run(*admin, {"FLUSH LOGS", "INSERT INTO bl.t VALUES (2,'b')"});
    const std::string end = must(bed.source->endPosition());
    run(*admin, {"PURGE BINARY LOGS TO '" + currentFile(end) + "'"});
    // A dump that still reads the old file keeps it.
    bed.source.reset();
    REQUIRE(eventually([&] {
      run(*admin, {"PURGE BINARY LOGS TO '" + currentFile(end) + "'"});
      return must(admin->query("SHOW BINARY LOGS")).rows.size() == 1;
    }));
    BinlogBed again(bed.options);
    auto lost = again.source->open(last.substr(0, last.find('|')));
    REQUIRE_FALSE(lost);
    CHECK(lost.error().code == ErrorCode::BinlogPositionLost);
    must(again.source->open(last));
    CHECK(ids(must(again.readTo(end))) == "2 ");
    for (const char* bad : {"", "nonsense", "bin.000001:", "bin.000001:x", ":4", "bin.1:0"}) {
      auto refused = again.source->open(bad);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::BinlogPositionLost);
    }
  }
}

TEST_CASE("a server without binlog says so") {
  practice::ServerOptions own;
  own.flavour = Flavour::MySql80;
  own.dataDir = scratchDir("no-binlog");
  own.settings = {{"skip-log-bin", ""}};
  auto plain = must(practice::ServerProcess::start(own));
  auto source = capture::makeBinlogSource(binlogOptions(*plain));
  auto point = source->prepare();
  REQUIRE_FALSE(point);
  CHECK(point.error().code == ErrorCode::BinlogOff);
  auto opened = source->open("bin.000001:4");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::BinlogOff);
  must(plain->stop());
}

TEST_CASE("rows larger than a packet, and a bound on transactions") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    auto admin = freshServer(flavour);
    run(*admin, {"SET GLOBAL max_allowed_packet=67108864",
                 "CREATE TABLE bl.big (id INT PRIMARY KEY, b LONGBLOB)"});
    auto writer = session(server(flavour));
    auto options = binlogOptions(server(flavour));
    options.maxTransactionBytes = 64 << 20;
    BinlogBed bed(options);
    run(*writer, {"INSERT INTO bl.big VALUES (1,REPEAT('x',40000000))", "UPDATE bl.big SET id=2"});
    auto got = bed.read();
    REQUIRE_FALSE(got);
    CHECK(got.error().code == ErrorCode::BinlogUnsupported);
    CHECK(got.error().arg("reason") == "too_large");
    options.maxTransactionBytes = 256 << 20;
    BinlogBed again(options);
    must(again.source->open(bed.start));
    const auto all = must(again.read());
    REQUIRE(all.size() == 2);
    CHECK(all[1].changes.at(0).before[1].bytes.size() == 40000000);
    run(*writer, {"DROP TABLE bl.big"});
  }
}

TEST_CASE("a partial JSON update gives the whole document") {
  auto admin = freshServer(Flavour::MySql80);
  run(*admin,
      {"CREATE TABLE bl.j (id INT PRIMARY KEY, a JSON, n INT, b JSON, c JSON)",
       "CREATE TABLE bl.twin LIKE bl.j",
       "INSERT INTO bl.j VALUES (1, '{\"k\": [1, 2, {\"x\": \"y\"}], \"long\": \"" +
           std::string(500, 'z') + "\", \"q\\\\\"t\": 1}', 1, '[1, 2, 3]', '{\"z\": 1}')",
       "INSERT INTO bl.j VALUES (2, NULL, 1, '{\"deep\": {\"er\": {\"est\": [1]}}}', '[]')"});
  run(*admin, {"SET SESSION binlog_row_value_options=PARTIAL_JSON"});
  auto to = connection(server(Flavour::MySql80));
  must(to->execute("INSERT INTO bl.twin SELECT * FROM bl.j"));
  BinlogBed bed(binlogOptions(server(Flavour::MySql80), "bl.j"));
  run(*admin, {"UPDATE bl.j SET a=JSON_SET(a,'$.k[2].x',1.5,'$.\"q\\\\\"t\"','w'), n=2 WHERE id=1",
               "UPDATE bl.j SET a=JSON_REMOVE(a,'$.k[0]'), c=JSON_SET(c,'$.aa',TRUE) WHERE id=1",
               "UPDATE bl.j SET b=JSON_ARRAY_INSERT(b,'$[0]','first'), "
               "c=JSON_SET(c,'$.z',JSON_OBJECT('n',NULL)) WHERE id=1",
               "UPDATE bl.j SET b=JSON_SET(b,'$.deep.er.est[5]',7) WHERE id=2",
               "UPDATE bl.j SET b=JSON_REMOVE(b,'$.deep.er.est'), c=JSON_ARRAY_APPEND(c,'$',1) "
               "WHERE id=2"});
  const auto all = must(bed.read());
  REQUIRE(all.size() == 5);
  applyToTwin(*to, changesOf(all, "j"));
  const auto sums = must(to->rows("CHECKSUM TABLE bl.j, bl.twin"));
  CHECK(sums[0][1] == sums[1][1]);
  // Without a before image there is nothing the difference could start from.
  run(*admin, {"SET SESSION binlog_row_image=MINIMAL",
               "UPDATE bl.j SET a=JSON_SET(a,'$.k[0]',9) WHERE id=1"});
  auto got = bed.read();
  REQUIRE_FALSE(got);
  CHECK(got.error().code == ErrorCode::BinlogUnsupported);
  CHECK(got.error().arg("reason") == "before_image_missing");
}

TEST_CASE("the stream runs over TLS") {
  practice::ServerOptions own;
  own.flavour = Flavour::MariaDb;
  own.dataDir = scratchDir("tls");
  const std::string keys = scratchDir("tls-keys");
  const std::string make =
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
      "-keyout " +
      keys + "/key.pem -out " + keys + "/cert.pem 2>/dev/null";
  REQUIRE(std::system(make.c_str()) == 0);
  own.settings = {{"ssl-cert", keys + "/cert.pem"}, {"ssl-key", keys + "/key.pem"}};
  auto secured = must(practice::ServerProcess::start(own));
  auto admin = session(*secured);
  run(*admin, {"CREATE DATABASE bl", "CREATE TABLE bl.t (id INT PRIMARY KEY, v VARCHAR(20))",
               "CREATE TABLE bl.big (id INT PRIMARY KEY, b LONGBLOB)"});
  auto options = binlogOptions(*secured);
  options.params.tls.mode = TlsMode::Required;
  // No heartbeat helps bytes out that only OpenSSL still holds.
  options.heartbeat = std::chrono::hours(1);
  options.params.readTimeout = std::chrono::hours(2);
  BinlogBed bed(options);
  REQUIRE(must(connection(*secured)->rows("SELECT COUNT(*) FROM information_schema.processlist "
                                          "WHERE command='Binlog Dump'"))[0][0] == "1");
  std::string values = "(1,'x')";
  for (int i = 2; i < 4000; ++i) values += ",(" + std::to_string(i) + ",'some text')";
  run(*admin,
      {"INSERT INTO bl.t VALUES " + values, "INSERT INTO bl.big VALUES (1,REPEAT('x',3000))",
       "INSERT INTO bl.big VALUES (2,REPEAT('y',1000000))", "INSERT INTO bl.t VALUES (5000,'y')"});
  const auto all = must(bed.read());
  CHECK(all.size() == 4);
  CHECK(changesOf(all, "t").size() == 4000);
  must(secured->stop());
}
