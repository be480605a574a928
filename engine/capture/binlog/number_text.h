// Purpose: numbers of a row image as SQL number text.
// Owner: pure functions. Thread: any.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/capture/binlog/byte_reader.h"

namespace twintide::capture {

// Longest text any function here writes: DECIMAL(65,30) with sign, point and leading zero.
inline constexpr size_t kNumberRoom = 80;

// Each writes to `to` (room for kNumberRoom) and returns the end; nullptr when the bytes are short
// or not a value of the type.

// Shortest text that reads back as the same value; NaN and infinity are refused.
char* floatText(float v, char* to);
char* doubleText(double v, char* to);

// Bytes DECIMAL(precision, scale) takes in the binary format of strings/decimal.c.
size_t decimalSize(unsigned precision, unsigned scale);
char* decimalText(ByteReader& in, unsigned precision, unsigned scale, char* to);

}  // namespace twintide::capture
