#include "engine/db/connect_params.h"

namespace twintide::db {

ConnectParams connectParams(const DataSource& source, const Secret& password) {
  ConnectParams p;
  p.sourceName = source.name;
  p.host = source.host;
  p.port = source.port;
  p.login = source.login();
  p.password = password;
  p.tls = source.tls;
  return p;
}

}  // namespace twintide::db
