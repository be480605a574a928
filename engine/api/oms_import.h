// Purpose: what a screen takes over from the config.yaml of an OMS.
// Owner: the start page. Thread: any; reads a file.
#pragma once

#include <string>

#include "engine/store/oms_config.h"

namespace twintide::api {

using OmsConfig = store::OmsConfig;

inline Result<OmsConfig> readOmsConfig(const std::string& path) {
  return store::readOmsConfig(path);
}

}  // namespace twintide::api
