// Purpose: pair.yaml, one document with a link pair and its two data sources, as
// `twintidectl pair create -f` takes it.
// Owner: engine/store. Thread: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/data_source.h"
#include "engine/model/pair_spec.h"

namespace twintide::store {

struct PairFile {
  PairSpec pair;
  std::vector<DataSource> sources;  // those defined inside; a name refers to an existing one
};

Result<PairFile> readPairFile(const std::string& path);
// A single data source document, as `twintidectl source add -f` takes it.
Result<DataSource> readSourceFile(const std::string& path);

// The commented YAML of a definition, as the workspace keeps it.
std::string sourceYaml(const DataSource& source);
std::string pairYaml(const PairSpec& pair);

}  // namespace twintide::store
