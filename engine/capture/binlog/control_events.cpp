#include "engine/capture/binlog/control_events.h"

#include "engine/capture/binlog/byte_reader.h"

namespace twintide::capture {
namespace {

// Sizes of the status variables of fixed size, by code (MySQL Query_log_event, statement_events.h;
// MariaDB from 128). 0xff = not of fixed size.
size_t fixedStatusSize(uint8_t code) {
  switch (code) {
    case 0:
      return 4;  // flags2
    case 3:
      return 4;  // auto_increment
    case 7:
      return 2;  // lc_time_names
    case 8:
      return 2;  // charset_database
    case 9:
      return 8;  // table_map_for_update
    case 10:
      return 4;  // master_data_written
    case 13:
      return 3;  // microseconds
    case 16:
      return 1;  // explicit_defaults_for_timestamp
    case 17:
      return 8;  // ddl xid
    case 18:
      return 2;  // default_collation_for_utf8mb4
    case 19:
      return 1;  // sql_require_primary_key
    case 20:
      return 1;  // default_table_encryption
    case 128:
      return 3;  // MariaDB hrnow
    case 129:
      return 8;  // MariaDB xid
    default:
      return 0xff;
  }
}

void readUpdatedDatabases(ByteReader& in, QueryInfo& out) {
  const uint8_t count = in.u8();
  if (count == 254) return;  // OVER_MAX_DBS_IN_EVENT_MTS: too many, not listed
  for (uint8_t i = 0; i < count && in.ok(); ++i) {
    const std::string_view rest = in.rest();
    const size_t end = rest.find('\0');
    if (end == std::string_view::npos) return in.failNow();
    out.updatedDatabases.push_back(in.text(end));
    in.skip(1);
  }
}

// Reads one status variable; false at an unknown code, after which nothing can be told.
bool readStatus(ByteReader& in, QueryInfo& out) {
  const uint8_t code = in.u8();
  switch (code) {
    case 1:
      out.sqlMode = in.uint(8);
      return true;
    case 2:  // catalog with trailing zero
      in.skip(in.u8() + size_t{1});
      return true;
    case 4:
      out.clientCollation = in.u16();
      in.skip(4);
      return true;
    case 5:
    case 6:
      in.skip(in.u8());
      return true;
    case 11:
      in.skip(in.u8());
      in.skip(in.u8());
      return true;
    case 12:
      readUpdatedDatabases(in, out);
      return true;
    default: {
      const size_t n = fixedStatusSize(code);
      if (n == 0xff) return false;
      in.skip(n);
      return true;
    }
  }
}

}  // namespace

Result<RotateInfo> parseRotate(const Event& event) {
  ByteReader in(event.body);
  RotateInfo r;
  r.position = in.uint(8);
  r.file = in.rest();
  if (!in.ok() || r.file.empty() || r.file.size() > 512) return corrupt("bad rotate event");
  return r;
}

Result<GtidInfo> parseGtid(const Event& event) {
  ByteReader in(event.body);
  GtidInfo g;
  in.skip(1);
  if (const uint8_t* p = in.take(16)) std::copy(p, p + 16, g.uuid.begin());
  g.number = in.uint(8);
  if (!in.ok()) return corrupt("GTID event too short");
  // LOGICAL_TIMESTAMP_TYPECODE 2: MySQL 5.7 and later.
  if (in.left() < 17 || in.u8() != 2) return g;
  g.lastCommitted = in.uint(8);
  g.sequenceNumber = in.uint(8);
  // 7 bytes of µs; bit 55 says that original_commit_timestamp follows (Gtid_event,
  // control_events.cpp).
  if (in.left() >= 7) g.commitUs = in.uint(7) & ~(uint64_t{1} << 55);
  return g;
}

Result<MariaGtidInfo> parseMariaGtid(const Event& event) {
  ByteReader in(event.body);
  MariaGtidInfo g;
  g.number = in.uint(8);
  g.domain = in.u32();
  const uint8_t flags = in.u8();
  if (!in.ok()) return corrupt("GTID event too short");
  g.standalone = flags & 0x01;
  g.ddl = flags & 0x20;
  g.preparedXa = flags & 0x40;
  g.completedXa = flags & 0x80;
  if (flags & 0x02) in.skip(8);  // commit id
  if (flags & (0x40 | 0x80)) {   // xid: format id, two lengths, data
    in.skip(4);
    const size_t n = size_t{in.u8()} + in.u8();
    in.skip(n);
  }
  // Without a commit id the event is padded to 19 bytes by zeros, which read as no flags.
  const uint8_t extra = in.left() > 0 ? in.u8() : 0;
  g.startAlter = extra & 0x02;
  g.rollbackAlter = extra & 0x08;
  return g;
}

Result<QueryInfo> parseQuery(const Event& event, size_t extraPostHeader) {
  ByteReader in(event.body);
  QueryInfo q;
  in.skip(8);  // thread id, execution time
  const size_t databaseSize = in.u8();
  in.skip(2);  // error code
  const size_t statusSize = in.u16();
  in.skip(extraPostHeader);
  ByteReader status(in.text(statusSize));
  q.database = in.text(databaseSize);
  in.skip(1);
  q.sql = in.rest();
  if (!in.ok()) return corrupt("query event too short");
  while (status.left() > 0 && readStatus(status, q)) {
  }
  if (!status.ok()) return corrupt("bad status variables in query event");
  return q;
}

Result<bool> parseXaOnePhase(const Event& event) {
  ByteReader in(event.body);
  const bool one = in.u8() != 0;
  if (!in.ok()) return corrupt("XA prepare event too short");
  return one;
}

}  // namespace twintide::capture
