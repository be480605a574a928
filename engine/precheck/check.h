// Purpose: the interface of one precheck, and what a check may look at.
// Owner: runPrecheck makes the context for one run; the registry owns the checks.
// Thread: one run on one thread; checks hold no state.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/model/data_source.h"
#include "engine/model/finding.h"
#include "engine/model/pair_spec.h"
#include "engine/model/server_info.h"
#include "engine/model/table_schema.h"
#include "engine/precheck/grants.h"

namespace twintide::precheck {

// How the link that reads a side gets its changes.
enum class Capture { Binlog, ChangeLog };

// One side as it was found. Without a session everything but source and error is empty.
struct Site {
  Side side = Side::A;
  DataSource source;
  std::unique_ptr<db::Session> session;
  std::optional<Error> error;      // why there is no session
  std::optional<Error> readError;  // session stands, but what follows could not be read
  ServerInfo info;
  std::map<std::string, std::string> variables;            // global variables, lower-case names
  std::vector<std::shared_ptr<const TableSchema>> tables;  // chosen by the filter
  Account account;
  std::optional<Grants> grants;  // empty when SHOW GRANTS failed: grantsError says why
  std::optional<Error> grantsError;

  ServerKind kind() const { return info.kind; }
  bool readable() const { return session && !readError; }
  std::string variable(const std::string& name) const;  // "" when the server has no such
  int64_t number(const std::string& name, int64_t otherwise = 0) const;
  const TableSchema* table(const TableId& id, bool foldCase) const;
  Capture capture() const;
};

struct Context {
  PairSpec pair;
  Site a, b;
  bool pairHasRun = false;  // its markers and rows at the target are then as expected
  std::stop_token stop;

  Site& at(Side side) { return side == Side::A ? a : b; }
  Site& other(Side side) { return side == Side::A ? b : a; }
  // The link that reads / writes this side.
  const LinkSpec& reader(Side side) const { return side == Side::A ? pair.forward : pair.reverse; }
  const LinkSpec& writer(Side side) const { return side == Side::A ? pair.reverse : pair.forward; }
  // Names are compared without case when either server does so.
  bool foldNames() const;
};

using Findings = std::vector<Finding>;

class Check {
 public:
  virtual ~Check() = default;
  virtual const char* id() const = 0;
  virtual Findings run(Context& context) = 0;

 protected:
  Finding finding(const char* reason, Severity severity, Side side) const;
  Finding unreachable(Side side, const Context& context) const;
  Finding queryFailed(Side side, const Error& error) const;
};

// A check that looks at one side at a time.
class SideCheck : public Check {
 public:
  Findings run(Context& context) override;

 protected:
  virtual Result<Findings> runSide(Context& context, Site& site) = 0;
};

// A check that compares both sides.
class PairCheck : public Check {
 public:
  Findings run(Context& context) override;

 protected:
  virtual Result<Findings> runPair(Context& context) = 0;
};

}  // namespace twintide::precheck
