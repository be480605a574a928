// Purpose: which transactions lie before a place: MySQL uuid intervals or MariaDB domain heads.
// Owner: the event processor. Thread: plain values.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace twintide::capture {

// "uuid:1-5:7,uuid2:1-3". Not valid = unknown: stays unknown until assigned.
class GtidSet {
 public:
  using Uuid = std::array<uint8_t, 16>;
  bool valid() const { return m_valid; }
  bool parse(std::string_view text);
  // Body of PREVIOUS_GTIDS and argument of COM_BINLOG_DUMP_GTID (Gtid_set::encode).
  bool decode(std::string_view bytes);
  std::string encode() const;
  void add(const Uuid& uuid, uint64_t number);
  void clear() {
    m_sets.clear();
    m_valid = false;
  }
  void appendText(std::string& out) const;

 private:
  struct Interval {
    uint64_t first, last;
  };
  bool m_valid = false;
  std::map<Uuid, std::vector<Interval>> m_sets;
};

// "0-1-100,1-1-5": newest GTID of each domain.
class MariaGtidHeads {
 public:
  bool valid() const { return m_valid; }
  bool parse(std::string_view text);
  void set(uint32_t domain, uint32_t server, uint64_t number);
  void clear() {
    m_heads.clear();
    m_valid = false;
  }
  void appendText(std::string& out) const;

 private:
  bool m_valid = false;
  std::map<uint32_t, std::pair<uint32_t, uint64_t>> m_heads;
};

}  // namespace twintide::capture
