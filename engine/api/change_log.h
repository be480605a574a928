// Purpose: tells whether a site is read through the change log's triggers, and whether they stand
// there with no link to renew them.
// Owner: screens, commands and the engine. Thread: pure functions.
#pragma once

#include "engine/model/data_source.h"
#include "engine/model/link_state.h"

namespace twintide::api {

// reader: the link that reads the source. Where neither the definition nor a position tells, an
// OceanBase is taken for one without a Binlog Service.
inline bool readByChangeLog(const DataSource& source, const LinkSnapshot& reader) {
  if (source.kind != ServerKind::OceanBase || source.logAccess == LogAccess::Binlog) return false;
  if (source.logAccess == LogAccess::ChangeLog) return true;
  return reader.position.empty() || reader.position.starts_with("scn:");
}

// True while a column that somebody drops or renames makes writes to its table fail.
// hasRun: the pair was started at some time, so that its triggers are there.
inline bool triggersUnattended(const DataSource& source, const LinkSnapshot& reader, bool hasRun) {
  const LinkState s = reader.state;
  const bool attended = isActive(s) && s != LinkState::Retrying;
  if (attended || (s == LinkState::NotStarted && !hasRun)) return false;
  return readByChangeLog(source, reader);
}

}  // namespace twintide::api
