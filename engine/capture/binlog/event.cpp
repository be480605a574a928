#include "engine/capture/binlog/event.h"

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/checksum.h"

namespace twintide::capture {
namespace {

bool crcMatches(std::string_view bytes) {
  if (bytes.size() < kHeaderSize + kChecksumSize) return false;
  const size_t n = bytes.size() - kChecksumSize;
  uint32_t stored = 0;
  std::memcpy(&stored, bytes.data() + n, kChecksumSize);
  return checksum(bytes.substr(0, n)) == stored;
}

Result<Event> parseHeader(std::string_view bytes) {
  if (bytes.size() < kHeaderSize) return corrupt("event shorter than its header");
  ByteReader in(bytes);
  Event e;
  e.timestamp = in.u32();
  e.type = static_cast<EventType>(in.u8());
  e.serverId = in.u32();
  e.size = in.u32();
  e.nextPos = in.u32();
  e.flags = in.u16();
  if (e.size != bytes.size()) return corrupt("event size differs from its packet");
  e.body = bytes.substr(kHeaderSize);
  return e;
}

// The algorithm byte stands before the event's own checksum, which is always there since
// MySQL 5.6.1 and MariaDB 5.3 (Format_description_log_event::write).
bool formatHasChecksums(std::string_view body) {
  return body.size() > kChecksumSize && body[body.size() - kChecksumSize - 1] == 1;
}

}  // namespace

tl::unexpected<Error> corrupt(std::string reason) {
  return fail(ErrorCode::BinlogCorrupt, {{"reason", std::move(reason)}});
}

tl::unexpected<Error> tooLarge(uint64_t limit) {
  return fail(
      ErrorCode::BinlogUnsupported,
      {{"event", "transaction"}, {"reason", "too_large"}, {"limit", std::to_string(limit)}});
}

Result<Event> parseEvent(std::string_view bytes, const Format& format) {
  auto event = parseHeader(bytes);
  if (!event) return event;
  bool checked = format.checksums;
  if (event->type == EventType::FormatDescription) {
    checked = formatHasChecksums(event->body);
  } else if (!format.known) {
    checked = crcMatches(bytes);
  }
  if (!checked) return event;
  if (!crcMatches(bytes)) return corrupt("checksum mismatch");
  // FORMAT_DESCRIPTION keeps its tail: parseFormat() reads the algorithm from there.
  if (event->type != EventType::FormatDescription) event->body.remove_suffix(kChecksumSize);
  return event;
}

Result<Event> parseInnerEvent(std::string_view bytes) {
  return parseHeader(bytes);
}

Result<Format> parseFormat(const Event& event) {
  constexpr size_t kFixed = 2 + 50 + 4 + 1;
  if (event.body.size() < kFixed + kChecksumSize + 1)
    return corrupt("format description too short");
  ByteReader in(event.body);
  Format f;
  if (in.u16() != 4) return corrupt("binlog format version is not 4");
  std::string_view version = in.text(50);
  f.serverVersion = version.substr(0, version.find('\0'));
  f.created = in.u32();
  if (in.u8() != kHeaderSize) return corrupt("unknown event header size");
  const std::string_view sizes = in.text(event.body.size() - kFixed - kChecksumSize - 1);
  f.postHeaderSizes.assign(sizes.begin(), sizes.end());
  const uint8_t algorithm = in.u8();
  if (algorithm > 1) {
    return fail(ErrorCode::BinlogUnsupported,
                {{"event", "checksum"}, {"reason", "algorithm " + std::to_string(algorithm)}});
  }
  f.checksums = algorithm == 1;
  f.known = true;
  return f;
}

}  // namespace twintide::capture
