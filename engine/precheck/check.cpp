#include "engine/precheck/check.h"

#include <strings.h>

#include <cstdlib>
#include <iterator>

namespace twintide::precheck {

std::string Site::variable(const std::string& name) const {
  auto it = variables.find(name);
  return it == variables.end() ? "" : it->second;
}

int64_t Site::number(const std::string& name, int64_t otherwise) const {
  const std::string text = variable(name);
  return text.empty() ? otherwise : static_cast<int64_t>(std::strtod(text.c_str(), nullptr));
}

const TableSchema* Site::table(const TableId& id, bool foldCase) const {
  for (const auto& t : tables) {
    const bool same =
        foldCase ? strcasecmp(t->id.text().c_str(), id.text().c_str()) == 0 : t->id == id;
    if (same) return t.get();
  }
  return nullptr;
}

Capture Site::capture() const {
  if (source.logAccess == LogAccess::Binlog) return Capture::Binlog;
  if (source.logAccess == LogAccess::ChangeLog) return Capture::ChangeLog;
  const bool binlog = kind() != ServerKind::OceanBase || info.binlogReadable;
  return binlog ? Capture::Binlog : Capture::ChangeLog;
}

bool Context::foldNames() const {
  return a.number("lower_case_table_names") != 0 || b.number("lower_case_table_names") != 0;
}

Finding Check::finding(const char* reason, Severity severity, Side side) const {
  Finding f;
  f.check = id();
  f.reason = reason;
  f.severity = severity;
  f.side = side;
  return f;
}

Finding Check::unreachable(Side side, const Context& context) const {
  Finding f = finding("side_unreachable", Severity::Notice, side);
  f.state = FindingState::CouldNotRun;
  const Site& site = side == Side::B ? context.b : context.a;
  const bool denied = site.error && site.error->code == ErrorCode::LoginDenied;
  f.args["waits_for"] = denied ? "login" : "reachable";
  return f;
}

Finding Check::queryFailed(Side side, const Error& error) const {
  Finding f = finding("query_failed", Severity::Warning, side);
  f.state = FindingState::CouldNotRun;
  f.args["code"] = std::string(name(error.code));
  f.args["server"] = error.arg("server");
  f.args["errno"] = std::to_string(error.serverErrno);
  return f;
}

Findings SideCheck::run(Context& context) {
  Findings out;
  for (Site* site : {&context.a, &context.b}) {
    if (!site->session) {
      out.push_back(unreachable(site->side, context));
      continue;
    }
    if (site->readError) {
      out.push_back(queryFailed(site->side, *site->readError));
      continue;
    }
    auto findings = runSide(context, *site);
    if (!findings) {
      out.push_back(queryFailed(site->side, findings.error()));
      continue;
    }
    std::move(findings->begin(), findings->end(), std::back_inserter(out));
  }
  return out;
}

Findings PairCheck::run(Context& context) {
  if (!context.a.session && !context.b.session) return {unreachable(Side::Both, context)};
  for (const Site* site : {&context.a, &context.b}) {
    if (!site->session) return {unreachable(site->side, context)};
  }
  for (const Site* site : {&context.a, &context.b}) {
    if (site->readError) return {queryFailed(site->side, *site->readError)};
  }
  auto findings = runPair(context);
  if (!findings) return {queryFailed(Side::Both, findings.error())};
  return *findings;
}

}  // namespace twintide::precheck
