#include "engine/store/definition_yaml.h"
#include "engine/store/names.h"
#include "engine/store/yaml_text.h"

#include <fmt/format.h>

namespace twintide::store {
namespace {

constexpr const char* kRefs = "keychain, prompt, none, env:NAME, file:PATH";

void readRegion(YamlReader& y, Region& region) {
  y.required("id").text("id", region.id);
  y.text("name", region.nameLocal);
  y.required("number").number("number", region.number, 0, 127);
  if (region.id.empty()) y.refuse("id", "", "a name such as cn-beijing");
}

void readTls(YamlReader& y, TlsOptions& tls) {
  y.choice("mode", tls.mode);
  y.text("ca_file", tls.caFile).text("cert_file", tls.certFile).text("key_file", tls.keyFile);
}

std::string tlsYaml(const TlsOptions& tls, const std::string& in) {
  std::string out = in + "tls:\n" + in + "  mode: " + yamlText(toText(tls.mode)) +
                    "  # off, required, verify-ca, verify-identity\n";
  if (!tls.caFile.empty()) out += in + "  ca_file: " + yamlText(tls.caFile) + "\n";
  if (!tls.certFile.empty()) out += in + "  cert_file: " + yamlText(tls.certFile) + "\n";
  if (!tls.keyFile.empty()) out += in + "  key_file: " + yamlText(tls.keyFile) + "\n";
  return out;
}

}  // namespace

void readSource(YamlReader& y, DataSource& s) {
  y.required("name").text("name", s.name);
  y.required("kind").choice("kind", s.kind);
  y.required("region").section("region", [&](YamlReader& r) { readRegion(r, s.region); });
  y.required("host").text("host", s.host);
  s.port = s.kind == ServerKind::OceanBase ? 2881 : 3306;
  y.port("port", s.port);
  y.text("tenant", s.tenant).text("cluster", s.cluster);
  y.required("user").text("user", s.user);
  y.required("password_ref").text("password_ref", s.passwordRef);
  y.section("tls", [&](YamlReader& r) { readTls(r, s.tls); });
  y.choice("log_access", s.logAccess);
  y.text("environment", s.environment).text("note", s.note);
  if (!checkName(s.name, kMaxSourceName)) y.refuse("name", s.name, "1–32 of A–Z a–z 0–9 _ -");
  if (s.host.empty()) y.refuse("host", "", "a host name or an address");
  // Not repeated in the error: people write the password itself here.
  if (!isPasswordRef(s.passwordRef)) y.refuse("password_ref", "…", kRefs);
}

std::string sourceBody(const DataSource& s, const std::string& in) {
  std::string out;
  const auto line = [&](const char* key, const std::string& value, const char* comment = "") {
    out += in + key + ": " + value + (*comment ? std::string("  # ") + comment : "") + "\n";
  };
  line("name", yamlText(s.name));
  line("kind", toText(s.kind), "oceanbase, mysql, mariadb");
  line("region",
       fmt::format("{{id: {}, name: {}, number: {}}}", yamlText(s.region.id),
                   yamlText(s.region.nameLocal), s.region.number),
       "number: 0–127, another one at the other side");
  line("host", yamlText(s.host));
  line("port", std::to_string(s.port));
  if (!s.tenant.empty()) line("tenant", yamlText(s.tenant));
  if (!s.cluster.empty()) line("cluster", yamlText(s.cluster), "only through OBProxy");
  line("user", yamlText(s.user));
  line("password_ref", yamlText(s.passwordRef),
       "keychain, prompt, env:NAME or file:PATH; never the password");
  out += tlsYaml(s.tls, in);
  line("log_access", toText(s.logAccess), "auto, binlog, changelog");
  if (!s.environment.empty()) line("environment", yamlText(s.environment));
  if (!s.note.empty()) line("note", yamlText(s.note));
  return out;
}

std::string sourceYaml(const DataSource& source) {
  return fmt::format("# Twintide data source: how to reach one database.\nversion: {}\n{}",
                     kSchemaVersion, sourceBody(source, ""));
}

}  // namespace twintide::store
