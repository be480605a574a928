#include "engine/precheck/site.h"

#include "engine/db/reach_probe.h"
#include "engine/db/schema_reader.h"

namespace twintide::precheck {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Status readVariables(Site& site) {
  auto rows = site.session->query("SHOW GLOBAL VARIABLES");
  if (!rows) return fail(rows.error());
  for (const auto& row : rows->rows) {
    if (row.size() >= 2) site.variables[lower(row[0].value_or(""))] = row[1].value_or("");
  }
  return {};
}

Status readSite(Site& site, const ObjectFilter& objects) {
  auto info = db::readServerInfo(*site.session);
  if (!info) return fail(info.error());
  site.info = *info;
  TWINTIDE_TRY(readVariables(site));
  auto account = site.session->scalar("SELECT CURRENT_USER()");
  if (!account) return fail(account.error());
  site.account = parseAccount(*account);
  auto grants = readGrants(*site.session, site.number("lower_case_table_names") != 0);
  if (grants)
    site.grants = *grants;
  else
    site.grantsError = grants.error();
  auto tables = db::readTables(*site.session, objects);
  if (!tables) return fail(tables.error());
  site.tables = *tables;
  return {};
}

}  // namespace

Result<Grants> readGrants(db::Session& session, bool foldCase) {
  Grants grants(session.traits().oceanBase(), foldCase);
  // MySQL 8.0 merges active roles into the account's lines and MariaDB lists the active role's
  // lines behind the account's (tried on 8.0.15 and 10.11); 5.7 has no roles.
  auto rows = session.query("SHOW GRANTS");
  if (!rows) return fail(rows.error());
  for (const auto& row : rows->rows) {
    if (!row.empty()) grants.addLine(row[0].value_or(""));
  }
  return grants;
}

Site openSite(Side side, const DataSource& source, const Secret& password,
              const ObjectFilter& objects) {
  Site site;
  site.side = side;
  site.source = source;
  const db::ConnectParams params = db::connectParams(source, password);
  auto session = db::Session::open(params);
  if (!session) {
    site.error = db::explainConnectFailure(session.error(), params);
    return site;
  }
  site.session = std::move(*session);
  if (auto read = readSite(site, objects); !read) site.readError = read.error();
  // Never go on in plain text where TLS was asked for, whatever the client library thought of it.
  if (site.readable() && source.tls.mode != TlsMode::Off && site.info.tlsCipher.empty()) {
    site.error = Error(ErrorCode::TlsFailed, {{"source", source.name}, {"server", "plain text"}});
    site.session.reset();
  }
  return site;
}

}  // namespace twintide::precheck
