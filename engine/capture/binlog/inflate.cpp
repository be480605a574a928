#include "engine/capture/binlog/inflate.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/event.h"

namespace twintide::capture {
namespace {

// Field types and compression codes of binary_log::transaction::compression (MySQL 8.0.20+).
enum PayloadField : uint64_t { kEnd = 0, kSize = 1, kCompression = 2, kUncompressedSize = 3 };
constexpr uint64_t kZstd = 0;
constexpr uint64_t kNone = 255;

// Decompresses piece by piece: the size a server claims is not trusted with an allocation.
Result<std::string> unZstd(std::string_view data, size_t maxSize) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          &ZSTD_freeDStream);
  if (!stream) return fail(ErrorCode::Internal, {{"what", "zstd"}});
  std::string out;
  ZSTD_inBuffer in{data.data(), data.size(), 0};
  size_t used = 0;
  for (;;) {
    if (used == out.size()) out.resize(std::max<size_t>(out.size() * 2, 64 * 1024));
    ZSTD_outBuffer to{out.data(), out.size(), used};
    const size_t before = in.pos;
    const size_t rc = ZSTD_decompressStream(stream.get(), &to, &in);
    if (ZSTD_isError(rc)) return corrupt("bad zstd data in transaction payload");
    const bool stuck = to.pos == used && in.pos == before;
    used = to.pos;
    if (used > maxSize) return tooLarge(maxSize);
    if (in.pos == in.size && used < out.size()) {
      if (rc != 0) return corrupt("transaction payload ends early");
      out.resize(used);
      return out;
    }
    if (stuck) return corrupt("transaction payload ends early");
  }
}

}  // namespace

bool inflateInto(std::string_view data, bool raw, char* to, size_t size) {
  z_stream z{};
  if (inflateInit2(&z, raw ? -MAX_WBITS : MAX_WBITS) != Z_OK) return false;
  z.next_in =
      reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));  // zlib does not write there
  z.avail_in = static_cast<uInt>(data.size());
  z.next_out = reinterpret_cast<Bytef*>(to);
  z.avail_out = static_cast<uInt>(size);
  const int rc = inflate(&z, Z_FINISH);
  const bool good = rc == Z_STREAM_END && z.total_out == size;
  inflateEnd(&z);
  return good;
}

std::optional<std::string> inflateRecord(std::string_view record, size_t maxSize) {
  ByteReader in(record);
  const uint8_t head = in.u8();
  const size_t lengthBytes = head & 0x07;
  // Bit 7: compressed; bits 4..6: algorithm, 0 = zlib.
  if ((head & 0xf0) != 0x80 || lengthBytes < 1 || lengthBytes > 4) return std::nullopt;
  const size_t size = in.bigEndian(lengthBytes);
  // zlib cannot compress better than about 1:1032.
  if (!in.ok() || size > maxSize || size / 1100 > record.size()) return std::nullopt;
  std::string out(size, '\0');
  if (!inflateInto(in.rest(), false, out.data(), size)) return std::nullopt;
  return out;
}

Result<std::string> readPayload(std::string_view body, size_t maxSize) {
  ByteReader in(body);
  uint64_t compression = kNone;
  uint64_t size = 0;
  for (;;) {
    const uint64_t field = in.packed();
    if (!in.ok()) return corrupt("bad transaction payload header");
    if (field == kEnd) break;
    ByteReader value(in.text(in.packed()));
    if (field == kSize) size = value.packed();
    if (field == kCompression) compression = value.packed();
    if (!in.ok() || !value.ok()) return corrupt("bad transaction payload header");
  }
  const std::string_view data = in.text(size);
  if (!in.ok()) return corrupt("transaction payload shorter than it says");
  if (compression == kZstd) return unZstd(data, maxSize);
  if (compression != kNone) {
    return fail(ErrorCode::BinlogUnsupported,
                {{"event", "transaction payload"},
                 {"reason", "compression " + std::to_string(compression)}});
  }
  return std::string(data);
}

}  // namespace twintide::capture
