// Purpose: a running link pair between two real servers, for tests of the whole way of a row.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/db/schema_reader.h"
#include "engine/db/twintide_schema.h"
#include "engine/link/pair_runner.h"
#include "engine/verify/table_digest.h"
#include "tests/support/servers.h"

namespace twintide::test {

struct LivePair {
  explicit LivePair(practice::Flavour flavour) : LivePair(flavour, flavour) {}
  LivePair(practice::Flavour atA, practice::Flavour atB)
      : serverA(server(atA, 0)), serverB(server(atB, 1)), jobs("copy", 4, 64) {
    a = patientSession(serverA);
    b = patientSession(serverB);
    for (db::Session* s : {a.get(), b.get()}) {
      run(*s, {"DROP DATABASE IF EXISTS twintide", "DROP DATABASE IF EXISTS app"});
    }
    run(*a, {"CREATE DATABASE app DEFAULT CHARACTER SET utf8mb4"});
    spec.name = "live";
    spec.sourceA = "a";
    spec.sourceB = "b";
    spec.objects.include = {"app.*"};
    spec.forward.types = forwardDefaults();
    spec.reverse.types = reverseDefaults();
    spec.options.heartbeatMs = 200;
  }
  ~LivePair() { pair.reset(); }

  link::PairSetup setup() {
    link::PairSetup s;
    s.pair = spec;
    s.a = {serverA.dataSource("a", {"cn-a", "甲", 1}), Secret()};
    s.b = {serverB.dataSource("b", {"cn-b", "乙", 2}), Secret()};
    s.jobs = &jobs;
    s.spillAboveBytes = spillAboveBytes;
    s.targetReadPatience = targetReadPatience;
    s.markerRest = markerRest;
    s.sinks.event = [this](const Event& e) {
      std::lock_guard lock(mutex);
      events.push_back(e);
    };
    s.sinks.conflicts = [this](const std::vector<Conflict>& c) -> Status {
      std::lock_guard lock(mutex);
      conflicts.insert(conflicts.end(), c.begin(), c.end());
      return {};
    };
    s.sample = [](const std::string&, const MetricSample&) {};
    return s;
  }

  void start() {
    pair = std::make_unique<link::PairRunner>(setup());
    Status started = pair->start({});
    if (!started) FAIL(text(started.error()) << "\n" << describe());
    waitRunning();
  }
  void waitRunning() {
    const bool ok = metOnTheWay([&] {
      auto s = pair->snapshot();
      return s->forward.state == LinkState::Running && s->reverse.state == LinkState::Running;
    });
    if (!ok) FAIL(describe());
  }
  void stop() {
    Status stopped = pair->stop(LinkState::Stopped);
    if (!stopped) FAIL(text(stopped.error()));
  }

  // Both links have applied everything committed by now.
  void settle() {
    const int64_t since = systemClock().wallUs();
    const bool ok = metOnTheWay([&] {
      auto s = pair->snapshot();
      for (const LinkSnapshot* l : {&s->forward, &s->reverse}) {
        if (l->lagUs < 0 || l->lagMeasuredUs - l->lagUs < since) return false;
      }
      return true;
    });
    if (!ok) FAIL("not settled: " << describe());
  }

  // True when both sides hold the same rows in every table of the pair.
  std::string firstDifference() {
    auto tables = db::readTables(*a, spec.objects);
    if (!tables) return text(tables.error());
    for (const auto& t : *tables) {
      auto d = verify::compare(*a, *b, *t);
      if (!d) return text(d.error());
      if (!d->equal) return t->id.text();
    }
    return "";
  }

  static std::string text(const Error& e) {
    std::string out(name(e.code));
    for (const auto& [k, v] : e.args) out += " " + k + "=" + v;
    return out;
  }
  std::string describe() {
    auto s = pair->snapshot();
    std::string out;
    for (const LinkSnapshot* l : {&s->forward, &s->reverse}) {
      out += l->linkId + " " + toText(l->state) + " lag=" + std::to_string(l->lagUs);
      if (l->error) out += " [" + text(*l->error) + "]";
      out += "\n";
    }
    return out;
  }

  // What changes when a link gets anywhere.
  std::string progress() {
    auto s = pair->snapshot();
    std::string out;
    for (const LinkSnapshot* l : {&s->forward, &s->reverse}) {
      out += std::string(toText(l->state)) + ' ' + std::to_string(l->epoch) + ' ' +
             std::to_string(l->groupNo) + ' ' + std::to_string(l->rowsApplied) + ' ' +
             std::to_string(l->copy.rowsDone) + ' ' + l->position + '\n';
    }
    return out;
  }
  // Waits for a condition as long as a link gets anywhere now and then; false when none did for a
  // minute, and after four minutes anyway.
  bool metOnTheWay(const std::function<bool()>& condition) {
    constexpr int64_t kStandstillUs = 60'000'000;
    constexpr double kMostSeconds = 240;
    bool met = false;
    std::string last;
    int64_t movedUs = 0;
    eventually(
        [&] {
          met = condition();
          const int64_t now = systemClock().steadyUs();
          std::string at = progress();
          if (at != last) movedUs = now;
          last = std::move(at);
          return met || now - movedUs > kStandstillUs;
        },
        kMostSeconds);
    return met;
  }

  std::string told() {
    std::lock_guard lock(mutex);
    std::string out;
    for (const Event& e : events) {
      out += std::to_string(e.atUs) + ' ' + e.linkId + ' ' + e.code;
      for (const auto& [k, v] : e.args) out += " " + k + "=" + v;
      out += "\n";
    }
    return out;
  }

  practice::ServerProcess& serverA;
  practice::ServerProcess& serverB;
  std::unique_ptr<db::Session> a, b;
  uint64_t spillAboveBytes = link::kSpillAboveBytes;
  std::chrono::milliseconds targetReadPatience = link::kTargetReadPatience;
  std::chrono::milliseconds markerRest = link::kMarkerRest;
  PairSpec spec;
  ThreadPool jobs;
  std::mutex mutex;
  std::vector<Event> events;
  std::vector<Conflict> conflicts;
  std::unique_ptr<link::PairRunner> pair;
};

}  // namespace twintide::test
