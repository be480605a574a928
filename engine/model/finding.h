// Purpose: one precheck result: what, where, why, and the remedy as a statement that can be run.
// Owner: made by precheck. Thread: plain value.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace twintide {

enum class Severity { Passed, Notice, Warning, Error };
enum class FindingState { Done, Skipped, CouldNotRun };
enum class Side { A, B, Both };

// The message text is found in ui/text by `check` + `reason` with `args`.
struct Finding {
  std::string check;   // stable id: "max_allowed_packet"
  std::string reason;  // stable id inside the check: "too_small", "ok"
  Severity severity = Severity::Passed;
  FindingState state = FindingState::Done;
  Side side = Side::Both;
  std::string object;  // "orders.coupon", a variable, a user; empty = the server
  std::map<std::string, std::string> args;
  // SQL to run at remedySide, in order; empty = no statement can mend it.
  std::vector<std::string> remedySql;
  Side remedySide = Side::Both;
  bool remedyNeedsReconnect = false;
  bool skippable = true;  // false: starting anyway would lose rows
  bool operator==(const Finding&) const = default;
};

struct PrecheckReport {
  std::string pair;
  int64_t startedUs = 0;
  int64_t tookUs = 0;
  std::vector<Finding> findings;  // in registry order, both sides
  int count(Severity s) const {
    int n = 0;
    for (const Finding& f : findings) n += f.severity == s && f.state != FindingState::Skipped;
    return n;
  }
  // True when no Error stands that was not skipped.
  bool mayStart() const { return count(Severity::Error) == 0; }
};

const char* toText(Severity s);      // "passed" "notice" "warning" "error"
const char* toText(Side s);          // "A" "B" "both"
const char* toText(FindingState s);  // "done" "skipped" "could-not-run"

}  // namespace twintide
