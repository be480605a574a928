// Broken events: every one must end in an error or be harmless, never in a crash or a guess.
// Seeds are printed; run under the address and undefined sanitizers to see the most.
#include <doctest/doctest.h>

#include <random>

#include "tests/capture/binlog_bytes.h"

using namespace twintide;
using namespace twintide::test;

namespace {

// A stream with most kinds of events and column types.
std::vector<std::string> sampleStream(EventMaker& m) {
  std::vector<std::string> out{
      m.rotate("bin.000001", true), m.format(), m.gtid(1),
      m.query("BEGIN", "d", std::string("\0\0\0\0\0\1\0\0\0\0\0\0\0\0", 14))};
  // int, varchar, decimal(14,4), datetime2(6), time2(3), enum, set, blob, json, bit(10), double.
  const std::string types("\x03\x0f\xf6\x12\x13\xfe\xfe\xfc\xf5\x10\x05");
  const std::string meta("\x50\x00\x0e\x04\x06\x03\xf7\x01\xf8\x01\x02\x04\x02\x01\x08", 15);
  const std::string extra("\x01\x01\x00\x02\x01\x2d", 6);
  out.push_back(m.tableMap(7, "d", "wide", types, meta, extra));
  Bytes json;
  json.le(0, 1).le(1, 2).le(15, 2).le(11, 2).le(1, 2).le(5, 1).le(7, 2).raw("k").raw("pad");
  Bytes image;
  image.le(0, 2).le(5, 4).text8("some text").raw(std::string("\x81\x0D\xFB\x38\xD2\x04\xD2", 7));
  image.be(0x99b2c3d4e5, 5)
      .be(999, 3)
      .be(0x800000, 3)
      .be(5, 2)
      .le(1, 1)
      .le(3, 1)
      .le(4, 2)
      .raw("blob");
  image.le(json.s.size(), 4).raw(json.s).be(0x3ff, 2).le(0x3ff0000000000000, 8);
  out.push_back(m.rows(EventType::WriteRowsV2, 7, 11, image.s + image.s));
  out.push_back(m.rows(EventType::UpdateRowsV2, 7, 11, image.s + image.s));
  out.push_back(m.rows(EventType::DeleteRowsV2, 7, 11, image.s));
  out.push_back(
      m.rows(EventType::PartialUpdateRows, 7, 11, image.s + "\x01" + std::string(1, 0) + image.s));
  out.push_back(m.xid());
  out.push_back(m.gtid(2));
  out.push_back(m.query("ALTER TABLE t ADD c INT", "d"));
  out.push_back(m.rotate("bin.000002", false));
  return out;
}

void addWide(ProcessorBed& bed) {
  bed.schemas.add({"d", "wide"}, {{"id", "int"},
                                  {"v", "varchar(80)"},
                                  {"de", "decimal(14,4)"},
                                  {"dt", "datetime(6)"},
                                  {"ti", "time(3)"},
                                  {"en", "enum('a','b')"},
                                  {"se", "set('x','y')"},
                                  {"bl", "blob"},
                                  {"js", "json"},
                                  {"bi", "bit(10)"},
                                  {"d", "double"}});
}

bool harmless(ErrorCode c) {
  return c == ErrorCode::BinlogCorrupt || c == ErrorCode::BinlogUnsupported ||
         c == ErrorCode::SchemaMismatch;
}

// Feeds until the first error; checks that it is one of those a broken stream may give.
bool survives(const std::vector<std::string>& events) {
  capture::ProcessorOptions options;
  options.maxTransactionBytes = 1 << 20;
  ProcessorBed bed(options);
  addWide(bed);
  const Status fed = bed.feed(events);
  return fed || harmless(fed.error().code);
}

}  // namespace

TEST_CASE("the sample stream itself is whole") {
  EventMaker m(false);
  ProcessorBed bed;
  addWide(bed);
  const Status fed = bed.feed(sampleStream(m));
  if (!fed) FAIL(fed.error().arg("reason"));
  const auto all = bed.taken();
  REQUIRE(all.size() == 2);
  REQUIRE(all[0].changes.size() == 5);
  const auto& cells = all[0].changes[0].after;
  CHECK(cells[2].bytes == "1234567890.1234");
  CHECK(cells[5].bytes == "a");
  CHECK(cells[6].bytes == "x,y");
  CHECK(cells[8].bytes == "{\"k\": 7}");
  CHECK(cells[10].bytes == "1");
}

TEST_CASE("with checksums every changed byte of every event is noticed") {
  EventMaker m(true);
  const auto events = sampleStream(m);
  for (size_t e = 1; e < events.size(); ++e) {
    for (size_t i = 0; i < events[e].size(); ++i) {
      auto broken =
          std::vector<std::string>(events.begin(), events.begin() + static_cast<long>(e) + 1);
      broken[e][i] = static_cast<char>(broken[e][i] ^ 0x20);
      ProcessorBed bed;
      addWide(bed);
      const Status fed = bed.feed(broken);
      // FORMAT_DESCRIPTION tells itself whether it has a checksum.
      if (e == 1 && fed) continue;
      REQUIRE_FALSE(fed);
      REQUIRE(harmless(fed.error().code));
    }
  }
}

TEST_CASE("events cut short anywhere are corrupt") {
  EventMaker m(false);
  const auto events = sampleStream(m);
  for (size_t e = 0; e < events.size(); ++e) {
    for (size_t n = 0; n < events[e].size(); ++n) {
      auto cut =
          std::vector<std::string>(events.begin(), events.begin() + static_cast<long>(e) + 1);
      cut[e].resize(n);
      ProcessorBed whole;
      addWide(whole);
      const Status lying = whole.feed(cut);  // the header still tells the old size
      REQUIRE_FALSE(lying);
      REQUIRE(lying.error().code == ErrorCode::BinlogCorrupt);
      if (n < 19) continue;
      const uint32_t size = static_cast<uint32_t>(n);
      std::memcpy(cut[e].data() + 9, &size, 4);
      REQUIRE(survives(cut));
    }
  }
}

TEST_CASE("mutated events never crash the decoder") {
  const int seeds = std::getenv("TWINTIDE_FUZZ") ? std::atoi(std::getenv("TWINTIDE_FUZZ")) : 20000;
  EventMaker m(false);
  const auto events = sampleStream(m);
  for (int seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(static_cast<unsigned>(seed));
    auto broken = events;
    const int hits = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < hits; ++i) {
      std::string& e = broken[random() % broken.size()];
      const size_t at = random() % e.size();
      static constexpr unsigned char kNasty[] = {0, 1, 0x7f, 0x80, 0xfb, 0xfc, 0xfd, 0xfe, 0xff};
      switch (random() % 3) {
        case 0:
          e[at] = static_cast<char>(kNasty[random() % sizeof kNasty]);
          break;
        case 1:
          e[at] = static_cast<char>(random());
          break;
        default:
          if (at >= 19)
            e.erase(at, random() % 3);
          else
            e[at] ^= static_cast<char>(1 << random() % 8);
          const auto size = static_cast<uint32_t>(e.size());
          if (e.size() >= 19) std::memcpy(e.data() + 9, &size, 4);
      }
    }
    REQUIRE(survives(broken));
  }
}
