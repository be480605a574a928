// Events that a real server wrote, damaged and sealed again with a right size and checksum.
#include <doctest/doctest.h>
#include <zlib.h>

#include "engine/capture/binlog/dump_stream.h"
#include "engine/db/schema_reader.h"
#include "tests/capture/binlog_bytes.h"
#include "tests/capture/binlog_kit.h"
#include "tests/support/damage.h"

using namespace twintide;
using namespace twintide::test;
using practice::Flavour;

namespace {

// A log with what the flavour has: compressed events and columns, or partial JSON updates.
void write(Flavour flavour) {
  auto admin = session(server(flavour));
  freshDatabase(*admin, "bl");
  const bool maria = flavour == Flavour::MariaDb;
  const std::string large = maria ? "TEXT COMPRESSED" : "TEXT";
  run(*admin,
      {"SET GLOBAL binlog_row_metadata=FULL",
       "CREATE TABLE bl.f (id INT PRIMARY KEY, de DECIMAL(30,10), d DOUBLE, dt DATETIME(6), "
       "ti TIME(3), ts TIMESTAMP(2) NULL, en ENUM('a','b'), se SET('x','y'), bi BIT(10), "
       "v VARCHAR(300) CHARACTER SET utf8mb4, bn BINARY(8), js JSON, t " +
           large + ")"});
  run(*admin, {maria ? "SET GLOBAL log_bin_compress=ON" : "DO 0"});
  auto writer = session(server(flavour));
  run(*writer,
      {maria ? "DO 0" : "SET SESSION binlog_row_value_options=PARTIAL_JSON",
       "INSERT INTO bl.f VALUES (1,-12.5,1e100,'2024-02-29 23:59:59.5','-12:00:00.5',"
       "'2024-01-01 00:00:00','a','x,y',5,'text','bin','{\"k\": [1, {\"x\": \"y\"}], \"n\": 1.5}',"
       "REPEAT('long ',200)),(2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL)",
       "UPDATE bl.f SET js=JSON_SET(js,'$.k[1].x','zz'), d=d/3 WHERE id=1",
       "UPDATE bl.f SET js=JSON_REMOVE(js,'$.k[0]'), t=REPEAT('other ',100) WHERE id=1",
       "DELETE FROM bl.f WHERE id=2", "ALTER TABLE bl.f COMMENT='" + std::string(300, 'c') + "'"});
  run(*admin,
      {maria ? "SET GLOBAL log_bin_compress=OFF" : "DO 0",
       maria ? "SET GLOBAL binlog_row_metadata=NO_LOG" : "SET GLOBAL binlog_row_metadata=MINIMAL"});
}

struct Recorded {
  capture::BinlogPosition from;
  std::vector<std::string> events;
  FakeSchemas schemas;
  capture::ProcessorOptions options;
};

Recorded record(Flavour flavour) {
  auto marks = capture::makeBinlogSource(binlogOptions(server(flavour)));
  const std::string start = must(marks->endPosition());
  write(flavour);
  const auto end = capture::BinlogPosition::parse(must(marks->endPosition()));
  REQUIRE(end);
  Recorded r;
  r.from = *capture::BinlogPosition::parse(start);
  r.options.mariaDb = flavour == Flavour::MariaDb;
  r.options.maxTransactionBytes = 1 << 20;
  auto admin = session(server(flavour));
  r.schemas.tables[{"bl", "f"}] = must(db::readTable(*admin, {"bl", "f"}));
  capture::DumpRequest request;
  request.from = r.from;
  request.serverId = 7777;
  auto stream = must(capture::DumpStream::open(params(server(flavour)), request));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  capture::Format format;
  for (uint32_t at = 0; at < end->offset;) {
    std::string_view bytes;
    if (must(stream->read(bytes, deadline)) == capture::Packet::Nothing) FAIL("the log ends early");
    const auto event = must(capture::parseEvent(bytes, format));
    if (event.type == capture::EventType::FormatDescription)
      format = must(capture::parseFormat(event));
    if (event.flags == 0 || event.nextPos != 0) at = std::max(at, event.nextPos);
    r.events.emplace_back(bytes);
  }
  REQUIRE(format.checksums);
  return r;
}

std::string sealed(std::string event) {
  if (event.size() < capture::kHeaderSize + capture::kChecksumSize) return event;
  const auto size = static_cast<uint32_t>(event.size());
  std::memcpy(event.data() + 9, &size, 4);
  const uint32_t crc =
      static_cast<uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(event.data()), size - 4));
  std::memcpy(event.data() + size - 4, &crc, 4);
  return event;
}

// Transactions that came out before the first error.
struct Outcome {
  Status fed;
  size_t transactions = 0;
  size_t changes = 0;
};

Outcome feed(const Recorded& r, const std::vector<std::string>& events) {
  FakeSchemas schemas = r.schemas;
  capture::OriginFilter filter({{{"bl.*"}, {}}, ProcessorBed::withDdl(), "p.fwd", "p.rev"});
  capture::EventProcessor processor(r.options, filter, schemas);
  processor.start(r.from);
  Outcome out;
  Transaction t;
  for (const std::string& e : events) {
    const Exact bytes(e);
    auto fed = processor.feed(bytes.view());
    while (must(takeFrom(processor, t))) {
      ++out.transactions;
      out.changes += t.changes.size();
    }
    if (fed) continue;
    out.fed = fail(fed.error());
    break;
  }
  return out;
}

void checkDamaged(Flavour flavour) {
  const Recorded r = record(flavour);
  const Outcome whole = feed(r, r.events);
  if (!whole.fed) FAIL(whole.fed.error().arg("reason"));
  REQUIRE(whole.changes == 5);
  const int rounds = fuzzRounds(10000);
  int refused = 0;
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    auto events = r.events;
    for (unsigned hits = 1 + random() % 2; hits > 0; --hits) {
      std::string& e = events[random() % events.size()];
      e = sealed(damaged(e, random));
    }
    const Outcome got = feed(r, events);
    if (got.fed) continue;
    ++refused;
    const ErrorCode code = got.fed.error().code;
    REQUIRE((code == ErrorCode::BinlogCorrupt || code == ErrorCode::BinlogUnsupported ||
             code == ErrorCode::SchemaMismatch));
  }
  CHECK(refused > rounds / 10);
  CHECK(refused < rounds);
}

}  // namespace

TEST_CASE("MariaDB: compressed events and columns, full metadata") {
  checkDamaged(Flavour::MariaDb);
}

TEST_CASE("MySQL 8: partial JSON updates, full metadata") {
  checkDamaged(Flavour::MySql80);
}
