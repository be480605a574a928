// Resident memory of the engine while both links of a pair work off writers at full speed, and then
// the backlog of a pause. Arguments: seconds (default 60); packets a second of each writer
// (default: as many as the server takes), for runs of an hour. The writers' memory is in the
// figure. "giant" instead: one transaction of 1 GB from A to B.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>

#include "engine/base/clock.h"
#include "engine/base/stop_wait.h"
#include "tests/bench/backlog.h"
#include "tests/bench/bench_pair.h"

using namespace twintide;
using practice::Flavour;
using practice::ServerProcess;

namespace {

constexpr int kRows = 40'000;

double residentMb(const char* what = "VmRSS:") {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(what)) return std::atof(line.c_str() + 6) / 1024;
  }
  return -1;
}

struct Pace {
  int packetsPerSecond = 0;  // 0 = as many as the server takes
  int64_t began = systemClock().steadyUs();

  // False when asked to stop while waiting for the n-th packet's time.
  bool awaits(std::stop_token stop, unsigned n) const {
    if (packetsPerSecond == 0) return !stop.stop_requested();
    const int64_t due = began + int64_t{1'000'000} * n / packetsPerSecond;
    const int64_t rest = (due - systemClock().steadyUs()) / 1000;
    return pauseFor(stop, std::chrono::milliseconds(std::max<int64_t>(0, rest)));
  }
};

// Updates rows of one parity: the two sides never meet.
NamedThread startWriter(ServerProcess& at, int parity, Pace pace, std::atomic<int64_t>& written) {
  return NamedThread("writer", [&at, parity, pace, &written](std::stop_token stop) {
    auto c = test::connection(at);
    std::mt19937 random(static_cast<unsigned>(parity + 1));
    for (unsigned n = 0; pace.awaits(stop, n); ++n) {
      // Transactions of one row, and now and then one of a thousand.
      const bool large = n % 10 == 9;
      std::string packet = large ? "BEGIN;" : "";
      for (int i = 0; i < (large ? 1000 : 100); ++i) {
        const int id = 2 * static_cast<int>(random() % (kRows / 2)) + parity;
        packet += "UPDATE app.sb SET k=k+1,c='" + bench::pad(random, 119) +
                  "' WHERE id=" + std::to_string(id) + ';';
      }
      if (large)
        packet += "COMMIT";
      else
        packet.pop_back();
      auto done = c->executePacket(packet);
      if (!done) bench::die("writer", done.error());
      if (done->failed) {
        if (!done->error.retryable) bench::die("writer", done->error);
        if (large) c = test::connection(at);  // ends what is left of the transaction
      }
      written += static_cast<int64_t>(done->done.size());
    }
  });
}

void stop(link::PairRunner& pair) {
  if (Status stopped = pair.stop(LinkState::Stopped); !stopped) bench::die("stop", stopped.error());
}

// A transaction of a million rows of 1000 bytes; the most that was ever resident until it stood at
// B.
void giant(ServerProcess& a, ServerProcess& b, ThreadPool& jobs) {
  auto sa = test::session(a), sb = test::session(b);
  for (db::Session* s : {sa.get(), sb.get()})
    test::run(*s, {"DROP DATABASE IF EXISTS twintide", "DROP DATABASE IF EXISTS app"});
  test::run(*sa, {"CREATE DATABASE app", "CREATE TABLE app.n (n INT NOT NULL PRIMARY KEY)",
                  "USE app", "INSERT INTO app.n SELECT seq FROM seq_0_to_999",
                  "CREATE TABLE app.g (id INT NOT NULL PRIMARY KEY, v VARBINARY(1000) NOT NULL)"});
  auto pair = bench::startPair(a, b, reverseDefaults(), jobs);
  const int64_t began = systemClock().steadyUs();
  test::run(*sa, {"BEGIN"});
  for (int n = 0; n < 1000; n += 20) {
    test::run(*sa, {"INSERT INTO app.g SELECT x.n*1000+y.n, REPEAT(CHAR(x.n%256),1000) "
                    "FROM app.n x JOIN app.n y WHERE x.n BETWEEN " +
                    std::to_string(n) + " AND " + std::to_string(n + 19)});
  }
  test::run(*sa, {"COMMIT"});
  std::printf("written in %.0f s\n", (systemClock().steadyUs() - began) / 1e6);
  const bool there = test::eventually(
      [&] {
        const auto now = pair->snapshot();
        if (now->forward.state == LinkState::Failed) bench::die("giant", *now->forward.error);
        auto n = sb->scalar("SELECT COUNT(*) FROM app.g");
        return n && *n == "1000000";
      },
      900);
  if (!there) bench::die("giant", Error(ErrorCode::TimedOut));
  std::printf("at B after %.0f s\n", (systemClock().steadyUs() - began) / 1e6);
  bench::Outcome o;
  o.name = "memory_giant_transaction";
  o.ours = residentMb("VmHWM:");
  o.unit = "MB";
  bench::report(o);
  stop(*pair);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "giant") {
    ThreadPool jobs("copy", 2, 16);
    giant(test::server(Flavour::MariaDb, 0), test::server(Flavour::MariaDb, 1), jobs);
    return 0;
  }
  const int seconds = argc > 1 ? std::max(10, std::atoi(argv[1])) : 60;
  const Pace pace{argc > 2 ? std::max(0, std::atoi(argv[2])) : 0};
  auto &a = test::server(Flavour::MariaDb, 0), &b = test::server(Flavour::MariaDb, 1);
  bench::Backlog table(a, kRows);
  ThreadPool jobs("copy", 2, 16);
  auto pair = bench::startPair(a, b, reverseDefaults(), jobs);
  std::atomic<int64_t> written{0};
  double most = 0, early = 0, late = 0;  // most of all, of the first and of the last third
  {
    NamedThread wa = startWriter(a, 0, pace, written), wb = startWriter(b, 1, pace, written);
    for (int at = 1; at <= seconds; ++at) {
      pauseFor(std::stop_token(), std::chrono::seconds(1));
      if (at == seconds / 2) stop(*pair);
      if (at == seconds / 2 + seconds / 6) bench::start(*pair);
      const double now = residentMb();
      most = std::max(most, now);
      if (at <= seconds / 3) early = std::max(early, now);
      if (at > seconds - seconds / 3) late = std::max(late, now);
      if (at % 10 != 0) continue;
      const auto s = pair->snapshot();
      std::printf("  %d s: %.0f MB; written %lld, applied %lld and %lld, queues %lld and %lld\n",
                  at, now, static_cast<long long>(written),
                  static_cast<long long>(s->forward.rowsApplied),
                  static_cast<long long>(s->reverse.rowsApplied),
                  static_cast<long long>(s->forward.queueItems),
                  static_cast<long long>(s->reverse.queueItems));
      std::fflush(stdout);
    }
  }
  std::printf("at most %.0f MB in the first third, %.0f MB in the last, %.0f MB in %d s\n", early,
              late, most, seconds);
  bench::Outcome o;
  o.name = "memory_two_way";
  o.ours = most;
  o.unit = "MB";
  bench::report(o);
  stop(*pair);
  return 0;
}
