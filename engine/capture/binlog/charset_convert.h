// Purpose: text between UTF-8 and the character sets of a server, where the stream needs it:
// ENUM labels and statement text. Row values stay in the column's charset.
// Owner: pure functions. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace twintide::capture {

// `charset` is the server's name ("utf8mb4", "latin1", "gbk"). nullopt when a character has no
// counterpart or the charset is unknown here.
std::optional<std::string> fromUtf8(std::string_view text, const std::string& charset);
std::optional<std::string> toUtf8(std::string_view bytes, const std::string& charset);

}  // namespace twintide::capture
