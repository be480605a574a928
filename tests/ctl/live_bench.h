// Purpose: a workspace with a pair between two real MariaDB servers, for tests that command it from
// other shells; and the search for passwords in everything that was written.
#pragma once

#include <doctest/doctest.h>

#include "tests/ctl/run_ctl.h"
#include "tests/support/servers.h"

namespace twintide::test {

inline const char* const kAdminPassword = "Adm1n-Tide!42";
inline const char* const kPassword = "S3cret-Tide!77";

// Everything a run has written, searched for both passwords.
inline void checkNowhere(const std::string& dir, const std::vector<std::string>& said) {
  int files = 0;
  for (const auto& e : std::filesystem::recursive_directory_iterator(dir)) {
    if (!e.is_regular_file() || e.path().extension() == ".password") continue;
    ++files;
    for (const char* word : {kPassword, kAdminPassword})
      CHECK_MESSAGE(!has(readText(e.path().string()), word), e.path().string());
  }
  CHECK(files > 3);
  for (const std::string& text : said) {
    CHECK_FALSE(has(text, kPassword));
    CHECK_FALSE(has(text, kAdminPassword));
  }
}

// Two servers with an account that has a password, and a workspace with a pair between them.
struct LiveBench {
  TempDir dir;
  std::string ws = dir / "ws";
  Env env{{"TWINTIDE_TEST_PW", kPassword}};
  PairText text;
  std::vector<std::string> said;

  LiveBench() {
    for (int i : {0, 1}) {
      auto s = test::session(server(practice::Flavour::MariaDb, i));
      test::run(*s, {"DROP DATABASE IF EXISTS shop", "DROP DATABASE IF EXISTS twintide",
                     std::string("CREATE OR REPLACE USER tt@'%' IDENTIFIED BY '") + kPassword + "'",
                     "GRANT ALL ON *.* TO tt@'%' WITH GRANT OPTION"});
    }
    auto a = session(0);
    test::run(*a, {"CREATE DATABASE shop", "CREATE TABLE shop.item (id INT PRIMARY KEY, n INT)",
                   "INSERT INTO shop.item VALUES (1,10),(2,20)"});
    writeText(dir / "hangzhou.password", std::string(kPassword) + "\n");
    std::filesystem::permissions(dir / "hangzhou.password", std::filesystem::perms::owner_read);
    text.user = "tt";
    text.portA = server(practice::Flavour::MariaDb, 0).port();
    text.portB = server(practice::Flavour::MariaDb, 1).port();
    text.refA = "env:TWINTIDE_TEST_PW";
    text.refB = "file:" + (dir / "hangzhou.password");
    writeText(dir / "pair.yaml", text.text());
    REQUIRE(run({"pair", "create", "-f", dir / "pair.yaml"}).code == 0);
  }

  static std::unique_ptr<db::Session> session(int i) {
    return test::session(server(practice::Flavour::MariaDb, i));
  }

  Said run(Words args) {
    args.insert(args.begin(), {"--workspace", ws});
    Said s = ctl(args, env);
    said.push_back(s.out);
    said.push_back(s.err);
    return s;
  }
};

inline std::string states(const Said& status) {
  const store::Json pair = status.json()["pairs"][0];
  return pair["forward"]["state"].get<std::string>() + " " +
         pair["reverse"]["state"].get<std::string>();
}

}  // namespace twintide::test
