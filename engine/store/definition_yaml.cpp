#include "engine/store/definition_yaml.h"

#include <fmt/format.h>

#include "engine/store/atomic_file.h"
#include "engine/store/yaml_text.h"

namespace twintide::store {
namespace {

template <class T, class Read>
Result<T> parse(const std::string& file, const std::string& content, Read read) {
  Result<YamlReader> reader = YamlReader::document(file, content);
  if (!reader) return fail(std::move(reader.error()));
  T value;
  read(*reader, value);
  TWINTIDE_TRY(reader->finish());
  return value;
}

}  // namespace

void readSettings(YamlReader& y, Settings& s) {
  y.sections("regions", [&](YamlReader& r) {
    Region region;
    r.required("id").text("id", region.id).text("name", region.nameLocal);
    r.required("number").number("number", region.number, 0, 127);
    s.regions.push_back(std::move(region));
  });
  y.section("history", [&](YamlReader& r) {
    r.number("keep_days", s.historyDays, 1, 3650).number("metrics_days", s.metricsDays, 1, 365);
  });
}

std::string settingsYaml(const Settings& s) {
  std::string out = fmt::format(
      "# Twintide workspace. Data sources and pairs have files of their own beside this one.\n"
      "version: {}\n",
      kSchemaVersion);
  out += s.regions.empty() ? "regions: []\n" : "regions:\n";
  for (const Region& r : s.regions) {
    out += fmt::format("  - {{id: {}, name: {}, number: {}}}\n", yamlText(r.id),
                       yamlText(r.nameLocal), r.number);
  }
  out += fmt::format(
      "history:\n  keep_days: {}     # 1–3650: events, conflicts, reports\n"
      "  metrics_days: {}  # 1–365: one-minute points\n",
      s.historyDays, s.metricsDays);
  return out;
}

Result<DataSource> parseSource(const std::string& file, const std::string& content) {
  return parse<DataSource>(file, content, readSource);
}

Result<PairSpec> parsePair(const std::string& file, const std::string& content) {
  return parse<PairSpec>(file, content,
                         [](YamlReader& y, PairSpec& p) { readPair(y, p, nullptr); });
}

Result<Settings> parseSettings(const std::string& file, const std::string& content) {
  return parse<Settings>(file, content, readSettings);
}

Result<PairFile> readPairFile(const std::string& path) {
  Result<std::string> content = readWhole(path);
  if (!content) return fail(std::move(content.error()));
  return parse<PairFile>(path, *content,
                         [](YamlReader& y, PairFile& f) { readPair(y, f.pair, &f.sources); });
}

Result<DataSource> readSourceFile(const std::string& path) {
  Result<std::string> content = readWhole(path);
  if (!content) return fail(std::move(content.error()));
  return parseSource(path, *content);
}

}  // namespace twintide::store
