// Many writers with long transactions: every change exactly once, whole transactions, in an order
// that every key's history agrees with. TWINTIDE_STRESS_SECONDS sets how long (12), TWINTIDE_SEED
// what.
#include <atomic>
#include <cstdlib>
#include <random>
#include <set>

#include "engine/base/clock.h"
#include "engine/base/thread_pool.h"
#include "tests/capture/changelog_harness.h"

using namespace twintide;
using namespace twintide::test;

namespace {

int64_t setting(const char* name, int64_t otherwise) {
  const char* value = std::getenv(name);
  return value ? std::atoll(value) : otherwise;
}

constexpr int kKeys = 40;

// Each row carries who wrote it in which transaction and a version that rises by one per change.
struct Writer {
  int number;
  uint64_t seed;
  practice::ServerProcess& at;
  std::atomic<int64_t>& committed;

  void pauseUpTo(std::mt19937_64& random, int ms, std::stop_token stop) {
    std::mutex m;
    std::condition_variable_any never;
    std::unique_lock lock(m);
    never.wait_for(lock, stop, std::chrono::milliseconds(random() % ms), [] { return false; });
  }
  void run(std::stop_token stop) {
    std::mt19937_64 random(seed + static_cast<uint64_t>(number));
    auto c = db::DataConnection::open(params(at));
    if (!c) return;
    (*c)->execute("SET SESSION ob_trx_lock_timeout=300000");
    for (int tx = 0; !stop.stop_requested(); ++tx) {
      const int statements = 1 + static_cast<int>(random() % 5);
      bool good = bool((*c)->execute("BEGIN"));
      int rows = 0;
      for (int i = 0; good && i < statements; ++i) {
        const std::string key = std::to_string(random() % kKeys);
        const std::string who = "who=" + std::to_string(number) + ",tx=" + std::to_string(tx);
        auto done = (*c)->execute("UPDATE cl_order.k SET n=n+1," + who + " WHERE id=" + key);
        good = bool(done);
        if (good) rows += 1;
        if (good && random() % 4 == 0) {
          good = bool((*c)->execute("INSERT INTO cl_order.log (who,tx) VALUES (" +
                                    std::to_string(number) + "," + std::to_string(tx) + ")"));
          rows += good;
        }
        if (random() % 5 == 0) pauseUpTo(random, 60, stop);
      }
      if (random() % 40 == 0) pauseUpTo(random, 2000, stop);
      const bool commit = good && random() % 10 != 0;
      if (commit && (*c)->execute("COMMIT"))
        committed += rows;
      else
        (*c)->execute("ROLLBACK");
    }
  }
};

struct Check {
  std::map<std::string, int64_t> version;
  std::set<std::pair<std::string, std::string>> transactions;
  int64_t changes = 0, lastUs = 0;

  void take(const Transaction& t) {
    if (t.changes.empty()) return;
    CHECK(t.commitUs >= lastUs);
    lastUs = t.commitUs;
    std::set<std::pair<std::string, std::string>> mine;
    for (const Change& c : t.changes) {
      ++changes;
      mine.insert({cellText(c, "who"), cellText(c, "tx")});
      if (c.table().table != "k") continue;
      const std::string id = cellText(c, "id");
      const int64_t before = std::stoll(cellText(c, "n", false)),
                    after = std::stoll(cellText(c, "n"));
      CHECK(before == version[id]);
      CHECK(after == before + 1);
      version[id] = after;
    }
    CHECK(mine.size() == 1);  // one source transaction, not two under one SCN
    for (const auto& m : mine) CHECK(transactions.insert(m).second);
  }
};

}  // namespace

TEST_CASE("every change once, in commit order, with the log purged meanwhile") {
  const auto seed = static_cast<uint64_t>(setting("TWINTIDE_SEED", 20240607));
  const int64_t seconds = setting("TWINTIDE_STRESS_SECONDS", 12);
  MESSAGE("seed " << seed << ", " << seconds << " s");
  Harness h("cl_order");
  h.sql({"CREATE TABLE k (id INT PRIMARY KEY, n INT, who INT, tx INT)",
         "CREATE TABLE log (no INT AUTO_INCREMENT PRIMARY KEY, who INT, tx INT)"});
  for (int i = 0; i < kKeys; ++i) h.sql({"INSERT INTO k VALUES (" + std::to_string(i) + ",0,0,0)"});
  h.start();
  std::atomic<int64_t> committed{0};
  std::vector<std::unique_ptr<Writer>> writers;
  std::vector<NamedThread> threads;
  for (int i = 1; i <= 10; ++i) {
    writers.push_back(std::make_unique<Writer>(Writer{i, seed, h.at, committed}));
    threads.emplace_back("writer" + std::to_string(i),
                         [w = writers.back().get()](std::stop_token stop) { w->run(stop); });
  }
  Check check;
  std::vector<Transaction> got;
  const int64_t end = systemClock().steadyUs() + seconds * 1'000'000;
  for (int i = 0; systemClock().steadyUs() < end; ++i) {
    got.clear();
    h.step(got);
    for (const Transaction& t : got) check.take(t);
    if (i % 50 == 0) h.acknowledge();
    if (i % 2000 == 1999) h.reopen();
  }
  for (auto& t : threads) t.requestStop();
  for (auto& t : threads) t.join();
  for (const Transaction& t : h.drain()) check.take(t);
  MESSAGE(check.changes << " changes in " << check.transactions.size() << " transactions");
  CHECK(check.changes == committed.load());
  CHECK(check.changes > 100);
  auto rows = h.root->query("SELECT id, n FROM k");
  must(rows);
  for (const auto& r : rows->rows) CHECK(std::to_string(check.version[*r[0]]) == *r[1]);
  h.acknowledge();
  std::vector<Transaction> none;
  CHECK(eventually([&] {
    h.step(none);
    return *h.root->scalar("SELECT COUNT(*) FROM twintide.change_log") == "0";
  }));
  auto reader = h.root->query("SELECT seq FROM twintide.change_log_reader");
  must(reader);
  CHECK(reader->integer(0, "seq") > 0);  // the low-water mark moved in spite of the long ones
}

TEST_CASE("a long transaction is not passed by: its rows come when it commits") {
  Harness h("cl_long");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  h.start();
  auto slow = writer(h.at, "cl_long");
  exec(*slow, "BEGIN");
  exec(*slow, "INSERT INTO t VALUES (1)");
  std::vector<Transaction> all;
  for (int i = 10; i < 40; ++i) {
    h.sql({"INSERT INTO t VALUES (" + std::to_string(i) + ")"});
    for (auto& t : h.drain()) all.push_back(std::move(t));
    h.acknowledge();
  }
  CHECK(all.size() == 30);
  exec(*slow, "INSERT INTO t VALUES (2)");
  exec(*slow, "COMMIT");
  const auto last = h.drain();
  REQUIRE(last.size() == 1);
  CHECK(last[0].changes.size() == 2);
}

TEST_CASE("a large transaction comes whole; one beyond the bound is refused by size") {
  Harness h("cl_big");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(200))"});
  h.options.batchEntries = 500;  // smaller than the transaction
  h.options.pageRows = 200;
  h.start();
  auto w = writer(h.at, "cl_big");
  exec(*w, "BEGIN");
  for (int i = 0; i < 3000; i += 500) {
    std::string rows;
    for (int j = i; j < i + 500; ++j)
      rows += (j > i ? "," : "") + ("(" + std::to_string(j) + ",REPEAT('x',100))");
    exec(*w, "INSERT INTO t VALUES " + rows);
  }
  exec(*w, "COMMIT");
  exec(*w, "DELETE FROM t WHERE id<700");
  exec(*w, "DELETE FROM t WHERE id=1000");
  auto all = h.drain();
  REQUIRE(all.size() == 3);
  CHECK(all[0].changes.size() == 3000);
  CHECK(cellText(all[0].changes[2999], "id") == "2999");
  CHECK(all[1].changes.size() == 700);
  CHECK(all[2].changes.size() == 1);
  h.options.maxTransactionBytes = 100'000;
  h.reopen();
  exec(*w, "UPDATE t SET v='y'");
  Transaction t;
  IdleNote idle;
  Result<Fetched> got = Fetched::Idle;
  for (int i = 0; i < 100 && got && *got == Fetched::Idle; ++i)
    got = h.source->next(t, idle, std::chrono::milliseconds(50));
  REQUIRE_FALSE(got);
  CHECK(got.error().code == ErrorCode::ChangeLogBroken);
  CHECK(got.error().arg("reason") == "transaction_too_large");
}
