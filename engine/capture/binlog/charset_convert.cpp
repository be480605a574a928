#include "engine/capture/binlog/charset_convert.h"

#include <iconv.h>

#include <algorithm>
#include <cstring>
#include <map>

namespace twintide::capture {
namespace {

bool isUtf8(const std::string& charset) {
  return charset.empty() || charset.rfind("utf8", 0) == 0 || charset == "binary";
}

// glibc's names; MySQL's latin1 is really cp1252 (MySQL manual, "West European Character Sets").
const char* iconvName(const std::string& charset) {
  static const std::map<std::string, const char*> kNames = {
      {"latin1", "CP1252"},     {"ascii", "ASCII"},       {"gbk", "GBK"},
      {"gb2312", "GB2312"},     {"gb18030", "GB18030"},   {"big5", "BIG5"},
      {"sjis", "SHIFT_JIS"},    {"cp932", "CP932"},       {"ujis", "EUC-JP"},
      {"eucjpms", "EUC-JP-MS"}, {"euckr", "EUC-KR"},      {"ucs2", "UCS-2BE"},
      {"utf16", "UTF-16BE"},    {"utf16le", "UTF-16LE"},  {"utf32", "UTF-32BE"},
      {"latin2", "ISO-8859-2"}, {"latin5", "ISO-8859-9"}, {"latin7", "ISO-8859-13"},
      {"greek", "ISO-8859-7"},  {"hebrew", "ISO-8859-8"}, {"cp1250", "CP1250"},
      {"cp1251", "CP1251"},     {"cp1256", "CP1256"},     {"cp1257", "CP1257"},
      {"cp850", "CP850"},       {"cp852", "CP852"},       {"cp866", "CP866"},
      {"koi8r", "KOI8-R"},      {"koi8u", "KOI8-U"},      {"tis620", "TIS-620"},
  };
  const auto it = kNames.find(charset);
  return it == kNames.end() ? nullptr : it->second;
}

std::optional<std::string> convert(std::string_view text, const char* from, const char* to) {
  const iconv_t converter = iconv_open(to, from);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string out(text.size() * 4 + 8, '\0');
  char* in = const_cast<char*>(text.data());  // iconv never writes there
  size_t inLeft = text.size();
  char* at = out.data();
  size_t outLeft = out.size();
  const size_t rc = iconv(converter, &in, &inLeft, &at, &outLeft);
  iconv_close(converter);
  if (rc != 0 || inLeft != 0) return std::nullopt;
  out.resize(out.size() - outLeft);
  return out;
}

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

// ASCII text has the same bytes in every charset but the wide ones.
bool isWide(const std::string& charset) {
  return charset == "ucs2" || charset == "utf32" || charset.rfind("utf16", 0) == 0;
}

}  // namespace

std::optional<std::string> fromUtf8(std::string_view text, const std::string& charset) {
  if (isUtf8(charset) || (!isWide(charset) && isAscii(text))) return std::string(text);
  const char* name = iconvName(charset);
  return name ? convert(text, "UTF-8", name) : std::nullopt;
}

std::optional<std::string> toUtf8(std::string_view bytes, const std::string& charset) {
  if (isUtf8(charset) || (!isWide(charset) && isAscii(bytes))) return std::string(bytes);
  const char* name = iconvName(charset);
  return name ? convert(bytes, name, "UTF-8") : std::nullopt;
}

}  // namespace twintide::capture
