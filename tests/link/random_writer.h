// Purpose: writers that make conflicts: random changes of the same few rows on both sides.
// Owner: the tests of link. Thread: a writer is a thread of its own.
#pragma once

#include <atomic>
#include <random>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/stop_wait.h"
#include "tests/link/live_pair.h"
#include "tests/support/seed.h"

namespace twintide::test {

inline constexpr const char* kCollisionTable =
    "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, u VARCHAR(10), v INT NOT NULL, "
    "s VARCHAR(40), UNIQUE KEY uk (u)) DEFAULT CHARACTER SET utf8mb4";

inline std::string randomStatement(std::mt19937& random, int n) {
  constexpr int kKeys = 6;
  auto key = [&] { return std::to_string(random() % kKeys); };
  const std::string u = random() % 2 ? "NULL" : "'u" + std::to_string(random() % 3) + "'";
  const std::string v = std::to_string(n);
  switch (random() % 9) {
    case 0:
    case 1:
      return "INSERT IGNORE INTO app.c VALUES (" + key() + ',' + u + ',' + v + ",'in 行')";
    case 2:
      return "DELETE FROM app.c WHERE id=" + key();
    case 3:
      return "UPDATE IGNORE app.c SET id=" + key() + " WHERE id=" + key();
    case 4:
      return "UPDATE IGNORE app.c SET u=" + u + " WHERE id=" + key();
    case 5:
      return "REPLACE INTO app.c VALUES (" + key() + ',' + u + ',' + v + ",'re')";
    default:
      return "UPDATE app.c SET v=" + v + ", s=CONCAT('v',v%7) WHERE id=" + key();
  }
}

// Each side has rows of its own: every second one.
inline constexpr const char* kSharedTable =
    "CREATE TABLE app.w (id INT NOT NULL PRIMARY KEY, n INT NOT NULL, s VARCHAR(40))";

template <int kSide>
std::string randomOwnRow(std::mt19937& random, int n) {
  constexpr int kRows = 60;
  const std::string id = std::to_string(2 * (random() % kRows) + kSide), v = std::to_string(n);
  switch (random() % 4) {
    case 0:
      return "INSERT IGNORE INTO app.w VALUES (" + id + ',' + v + ",'in 行')";
    case 1:
      return "DELETE FROM app.w WHERE id=" + id;
    default:
      return "UPDATE app.w SET n=" + v + ", s=CONCAT('v',n%7) WHERE id=" + id;
  }
}

using RandomStatement = std::string (*)(std::mt19937& random, int n);

struct Written {
  std::atomic<int> committed{0};
  std::atomic<bool> ended{false};
  std::string error;  // that ended it early
};

// A server that hangs up does so at once. A seekdb 1.4 has lost a writer's connection once in some
// hundred runs, nobody knows why yet: hence its log.
inline constexpr int64_t kHangsUpWithinMs = 20'000;
inline constexpr int kMostHangUps = 3;

// One or two statements a transaction. What a deadlock with the applier refuses is left out.
inline NamedThread startWriter(practice::ServerProcess& at, unsigned seed, int count,
                               Written& written, RandomStatement statement = randomStatement) {
  return NamedThread("writer", [&at, &written, seed, count, statement](std::stop_token stop) {
    struct Ends {
      Written& of;
      ~Ends() { of.ended = true; }
    } ends{written};
    std::unique_ptr<db::DataConnection> c;
    // As an application does, unlike Twintide's own sessions.
    const auto open = [&] {
      c = test::connection(at);
      auto set = c->execute("SET SESSION foreign_key_checks=1");
      if (!set) written.error = LivePair::text(set.error());
      return set.has_value();
    };
    if (!open()) return;
    int hungUp = 0;
    std::mt19937 random(seed);
    for (int i = 0; i < count && !stop.stop_requested(); ++i) {
      std::string packet = "BEGIN;" + statement(random, static_cast<int>(random() % 1000));
      if (random() % 2) packet += ';' + statement(random, static_cast<int>(random() % 1000));
      const int64_t since = systemClock().steadyUs();
      auto done = c->executePacket(packet + ";COMMIT");
      if (!done) {
        const int64_t ms = (systemClock().steadyUs() - since) / 1000;
        const std::string lost =
            LivePair::text(done.error()) + " after " + std::to_string(ms) + " ms\n" + at.logTail();
        MESSAGE(lost);
        // As an application does; but for one that was kept waiting.
        if (ms > kHangsUpWithinMs || ++hungUp > kMostHangUps) {
          written.error = lost;
          return;
        }
        if (!open()) return;
        continue;
      }
      if (done->failed) {
        if (auto undone = c->execute("ROLLBACK"); !undone) {
          written.error = LivePair::text(undone.error());
          return;
        }
      } else {
        ++written.committed;
      }
    }
  });
}

// Corrections that wait for their answers, at both sides; "" when there are none.
inline std::string openCorrections(LivePair& p) {
  std::string out;
  for (db::Session* s : {p.a.get(), p.b.get()}) {
    auto rows =
        s->query("SELECT id,link_id,kind,answered,table_name,row_key FROM twintide.correction");
    if (!rows) return LivePair::text(rows.error());
    for (const auto& row : rows->rows) {
      for (const auto& field : row) out += field.value_or("NULL") + ' ';
      out += '\n';
    }
  }
  return out;
}

inline std::string rowsAt(db::Session& s) {
  auto rows = s.scalar("SELECT GROUP_CONCAT(CONCAT(id,':',v) ORDER BY id) FROM app.c");
  return rows ? *rows : LivePair::text(rows.error());
}

inline std::string rowsOf(LivePair& p) {
  return "A " + rowsAt(*p.a) + " B " + rowsAt(*p.b) + '\n';
}

// What was decided last, the oldest first.
inline std::string lastConflicts(LivePair& p) {
  constexpr size_t kMost = 40;
  std::lock_guard lock(p.mutex);
  std::string out;
  const auto shown = [](const RowImage& image) {
    std::string row = " (";
    for (const ImageCell& c : image) row += c.isNull ? "NULL " : c.value + ' ';
    return row + ')';
  };
  for (size_t i = p.conflicts.size() - std::min(kMost, p.conflicts.size()); i < p.conflicts.size();
       ++i) {
    const Conflict& c = p.conflicts[i];
    out += std::to_string(c.atUs) + ' ' + c.linkId + ' ' + toText(c.kind) + ' ' + c.key + ' ' +
           toText(c.winner) + shown(c.expected) + shown(c.incoming) + shown(c.local) + '\n';
  }
  return out;
}

inline bool nothingOpen(LivePair& p) {
  return openCorrections(p).empty();
}

// Corrections travel to and fro until both sides agree. Some are seen in the logs alone: the news
// of an emptied table, and a request; so nothing may be open several times in a row.
inline void rest(LivePair& p) {
  constexpr int kRounds = 100, kQuiet = 3;
  int quiet = 0;
  for (int i = 0; i < kRounds && quiet < kQuiet; ++i) {
    p.settle();
    quiet = nothingOpen(p) ? quiet + 1 : 0;
  }
  CHECK_MESSAGE(quiet == kQuiet, openCorrections(p) << p.describe() << p.told());
}

}  // namespace twintide::test
