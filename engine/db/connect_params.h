// Purpose: everything needed to open a connection to a data source.
// Owner: whoever connects; holds a Secret, so keep it short-lived. Thread: plain value.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "engine/base/secret_store.h"
#include "engine/model/data_source.h"

namespace twintide::db {

struct ConnectParams {
  std::string sourceName;  // for error texts
  std::string host;
  uint16_t port = 0;
  std::string login;  // user@tenant#cluster
  Secret password;
  TlsOptions tls;
  std::chrono::seconds connectTimeout{5};
  std::chrono::seconds readTimeout{30};
};

ConnectParams connectParams(const DataSource& source, const Secret& password);

}  // namespace twintide::db
