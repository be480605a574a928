// Purpose: a rare thing that happened, for the event list and the history.
// Owner: raised by link and api, kept by store. Thread: plain value.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace twintide {

enum class EventLevel { Info, Warning, Error };

// The text is found in ui/text by `code` with `args`.
struct Event {
  int64_t id = 0;
  int64_t atUs = 0;
  EventLevel level = EventLevel::Info;
  std::string pair;    // empty = the workspace
  std::string linkId;  // empty = the pair
  std::string code;    // "link_state", "ddl_applied", "conflict", "fenced", "schema_copied" …
  std::map<std::string, std::string> args;
};

const char* toText(EventLevel level);  // "info" "warning" "error"

}  // namespace twintide
