// Purpose: the CRC32 that every event carries, at the speed of the processor.
// Owner: pure function. Thread: any.
#pragma once

#include <cstdint>
#include <string_view>

namespace twintide::capture {

// As zlib's crc32(), which takes a third of a decoder's time; folded with carry-less
// multiplication where the processor has it.
uint32_t checksum(std::string_view bytes);

}  // namespace twintide::capture
