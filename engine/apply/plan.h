// Purpose: the statements of a group as packets, each byte written where it is sent from.
// Owner: the planner fills a plan, the applier sends it. Thread: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/apply/key_set.h"
#include "engine/apply/target_table.h"
#include "engine/base/result.h"
#include "engine/db/data_connection.h"

namespace twintide::apply {

// SQL text with room in front of it, for what is known last and comes first.
class Packet {
 public:
  explicit Packet(size_t room = 0) : m_text(room, ' '), m_from(room) {}
  std::string_view sql() const { return std::string_view(m_text).substr(m_from); }
  size_t size() const { return m_text.size() - m_from; }
  void prepend(std::string_view head);
  // To append to; what stands there already is to be left alone.
  std::string& text() { return m_text; }

 private:
  std::string m_text;
  size_t m_from;
};

// Statements with the number of rows each must meet, already as packet text:
// "stmt;SET expectation;stmt;…", cut into pieces that fit a packet.
struct Packets {
  std::vector<Packet> packets;       // none without a row to write
  std::vector<db::Answers> answers;  // of the server to each packet, expectations included
};

struct Plan : Packets {
  // What has to come behind the group before, when the rest need not wait for it.
  Packets late;
  KeySet keys;         // of all rows it writes
  bool exact = false;  // not planned: the group has to take the exact path
  size_t limit = 0;    // most bytes of a packet, without what goes around the statements

  // All of it in one go.
  void joinLate();
};

class PacketWriter {
 public:
  // Packets of at most `maxPacket` bytes, with `room` in front of the first for the marker.
  PacketWriter(int64_t maxPacket, size_t room);

  // Where the next statement is appended, of about so many bytes; close() ends it.
  std::string& open(size_t bytes);
  // `answer`: what the server says to it. Without a number of expected rows the statement fails by
  // itself where it cannot do all. PacketTooLarge.
  Status close(db::Answers answer, std::optional<size_t> expectedRows, const TargetTable& table);
  size_t limit() const { return m_limit; }
  Packets take() { return std::move(m_plan); }

 private:
  const size_t m_room, m_limit;
  size_t m_start = 0;  // of the open statement, in the last packet's text
  Packets m_plan;
};

}  // namespace twintide::apply
