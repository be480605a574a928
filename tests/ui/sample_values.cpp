#include <chrono>

#include "tests/ui/fake_engine.h"

namespace twintide::ui::test {
namespace {

int64_t wallUs() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

Finding finding(const std::string& check, const std::string& reason, Severity severity, Side side) {
  Finding f;
  f.check = check;
  f.reason = reason;
  f.severity = severity;
  f.side = side;
  return f;
}

Finding packetFinding(bool mended) {
  Finding f = finding("max_allowed_packet", mended ? "ok" : "below_group",
                      mended ? Severity::Passed : Severity::Error, Side::B);
  f.object = "max_allowed_packet";
  f.args = {{"bytes", mended ? "8388608" : "524288"},
            {"need_bytes", "8388608"},
            {"group_bytes", "1048576"},
            {"needs", "SYSTEM_VARIABLES_ADMIN"},
            {"may_run", "yes"},
            {"config", "max_allowed_packet=8388608"}};
  if (!mended) {
    f.remedySql = {"SET GLOBAL max_allowed_packet = 8388608"};
    f.remedySide = Side::B;
    f.remedyNeedsReconnect = true;
  }
  return f;
}

}  // namespace

DataSource sampleSource(const std::string& name, bool beijing) {
  DataSource s;
  s.name = name;
  s.region = beijing ? Region{"cn-beijing", "北京", 100} : Region{"cn-hangzhou", "杭州", 101};
  s.host = beijing ? "10.20.1.15" : "10.30.1.15";
  s.port = 2883;
  s.user = "app";
  s.tenant = "obprod";
  s.cluster = beijing ? "ob1" : "ob2";
  s.tls.mode = TlsMode::Required;
  s.environment = "production";
  return s;
}

PairSpec samplePair(const std::string& name, const std::string& label) {
  PairSpec p;
  p.name = name;
  p.label = label;
  p.sourceA = "ob-beijing";
  p.sourceB = "ob-hangzhou";
  p.objects.include = {"orders.*"};
  p.forward.types = forwardDefaults();
  p.reverse.types = reverseDefaults();
  p.conflicts.winnerRegion = "cn-beijing";
  return p;
}

std::vector<Finding> sampleFindings(bool mended, bool clean) {
  std::vector<Finding> out;
  out.push_back(packetFinding(mended || clean));
  if (!clean) {
    Finding zone = finding("time_zone", "differs", Severity::Warning, Side::Both);
    zone.object = "time_zone";
    zone.args = {{"zone_a", "+08:00"},
                 {"zone_b", "SYSTEM"},
                 {"offset_a_seconds", "28800"},
                 {"offset_b_seconds", "0"},
                 {"timestamp_columns", "14"},
                 {"example", "orders.head.updated_at"},
                 {"needs", "SYSTEM_VARIABLES_ADMIN"},
                 {"may_run", "no"}};
    zone.remedySql = {"SET GLOBAL time_zone='+08:00'"};
    zone.remedySide = Side::B;
    out.push_back(zone);
    Finding fk = finding("foreign_keys", "parent_outside", Severity::Warning, Side::A);
    fk.object = "orders.item";
    fk.args = {{"name", "fk_head"},
               {"parent", "archive.head"},
               {"on_delete", "RESTRICT"},
               {"on_update", "RESTRICT"}};
    out.push_back(fk);
  }
  for (const Side side : {Side::A, Side::B}) {
    Finding f = finding("reachable", "ok", Severity::Passed, side);
    f.args = {{"host", side == Side::A ? "10.20.1.15" : "10.30.1.15"},
              {"port", "2883"},
              {"rtt_us", "1840"}};
    out.push_back(f);
    Finding l = finding("login", "ok", Severity::Passed, side);
    l.args = {{"user", "app@obprod#ob1"}, {"account", "app@%"}, {"tls_cipher", "TLS_AES_256"}};
    out.push_back(l);
    Finding v = finding("version", "ok", Severity::Passed, side);
    v.args = {
        {"product", "OceanBase 4.3.5.3"}, {"version", "5.7.25-OceanBase"}, {"kind", "oceanbase"}};
    out.push_back(v);
  }
  Finding mode = finding("sql_mode", "ok", Severity::Passed, Side::Both);
  mode.args = {{"value", "STRICT_ALL_TABLES"}};
  out.push_back(mode);
  Finding keys = finding("foreign_keys", "ok", Severity::Passed, Side::B);
  keys.args = {{"count", "3"}};
  out.push_back(keys);
  return out;
}

std::vector<Conflict> sampleConflicts(int count) {
  std::vector<Conflict> out;
  for (int i = 0; i < count; ++i) {
    Conflict c;
    c.id = count - i;
    c.atUs = wallUs() - int64_t(i) * 937000000;
    c.linkId = i % 3 == 0 ? "orders.fwd" : "orders.rev";
    c.table = {"orders", i % 2 == 0 ? "head" : "item"};
    c.kind = i % 2 == 0 ? ConflictKind::UpdateDiffering : ConflictKind::InsertExists;
    c.key = "id=" + std::to_string(10007 + i * 13);
    c.expected = {{"id", std::to_string(10007 + i * 13), false},
                  {"status", "paid", false},
                  {"note", "", true},
                  {"updated_at", "2024-11-24 09:12:03", false}};
    c.incoming = c.expected;
    c.incoming[1].value = "shipped";
    c.incoming[3].value = "2024-11-24 09:12:07";
    c.local = c.expected;
    c.local[1].value = "cancelled";
    c.local[2] = {"note", "客户取消", false};
    c.winner = i % 3 == 0 ? ConflictWinner::Incoming : ConflictWinner::Local;
    if (i == 1) {
      c.policy = PolicyKind::Quarantine;
      c.winner = ConflictWinner::Nobody;
    }
    out.push_back(c);
  }
  return out;
}

std::vector<Event> sampleEvents(int count) {
  std::vector<Event> out;
  for (int i = 0; i < count; ++i) {
    Event e;
    e.id = count - i;
    e.atUs = wallUs() - int64_t(i) * 411000000;
    e.pair = "orders";
    e.linkId = i % 3 == 2 ? "orders.rev" : "orders.fwd";
    e.level = i == 4 ? EventLevel::Warning : EventLevel::Info;
    e.code = i % 2 == 0 ? "link_state" : "ddl_applied";
    e.args = {{"state", "running"},
              {"from", "catching-up"},
              {"sql", "ALTER TABLE item ADD note TEXT"},
              {"table", "orders.item"}};
    out.push_back(e);
  }
  return out;
}

DrillReport sampleDrill(size_t finishedSteps) {
  DrillReport r;
  r.pair = "orders";
  r.regionA = sampleSource("a", true).region;
  r.regionB = sampleSource("b", false).region;
  r.startedUs = wallUs() - 7200LL * 1000000;
  r.tookUs = 2310000;
  constexpr int64_t kTook[] = {31200, 28700, 412000, 44100, 655000, 102000, 311000};
  for (size_t i = 0; i < 7; ++i) {
    DrillStep step;
    step.id = static_cast<DrillStepId>(i);
    step.state = i < finishedSteps    ? DrillStepState::Passed
                 : i == finishedSteps ? DrillStepState::Running
                                      : DrillStepState::Waiting;
    if (i < finishedSteps) step.tookUs = kTook[i];
    step.args = {
        {"rows", "2"}, {"table", "twintide_drill.t1"}, {"groups", "14"}, {"foreign", "14"}};
    r.steps.push_back(step);
  }
  return r;
}

std::vector<TableBrief> sampleTables() {
  std::vector<TableBrief> out;
  const char* orders[] = {"coupon", "head", "item", "pay", "refund", "ship", "stock"};
  int64_t rows = 1200;
  for (const char* t : orders) out.push_back({{"orders", t}, rows *= 3, true, false});
  out.push_back({{"orders", "import_log"}, 88120, false, false});
  out.push_back({{"orders", "v_open_orders"}, 0, false, true});
  for (const char* t : {"account", "address", "level"})
    out.push_back({{"members", t}, rows /= 5, true, false});
  return out;
}

}  // namespace twintide::ui::test
