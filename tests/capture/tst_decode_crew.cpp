// Rows that helpers decode come out as the thread that reads would have decoded them.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/capture/binlog_bytes.h"

using namespace twintide;
using namespace twintide::test;
using capture::EventType;

namespace {

// A stream of transactions of all kinds: large and small events in one and the same, foreign ones,
// taken back ones, DDL between them.
class Script {
 public:
  explicit Script(unsigned seed) : m_random(seed) {
    m_events = {m_maker.rotate("bin.000001", true), m_maker.format()};
  }

  std::vector<std::string> make(int transactions) {
    for (int i = 0; i < transactions; ++i) {
      if (m_random() % 20 == 0) add(m_maker.query("ALTER TABLE t COMMENT 'x'", "d"));
      add(m_maker.query("BEGIN"));
      body();
      add(m_random() % 15 == 0 ? m_maker.query("ROLLBACK") : m_maker.xid());
    }
    return std::move(m_events);
  }

 private:
  void add(std::string event) { m_events.push_back(std::move(event)); }

  void body() {
    bool saved = false;
    add(m_maker.tableMap(5, "d", "t", kTypesT, kMetaT));
    for (unsigned n = m_random() % 6; n > 0; --n) {
      switch (m_random() % 8) {
        case 0:
          saved = true;
          add(m_maker.query("SAVEPOINT s"));
          break;
        case 1:
          if (saved) add(m_maker.query("ROLLBACK TO s"));
          break;
        case 2:
          marker();
          break;
        default:
          rows();
      }
    }
  }

  void rows() {
    const bool large = m_random() % 2 == 0;
    const unsigned count = large ? 40 + m_random() % 400 : 1 + m_random() % 3;
    std::string data;
    for (unsigned i = 0; i < count; ++i) {
      data += rowT(m_next, std::string(m_random() % 60, 'v'));
      data += rowT(m_next++, std::to_string(m_random()));
    }
    add(m_maker.rows(EventType::UpdateRowsV2, 5, 2, data, m_random() % 4 ? 1 : 3));
  }

  void marker() {
    if (m_random() % 3 != 0) return;
    add(m_maker.markerTable());
    add(m_maker.markerRow());
  }

  std::mt19937 m_random;
  EventMaker m_maker;
  std::vector<std::string> m_events;
  int m_next = 0;
};

void show(const Transaction& t, std::string& out) {
  out += t.position + ' ' + std::to_string(t.bytes) + (t.foreign() ? " foreign" : "") +
         (t.ddl ? t.ddl->sql : "") + '\n';
  for (const Change& c : t.changes) {
    out += c.unchecked ? 'u' : 'c';
    for (const Cells* image : {&c.before, &c.after}) {
      for (const Cell& cell : *image) out += std::string(cell.bytes) + ',';
    }
    out += '\n';
  }
}

// Everything that comes out, and the error at its end. `ahead`: reads on as a source does.
std::string outcome(const std::vector<std::string>& events, unsigned helpers, bool ahead) {
  capture::ProcessorOptions options;
  options.helpers = helpers;
  options.helperName = "dec-test";
  ProcessorBed bed(options);
  std::string out;
  Transaction t;
  auto drain = [&](bool wait) -> Status {
    for (;;) {
      auto taken = bed.processor.take(t);
      if (!taken) return fail(taken.error());
      if (*taken == capture::Taken::None) return {};
      if (*taken == capture::Taken::Got) {
        show(t, out);
      } else if (wait || !bed.processor.mayReadOn()) {
        bed.processor.finishHead();
      } else {
        return {};
      }
    }
  };
  Status fed;
  for (const std::string& e : events) {
    auto one = bed.processor.feed(e);
    if (!one) fed = fail(one.error());
    if (!one) break;
    Status taken = drain(!ahead);
    if (!taken) return out + taken.error().arg("reason") + '@' + taken.error().arg("position");
  }
  Status taken = drain(true);
  if (!taken) fed = taken;
  return fed ? out : out + fed.error().arg("reason") + '@' + fed.error().arg("position");
}

}  // namespace

TEST_CASE("the same transactions in the same order, with any number of helpers") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const auto events = Script(seed).make(120);
    const std::string alone = outcome(events, 0, false);
    REQUIRE(alone.size() > 1000);
    for (unsigned helpers : {1, 3}) {
      CAPTURE(helpers);
      CHECK((outcome(events, helpers, true) == alone));
      CHECK((outcome(events, helpers, false) == alone));
    }
  }
}

TEST_CASE("a row that is malformed is told behind all that was committed before it") {
  EventMaker m;
  std::string good, bad;
  for (int i = 0; i < 300; ++i) good += rowT(i, "some text for a row") + rowT(i, "other text");
  bad = good.substr(0, good.size() - 3);
  std::vector<std::string> events = {m.rotate("bin.000001", true), m.format()};
  for (const std::string& data : {good, good, bad, good}) {
    for (auto& e : {m.query("BEGIN"), m.tableMap(5, "d", "t", kTypesT, kMetaT),
                    m.rows(EventType::UpdateRowsV2, 5, 2, data), m.xid()})
      events.push_back(e);
  }
  const std::string alone = outcome(events, 0, false);
  CHECK(std::count(alone.begin(), alone.end(), '\n') == 2 * 301);
  CHECK(alone.find("malformed row of d.t@bin.000001:") != std::string::npos);
  CHECK((outcome(events, 2, true) == alone));
}

TEST_CASE("a transaction that is larger than what may be under way goes to disk with helpers too") {
  capture::ProcessorOptions options;
  options.helpers = 2;
  options.helperName = "dec-test";
  options.spill.memoryBytes = 1 << 20;
  ProcessorBed bed(options);
  EventMaker m;
  REQUIRE(bed.feed({m.rotate("bin.000001", true), m.format(), m.query("BEGIN"),
                    m.tableMap(5, "d", "t", kTypesT, kMetaT)}));
  constexpr int kEvents = 400, kRows = 150;
  for (int e = 0; e < kEvents; ++e) {
    std::string data;
    for (int i = 0; i < kRows; ++i) data += rowT(e * kRows + i, "some text for a row");
    REQUIRE(bed.feed({m.rows(EventType::WriteRowsV2, 5, 2, data)}));
  }
  REQUIRE(bed.feed({m.xid()}));
  Transaction t;
  REQUIRE(bed.take(t));
  REQUIRE(t.spilled);
  CHECK(t.spilled->rows() == uint64_t{kEvents} * kRows);
  REQUIRE(t.spilled->rewind());
  int next = 0;
  for (;;) {
    Transaction piece;
    auto more = t.spilled->next(piece, 1 << 16);
    REQUIRE(more);
    if (!*more) break;
    for (const Change& c : piece.changes) REQUIRE(c.after[0].bytes == std::to_string(next++));
  }
  CHECK(next == kEvents * kRows);
}

namespace {

// A processor with helpers that has begun to read.
struct Crewed {
  EventMaker maker;
  ProcessorBed bed;

  explicit Crewed(const capture::SpillLimits& spill = {}) : bed(options(spill)) {
    REQUIRE(bed.feed({maker.rotate("bin.000001", true), maker.format()}));
  }
  static capture::ProcessorOptions options(const capture::SpillLimits& spill) {
    capture::ProcessorOptions o;
    o.helpers = 1;
    o.helperName = "dec-test";
    o.spill = spill;
    return o;
  }
  std::string rows(int count) {
    std::string data;
    for (int i = 0; i < count; ++i) data += rowT(i, "some text for a row");
    return maker.rows(EventType::WriteRowsV2, 5, 2, data);
  }
  std::vector<std::string> transaction(int count) {
    return {maker.query("BEGIN"), maker.tableMap(5, "d", "t", kTypesT, kMetaT), rows(count),
            maker.xid()};
  }
};

constexpr int kLarge = 120;  // rows of an event that is worth a helper and does not fill a batch

}  // namespace

TEST_CASE("what waits behind rows that no helper has begun is bounded") {
  Crewed c;
  REQUIRE(c.bed.feed(c.transaction(kLarge)));
  int behind = 0;
  while (c.bed.processor.mayReadOn() && behind < 100000) {
    REQUIRE(c.bed.feed(c.transaction(1)));
    ++behind;
  }
  CHECK(behind > 100);
  CHECK(behind < 2000);
  CHECK(c.bed.taken().size() == static_cast<size_t>(behind) + 1);
  CHECK(c.bed.processor.mayReadOn());
}

TEST_CASE("a transaction that cannot be kept leaves nothing behind the one before it") {
  Crewed c({1 << 16, 1 << 16, ""});
  REQUIRE(c.bed.feed(c.transaction(kLarge)));
  REQUIRE(c.bed.feed({c.maker.query("BEGIN"), c.maker.tableMap(5, "d", "t", kTypesT, kMetaT)}));
  Status fed;
  for (int i = 0; fed && i < 10000; ++i) fed = c.bed.feed({c.rows(20)});
  REQUIRE_FALSE(fed);
  CHECK(fed.error().arg("reason") == "too_large");
  const auto all = c.bed.taken();
  REQUIRE(all.size() == 1);
  CHECK(all[0].changes.size() == kLarge);
  CHECK_FALSE(all[0].position.empty());
}

TEST_CASE("a marker that is taken back with large rows before it leaves what came before both") {
  Crewed c({1, uint64_t{1} << 30, ""});
  REQUIRE(
      c.bed.feed({c.maker.query("BEGIN"), c.maker.tableMap(5, "d", "t", kTypesT, kMetaT),
                  c.maker.markerTable(), c.rows(1), c.maker.query("SAVEPOINT s"), c.rows(kLarge),
                  c.maker.markerRow(), c.maker.query("ROLLBACK TO s"), c.maker.xid()}));
  const auto all = c.bed.taken();
  REQUIRE(all.size() == 1);
  CHECK_FALSE(all[0].foreign());
  REQUIRE(all[0].spilled);
  CHECK(all[0].spilled->rows() == 1);
}
