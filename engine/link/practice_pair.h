// Purpose: the practice pair: two private servers as two regions, with a small shop to play with.
// Owner: api::Engine. Thread: one job at a time.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "engine/base/result.h"
#include "engine/link/practice/server_process.h"
#include "engine/model/data_source.h"
#include "engine/model/pair_spec.h"

namespace twintide::link {

class PracticePair {
 public:
  // step: "server_a" "server_b" "sample_tables", with done and total.
  using Progress = std::function<void(const std::string& step, int done, int total)>;

  // Starts both servers in dataDir (reused when they were there before) and fills the shop at A
  // when it is empty.
  static Result<std::unique_ptr<PracticePair>> start(practice::Flavour flavour,
                                                     const std::string& dataDir,
                                                     const Progress& progress,
                                                     std::stop_token stop);

  const DataSource& a() const { return m_sourceA; }
  const DataSource& b() const { return m_sourceB; }
  practice::Flavour flavour() const { return m_flavour; }
  practice::ServerProcess& serverA() { return *m_a; }
  practice::ServerProcess& serverB() { return *m_b; }
  // "practice": everything of database shop, forward with schema, full, incremental and DDL.
  PairSpec pairSpec() const;
  Status stop();

 private:
  PracticePair() = default;
  Status fillShop();
  practice::Flavour m_flavour = practice::Flavour::OceanBase;
  std::unique_ptr<practice::ServerProcess> m_a, m_b;
  DataSource m_sourceA, m_sourceB;
};

}  // namespace twintide::link
