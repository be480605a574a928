// Reading a backlog out of the binlog and decoding every value, without applying it, against two
// peers that read the same file of the same server: mariadb-binlog --raw, which copies without
// decoding, and go-mysql, which decodes.
// On two cores the server is the bottleneck, so the CPU of each reader is told as well, and how
// fast the server sends to a reader that only takes. Arguments: "quick"; "rounds=N" (default 5);
// "wide" (nothing else); "gomysql=PROGRAM", built by `go build` in tests/bench/gomysql.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/capture/binlog/binlog_source.h"
#include "engine/capture/binlog/dump_stream.h"
#include "tests/bench/backlog.h"
#include "tests/bench/bench_result.h"

using namespace twintide;
using practice::Flavour;
using practice::ServerProcess;

namespace {

struct Options {
  int rounds = 5;
  int rows = 600'000;
  bool sysbench = true;
  std::string goMysql;
};

// One whole binlog file with a known number of row changes.
struct File {
  std::string name;
  uint64_t bytes = 0;
  int rows = 0;
};

double secondsSince(int64_t us) {
  return static_cast<double>(systemClock().steadyUs() - us) / 1e6;
}

double cpuOf(int who) {
  rusage u{};
  ::getrusage(who, &u);
  return static_cast<double>(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
         static_cast<double>(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

// How long a reader took, and what of a CPU.
struct Cost {
  double seconds = 0, cpu = 0;
};

// Runs a program to its end and gives its standard output.
std::string run(const std::string& command, Cost& cost) {
  const double cpu = cpuOf(RUSAGE_CHILDREN);
  const int64_t began = systemClock().steadyUs();
  FILE* out = ::popen(command.c_str(), "r");
  if (!out) bench::die(command, Error(ErrorCode::Internal));
  std::string text;
  char buffer[256];
  while (size_t n = std::fread(buffer, 1, sizeof buffer, out)) text.append(buffer, n);
  if (::pclose(out) != 0) bench::die(command, Error(ErrorCode::Internal));
  cost = {secondsSince(began), cpuOf(RUSAGE_CHILDREN) - cpu};
  return text;
}

class Bed {
 public:
  Bed() { test::run(*m_session, {"CREATE DATABASE bench", "CREATE TABLE bench.mark (id INT)"}); }

  // What `write` writes, as one file.
  template <class Write>
  File file(int rows, Write write) {
    test::run(*m_session, {"FLUSH BINARY LOGS"});
    auto status = m_session->query("SHOW MASTER STATUS");
    if (!status) bench::die("master status", status.error());
    File f{status->text(0, "File"), 0, rows};
    write();
    test::run(*m_session, {"INSERT INTO bench.mark VALUES (1)", "FLUSH BINARY LOGS"});
    auto logs = m_session->query("SHOW BINARY LOGS");
    if (!logs) bench::die("binary logs", logs.error());
    for (size_t i = 0; i < logs->rows.size(); ++i) {
      if (logs->text(i, "Log_name") == f.name) f.bytes = std::stoull(logs->text(i, "File_size"));
    }
    return f;
  }

  Cost ours(const File& file) {
    capture::BinlogOptions options;
    options.params = test::params(*m_server);
    options.filter.include = {"app.*", "bench.*"};
    options.ownLinkId = "p.fwd";
    options.oppositeLinkId = "p.rev";
    // The server lets a replica wait until it has ended an earlier one of the same id.
    options.replicaServerId = m_nextReplica++;
    auto source = capture::makeBinlogSource(options);
    const double cpu = cpuOf(RUSAGE_SELF);
    const int64_t began = systemClock().steadyUs();
    if (Status opened = source->open(file.name + ":4"); !opened) bench::die("open", opened.error());
    int rows = 0;
    for (bool marked = false; !marked;) {
      Transaction t;
      capture::IdleNote idle;
      auto got = source->next(t, idle, std::chrono::seconds(10));
      if (!got) bench::die("next", got.error());
      if (*got == capture::Fetched::Idle) continue;
      marked = !t.changes.empty() && t.changes[0].table().table == "mark";
      if (!marked) rows += static_cast<int>(t.changes.size());
    }
    check(file, rows);
    return {secondsSince(began), cpuOf(RUSAGE_SELF) - cpu};
  }

  // The events, unread.
  Cost taken(const File& file) {
    capture::DumpRequest request;
    request.from = {file.name, 4, {}};
    request.serverId = m_nextReplica++;
    const double cpu = cpuOf(RUSAGE_SELF);
    const int64_t began = systemClock().steadyUs();
    auto stream = capture::DumpStream::open(test::params(*m_server), request);
    if (!stream) bench::die("dump", stream.error());
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (uint32_t end = 0; end < file.bytes - kTail;) {
      std::string_view event;
      auto got = (*stream)->read(event, deadline);
      if (!got) bench::die("read", got.error());
      constexpr size_t kEndAt = 13;  // of the event, in its header
      if (*got == capture::Packet::Event) std::memcpy(&end, event.data() + kEndAt, sizeof end);
    }
    return {secondsSince(began), cpuOf(RUSAGE_SELF) - cpu};
  }

  Cost raw(const File& file) {
    const std::string folder = test::scratchDir("raw");
    Cost cost;
    run("mariadb-binlog --no-defaults --read-from-remote-server --raw --protocol=tcp -h127.0.0.1 "
        "-uroot -P" +
            std::to_string(m_server->port()) + " -r " + folder + "/ " + file.name,
        cost);
    if (std::filesystem::file_size(folder + "/" + file.name) != file.bytes)
      bench::die("raw copy", Error(ErrorCode::Internal));
    std::filesystem::remove_all(folder);
    return cost;
  }

  Cost goMysql(const File& file, const std::string& program) {
    Cost cost;
    const std::string out = run(program + ' ' + std::to_string(m_server->port()) + ' ' + file.name +
                                    ' ' + std::to_string(file.bytes - kTail),
                                cost);
    // Its log goes to standard output as well.
    const size_t at = out.find("RESULT ");
    int rows = 0;
    if (at == std::string::npos ||
        std::sscanf(out.c_str() + at, "RESULT %lf %d", &cost.seconds, &rows) != 2)
      bench::die("go-mysql", Error(ErrorCode::Internal));
    return cost;
  }

  ServerProcess& server() { return *m_server; }
  db::Session& session() { return *m_session; }

 private:
  static constexpr uint64_t kTail = 200;  // less than the mark and the rotation take

  static std::unique_ptr<ServerProcess> start() {
    practice::ServerOptions options;
    options.flavour = Flavour::MariaDb;
    options.dataDir = test::scratchDir("capture");
    options.settings = {{"innodb-buffer-pool-size", "512M"}, {"innodb-log-file-size", "512M"}};
    auto started = ServerProcess::start(options);
    if (!started) bench::die("server", started.error());
    return std::move(*started);
  }
  static void check(const File& file, int rows) {
    if (rows == file.rows) return;
    std::fprintf(stderr, "read %d of %d rows\n", rows, file.rows);
    std::exit(1);
  }

  uint32_t m_nextReplica = 1000;
  std::unique_ptr<ServerProcess> m_server = start();
  std::unique_ptr<db::Session> m_session = test::session(*m_server);
};

// 40 columns of the usual kinds, in transactions of some hundred rows, and updates of all rows with
// fresh values.
void makeWide(Bed& bed, int rows) {
  std::string columns = "id INT NOT NULL PRIMARY KEY", values, change;
  for (int i = 0; i < 8; ++i) {
    const std::string n = std::to_string(i);
    columns += ",i" + n + " BIGINT,d" + n + " DECIMAL(18,4),t" + n + " DATETIME(3),s" + n +
               " VARCHAR(60),f" + n + " DOUBLE";
    values += ",seq*7919+" + n +
              ",seq*1.0371,'2026-11-24 10:20:30.123'+INTERVAL seq SECOND,"
              "MD5(seq+" +
              n + "),seq/7";
    change += (i ? ",i" : "i") + n + "=i" + n + "+1,d" + n + "=d" + n + "*1.01,s" + n + "=MD5(s" +
              n + ')';
  }
  auto c = test::connection(bed.server());
  auto execute = [&](const std::string& sql) {
    if (auto done = c->execute(sql); !done) bench::die("wide", done.error());
  };
  execute("CREATE TABLE app.wide (" + columns + ") DEFAULT CHARSET utf8mb4");
  for (int from = 1; from <= rows; from += 500)
    execute("INSERT INTO app.wide SELECT seq" + values + " FROM app.seq_" + std::to_string(from) +
            "_to_" + std::to_string(std::min(from + 499, rows)));
  for (int from = 1; from <= rows; from += 50)
    execute("UPDATE app.wide SET " + change + " WHERE id BETWEEN " + std::to_string(from) +
            " AND " + std::to_string(from + 49));
}

// All of them once more, in one transaction that has to be held until its end.
void makeGiant(Bed& bed) {
  test::run(bed.session(), {"CREATE TABLE app.giant LIKE app.wide"});
  auto c = test::connection(bed.server());
  if (auto done = c->execute("INSERT INTO app.giant SELECT * FROM app.wide"); !done)
    bench::die("giant", done.error());
}

// Medians of MB a second, and of MB a second of CPU.
void say(const std::string& name, double mb, const std::vector<Cost>& ours,
         const std::vector<Cost>& peer) {
  for (bool cpu : {false, true}) {
    auto median = [&](const std::vector<Cost>& costs) {
      std::vector<double> rates;
      for (const Cost& c : costs) rates.push_back(mb / (cpu ? c.cpu : c.seconds));
      return bench::percentile(rates, 50);
    };
    bench::Outcome o;
    o.name = name + (cpu ? "_cpu" : "");
    o.ours = median(ours);
    o.peer = median(peer);
    o.unit = cpu ? "MB/cpu-s" : "MB/s";
    bench::report(o);
  }
}

void measure(Bed& bed, const Options& o, const std::string& shape, const File& file) {
  const double mb = static_cast<double>(file.bytes) / 1e6;
  std::printf("%s: %d rows, %.0f MB\n", shape.c_str(), file.rows, mb);
  std::vector<Cost> ours, raw, go, taken;
  for (int round = 0; round < o.rounds; ++round) {
    ours.push_back(bed.ours(file));
    raw.push_back(bed.raw(file));
    taken.push_back(bed.taken(file));
    if (!o.goMysql.empty()) go.push_back(bed.goMysql(file, o.goMysql));
    std::printf("  round %d: ours %.3f s (%.0f rows/s), raw copy %.3f s, go-mysql %.3f s\n", round,
                ours.back().seconds, file.rows / ours.back().seconds, raw.back().seconds,
                go.empty() ? -1 : go.back().seconds);
    std::fflush(stdout);
  }
  say("capture_" + shape + "_raw_copy", mb, ours, raw);
  say("capture_" + shape + "_server", mb, ours, taken);
  if (!go.empty()) say("capture_" + shape + "_go_mysql", mb, ours, go);
}

}  // namespace

int main(int argc, char** argv) {
  Options o;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "quick") o.rounds = 3, o.rows = 100'000;
    if (arg == "wide") o.sysbench = false;
    if (arg.starts_with("rounds=")) o.rounds = std::max(1, std::atoi(arg.c_str() + 7));
    if (arg.starts_with("gomysql=")) o.goMysql = arg.substr(8);
  }
  Bed bed;
  bench::Backlog backlog(bed.server(), 100'000);
  for (int perTransaction : {1, 50}) {
    if (!o.sysbench) break;
    const File f = bed.file(o.rows, [&] { backlog.updates(o.rows, perTransaction); });
    measure(bed, o, "sysbench_" + std::to_string(perTransaction), f);
  }
  const int wide = o.rows / 4;
  const File f = bed.file(2 * wide, [&] { makeWide(bed, wide); });
  measure(bed, o, "wide", f);
  measure(bed, o, "wide_giant", bed.file(wide, [&] { makeGiant(bed); }));
  std::printf("machine load %s\n", bench::machineLoad().c_str());
  return 0;
}
