#include "engine/apply/table_listing.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <charconv>

namespace twintide::apply {
namespace {

constexpr size_t kMaxBytes = 8 << 20;
constexpr size_t kPieceBytes = 64 << 10;
constexpr size_t kDigestDigits = 16;

Error broken() {
  return Error(ErrorCode::Internal, {{"what", "listing of a table"}});
}

}  // namespace

bool TableListing::add(const std::string& key, std::string_view row) {
  m_bytes += key.size() + kDigestDigits + 1;
  if (m_rows.size() >= kMaxRows || m_bytes > kMaxBytes) return false;
  m_rows.emplace(key, XXH3_64bits(row.data(), row.size()));
  return true;
}

// A line a row: digest and key. Row text holds no line break.
std::vector<std::string> TableListing::pieces() const {
  std::vector<std::string> out(1);
  for (const auto& [key, digest] : m_rows) {
    if (out.back().size() >= kPieceBytes) out.emplace_back();
    out.back() += fmt::format("{:016x}{}\n", digest, key);
  }
  return out;
}

Status TableListing::read(std::string_view piece) {
  while (!piece.empty()) {
    const size_t end = piece.find('\n');
    if (end == std::string_view::npos || end < kDigestDigits) return fail(broken());
    uint64_t digest = 0;
    const char* const from = piece.data();
    const auto [at, error] = std::from_chars(from, from + kDigestDigits, digest, 16);
    if (error != std::errc() || at != from + kDigestDigits) return fail(broken());
    m_rows.emplace(piece.substr(kDigestDigits, end - kDigestDigits), digest);
    piece.remove_prefix(end + 1);
  }
  return {};
}

std::vector<std::string> TableListing::differences(const TableListing& other) const {
  std::vector<std::string> keys;
  for (const auto& [key, digest] : m_rows) {
    const auto at = other.m_rows.find(key);
    if (at == other.m_rows.end() || at->second != digest) keys.push_back(key);
  }
  for (const auto& [key, digest] : other.m_rows) {
    if (!m_rows.contains(key)) keys.push_back(key);
  }
  return keys;
}

}  // namespace twintide::apply
