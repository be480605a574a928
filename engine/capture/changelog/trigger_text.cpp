#include "engine/capture/changelog/trigger_text.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <charconv>

#include "engine/capture/changelog/image.h"
#include "engine/capture/changelog/log_tables.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {
namespace {

constexpr const char* kPrefix = "twintide_";

// Silent in Twintide's own writes; what an applier writes into twintide.correction is meant for the
// stream.
std::string condition(const TableId& table) {
  const bool always = table.database == db::kSchema && table.table == db::kCorrection;
  return always ? std::string("TRUE") : std::string(db::kApplierVariable) + " IS NULL";
}

std::string oneTrigger(const TableSchema& table, char kind, const char* event, int64_t layout,
                       const std::string& columnsAndValues) {
  return "CREATE TRIGGER " + db::quoteName(table.id.database) + '.' +
         db::quoteName(triggerName(table.id, kind, layout)) + " AFTER " + event + " ON " +
         db::quoteTable(table.id) + " FOR EACH ROW BEGIN IF " + condition(table.id) +
         " THEN INSERT INTO " + kLogTable + columnsAndValues + "; END IF; END";
}

// The letter of a change; a small one where the session does not check foreign keys.
std::string operation(char op) {
  const char small = static_cast<char>(op - 'A' + 'a');
  return std::string("IF(@@foreign_key_checks,'") + op + "','" + small + "')";
}

}  // namespace

std::string triggerName(const TableId& table, char kind, int64_t layout) {
  const std::string text = table.text();
  return fmt::format("{}{}_{:016x}_{}", kPrefix, kind, XXH3_64bits(text.data(), text.size()),
                     layout);
}

std::optional<TriggerTag> parseTriggerName(const std::string& name) {
  constexpr size_t kHead = 9, kHash = 16;  // "twintide_", sixteen hex digits
  if (name.rfind(kPrefix, 0) != 0 || name.size() < kHead + 2 + kHash + 2) return std::nullopt;
  TriggerTag tag;
  tag.kind = name[kHead];
  const bool kindKnown = tag.kind == 'i' || tag.kind == 'u' || tag.kind == 'd';
  if (!kindKnown || name[kHead + 1] != '_' || name[kHead + 2 + kHash] != '_') return std::nullopt;
  const char* from = name.data() + kHead + 2 + kHash + 1;
  const char* end = name.data() + name.size();
  const auto [at, error] = std::from_chars(from, end, tag.layout);
  if (error != std::errc() || at != end) return std::nullopt;
  return tag;
}

std::array<TriggerText, 3> triggerTexts(const TableSchema& table, int64_t layout) {
  const std::string id = std::to_string(layout);
  const std::string before = imageExpression(table, "OLD");
  const std::string after = imageExpression(table, "NEW");
  auto one = [&](char kind, const char* event, const std::string& columnsAndValues) {
    return TriggerText{kind, oneTrigger(table, kind, event, layout, columnsAndValues)};
  };
  auto values = [&](char op, const std::string& images) {
    return " VALUES (" + id + ',' + operation(op) + ',' + images + ')';
  };
  return {one('i', "INSERT", " (layout,op,after_image)" + values('I', after)),
          one('u', "UPDATE",
              " (layout,op,before_image,after_image)" + values('U', before + ',' + after)),
          one('d', "DELETE", " (layout,op,before_image)" + values('D', before))};
}

}  // namespace twintide::capture
