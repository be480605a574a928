// Purpose: the optional metadata of TABLE_MAP (binlog_row_metadata), MySQL 8.0 and MariaDB 10.5.
// Owner: table_map.cpp. Thread: pure function.
#pragma once

#include <string_view>

#include "engine/capture/binlog/table_map.h"

namespace twintide::capture {

// Fills names, signedness, collations, labels and the primary key; false when malformed.
bool readTableMetadata(std::string_view fields, const MapDialect& dialect, TableMap& out);

}  // namespace twintide::capture
