// The state machine on hand-made streams: what servers at hand do not do on demand.
#include <doctest/doctest.h>
#include <zstd.h>

#include "tests/capture/binlog_bytes.h"

using namespace twintide;
using namespace twintide::test;

namespace {

std::vector<std::string> head(EventMaker& m) {
  return {m.rotate("bin.000001", true), m.format()};
}

std::vector<std::string> insertT(EventMaker& m, int id, const std::string& v) {
  return {m.query("BEGIN"), m.tableMap(5, "d", "t", kTypesT, kMetaT),
          m.rows(EventType::WriteRowsV2, 5, 2, rowT(id, v)), m.xid()};
}

ErrorCode failure(const Status& s) {
  return s ? ErrorCode::Internal : s.error().code;
}

std::vector<std::string>& operator+=(std::vector<std::string>& a,
                                     const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST_CASE("a transaction comes out whole, with position, time and bytes") {
  for (bool checksums : {true, false}) {
    EventMaker m(checksums);
    ProcessorBed bed;
    auto events = head(m);
    events.push_back(m.gtid(1, 1, 2, 1700000000123456));
    events += insertT(m, -7, "hello");
    REQUIRE(bed.feed(events));
    const auto all = bed.taken();
    REQUIRE(all.size() == 1);
    CHECK(all[0].position == "bin.000001:" + std::to_string(m.pos));
    CHECK(all[0].commitUs == 1700000000123456);
    CHECK(all[0].commitUsExact);
    REQUIRE(all[0].changes.size() == 1);
    CHECK(all[0].changes[0].after[0].bytes == "-7");
    CHECK(all[0].changes[0].after[1].bytes == "hello");
    CHECK(all[0].changes[0].after[1].kind == CellKind::Text);
    CHECK(all[0].bytes > 0);
  }
}

TEST_CASE("rows of a session without foreign key checks say so") {
  constexpr uint16_t kStatementEnd = 1, kUnchecked = 2;
  EventMaker m;
  ProcessorBed bed;
  auto events = head(m);
  events += {m.query("BEGIN"), m.tableMap(5, "d", "t", kTypesT, kMetaT),
             m.rows(EventType::WriteRowsV2, 5, 2, rowT(1, "a"), kUnchecked),
             m.rows(EventType::WriteRowsV2, 5, 2, rowT(2, "b"), kStatementEnd), m.xid()};
  REQUIRE(bed.feed(events));
  const auto all = bed.taken();
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].changes.size() == 2);
  CHECK(all[0].changes[0].unchecked);
  CHECK_FALSE(all[0].changes[1].unchecked);
}

TEST_CASE("positions beyond 4 GiB keep rising") {
  EventMaker m;
  ProcessorBed bed;
  REQUIRE(bed.feed({m.rotate("bin.000009", true, 0xfffffff0), m.format()}));
  m.pos = 0xffffff00;
  auto events = insertT(m, 1, std::string(70, 'x'));
  events += insertT(m, 2, std::string(70, 'x'));
  events += insertT(m, 3, std::string(70, 'x'));
  REQUIRE(bed.feed(events));
  const auto all = bed.taken();
  const auto last = capture::BinlogPosition::parse(all.back().position);
  REQUIRE(last);
  CHECK(last->offset > 0x100000000);
}

TEST_CASE("a transaction cut off by a crash of the server is dropped") {
  EventMaker m;
  for (bool byFormat : {true, false}) {
    ProcessorBed bed;
    auto events = head(m);
    events += {m.query("BEGIN"), m.tableMap(5, "d", "t", kTypesT, kMetaT),
               m.rows(EventType::WriteRowsV2, 5, 2, rowT(1, "cut"))};
    m.pos = 4;
    if (byFormat)
      events.push_back(m.format(1700000001));
    else
      events += {m.rotate("bin.000002", true), m.format()};
    events += insertT(m, 2, "whole");
    REQUIRE(bed.feed(events));
    const auto all = bed.taken();
    REQUIRE(all.size() == 1);
    CHECK(all[0].changes.size() == 1);
    CHECK(all[0].changes[0].after[0].bytes == "2");
  }
}

TEST_CASE("GTID sets grow with the stream and start where a file tells them") {
  EventMaker m;
  ProcessorBed bed;
  auto events = head(m);
  events.push_back(m.gtid(1));
  events += insertT(m, 1, "a");
  // uuid 1111…: 1-4 before this file.
  Bytes previous;
  previous.le(1, 8).raw(std::string(16, '\x11')).le(1, 8).le(1, 8).le(5, 8);
  events += {m.rotate("bin.000002", false), m.rotate("bin.000002", true)};
  m.pos = 4;
  events += {m.format(), m.make(EventType::PreviousGtids, previous.s), m.gtid(5)};
  events += insertT(m, 2, "b");
  events.push_back(m.gtid(9));
  events += insertT(m, 3, "c");
  REQUIRE(bed.feed(events));
  const auto all = bed.taken();
  REQUIRE(all.size() == 3);
  CHECK(all[0].position.find('|') == std::string::npos);
  CHECK(all[1].position.ends_with("|11111111-1111-1111-1111-111111111111:1-5"));
  CHECK(all[2].position.ends_with("|11111111-1111-1111-1111-111111111111:1-5:9"));
  CHECK(all[2].position.starts_with("bin.000002:"));
}

TEST_CASE("OceanBase's binlog service: one row an event, commit time in the GTID") {
  EventMaker m;
  capture::ProcessorOptions options;
  options.oceanBase = true;
  ProcessorBed bed(options);
  auto events = head(m);
  events += {m.gtid(1, 1700000123, 456789), m.query("BEGIN")};
  // Sizes that do not match the table's: the service makes them up.
  const std::string meta("\xff\xff", 2);
  for (int i = 1; i <= 3; ++i) {
    events.push_back(m.tableMap(5, "d", "t", kTypesT, meta));
    Bytes row;
    row.le(0, 1).le(static_cast<uint32_t>(i), 4).le(2, 2).raw("ob");
    events.push_back(m.rows(EventType::WriteRowsV2, 5, 2, row.s));
  }
  events.push_back(m.xid());
  REQUIRE(bed.feed(events));
  const auto all = bed.taken();
  REQUIRE(all.size() == 1);
  CHECK(all[0].changes.size() == 3);
  CHECK(all[0].commitUs == 1700000123456789);
  CHECK(all[0].commitUsExact);
}

TEST_CASE("a compressed transaction payload holds a whole transaction") {
  EventMaker m;
  ProcessorBed bed;
  auto events = head(m);
  events.push_back(m.gtid(1));
  EventMaker inside;
  inside.inner = true;
  std::string plain;
  for (const std::string& e : insertT(inside, 42, "in zstd")) plain += e;
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 3));
  auto payload = [&](std::string_view data, uint64_t compression) {
    Bytes b;
    b.le(2, 1).le(1, 1).le(compression, 1).le(3, 1).le(3, 1).le(252, 1).le(plain.size(), 2);
    b.le(1, 1).le(3, 1).le(252, 1).le(data.size(), 2).le(0, 1).raw(data);
    return m.make(EventType::TransactionPayload, b.s);
  };
  auto good = events;
  good.push_back(payload(packed, 0));
  REQUIRE(bed.feed(good));
  const auto all = bed.taken();
  REQUIRE(all.size() == 1);
  CHECK(all[0].changes.at(0).after[1].bytes == "in zstd");
  CHECK(all[0].position == "bin.000001:" + std::to_string(m.pos));

  ProcessorBed cut;
  auto bad = events;
  bad.push_back(payload(packed.substr(0, packed.size() - 3), 0));
  CHECK(failure(cut.feed(bad)) == ErrorCode::BinlogCorrupt);
  ProcessorBed unknown;
  auto odd = events;
  odd.push_back(payload(packed, 7));
  CHECK(failure(unknown.feed(odd)) == ErrorCode::BinlogUnsupported);
  capture::ProcessorOptions small;
  small.maxTransactionBytes = 10;
  ProcessorBed bounded(small);
  CHECK(failure(bounded.feed(good)) == ErrorCode::BinlogUnsupported);
}

TEST_CASE("CREATE TABLE … SELECT of MySQL 8.0.21 loses its tail") {
  EventMaker m;
  ProcessorBed bed;
  auto events = head(m);
  events += {m.gtid(1),
             m.query("BEGIN"),
             m.query("CREATE TABLE `n` (`id` int) START TRANSACTION", "d"),
             m.tableMap(5, "d", "t", kTypesT, kMetaT),
             m.rows(EventType::WriteRowsV2, 5, 2, rowT(1, "x")),
             m.xid()};
  REQUIRE(bed.feed(events));
  const auto all = bed.taken();
  REQUIRE(all.size() == 2);
  REQUIRE(all[0].ddl);
  CHECK(all[0].ddl->sql == "CREATE TABLE `n` (`id` int) ");
  CHECK(all[1].changes.size() == 1);
}

TEST_CASE("statement text is turned into UTF-8, its modes are told") {
  EventMaker m;
  ProcessorBed bed;
  auto events = head(m);
  Bytes status;
  status.le(1, 1).le(0x100004, 8).le(4, 1).le(28, 2).le(28, 2).le(28, 2);
  events += {m.gtid(1), m.query("CREATE TABLE `\xd6\xd0\xce\xc4` (a int)", "d", status.s)};
  REQUIRE(bed.feed(events));
  const auto all = bed.taken();
  REQUIRE(all.size() == 1);
  CHECK(all[0].ddl->sql == "CREATE TABLE `中文` (a int)");
  CHECK(all[0].ddl->ansiQuotes);
  CHECK(all[0].ddl->noBackslashEscapes);
}

TEST_CASE("what a replica must not pass over ends the stream") {
  struct Case {
    EventType type;
    uint16_t flags;
    ErrorCode code;
  };
  for (const Case& c : {Case{EventType::Incident, 0, ErrorCode::BinlogUnsupported},
                        Case{EventType::StartEncryption, 0, ErrorCode::BinlogUnsupported},
                        Case{static_cast<EventType>(99), 0, ErrorCode::BinlogUnsupported},
                        Case{static_cast<EventType>(99), 0x80, ErrorCode::Internal},
                        Case{EventType::RowsQuery, 0, ErrorCode::Internal},
                        Case{EventType::Xid, 0, ErrorCode::BinlogCorrupt}}) {
    EventMaker m;
    ProcessorBed bed;
    auto events = head(m);
    m.flags = c.flags;
    events.push_back(m.make(c.type, std::string(8, '\1')));
    CHECK(failure(bed.feed(events)) == c.code);
  }
  EventMaker m;
  ProcessorBed bed;
  auto events = head(m);
  events.push_back(m.tableMap(5, "d", "t", kTypesT, kMetaT));  // no BEGIN: not a boundary
  const Status middle = bed.feed(events);
  CHECK(failure(middle) == ErrorCode::BinlogCorrupt);
  CHECK(middle.error().arg("position").starts_with("bin.000001:"));
}

TEST_CASE("a table that does not fit the wire is refused with its name") {
  struct Case {
    std::string type;
    bool fits;
  };
  for (const Case& c : {Case{"varchar(80)", true}, Case{"varchar(81)", false}, Case{"text", false},
                        Case{"int", false}}) {
    EventMaker m;
    ProcessorBed bed;
    bed.schemas.add({"d", "t"}, {{"id", "int"}, {"v", c.type}});
    auto events = head(m);
    events += insertT(m, 1, "x");
    const Status fed = bed.feed(events);
    CHECK(fed.has_value() == c.fits);
    if (fed) continue;
    CHECK(fed.error().code == ErrorCode::SchemaMismatch);
    CHECK(fed.error().arg("table") == "d.t");
  }
}
