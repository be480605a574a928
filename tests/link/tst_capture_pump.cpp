// What may wait between the capture thread and the apply thread.
#include <doctest/doctest.h>

#include <atomic>

#include "engine/link/capture_pump.h"
#include "tests/support/servers.h"

using namespace twintide;
using link::Captured;
using link::CapturePump;
using test::eventually;

namespace {

struct OnDisk final : SpilledChanges {
  uint64_t rows() const override { return 1; }
  Status rewind() override { return {}; }
  Result<bool> next(Transaction&, size_t) override { return false; }
};

// Gives the same kind of transaction for ever.
struct Endless final : capture::ChangeSource {
  explicit Endless(std::function<void(Transaction&)> fill) : fill(std::move(fill)) {}
  Result<capture::SnapshotPoint> prepare() override { return capture::SnapshotPoint(); }
  Result<std::string> endPosition() override { return std::string(); }
  bool reached(const std::string&, const std::string&) const override { return true; }
  Status open(const std::string&) override { return {}; }
  Result<capture::Fetched> next(Transaction& out, capture::IdleNote&,
                                std::chrono::milliseconds) override {
    if (interrupted) return fail(ErrorCode::Cancelled);
    fill(out);
    out.position = "here";
    return capture::Fetched::Got;
  }
  Status tableChanging(const TableId&, const std::vector<std::string>&) override { return {}; }
  Status tableChanged(const TableId&) override { return {}; }
  void interrupt() override { interrupted = true; }
  void acknowledge(const std::string&) override {}
  Status tearDown() override { return {}; }

  const std::function<void(Transaction&)> fill;
  std::atomic<bool> interrupted{false};
};

}  // namespace

TEST_CASE("a transaction on disk waits for an empty queue") {
  Endless source([](Transaction& t) { t.spilled = std::make_shared<OnDisk>(); });
  CapturePump pump(source, "cap-test");
  Captured item;
  REQUIRE(pump.pop(item, std::chrono::seconds(10)) == QueueWait::Done);
  CHECK_FALSE(eventually([&] { return pump.queuedItems() > 1; }, 1));
  CHECK(pump.pop(item, std::chrono::seconds(10)) == QueueWait::Done);
  CHECK(item.transaction.spilled);
}

TEST_CASE("the cells of a row count as memory even where they are NULL") {
  constexpr size_t kColumns = 500, kRows = 20;
  Endless source([](Transaction& t) {
    t.changes.resize(kRows);
    for (Change& c : t.changes) c.after.resize(kColumns);
  });
  CapturePump pump(source, "cap-test");
  constexpr size_t kCells = kRows * kColumns * sizeof(Cell);
  const size_t most = CapturePump::kMaxBytes / kCells;
  CHECK(eventually([&] { return pump.queuedItems() >= most - most / 50; }));
  CHECK_FALSE(eventually([&] { return pump.queuedItems() > most; }, 1));
}
