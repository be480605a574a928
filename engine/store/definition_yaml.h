// Purpose: which keys a data source, a pair and the settings have in YAML.
// Owner: engine/store. Thread: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/store/pair_file.h"
#include "engine/store/settings.h"
#include "engine/store/yaml_reader.h"

namespace twintide::store {

void readSource(YamlReader& yaml, DataSource& source);
// sources null: a and b must be names (a file of the workspace).
void readPair(YamlReader& yaml, PairSpec& pair, std::vector<DataSource>* sources);
void readSettings(YamlReader& yaml, Settings& settings);

std::string sourceBody(const DataSource& source, const std::string& indent);
std::string settingsYaml(const Settings& settings);

Result<DataSource> parseSource(const std::string& file, const std::string& content);
Result<PairSpec> parsePair(const std::string& file, const std::string& content);
Result<Settings> parseSettings(const std::string& file, const std::string& content);

}  // namespace twintide::store
