// Purpose: what several checks share in making findings: limits, remedies that set variables.
// Owner: the check that uses them. Thread: plain values.
#pragma once

#include <string>
#include <vector>

#include "engine/precheck/check.h"

namespace twintide::precheck {

inline constexpr size_t kMostShown = 50;

// Keeps at most 50 findings of one reason and side, then counts.
class Capped {
 public:
  void add(Finding finding);
  // The findings kept, and one with reason "more" for each reason that overflowed.
  Findings take();
  bool empty() const { return m_kept.empty(); }

 private:
  struct Count {
    size_t shown = 0, more = 0;
    Finding like;
  };
  Findings m_kept;
  std::map<std::string, Count> m_counts;  // by reason and side
};

// The privileges of which any one allows SET GLOBAL (for OceanBase also ALTER SYSTEM).
std::vector<std::string> setGlobalPrivileges(const Site& site, const std::string& variable);
// Adds SET GLOBAL name=sqlValue to the finding's remedy, with needs, may_run and config.
// configValue: the line's value in the server's configuration file.
void remedyBySetting(Finding& finding, const Site& site, const std::string& name,
                     const std::string& sqlValue, const std::string& configValue);
// Fills needs and may_run.
void remedyNeeds(Finding& finding, const Site& site, const std::vector<std::string>& anyOf);

std::string join(const std::vector<std::string>& parts, const std::string& separator = ", ");
// The parts without blanks at their ends; empty ones are left out.
std::vector<std::string> splitList(const std::string& text, char separator = ',');
std::string lowerCase(std::string text);

}  // namespace twintide::precheck
