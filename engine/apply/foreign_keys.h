// Purpose: switches the target's own foreign key checks for what the applier writes (README.md,
// "Foreign keys").
// Owner: the applier. Thread: the applier's.
#pragma once

#include "engine/db/data_connection.h"
#include "engine/model/pair_spec.h"

namespace twintide::apply {

class ForeignKeys {
 public:
  // `objects`: the pair's tables; nothing is checked when they are none.
  explicit ForeignKeys(const ObjectFilter& objects) : m_objects(objects) {}

  // A new connection begins without checks (DataConnection), and may be to another structure.
  void newSession() { m_known = m_on = false; }
  // Looked up again on their next use.
  void forget() { m_known = false; }
  // For the statements that follow; asked for where it is not sensible, checks stay off.
  Status check(db::DataConnection& target, bool on);

 private:
  // Sensible: some key ties the pair's tables, none of theirs changes rows by itself, and none asks
  // for rows that the pair does not carry.
  Status learn(db::DataConnection& target);

  const ObjectFilter m_objects;
  bool m_known = false;
  bool m_sensible = false;
  bool m_on = false;  // in the session
};

}  // namespace twintide::apply
