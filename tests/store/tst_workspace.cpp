#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "engine/store/atomic_file.h"
#include "engine/store/workspace.h"
#include "tests/store/samples.h"
#include "tests/store/temp_dir.h"

using namespace twintide;
using namespace twintide::store;
namespace fs = std::filesystem;

namespace {

std::unique_ptr<Workspace> opened(const std::string& dir, OpenMode mode = OpenMode::ReadWrite) {
  auto w = Workspace::open(dir, mode);
  REQUIRE_MESSAGE(w, name(w.error().code) << " " << w.error().arg("reason"));
  return std::move(*w);
}

int leftovers(const std::string& dir) {
  int n = 0;
  for (const auto& e : fs::recursive_directory_iterator(dir))
    n += e.path().filename().string().find("tmp") != std::string::npos;
  return n;
}

// Runs the body in a child; true when it returned true.
bool inChild(const std::function<bool()>& body) {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(body() ? 0 : 1);
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("definitions are saved, listed by name, read again and removed") {
  test::TempDir dir;
  auto w = opened(dir / "ws");
  REQUIRE(w->saveDataSource(test::sampleSource("hangzhou", 101)));
  REQUIRE(w->saveDataSource(test::sampleSource()));
  REQUIRE(w->savePair(test::samplePair()));
  const auto sources = w->dataSources();
  REQUIRE(sources);
  REQUIRE(sources->size() == 2);
  CHECK((*sources)[0].name == "beijing");
  CHECK(*w->dataSource("beijing") == test::sampleSource());
  CHECK(*w->pair("orders") == test::samplePair());
  const auto inUse = w->removeDataSource("beijing");
  REQUIRE_FALSE(inUse);
  CHECK(inUse.error().code == ErrorCode::SourceInUse);
  CHECK(inUse.error().arg("pair") == "orders");
  CHECK(w->removePair("orders"));
  CHECK(w->removeDataSource("beijing"));
  CHECK(w->removePair("orders").error().code == ErrorCode::PairNotFound);
  CHECK(w->dataSource("beijing").error().code == ErrorCode::SourceNotFound);
  CHECK(w->pair("../workspace").error().code == ErrorCode::PairNotFound);
  CHECK(leftovers(dir.path) == 0);
}

TEST_CASE("what could not be read back is not written") {
  test::TempDir dir;
  auto w = opened(dir.path);
  DataSource s = test::sampleSource();
  s.name = "a/b";
  CHECK(w->saveDataSource(s).error().code == ErrorCode::NameInvalid);
  s = test::sampleSource();
  s.passwordRef = "hunter2";
  CHECK(w->saveDataSource(s).error().code == ErrorCode::YamlBadValue);
  PairSpec p = test::samplePair();
  p.options.copyThreads = 99;
  CHECK(w->savePair(p).error().code == ErrorCode::YamlBadValue);
  CHECK(w->dataSources()->empty());
  CHECK(w->pairs()->empty());
}

TEST_CASE("the second opening is told who holds the workspace; a reader is let in") {
  test::TempDir dir;
  auto w = opened(dir.path);
  REQUIRE(w->saveDataSource(test::sampleSource()));
  const auto second = Workspace::open(dir.path, OpenMode::ReadWrite);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::WorkspaceLocked);
  CHECK(second.error().arg("pid") == std::to_string(::getpid()));
  CHECK_FALSE(second.error().arg("host").empty());
  auto reader = opened(dir.path, OpenMode::ReadOnly);
  CHECK(reader->dataSources()->size() == 1);
  CHECK(reader->saveDataSource(test::sampleSource()).error().code ==
        ErrorCode::WorkspaceNotWritable);
  w.reset();
  CHECK(opened(dir.path));
}

TEST_CASE("a lock file of a dead program is no obstacle") {
  test::TempDir dir;
  test::writeText(dir / "workspace.lock", "pid 1\nhost elsewhere\n");
  CHECK(opened(dir.path));
  // A holder that is killed lets go, too.
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t pid = ::fork();
  if (pid == 0) {
    auto held = Workspace::open(dir.path, OpenMode::ReadWrite);
    const char ok = held ? '1' : '0';
    if (::write(ready[1], &ok, 1) != 1) ::_exit(1);
    for (;;) ::pause();
  }
  char ok = 0;
  REQUIRE(::read(ready[0], &ok, 1) == 1);
  CHECK(ok == '1');
  CHECK(Workspace::open(dir.path, OpenMode::ReadWrite).error().arg("pid") == std::to_string(pid));
  ::kill(pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
  CHECK(opened(dir.path));
}

TEST_CASE("what a killed write left is cleared, other hidden files are not") {
  test::TempDir dir;
  opened(dir.path).reset();
  test::writeText(dir / "pairs/.orders.yaml.twintide-tmp", "version: 1\nna");
  test::writeText(dir / "pairs/.gitkeep", "");
  auto w = opened(dir.path);
  CHECK(w->pairs()->empty());
  CHECK_FALSE(fs::exists(dir / "pairs/.orders.yaml.twintide-tmp"));
  CHECK(fs::exists(dir / "pairs/.gitkeep"));
}

TEST_CASE("a broken definition is told at open, with its file") {
  test::TempDir dir;
  opened(dir.path).reset();
  test::writeText(dir / "pairs/orders.yaml", "version: 1\nname: ord");
  const auto w = Workspace::open(dir.path, OpenMode::ReadWrite);
  REQUIRE_FALSE(w);
  CHECK(w.error().code == ErrorCode::FileHalfWritten);
  CHECK(w.error().arg("file") == dir / "pairs/orders.yaml");
  // The failed opening kept no lock.
  fs::remove(dir / "pairs/orders.yaml");
  CHECK(opened(dir.path));
}

TEST_CASE("a file whose name is not the one inside is refused") {
  test::TempDir dir;
  auto w = opened(dir.path);
  REQUIRE(w->saveDataSource(test::sampleSource()));
  fs::copy_file(dir / "data-sources/beijing.yaml", dir / "data-sources/copy.yaml");
  const auto all = w->dataSources();
  REQUIRE_FALSE(all);
  CHECK(all.error().code == ErrorCode::YamlBadValue);
  CHECK(all.error().arg("allowed") == "copy");
}

TEST_CASE("a full disk keeps the old file and leaves no temp file") {
  test::TempDir dir;
  auto w = opened(dir.path);
  DataSource s = test::sampleSource();
  REQUIRE(w->saveDataSource(s));
  // A file size limit makes write() fail with EFBIG after some bytes, as a full disk would.
  const bool told = inChild([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100, 100};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    s.note = "changed";
    const auto r = w->saveDataSource(s);
    return !r && r.error().code == ErrorCode::WorkspaceDiskFull &&
           r.error().arg("file") == w->sourceFile("beijing");
  });
  CHECK(told);
  CHECK(*w->dataSource("beijing") == test::sampleSource());
  CHECK(leftovers(dir.path) == 0);
  CHECK(writeError(ENOSPC, "x").code == ErrorCode::WorkspaceDiskFull);
  CHECK(writeError(EDQUOT, "x").code == ErrorCode::WorkspaceDiskFull);
}

TEST_CASE("a folder without write permission is told as such") {
  test::TempDir dir;
  const std::string ws = dir / "ws";
  opened(ws).reset();
  ::chmod(ws.c_str(), 0500);
  ::chmod((ws + "/pairs").c_str(), 0500);
  ::chmod(dir.path.c_str(), 0755);
  const bool told = inChild([&] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return false;
    const auto r = Workspace::open(ws, OpenMode::ReadWrite);
    return !r && (r.error().code == ErrorCode::WorkspaceNotWritable ||
                  r.error().code == ErrorCode::FileUnreadable);
  });
  CHECK(told);
  ::chmod(ws.c_str(), 0700);
  ::chmod((ws + "/pairs").c_str(), 0700);
  test::writeText(dir / "file", "x");
  CHECK(Workspace::open(dir / "file/ws", OpenMode::ReadWrite).error().code ==
        ErrorCode::WorkspaceNotWritable);
}
