// Purpose: what concerns a link in its source's stream: chosen tables and DML kinds, the opposite
// link's markers, its own heartbeats and corrections, the origin comment of a DDL.
// Owner: a change source. Thread: one at a time.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/model/change.h"
#include "engine/model/pair_spec.h"

namespace twintide::capture {

enum class TableRole { User, Marker, Heartbeat, Correction, Ignored };

class OriginFilter {
 public:
  struct Options {
    ObjectFilter objects;
    MigrationTypes types;
    std::string ownLinkId;
    std::string oppositeLinkId;
  };
  explicit OriginFilter(Options options) : m_options(std::move(options)) {}

  TableRole roleOf(const TableId& table) const;
  bool wants(ChangeKind kind) const;
  bool wantsDdl() const { return m_options.types.ddl; }
  const ObjectFilter& objects() const { return m_options.objects; }

  // The marker a change of twintide.marker tells of; nullopt for markers of other pairs and for
  // deletes. The own link's marker is told too: it means that a link reads what it wrote itself.
  // Columns missing from the image (binlog_row_image=MINIMAL) come from the row's last image.
  std::optional<MarkerSeen> marker(const Change& change);

  // written_us of the own link's heartbeat row; 0 for others.
  int64_t heartbeat(const Change& change) const;

  // A new row of twintide.correction that this link is to carry; nullopt for everything else.
  std::optional<CorrectionSeen> correction(const Change& change) const;

  // The link named by a comment "/* twintide:<link> */" outside quotes, if it is the opposite one
  // or the own one.
  std::optional<std::string> ddlOrigin(std::string_view sql) const;

 private:
  Options m_options;
  std::map<std::pair<std::string, int>, MarkerSeen> m_lastMarkers;
};

}  // namespace twintide::capture
