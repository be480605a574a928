#include "engine/precheck/findings.h"

#include <algorithm>
#include <cctype>

namespace twintide::precheck {

void Capped::add(Finding finding) {
  Count& count = m_counts[finding.reason + toText(finding.side)];
  if (count.shown < kMostShown) {
    ++count.shown;
    m_kept.push_back(std::move(finding));
    return;
  }
  if (count.more++ == 0) count.like = std::move(finding);
}

Findings Capped::take() {
  Findings out = std::move(m_kept);
  for (auto& [key, count] : m_counts) {
    if (count.more == 0) continue;
    Finding more = std::move(count.like);
    more.args = {{"reason", more.reason},
                 {"count", std::to_string(count.more)},
                 {"shown", std::to_string(count.shown)}};
    more.reason = "more";
    more.object.clear();
    more.remedySql.clear();
    out.push_back(std::move(more));
  }
  m_counts.clear();
  return out;
}

namespace {

// MariaDB 10.5 split SUPER up, and 10.11 took read_only out of it altogether (error 1227 of 10.11;
// SUPER alone is refused there).
std::vector<std::string> setGlobalOnMariaDb(const Site& site, const std::string& variable) {
  if (variable.starts_with("binlog_") || variable == "expire_logs_days")
    return {"SUPER", "BINLOG ADMIN"};
  if (variable == "server_id") return {"SUPER", "REPLICATION MASTER ADMIN"};
  if (variable != "read_only") return {"SUPER"};
  if (site.info.versionNumber >= 101100) return {"READ_ONLY ADMIN"};
  return {"SUPER", "READ_ONLY ADMIN"};
}

}  // namespace

std::vector<std::string> setGlobalPrivileges(const Site& site, const std::string& variable) {
  // As each server names them in error 1227 (tried on all four).
  if (site.kind() == ServerKind::OceanBase) return {"SUPER", "ALTER SYSTEM"};
  if (site.kind() == ServerKind::MySql && site.info.versionNumber >= 80000)
    return {"SUPER", "SYSTEM_VARIABLES_ADMIN"};
  if (site.kind() == ServerKind::MariaDb) return setGlobalOnMariaDb(site, variable);
  return {"SUPER"};
}

void remedyNeeds(Finding& finding, const Site& site, const std::vector<std::string>& anyOf) {
  finding.args["needs"] = join(anyOf);
  finding.args["may_run"] = "unknown";
  if (!site.grants) return;
  const bool may = std::any_of(anyOf.begin(), anyOf.end(), [&](const std::string& p) {
    return p == "GRANT OPTION" ? site.grants->mayGrant() : site.grants->hasGlobal(p);
  });
  finding.args["may_run"] = may ? "yes" : "no";
}

void remedyBySetting(Finding& finding, const Site& site, const std::string& name,
                     const std::string& sqlValue, const std::string& configValue) {
  finding.remedySql.push_back("SET GLOBAL " + name + "=" + sqlValue);
  finding.remedySide = site.side;
  finding.remedyNeedsReconnect = true;
  remedyNeeds(finding, site, setGlobalPrivileges(site, name));
  // OceanBase keeps global variables over a restart; the others need the configuration file.
  std::string& config = finding.args["config"];
  if (site.kind() == ServerKind::OceanBase) return;
  if (!config.empty()) config += '\n';
  config += name + "=" + configValue;
}

std::string join(const std::vector<std::string>& parts, const std::string& separator) {
  std::string out;
  for (const std::string& p : parts) out += (out.empty() ? "" : separator) + p;
  return out;
}

std::vector<std::string> splitList(const std::string& text, char separator) {
  std::vector<std::string> out;
  std::string part;
  auto flush = [&] {
    const size_t from = part.find_first_not_of(" \t\n");
    if (from != std::string::npos)
      out.push_back(part.substr(from, part.find_last_not_of(" \t\n") - from + 1));
    part.clear();
  };
  for (char c : text) {
    if (c == separator)
      flush();
    else
      part += c;
  }
  flush();
  return out;
}

std::string lowerCase(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace twintide::precheck
