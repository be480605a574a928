#include "engine/capture/changelog/ddl_class.h"

#include <strings.h>

#include <cstring>

#include "engine/db/schema_reader.h"

namespace twintide::capture {
namespace {

// Operation types of __all_ddl_operation (tried on seekdb 1.4).
constexpr int64_t kCreateTrigger = 1952;
constexpr int64_t kDropTrigger = 1954;
constexpr int64_t kTruncate = 59;

// The link in "/* twintide:<link> */", the comment an applier puts into its DDL.
std::string linkInComment(const std::string& sql) {
  constexpr const char* kOpen = "/* twintide:";
  const size_t at = sql.find(kOpen);
  if (at == std::string::npos) return "";
  const size_t from = at + std::strlen(kOpen);
  const size_t to = sql.find(" */", from);
  return to == std::string::npos ? "" : sql.substr(from, to - from);
}

bool isTrigger(const DdlRow& row) {
  return row.operation >= kCreateTrigger && row.operation <= kDropTrigger;
}

}  // namespace

DdlVerdict classify(const DdlRow& row) {
  DdlVerdict v;
  v.structures = !isTrigger(row) && row.operation != kTruncate;
  if (row.databaseId == 0) {
    v.structures = false;
    return v;
  }
  if (db::isSystemDatabase(row.database)) {
    v.owner = DdlOwner::Ours;
    v.structures = false;
    return v;
  }
  if (isTrigger(row) && strcasestr(row.sql.c_str(), "twintide_")) {
    v.owner = DdlOwner::Ours;
    return v;
  }
  const std::string link = linkInComment(row.sql);
  if (link == "change-log") {
    v.owner = DdlOwner::Ours;
    v.structures = false;
    return v;
  }
  v.owner = link.empty() ? DdlOwner::User : DdlOwner::Foreign;
  v.linkId = link;
  return v;
}

}  // namespace twintide::capture
