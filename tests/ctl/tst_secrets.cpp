#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>

#include "app/secrets/ref_secret_store.h"
#include "tests/store/temp_dir.h"

using namespace twintide;
using app::RefSecretStore;

TEST_CASE("an environment variable, a file, none") {
  test::TempDir dir;
  ::setenv("TWINTIDE_TEST_PW", "from env", 1);
  int loose = 0;
  RefSecretStore store({{}, [&](const std::string&) { ++loose; }});
  CHECK(store.get("a", "env:TWINTIDE_TEST_PW")->reveal() == "from env");
  CHECK(store.get("a", "none")->empty());
  const std::string file = dir / "pw";
  test::writeText(file, "first line\r\nsecond\n");
  ::chmod(file.c_str(), 0600);
  CHECK(store.get("a", "file:" + file)->reveal() == "first line");
  CHECK(loose == 0);
  ::chmod(file.c_str(), 0644);
  CHECK(store.get("a", "file:" + file)->reveal() == "first line");
  CHECK(loose == 1);
  ::unsetenv("TWINTIDE_TEST_PW");
}

TEST_CASE("what cannot be had says why, and a bad reference is not repeated") {
  test::TempDir dir;
  RefSecretStore store({});
  const auto reason = [&](const std::string& ref) {
    return store.get("a", ref).error().arg("reason");
  };
  CHECK(reason("env:TWINTIDE_TEST_UNSET") == "env_unset");
  CHECK(reason("file:" + (dir / "absent")) == "file_unreadable");
  CHECK(reason("file:" + dir.path) == "file_unreadable");
  test::writeText(dir / "empty", "\n");
  CHECK(reason("file:" + (dir / "empty")) == "file_empty");
  CHECK(reason("prompt") == "no_terminal");
  CHECK(reason("keychain") == "keychain_desktop_only");
  const auto bad = store.get("a", "hunter2");
  CHECK(bad.error().code == ErrorCode::PasswordRefBad);
  for (const auto& [key, value] : bad.error().args)
    CHECK(value.find("hunter2") == std::string::npos);
}

TEST_CASE("a person is asked once") {
  int asked = 0;
  RefSecretStore store({[&](const std::string& name) -> std::optional<Secret> {
                          ++asked;
                          return Secret("pw of " + name);
                        },
                        {}});
  CHECK(store.get("a", "prompt")->reveal() == "pw of a");
  CHECK(store.get("a", "prompt")->reveal() == "pw of a");
  CHECK(store.get("b", "prompt")->reveal() == "pw of b");
  CHECK(asked == 2);
  REQUIRE(store.remove("a"));
  CHECK(store.get("a", "prompt"));
  CHECK(asked == 3);
  REQUIRE(store.put("c", Secret("kept")));
  CHECK(store.get("c", "keychain")->reveal() == "kept");
}
