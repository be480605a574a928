#include "engine/store/oms_config.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>

#include "engine/store/atomic_file.h"

namespace twintide::store {
namespace {

constexpr int kMostRegion = 127;

// OMS's own parts: its meta database, cluster manager, metrics, audit log, ports.
bool isOmsPart(const std::string& key) {
  for (const char* start : {"oms_meta_", "drc_", "tsdb_", "apsara_audit_", "cm_", "ghana_",
                            "nginx_", "supervisor_", "sshd_"}) {
    if (key.starts_with(start)) return true;
  }
  return false;
}

class Import {
 public:
  void take(const std::string& key, const YAML::Node& value) {
    if (key == "cm_region") return text(key, value, m_out.region.id);
    if (key == "cm_region_cn") return text(key, value, m_out.region.nameLocal);
    if (key == "cm_location") return location(key, value);
    (isOmsPart(key) ? m_out.noUse : m_out.unclear).push_back(key);
  }
  OmsConfig result() && { return std::move(m_out); }

 private:
  void text(const std::string& key, const YAML::Node& value, std::string& out) {
    if (value.IsScalar() && !value.Scalar().empty())
      out = value.Scalar();
    else
      m_out.unclear.push_back(key);
  }

  void location(const std::string& key, const YAML::Node& value) {
    const std::string digits = value.IsScalar() ? value.Scalar() : "";
    int number = -1;
    const auto end = digits.data() + digits.size();
    const auto [at, failed] = std::from_chars(digits.data(), end, number);
    if (failed == std::errc() && at == end && number >= 0 && number <= kMostRegion)
      m_out.region.number = number;
    else
      m_out.unclear.push_back(key);
  }

  OmsConfig m_out;
};

}  // namespace

Result<OmsConfig> readOmsConfig(const std::string& path) {
  auto content = readWhole(path);
  if (!content) return fail(content.error());
  YAML::Node document;
  try {
    document = YAML::Load(*content);
  } catch (const YAML::Exception& e) {
    // What follows a colon may be text of the file, and so a password.
    return fail(ErrorCode::YamlSyntax, {{"file", path},
                                        {"line", std::to_string(std::max(0, e.mark.line) + 1)},
                                        {"column", std::to_string(std::max(0, e.mark.column) + 1)},
                                        {"reason", e.msg.substr(0, e.msg.find(':'))}});
  }
  if (!document.IsMap())
    return fail(ErrorCode::FileHalfWritten,
                {{"file", path},
                 {"reason", document.IsNull() ? "empty" : "not a document of keys and values"}});
  Import import;
  for (const auto& entry : document) {
    if (entry.first.IsScalar()) import.take(entry.first.Scalar(), entry.second);
  }
  OmsConfig out = std::move(import).result();
  if (out.region.id.empty())
    return fail(ErrorCode::YamlKeyMissing, {{"file", path}, {"line", "1"}, {"key", "cm_region"}});
  return out;
}

}  // namespace twintide::store
