#include "engine/apply/plan.h"

#include <algorithm>
#include <iterator>

#include "engine/apply/marker.h"

namespace twintide::apply {
namespace {

constexpr size_t kFallback = 4 * 1024 * 1024;  // where the server does not tell
constexpr size_t kTail = 128;                  // an expectation and COMMIT
constexpr size_t kLeast = 1024;                // max_allowed_packet's lower limit

size_t limitOf(int64_t maxPacket, size_t room) {
  const size_t most = maxPacket > 0 ? static_cast<size_t>(maxPacket) : kFallback;
  return std::max(most, kLeast + room + kTail) - room - kTail;
}

}  // namespace

void Packet::prepend(std::string_view head) {
  if (head.size() > m_from) {
    m_text.insert(0, head.size() - m_from, ' ');
    m_from = head.size();
  }
  m_from -= head.size();
  m_text.replace(m_from, head.size(), head);
}

void Plan::joinLate() {
  const bool oneMore = !packets.empty() && !late.packets.empty() &&
                       packets.back().size() + late.packets[0].size() <= limit;
  if (oneMore) {
    packets.back().text() += late.packets[0].sql();
    answers.back() += late.answers[0];
    late.packets.erase(late.packets.begin());
    late.answers.erase(late.answers.begin());
  }
  std::move(late.packets.begin(), late.packets.end(), std::back_inserter(packets));
  answers.insert(answers.end(), late.answers.begin(), late.answers.end());
  late = {};
}

PacketWriter::PacketWriter(int64_t maxPacket, size_t room)
    : m_room(room), m_limit(limitOf(maxPacket, room)) {}

std::string& PacketWriter::open(size_t bytes) {
  if (m_plan.packets.empty()) {
    m_plan.packets.emplace_back(m_room);
    m_plan.answers.emplace_back();
  }
  std::string& text = m_plan.packets.back().text();
  m_start = text.size();
  if (text.capacity() < m_start + bytes) text.reserve(m_start + bytes);
  return text;
}

Status PacketWriter::close(db::Answers answer, std::optional<size_t> expectedRows,
                           const TargetTable& table) {
  std::string* text = &m_plan.packets.back().text();
  const size_t size = text->size() - m_start;
  if (size > m_limit) {
    return fail(ErrorCode::PacketTooLarge, {{"table", table.schema->id.text()},
                                            {"bytes", std::to_string(size)},
                                            {"limit", std::to_string(m_limit)}});
  }
  if (m_plan.answers.back().count > 0 && m_plan.packets.back().size() > m_limit) {
    Packet next;
    next.text().assign(*text, m_start, size);
    text->resize(m_start);
    m_plan.packets.push_back(std::move(next));
    m_plan.answers.emplace_back();
    text = &m_plan.packets.back().text();
  }
  if (expectedRows)
    appendExpectation(*text, *expectedRows);
  else
    *text += ';';
  m_plan.answers.back() += answer;
  if (expectedRows) m_plan.answers.back() += kExpectationAnswer;
  return {};
}

}  // namespace twintide::apply
