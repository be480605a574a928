#include <doctest/doctest.h>

#include <cstdlib>

#include "engine/capture/change_spill.h"
#include "engine/capture/transaction_assembler.h"
#include "tests/support/rows.h"

using namespace twintide;
using capture::ChangeSpill;
using capture::TransactionAssembler;

namespace {

std::shared_ptr<const RowLayout> layoutOf(const char* table) {
  return test::layout({"app", table}, {test::intColumn("id"), test::intColumn("v")});
}

std::shared_ptr<ChangeSpill> spill() {
  auto made = ChangeSpill::make("");
  REQUIRE(made);
  return *made;
}

// "i:1,NULL u:1,2>1,3 d:…" of everything that is in it, read in small pieces.
std::string contents(SpilledChanges& from, size_t pieceBytes = 1) {
  std::string out;
  REQUIRE(from.rewind());
  for (;;) {
    Transaction piece;
    auto more = from.next(piece, pieceBytes);
    REQUIRE(more);
    if (!*more) return out;
    for (const Change& c : piece.changes) {
      out += c.table().table;
      for (const Cells* image : {&c.before, &c.after}) {
        out += '|';
        for (const Cell& cell : *image)
          out += cell.kind == CellKind::Null ? "NULL," : std::string(cell.bytes) + ',';
      }
      out += c.reread ? "r" : "";
      out += c.unchecked ? "f " : " ";
    }
  }
}

void gather(TransactionAssembler& to, const std::shared_ptr<const RowLayout>& layout, int id) {
  Transaction t;
  test::add(t, ChangeKind::Insert, layout, {}, {std::to_string(id), "1"});
  to.addChanges(std::move(t.arena), std::move(t.changes));
}

}  // namespace

TEST_CASE("changes come back from disk as they were, again after a rewind") {
  auto s = spill();
  Transaction t;
  test::add(t, ChangeKind::Insert, layoutOf("t"), {}, {"1", "NULL"});
  test::add(t, ChangeKind::Update, layoutOf("u"), {"1", "2"}, {"1", "3"});
  test::add(t, ChangeKind::Delete, layoutOf("t"), {"1", ""}, {});
  t.changes[1].reread = true;
  t.changes[2].unchecked = true;
  for (const Change& c : t.changes) REQUIRE(s->append(c));
  CHECK(s->rows() == 3);
  const std::string all = "t||1,NULL, u|1,2,|1,3,r t|1,,|f ";
  CHECK(contents(*s) == all);
  CHECK(contents(*s, 1 << 20) == all);
}

TEST_CASE("what is cut off is gone and the next change takes its place") {
  auto s = spill();
  Transaction t;
  test::add(t, ChangeKind::Insert, layoutOf("t"), {}, {"1", "1"});
  test::add(t, ChangeKind::Insert, layoutOf("t"), {}, {"2", "2"});
  REQUIRE(s->append(t.changes[0]));
  const uint64_t mark = s->bytes();
  REQUIRE(s->append(t.changes[1]));
  REQUIRE(s->cut(mark, 1));
  CHECK(contents(*s) == "t||1,1, ");
  REQUIRE(s->append(t.changes[1]));
  CHECK(contents(*s) == "t||1,1, t||2,2, ");
}

TEST_CASE("an assembler spills what is large and takes back to a savepoint across it") {
  TransactionAssembler assembler(uint64_t{1} << 30, {1, uint64_t{1} << 30, ""});
  const auto t = layoutOf("t");
  gather(assembler, t, 1);
  assembler.savepoint("early");
  gather(assembler, t, 2);
  REQUIRE(assembler.checkSize());
  CHECK(assembler.changes().empty());
  assembler.savepoint("late");
  gather(assembler, t, 3);
  REQUIRE(assembler.rollbackTo("late"));
  gather(assembler, t, 4);
  REQUIRE(assembler.checkSize());
  Transaction out;
  SUBCASE("not taken back") {
    REQUIRE(assembler.commit({7, true}, out));
    REQUIRE(out.spilled);
    CHECK(contents(*out.spilled) == "t||1,1, t||2,1, t||4,1, ");
  }
  SUBCASE("taken back to before the spill") {
    REQUIRE(assembler.rollbackTo("early"));
    gather(assembler, t, 5);
    REQUIRE(assembler.commit({7, true}, out));
    REQUIRE(out.spilled);
    CHECK(contents(*out.spilled) == "t||1,1, t||5,1, ");
  }
  SUBCASE("a marker makes it foreign: nothing of it is delivered") {
    assembler.addMarker({});
    REQUIRE(assembler.commit({7, true}, out));
    CHECK_FALSE(out.hasRows());
  }
}

TEST_CASE("a transaction above the bound of the disk is refused") {
  TransactionAssembler assembler(uint64_t{1} << 30, {1, 10, ""});
  gather(assembler, layoutOf("t"), 1);
  const Status done = assembler.checkSize();
  REQUIRE_FALSE(done);
  CHECK(done.error().arg("reason") == "too_large");
}

TEST_CASE("a TMPDIR that is not there is told, nothing is written elsewhere") {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before ? before : "";
  ::setenv("TMPDIR", "/proc/nowhere", 1);
  auto made = ChangeSpill::make("");
  before ? ::setenv("TMPDIR", kept.c_str(), 1) : ::unsetenv("TMPDIR");
  REQUIRE_FALSE(made);
  CHECK(made.error().code == ErrorCode::SpillFailed);
}

TEST_CASE("a folder that cannot be written is told") {
  auto made = ChangeSpill::make("/proc/nowhere");
  REQUIRE_FALSE(made);
  CHECK(made.error().code == ErrorCode::SpillFailed);
  CHECK(made.error().arg("file") == "/proc/nowhere");
}
