// What a person can do wrong without any server: one clear message, the right exit code, and
// nothing half-created that a second try trips over.
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include "engine/store/workspace.h"
#include "tests/ctl/run_ctl.h"
#include "tests/store/small_disk.h"

using namespace twintide;
using test::ctl;
using test::has;
using test::replaced;
using test::Said;
namespace fs = std::filesystem;

namespace {

struct Bench {
  test::TempDir dir;
  std::string ws = dir / "ws";
  std::string file = dir / "pair.yaml";

  Said run(test::Words args, const test::Env& env = {}) const {
    args.insert(args.begin(), {"--workspace", ws});
    return ctl(args, env);
  }
  Said create(const std::string& text) const {
    test::writeText(file, text);
    return run({"pair", "create", "-f", file});
  }
  int definitions() const {
    int n = 0;
    std::error_code ec;
    for (const char* folder : {"/pairs", "/data-sources"}) {
      for (fs::directory_iterator it(ws + folder, ec), end; !ec && it != end; it.increment(ec)) ++n;
      ec.clear();
    }
    return n;
  }
};

std::string good() {
  return test::PairText{}.text();
}

std::string codeOf(const Said& said) {
  return said.json()["error"]["code"].get<std::string>();
}

}  // namespace

TEST_CASE("a YAML typo names line, key and the nearest name, and creates nothing") {
  Bench b;
  const Said s = b.create(replaced(good(), "host:", "hosst:"));
  CHECK(s.code == 3);
  CHECK(has(s.err, "line 7"));
  CHECK(has(s.err, "hosst"));
  CHECK(has(s.err, "Did you mean host?"));
  CHECK(s.out.empty());
  CHECK(b.definitions() == 0);
  CHECK(b.create(good()).code == 0);
  CHECK(b.definitions() == 3);
}

TEST_CASE("a wrong value tells what is allowed") {
  Bench b;
  const Said s = b.create(replaced(good(), "kind: mariadb", "kind: oracle"));
  CHECK(s.code == 3);
  CHECK(has(s.err, "oracle"));
  CHECK(has(s.err, "oceanbase, mysql, mariadb"));
  const Said syntax = b.create(replaced(good(), "host: 127.0.0.1", "host: [127.0.0.1"));
  CHECK(syntax.code == 3);
  CHECK(has(syntax.err, "not valid YAML"));
  CHECK(b.definitions() == 0);
}

TEST_CASE("a half-written file, given or in the workspace, is told as such") {
  Bench b;
  const Said given = b.create(good().substr(0, 60));
  CHECK(given.code == 3);
  CHECK(has(given.err, "incomplete"));
  REQUIRE(b.create(good()).code == 0);
  const std::string file = b.ws + "/pairs/orders.yaml";
  const std::string whole = test::readText(file);
  test::writeText(file, whole.substr(0, 100));
  for (const test::Words& args : {test::Words{"status"},
                                  {"pair", "list"},
                                  {"serve"},
                                  {"pair", "show", "orders"},
                                  {"precheck", "orders"}}) {
    const Said s = b.run(args);
    CHECK_MESSAGE(s.code == 3, args[0]);
    CHECK_MESSAGE(has(s.err, "orders.yaml is incomplete"), s.err);
    CHECK_MESSAGE(has(s.err, "Restore it"), s.err);
  }
  test::writeText(file, whole);
  CHECK(b.run({"pair", "list"}).code == 0);
}

TEST_CASE("a password in a file is refused and repeated nowhere") {
  Bench b;
  const Said s = b.create(replaced(good(), "user: root", "user: root\n  password: s3cret"));
  CHECK(s.code == 3);
  CHECK(has(s.err, "password_ref"));
  const Said ref = b.create(replaced(good(), "password_ref: none", "password_ref: s3cret"));
  CHECK(ref.code == 3);
  for (const std::string& text : {s.err, s.out, ref.err, ref.out}) CHECK_FALSE(has(text, "s3cret"));
  CHECK(b.definitions() == 0);
}

TEST_CASE("a second program on the workspace is told who holds it") {
  Bench b;
  auto held = store::Workspace::open(b.ws, store::OpenMode::ReadWrite);
  REQUIRE(held);
  const Said s = b.create(good());
  CHECK(s.code == 3);
  CHECK(has(s.err, std::to_string(::getpid())));
  CHECK(has(s.err, "open in another program"));
  CHECK(b.run({"serve"}).code == 3);
  CHECK(b.run({"pair", "list"}).code == 0);  // looking is always possible
  held->reset();
  CHECK(b.create(good()).code == 0);
}

TEST_CASE("two serves on one workspace: the second one ends, the first goes on") {
  Bench b;
  test::Ctl first({"--workspace", b.ws, "serve"});
  REQUIRE(first.says("Serving"));
  const Said second = b.run({"serve"});
  CHECK(second.code == 3);
  CHECK(has(second.err, std::to_string(first.pid())));
  // Other commands reach the first one over its socket.
  CHECK(b.create(good()).code == 0);
  CHECK(b.definitions() == 3);
  CHECK(b.run({"status"}).code == 0);
  const auto mode = fs::status(b.ws + "/control.sock").permissions();
  CHECK((mode & fs::perms(077)) == fs::perms::none);
  first.signal(SIGTERM);
  CHECK(first.wait() == 0);
  CHECK_FALSE(fs::exists(b.ws + "/control.sock"));
  CHECK(b.run({"status"}).code == 7);
}

TEST_CASE("a serve that was killed is no obstacle") {
  Bench b;
  {
    test::Ctl killed({"--workspace", b.ws, "serve"});
    REQUIRE(killed.says("Serving"));
  }
  CHECK(fs::exists(b.ws + "/control.sock"));
  CHECK(b.create(good()).code == 0);
  test::Ctl again({"--workspace", b.ws, "start", "orders"});
  CHECK(again.wait() == 7);
}

TEST_CASE("a full disk for the workspace: told, nothing half-created, and room mends it") {
  Bench b;
  fs::create_directories(b.ws);
  test::writeText(b.file, good());
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (!test::mountSmallDisk(b.ws, 512)) ::_exit(77);
    if (b.run({"pair", "list"}).code != 0) ::_exit(2);
    test::writeText(b.ws + "/filler", std::string(512 * 1024, 'x'));
    struct statvfs info {};
    if (::statvfs(b.ws.c_str(), &info) != 0 || info.f_bavail != 0) ::_exit(3);
    const Said s = b.run({"pair", "create", "-f", b.file});
    if (s.code != 3 || !has(s.err, "No room left")) ::_exit(4);
    if (b.definitions() != 0) ::_exit(5);
    fs::remove(b.ws + "/filler");
    if (b.run({"pair", "create", "-f", b.file}).code != 0) ::_exit(6);
    ::_exit(b.definitions() == 3 ? 0 : 7);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77)
    MESSAGE("SKIPPED: this machine permits no mount, so no disk could be filled");
  else
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a workspace that cannot be made is told") {
  Bench b;
  test::writeText(b.dir / "file", "x");
  const Said s = ctl({"--workspace", b.dir / "file/ws", "serve"});
  CHECK(s.code == 3);
  CHECK(has(s.err, "cannot be written"));
}

TEST_CASE("unknown names have a code of their own") {
  Bench b;
  for (const test::Words& args : {test::Words{"precheck", "nope"},
                                  {"status", "nope"},
                                  {"pair", "show", "nope"},
                                  {"pair", "remove", "nope"},
                                  {"events", "nope"},
                                  {"conflicts", "nope"},
                                  {"serve", "nope"},
                                  {"source", "test", "nope"},
                                  {"source", "remove", "nope"}}) {
    const Said s = b.run(args);
    CHECK_MESSAGE(s.code == 8, args[0] << " " << args[1] << ": " << s.err);
    CHECK_MESSAGE(has(s.err, "nope"), args[0]);
  }
}

TEST_CASE("what needs the running links says how to run them") {
  Bench b;
  REQUIRE(b.create(good()).code == 0);
  for (const char* command : {"start", "pause", "resume", "stop", "drill"}) {
    const Said s = b.run({command, "orders"});
    CHECK_MESSAGE(s.code == 7, command);
    CHECK_MESSAGE(has(s.err, "twintidectl serve"), command);
  }
}

TEST_CASE("a taken name is refused, --replace replaces") {
  Bench b;
  REQUIRE(b.create(good()).code == 0);
  const Said twice = b.create(good());
  CHECK(twice.code == 1);
  CHECK(has(twice.err, "orders is taken"));
  test::writeText(b.file, replaced(good(), "shop.*", "crm.*"));
  CHECK(b.run({"pair", "create", "-f", b.file, "--replace"}).code == 0);
  CHECK(has(b.run({"pair", "show", "orders"}).out, "crm.*"));
  // A pair that is refused takes its new data sources along.
  std::string same = replaced(good(), "name: orders", "name: other");
  same = replaced(same, "name: beijing\n", "name: dalian\n");
  same = replaced(same, "number: 100", "number: 101");
  const Said region = b.create(same);
  CHECK(region.code == 1);
  CHECK(has(region.err, "region"));
  CHECK(b.definitions() == 3);
  CHECK(b.run({"source", "remove", "beijing"}).code == 1);
}

TEST_CASE("usage errors are 2, help is 0") {
  CHECK(ctl({}).code == 2);
  CHECK(ctl({"frobnicate"}).code == 2);
  CHECK(ctl({"precheck"}).code == 2);
  CHECK(ctl({"demo", "--servers", "oracle"}).code == 2);
  const Said typo = ctl({"precheck", "orders", "--skip", "time_zon"});
  CHECK(typo.code == 2);
  CHECK(has(typo.err, "time_zone"));  // those that there are
  CHECK(ctl({"--help"}).code == 0);
  CHECK(ctl({"--version"}).code == 0);
  CHECK(has(ctl({"--lang", "zh", "--help"}).out, "双活"));
}

TEST_CASE("with --json every answer is one document, errors too") {
  Bench b;
  const Said ok = b.run({"--json", "pair", "list"});
  CHECK(ok.json()["ok"] == true);
  const Said bad = b.run({"pair", "show", "nope", "--json"});
  CHECK(bad.code == 8);
  CHECK(codeOf(bad) == "PairNotFound");
  CHECK(bad.err.empty());
  const Said zh = b.run({"pair", "show", "nope", "--json", "--lang", "zh"});
  CHECK(has(zh.json()["error"]["title"].get<std::string>(), "双活链路组"));
  test::writeText(b.file, replaced(good(), "host:", "hosst:"));
  const Said yaml = b.run({"pair", "create", "-f", b.file, "--json"});
  CHECK(codeOf(yaml) == "YamlUnknownKey");
  CHECK(yaml.json()["error"]["args"]["line"] == "7");
}

TEST_CASE("servers that cannot be reached: code 4 and what to check") {
  Bench b;
  test::PairText text;
  text.portA = 1;  // nothing listens on tcpmux
  text.hostB = "no-such-host.invalid";
  REQUIRE(b.create(text.text()).code == 0);
  const Said refused = b.run({"source", "test", "beijing"});
  CHECK(refused.code == 4);
  CHECK(has(refused.err, "127.0.0.1:1 refuses connections"));
  const Said unknown = b.run({"source", "test", "hangzhou"});
  CHECK(unknown.code == 4);
  CHECK(has(unknown.err, "no-such-host.invalid is not known"));
  CHECK(has(unknown.err, "spelling"));
}

TEST_CASE("passwords that are not there: code 4 and where they should be") {
  Bench b;
  test::PairText text;
  text.refA = "env:TWINTIDE_TEST_UNSET";
  text.refB = "file:" + (b.dir / "absent.password");
  REQUIRE(b.create(text.text()).code == 0);
  const Said env = b.run({"source", "test", "beijing"});
  CHECK(env.code == 4);
  CHECK(has(env.err, "TWINTIDE_TEST_UNSET"));
  const Said file = b.run({"source", "test", "hangzhou"});
  CHECK(file.code == 4);
  CHECK(has(file.err, "absent.password"));
  text.refA = "prompt";
  text.refB = "keychain";
  test::writeText(b.file, text.text());
  REQUIRE(b.run({"pair", "create", "-f", b.file, "--replace"}).code == 0);
  CHECK(has(b.run({"source", "test", "beijing"}).err, "nobody answered"));
  CHECK(has(b.run({"source", "test", "hangzhou"}).err, "desktop"));
}
