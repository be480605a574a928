#include <doctest/doctest.h>

#include <algorithm>

#include "engine/store/oms_config.h"
#include "tests/store/temp_dir.h"

using namespace twintide;
using store::readOmsConfig;

namespace {

// As in the article of an OMS deployed in two regions, comments and all.
const char* const kBeijing = R"(# OMS 元信息库
oms_meta_host: 172.24.255.16
oms_meta_port: 2881
oms_meta_user: root@oms
oms_meta_password: s3cret
drc_rm_db: drc_rm_db
drc_cm_heartbeat_db: drc_cm_heartbeat_db
cm_url: http://172.24.255.24:8088
cm_location: 100
cm_region: cn-beijing
cm_region_cn: 北京
cm_is_default: true
cm_nodes:
 - 172.24.255.24
tsdb_enabled: true
tsdb_password: s3cret
home_made: 1
)";

struct File {
  test::TempDir dir;
  std::string path = dir / "config.yaml";
  explicit File(const std::string& content) { test::writeText(path, content); }
};

bool holds(const std::vector<std::string>& list, const std::string& key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

}  // namespace

TEST_CASE("the region is taken over, OMS's own parts and unknown keys are listed by name") {
  const File f(kBeijing);
  const auto c = readOmsConfig(f.path);
  REQUIRE(c);
  CHECK(c->region == Region{"cn-beijing", "北京", 100});
  CHECK(c->noUse.size() == 11);
  CHECK(holds(c->noUse, "oms_meta_password"));
  CHECK(holds(c->noUse, "cm_nodes"));
  CHECK(c->unclear == std::vector<std::string>{"home_made"});
}

TEST_CASE("the form that the deployment script prints is read, too") {
  const File f(R"({"cm_is_default": false, "cm_location": "101", "cm_nodes": ["172.24.255.25"],
    "cm_region": "cn-hangzhou", "cm_region_cn": "杭州", "tsdb_enabled": true})");
  const auto c = readOmsConfig(f.path);
  REQUIRE(c);
  CHECK(c->region == Region{"cn-hangzhou", "杭州", 101});
}

TEST_CASE("a location that cannot be used is listed") {
  for (const char* bad : {"128", "-1", "north", "[1]", "1.5", ""}) {
    CAPTURE(bad);
    const File f("cm_region: cn-beijing\ncm_location: " + std::string(bad) + "\n");
    const auto c = readOmsConfig(f.path);
    REQUIRE(c);
    CHECK(holds(c->unclear, "cm_location"));
  }
}

TEST_CASE("what is no OMS config says so, without any value") {
  const auto codeOf = [](const std::string& content) {
    const File f(content);
    const auto c = readOmsConfig(f.path);
    REQUIRE_FALSE(c);
    for (const auto& [key, value] : c.error().args)
      CHECK(value.find("s3cret") == std::string::npos);
    return c.error().code;
  };
  CHECK(codeOf("") == ErrorCode::FileHalfWritten);
  CHECK(codeOf("- a\n- b\n") == ErrorCode::FileHalfWritten);
  CHECK(codeOf("oms_meta_password: s3cret\n") == ErrorCode::YamlKeyMissing);
  CHECK(codeOf("cm_region: [s3cret\n") == ErrorCode::YamlSyntax);
  CHECK(readOmsConfig("/nowhere/config.yaml").error().code == ErrorCode::FileUnreadable);
}
