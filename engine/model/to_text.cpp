#include "engine/model/conflict.h"
#include "engine/model/data_source.h"
#include "engine/model/drill.h"
#include "engine/model/event.h"
#include "engine/model/finding.h"
#include "engine/model/link_state.h"
#include "engine/model/pair_spec.h"

namespace twintide {
namespace {

template <size_t N, class E>
const char* pick(const char* const (&names)[N], E value) {
  const auto i = static_cast<size_t>(value);
  return i < N ? names[i] : "unknown";
}

}  // namespace

const char* toText(ServerKind k) {
  return pick({"oceanbase", "mysql", "mariadb"}, k);
}
const char* toText(TlsMode m) {
  return pick({"off", "required", "verify-ca", "verify-identity"}, m);
}
const char* toText(LogAccess a) {
  return pick({"auto", "binlog", "changelog"}, a);
}
const char* toText(Direction d) {
  return pick({"forward", "reverse"}, d);
}
const char* toText(PolicyKind k) {
  return pick({"region-priority", "latest-commit", "use-max", "use-min", "delta", "overwrite",
               "ignore", "stop", "quarantine"},
              k);
}
const char* toText(NonEmptyTarget t) {
  return pick({"stop", "merge"}, t);
}
const char* toText(ConflictKind k) {
  return pick({"insert_exists", "update_missing", "update_differing", "update_concurrent",
               "delete_missing", "delete_recently_updated", "key_exists", "fk_parent_missing",
               "value_refused", "table_missing", "column_missing"},
              k);
}
const char* toText(ConflictWinner w) {
  return pick({"incoming", "local", "merged", "nobody"}, w);
}
const char* toText(Severity s) {
  return pick({"passed", "notice", "warning", "error"}, s);
}
const char* toText(Side s) {
  return pick({"A", "B", "both"}, s);
}
const char* toText(FindingState s) {
  return pick({"done", "skipped", "could-not-run"}, s);
}
const char* toText(EventLevel l) {
  return pick({"info", "warning", "error"}, l);
}
const char* toText(LinkState s) {
  return pick({"not-started", "starting", "copying-schema", "copying-rows", "catching-up",
               "running", "retrying", "pausing", "paused", "stopping", "stopped", "failed"},
              s);
}
const char* toText(DrillStepId id) {
  return pick({"insert_at_a", "insert_at_b", "create_table", "rows_into_new_table", "alter_table",
               "nothing_looped", "both_equal"},
              id);
}
const char* toText(DrillStepState s) {
  return pick({"waiting", "running", "passed", "failed", "cancelled"}, s);
}

bool isActive(LinkState s) {
  return s != LinkState::NotStarted && s != LinkState::Paused && s != LinkState::Stopped &&
         s != LinkState::Failed;
}

}  // namespace twintide
