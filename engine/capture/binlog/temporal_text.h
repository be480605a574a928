// Purpose: dates and times of a row image as the server would print them in UTC.
// Owner: pure functions. Thread: any.
#pragma once

#include <cstdint>

#include "engine/capture/binlog/byte_reader.h"

namespace twintide::capture {

// Longest text: "-838:59:59.000000", "9999-12-31 23:59:59.999999", with room to spare.
inline constexpr size_t kTemporalRoom = 40;

// Each reads its value from `in`, writes to `to` (room for kTemporalRoom) and returns the end;
// nullptr when short. `digits`: declared fraction digits, 0..6.
char* dateText(ByteReader& in, char* to);                         // type 10
char* dateTime2Text(ByteReader& in, unsigned digits, char* to);   // type 18
char* timestamp2Text(ByteReader& in, unsigned digits, char* to);  // type 17
char* time2Text(ByteReader& in, unsigned digits, char* to);       // type 19
// The layouts before MySQL 5.6.4, which MariaDB may still write.
char* oldTimestampText(ByteReader& in, char* to);  // type 7
char* oldTimeText(ByteReader& in, char* to);       // type 11
char* oldDateTimeText(ByteReader& in, char* to);   // type 12

// The 64-bit packed forms inside JSON opaque values (my_time.h, TIME_from_longlong_*_packed).
char* packedDateTimeText(int64_t packed, bool dateOnly, char* to);
char* packedTimeText(int64_t packed, char* to);

}  // namespace twintide::capture
