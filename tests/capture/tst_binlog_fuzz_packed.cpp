// Broken compressed events, partial updates and table metadata: harmless errors, bounded memory.
// Bytes are damaged before they are compressed as well as after.
#include <doctest/doctest.h>
#include <malloc.h>
#include <zstd.h>

#include <atomic>
#include <new>

#include "tests/capture/json_maker.h"

namespace {
std::atomic<size_t> heapNow{0};
std::atomic<size_t> heapPeak{0};
}  // namespace

void* operator new(size_t size) {
  void* p = std::malloc(size);
  if (!p) throw std::bad_alloc();
  const size_t now = heapNow += ::malloc_usable_size(p);
  if (now > heapPeak) heapPeak = now;
  return p;
}
void operator delete(void* p) noexcept {
  if (p) heapNow -= ::malloc_usable_size(p);
  std::free(p);
}
void operator delete(void* p, size_t) noexcept {
  operator delete(p);
}

using namespace twintide;
using namespace twintide::test;

namespace {

constexpr uint64_t kLimit = 1 << 20;

std::string zlibRecord(std::string_view plain) {
  uLongf size = compressBound(plain.size());
  std::string packed(size, '\0');
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
            reinterpret_cast<const Bytef*>(plain.data()), plain.size(), 6);
  packed.resize(size);
  return Bytes().le(0x82, 1).be(plain.size(), 2).raw(packed).s;
}

std::string zstdPayload(std::string_view plain) {
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 3));
  Bytes b;
  b.le(2, 1).le(1, 1).le(0, 1).le(3, 1).le(3, 1).le(252, 1).le(plain.size(), 2);
  return b.le(1, 1).le(3, 1).le(252, 1).le(packed.size(), 2).le(0, 1).raw(packed).s;
}

// Damages now and then: most of an input must stay whole for the rest to be reached.
struct Damager {
  Random& random;
  unsigned oneIn;  // 0 = never
  std::string operator()(std::string bytes) const {
    return oneIn > 0 && random() % oneIn == 0 ? damaged(std::move(bytes), random) : bytes;
  }
};

// Signedness, names, labels, primary key, charsets, as binlog_row_metadata=FULL writes them.
std::string fullMetadata() {
  Bytes names, labels, more;
  for (const char* n : {"id", "js", "en", "se"}) names.text8(n);
  more.le(3, 1).text8("a").text8("b").text8("c");
  labels.le(2, 1).text8("x").text8("y");
  Bytes b;
  b.le(1, 1).text8(std::string(1, '\0')).le(4, 1).text8(names.s);
  b.le(6, 1).text8(more.s).le(5, 1).text8(labels.s).le(10, 1).text8("\x2d");
  return b.le(8, 1).text8(std::string(1, '\0')).s;
}

std::vector<std::string> partialUpdate(EventMaker& m, const Damager& damage) {
  JsonMaker json(damage.random);
  const std::string types("\x03\xf5\xfe\xfe"), meta("\x04\xf7\x01\xf8\x01", 5);
  auto longText = [](const std::string& s) { return Bytes().le(s.size(), 4).raw(s).s; };
  Bytes image;
  image.le(0, 1).le(5, 4).raw(longText(damage(json.document()))).le(1, 1).le(3, 1);
  Bytes after;
  after.le(1, 1).le(1, 1).le(0, 1).le(5, 4).raw(longText(damage(json.diffs()))).le(2, 1).le(1, 1);
  return {m.gtid(1),
          m.query("BEGIN"),
          m.tableMap(7, "d", "doc", types, meta, damage(fullMetadata())),
          m.rows(EventType::PartialUpdateRows, 7, 4, damage(image.s + after.s)),
          m.rows(EventType::WriteRowsV2, 7, 4, image.s),
          m.xid()};
}

std::vector<std::string> compressedRows(EventMaker& m, const Damager& damage) {
  std::string rows;
  for (int i = 0; i < 20; ++i) rows += rowT(i, "the same text again and again");
  auto record = [&](std::string plain) { return damage(zlibRecord(damage(std::move(plain)))); };
  return {m.query("BEGIN"),
          m.tableMap(5, "d", "t", kTypesT, kMetaT),
          m.rows(EventType::WriteRowsCompressedV2, 5, 2, record(rows)),
          m.rows(EventType::DeleteRowsCompressedV2, 5, 2, record(rows)),
          m.xid(),
          m.make(EventType::QueryCompressed,
                 Bytes()
                     .le(7, 4)
                     .le(0, 4)
                     .le(1, 1)
                     .le(0, 4)
                     .raw("d")
                     .le(0, 1)
                     .raw(record("CREATE TABLE d.n (id INT PRIMARY KEY) ENGINE=InnoDB"))
                     .s)};
}

std::vector<std::string> zstdTransaction(EventMaker& m, const Damager& damage) {
  EventMaker inside(false);
  inside.inner = true;
  std::string plain;
  for (const std::string& e : partialUpdate(inside, damage)) plain += e;
  // The GTID stands outside.
  plain.erase(0, inside.gtid(1).size());
  return {m.gtid(2), m.make(EventType::TransactionPayload, damage(zstdPayload(damage(plain))))};
}

using Maker = std::vector<std::string> (*)(EventMaker&, const Damager&);
constexpr Maker kMakers[] = {partialUpdate, compressedRows, zstdTransaction};

std::unique_ptr<ProcessorBed> bed() {
  capture::ProcessorOptions options;
  options.maxTransactionBytes = kLimit;
  auto made = std::make_unique<ProcessorBed>(options);
  made->schemas.add(
      {"d", "doc"},
      {{"id", "int"}, {"js", "json"}, {"en", "enum('a','b','c')"}, {"se", "set('x','y')"}});
  return made;
}

bool harmless(ErrorCode c) {
  return c == ErrorCode::BinlogCorrupt || c == ErrorCode::BinlogUnsupported ||
         c == ErrorCode::SchemaMismatch;
}

}  // namespace

TEST_CASE("whole, each kind of stream is read") {
  Random random(1);
  const Damager none{random, 0};
  for (const Maker& make : kMakers) {
    EventMaker m(false);
    auto b = bed();
    auto events = make(m, none);
    events.insert(events.begin(), {m.rotate("bin.000001", true), m.format()});
    const Status fed = b->feed(events);
    // The diffs are random: their paths need not exist.
    if (!fed) CHECK(fed.error().arg("reason").starts_with("malformed row of d.doc"));
    if (make == &compressedRows) {
      const auto all = b->taken();
      REQUIRE(all.size() == 2);
      CHECK(all[0].changes.size() == 40);
      CHECK(all[1].ddl);
    }
  }
}

TEST_CASE("damaged, each is refused or read, within a bound of memory") {
  const int rounds = fuzzRounds(15000);
  int readWhole = 0;
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    const Damager damage{random, 3};
    EventMaker m(false);
    const auto events = kMakers[random() % std::size(kMakers)](m, damage);
    auto b = bed();
    REQUIRE(b->feed({m.rotate("bin.000001", true), m.format()}));
    const size_t before = heapNow;
    heapPeak = before;
    const Status fed = b->feed(events);
    readWhole += fed.has_value();
    REQUIRE((fed || harmless(fed.error().code)));
    // Twice the limit while a buffer grows, cells and tables beside it.
    REQUIRE(heapPeak - before < 6 * kLimit);
  }
  CHECK(readWhole > rounds / 100);
}

TEST_CASE("rows of two bytes in a table of a thousand columns stay within the bound") {
  constexpr size_t kColumns = 1000;
  auto b = bed();
  std::vector<std::pair<std::string, std::string>> columns;
  for (size_t i = 0; i < kColumns; ++i) columns.emplace_back("c" + std::to_string(i), "tinyint");
  b->schemas.add({"d", "broad"}, columns);
  EventMaker m(false);
  Bytes map, rows;
  map.le(7, 6).le(1, 2).text8("d").le(0, 1).text8("broad").le(0, 1).le(252, 1).le(kColumns, 2);
  map.raw(std::string(kColumns, '\x01')).le(0, 1).raw(std::string(kColumns / 8, '\xff'));
  std::string onlyFirst(kColumns / 8, '\0');
  onlyFirst[0] = 1;
  rows.le(7, 6).le(1, 2).le(2, 2).le(252, 1).le(kColumns, 2).raw(onlyFirst);
  for (int i = 0; i < 10000; ++i) rows.le(0, 1).le(1, 1);
  REQUIRE(b->feed({m.rotate("bin.000001", true), m.format(), m.query("BEGIN"),
                   m.make(EventType::TableMap, map.s)}));
  const size_t before = heapNow;
  heapPeak = before;
  const Status fed = b->feed({m.make(EventType::DeleteRowsV2, rows.s)});
  REQUIRE_FALSE(fed);
  CHECK(fed.error().code == ErrorCode::BinlogUnsupported);
  CHECK(fed.error().arg("reason") == "too_large");
  CHECK(heapPeak - before < 4 * kLimit);
}

TEST_CASE("a SET with more labels on the wire than it has bits is given by number") {
  auto b = bed();
  b->schemas.add({"d", "s"}, {{"se", "set('x','y')"}});
  Bytes labels, names, extra;
  labels.le(70, 1);
  for (int i = 0; i < 70; ++i) labels.text8("l");
  names.text8("se");
  extra.le(4, 1).text8(names.s).le(5, 1).text8(labels.s);
  EventMaker m(false);
  const std::string meta("\xf8\x08", 2);
  REQUIRE(b->feed({m.rotate("bin.000001", true), m.format(), m.query("BEGIN"),
                   m.tableMap(7, "d", "s", "\xfe", meta, extra.s),
                   m.rows(EventType::WriteRowsV2, 7, 1, Bytes().le(0, 1).le(0x81, 8).s), m.xid()}));
  const auto all = b->taken();
  REQUIRE(all.size() == 1);
  CHECK(all[0].changes.at(0).after[0].kind == CellKind::Number);
  CHECK(all[0].changes.at(0).after[0].bytes == "129");
}
