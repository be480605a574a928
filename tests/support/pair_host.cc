// Runs one link pair between two servers on loopback until it is killed: the program that the
// fault tests kill -9. argv: pair name, kind, port A, port B, include pattern, most
// rows of a group.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/base/stop_wait.h"
#include "engine/link/pair_runner.h"

using namespace twintide;

namespace {

DataSource sourceAt(const char* name, const std::string& kind, const char* port, int number) {
  DataSource s;
  s.name = name;
  s.kind = kind == "oceanbase" ? ServerKind::OceanBase
           : kind == "mariadb" ? ServerKind::MariaDb
                               : ServerKind::MySql;
  s.region = {std::string("cn-") + name, "", number};
  s.host = "127.0.0.1";
  s.port = static_cast<uint16_t>(std::atoi(port));
  s.user = "root";
  s.passwordRef = "none";
  return s;
}

bool anyStarting(const link::PairRunner& pair) {
  const auto s = pair.snapshot();
  for (const LinkSnapshot* l : {&s->forward, &s->reverse}) {
    if (l->state == LinkState::Starting || l->state == LinkState::CopyingSchema) return true;
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) return 2;
  ThreadPool jobs("copy", 4, 64);
  link::PairSetup setup;
  setup.pair.name = argv[1];
  setup.pair.objects.include = {argv[5]};
  setup.pair.forward.types = forwardDefaults();
  setup.pair.options.heartbeatMs = 200;
  setup.pair.options.groupRows = std::atoi(argv[6]);
  setup.a = {sourceAt("a", argv[2], argv[3], 1), Secret()};
  setup.b = {sourceAt("b", argv[2], argv[4], 2), Secret()};
  setup.jobs = &jobs;
  setup.sinks.event = [](const Event& e) {
    std::printf("%s %s", e.linkId.c_str(), e.code.c_str());
    for (const auto& [key, value] : e.args) std::printf(" %s=%s", key.c_str(), value.c_str());
    std::printf("\n");
    std::fflush(stdout);
  };
  setup.sinks.conflicts = [](const std::vector<Conflict>& found) -> Status {
    for (const Conflict& c : found)
      std::printf("CONFLICT %s %s %s %s\n", c.linkId.c_str(), toText(c.kind),
                  c.table.text().c_str(), c.key.c_str());
    std::fflush(stdout);
    return {};
  };
  setup.sample = [](const std::string&, const MetricSample&) {};
  link::PairRunner pair(std::move(setup));
  if (Status started = pair.start({}); !started) {
    std::printf("FAILED %s\n", std::string(name(started.error().code)).c_str());
    return 1;
  }
  while (anyStarting(pair)) pauseFor(std::stop_token(), std::chrono::milliseconds(10));
  std::printf("STARTED\n");
  std::fflush(stdout);
  for (;;) pauseFor(std::stop_token(), std::chrono::milliseconds(1000));
}
