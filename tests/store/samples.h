// Purpose: definitions that use every field, for round trips.
#pragma once

#include "engine/model/data_source.h"
#include "engine/model/pair_spec.h"

namespace twintide::test {

inline DataSource sampleSource(const std::string& name = "beijing", int region = 100) {
  DataSource s;
  s.name = name;
  s.kind = ServerKind::OceanBase;
  s.region = {"cn-" + name, "北京", region};
  s.host = "10.0.0.1";
  s.port = 2883;
  s.tenant = "trade";
  s.cluster = "ob1";
  s.user = "twintide";
  s.passwordRef = "env:TWINTIDE_BEIJING";
  s.tls = {TlsMode::VerifyCa, "/etc/ca.pem", "/etc/cert.pem", "/etc/key.pem"};
  s.logAccess = LogAccess::ChangeLog;
  s.environment = "production";
  s.note = "two lines:\n\"quoted\" # and a hash";
  return s;
}

inline PairSpec samplePair(const std::string& name = "orders") {
  PairSpec p;
  p.name = name;
  p.label = "订单双活";
  p.sourceA = "beijing";
  p.sourceB = "hangzhou";
  p.objects = {{"shop.*", "crm.customer"}, {"shop.tmp_[0-9]*"}};
  p.forward.types = forwardDefaults();
  p.reverse.types = reverseDefaults();
  p.reverse.types.deleteRows = false;
  p.conflicts = {PolicyKind::UseMax, "cn-beijing", "updated_at", {}};
  p.conflicts.rules = {{{"app.account*"}, {ConflictKind::UpdateDiffering}, PolicyKind::Delta, "n"},
                       {{}, {}, PolicyKind::Stop, ""}};
  p.options.copyThreads = 4;
  p.options.unsettledRows = 2'000'000;
  p.options.nonEmptyTarget = NonEmptyTarget::Merge;
  p.skippedChecks = {"clock", "time_zone"};
  return p;
}

}  // namespace twintide::test
