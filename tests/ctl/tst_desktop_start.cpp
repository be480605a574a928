// The desktop program and a workspace that it cannot open: it says what is wrong and what to do,
// ends, and starts once that is done. The dialog shows what standard error says.
#include <doctest/doctest.h>

#include "engine/store/workspace.h"
#include "tests/ctl/run_ctl.h"
#include "tests/store/small_disk.h"
#include "tests/support/servers.h"

#ifdef TWINTIDE_DESKTOP

using namespace twintide;
using test::Ctl;
using test::ctl;
using test::has;
using test::replaced;
using test::Said;
namespace fs = std::filesystem;

namespace {

struct Desk {
  test::TempDir dir;
  std::string ws = dir / "ws";
  test::Env env{{"QT_QPA_PLATFORM", "offscreen"}, {"XDG_CONFIG_HOME", dir / "config"}};

  Desk() {
    test::writeText(dir / "pair.yaml", test::PairText{}.text());
    REQUIRE(ctl({"--workspace", ws, "pair", "create", "-f", dir / "pair.yaml"}).code == 0);
  }
  std::string pairFile() const { return ws + "/pairs/orders.yaml"; }

  // Ends by itself because it cannot open the workspace.
  Said fails(const test::Words& more = {}) const {
    test::Words args{"--workspace", ws};
    args.insert(args.end(), more.begin(), more.end());
    Ctl program(args, env, "twintide");
    Said said;
    said.code = program.wait();
    said.out = program.out;
    said.err = program.err;
    return said;
  }
  // Comes up and answers on its socket.
  bool opens() const {
    Ctl program({"--workspace", ws}, env, "twintide");
    const bool up = test::eventually([&] {
      return has(ctl({"--workspace", ws, "--json", "status"}).out, "\"serving\":true");
    });
    program.signal(SIGTERM);
    return up && program.wait() == 0;
  }
};

}  // namespace

TEST_CASE("a YAML typo: file, line, key and the nearest name") {
  Desk d;
  const std::string good = test::readText(d.pairFile());
  test::writeText(d.pairFile(), replaced(good, "objects:", "objeects:"));
  const Said s = d.fails();
  CHECK(s.code == 1);
  CHECK_MESSAGE(has(s.err, "orders.yaml"), s.err);
  CHECK(has(s.err, "line "));
  CHECK(has(s.err, "Did you mean objects?"));
  const Said zh = d.fails({"--lang", "zh_CN"});
  CHECK(has(zh.err, "objeects"));
  CHECK_FALSE(has(zh.err, "Did you mean"));
  test::writeText(d.pairFile(), good);
  CHECK(d.opens());
}

TEST_CASE("a half-written file") {
  Desk d;
  const std::string good = test::readText(d.pairFile());
  test::writeText(d.pairFile(), good.substr(0, 100));
  const Said s = d.fails();
  CHECK(s.code == 1);
  CHECK_MESSAGE(has(s.err, "orders.yaml is incomplete"), s.err);
  CHECK(has(s.err, "Restore it"));
  test::writeText(d.pairFile(), good);
  CHECK(d.opens());
}

TEST_CASE("a workspace that another program holds") {
  Desk d;
  auto held = store::Workspace::open(d.ws, store::OpenMode::ReadWrite);
  REQUIRE(held);
  const Said s = d.fails();
  CHECK(s.code == 1);
  CHECK_MESSAGE(has(s.err, "open in another program"), s.err);
  CHECK(has(s.err, std::to_string(::getpid())));
  held->reset();
  CHECK(d.opens());
}

TEST_CASE("a workspace folder that cannot be made") {
  Desk d;
  test::writeText(d.dir / "file", "x");
  d.ws = d.dir / "file/ws";
  const Said s = d.fails();
  CHECK(s.code == 1);
  CHECK_MESSAGE(has(s.err, "cannot be written"), s.err);
}

TEST_CASE("a full disk for the workspace: told, and room mends it") {
  Desk d;
  fs::remove_all(d.ws);
  fs::create_directories(d.ws);
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (!test::mountSmallDisk(d.ws, 256)) ::_exit(77);
    test::writeText(d.ws + "/filler", std::string(256 * 1024, 'x'));
    const Said s = d.fails();
    if (s.code != 1 || !has(s.err, "No room left")) ::_exit(4);
    fs::remove(d.ws + "/filler");
    ::_exit(d.opens() ? 0 : 5);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77)
    MESSAGE("SKIPPED: this machine permits no mount, so no disk could be filled");
  else
    CHECK(WEXITSTATUS(status) == 0);
}

#endif
