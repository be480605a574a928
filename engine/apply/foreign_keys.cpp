#include "engine/apply/foreign_keys.h"

namespace twintide::apply {
namespace {

bool changesRows(const std::string& rule) {
  return rule == "CASCADE" || rule == "SET NULL" || rule == "SET DEFAULT";
}

}  // namespace

Status ForeignKeys::learn(db::DataConnection& target) {
  auto keys = target.rows(
      "SELECT constraint_schema, table_name, unique_constraint_schema, referenced_table_name, "
      "delete_rule, update_rule FROM information_schema.referential_constraints");
  if (!keys) return fail(keys.error());
  bool some = false, harmful = false;
  for (const auto& key : *keys) {
    auto text = [&](size_t i) { return key[i].value_or(""); };
    const bool child = m_objects.matches(text(0), text(1));
    const bool parent = m_objects.matches(text(2), text(3));
    some = some || (child && parent);
    harmful =
        harmful || (child && !parent) || (parent && (changesRows(text(4)) || changesRows(text(5))));
  }
  m_sensible = some && !harmful;
  m_known = true;
  return {};
}

Status ForeignKeys::check(db::DataConnection& target, bool on) {
  if (on && !m_known) TWINTIDE_TRY(learn(target));
  on = on && m_sensible;
  if (on == m_on) return {};
  auto done =
      target.execute(on ? "SET SESSION foreign_key_checks=1" : "SET SESSION foreign_key_checks=0");
  if (!done) return fail(done.error());
  m_on = on;
  return {};
}

}  // namespace twintide::apply
