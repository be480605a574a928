// Purpose: the definition of a link pair: what the wizard makes and pairs/*.yaml holds.
// Owner: engine/store keeps it on disk. Thread: plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace twintide {

enum class Direction { Forward, Reverse };

// Patterns "database.table"; * ? [abc] [!abc] in both parts; chosen = include minus exclude.
struct ObjectFilter {
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  bool matches(const std::string& database, const std::string& table) const;
  // True when some table of the database could match (for CREATE DATABASE).
  bool touchesDatabase(const std::string& database) const;
  bool operator==(const ObjectFilter&) const = default;
};

struct MigrationTypes {
  bool schema = false;
  bool full = false;
  bool incremental = true;
  bool insertRows = true, updateRows = true, deleteRows = true;
  bool ddl = false;  // at most one direction of a pair
  bool operator==(const MigrationTypes&) const = default;
};

enum class PolicyKind {
  RegionPriority,
  LatestCommit,
  UseMax,
  UseMin,
  Delta,
  Overwrite,
  Ignore,
  Stop,
  Quarantine
};

// True for the policies that decide by a column of the row.
bool needsColumn(PolicyKind kind);

enum class ConflictKind {
  InsertExists,
  UpdateMissing,
  UpdateDiffering,
  UpdateConcurrent,
  DeleteMissing,
  DeleteRecentlyUpdated,
  KeyExists,
  FkParentMissing,
  ValueRefused,
  TableMissing,
  ColumnMissing
};

// A policy for some tables or kinds of conflict.
struct ConflictRule {
  std::vector<std::string> tables;  // patterns "database.table"; empty = all
  std::vector<ConflictKind> kinds;  // empty = all
  PolicyKind kind = PolicyKind::RegionPriority;
  std::string column;  // of UseMax, UseMin, Delta
  bool matches(const std::string& database, const std::string& table, ConflictKind k) const;
  bool operator==(const ConflictRule&) const = default;
};

// What decides conflicts. The winner region is also the arbiter: its side decides, and what it
// decided is sent to the other. UseMax/UseMin/Delta name a column.
struct ConflictPolicy {
  PolicyKind kind = PolicyKind::RegionPriority;
  std::string winnerRegion;  // region id; empty = source of the forward link
  std::string column;
  std::vector<ConflictRule> rules;  // the first that matches decides, else kind and column
  bool operator==(const ConflictPolicy&) const = default;
};

// What to do when a table to be copied already holds rows at the target.
enum class NonEmptyTarget { Stop, Merge };

struct PairOptions {
  int copyThreads = 2;       // 1..16
  int copyChunkRows = 2000;  // 100..50000
  int groupRows = 2000;      // 1..5000: most rows of a group
  int groupBytes = 2 << 20;  // 64 KiB..16 MiB
  int groupLingerMs = 0;     // 0..1000: longest a group waits for more, from its first row on
  int heartbeatMs = 1000;    // 200..60000
  // 10 000..20 000 000: most rows on which both sides have yet to agree, kept in memory
  int unsettledRows = 500'000;
  NonEmptyTarget nonEmptyTarget = NonEmptyTarget::Stop;
  bool operator==(const PairOptions&) const = default;
};

struct LinkSpec {
  MigrationTypes types;
  bool operator==(const LinkSpec&) const = default;
};

struct PairSpec {
  std::string name;     // [A-Za-z0-9_-]{1,64}, also the file name and the link id's stem
  std::string label;    // shown; any text; empty = name
  std::string sourceA;  // data source the forward link reads
  std::string sourceB;  // data source the forward link writes
  ObjectFilter objects;
  LinkSpec forward;  // A → B
  LinkSpec reverse;  // B → A: incremental only, never schema, full or DDL together with forward's
  ConflictPolicy conflicts;
  PairOptions options;
  std::vector<std::string> skippedChecks;  // precheck ids the user chose to skip

  const LinkSpec& link(Direction d) const { return d == Direction::Forward ? forward : reverse; }
  const std::string& from(Direction d) const { return d == Direction::Forward ? sourceA : sourceB; }
  const std::string& to(Direction d) const { return d == Direction::Forward ? sourceB : sourceA; }
  // Identifies the link in markers and history: "<name>.fwd" / "<name>.rev".
  std::string linkId(Direction d) const {
    return name + (d == Direction::Forward ? ".fwd" : ".rev");
  }
  const std::string& shown() const { return label.empty() ? name : label; }
  bool operator==(const PairSpec&) const = default;
};

// The forward link's default types, and the only ones a reverse link may have.
MigrationTypes forwardDefaults();
MigrationTypes reverseDefaults();

// Of a linkId(); anything else counts as forward.
Direction directionOf(const std::string& linkId);

const char* toText(Direction d);       // "forward" "reverse"
const char* toText(PolicyKind k);      // "region-priority" "latest-commit" …
const char* toText(ConflictKind k);    // "insert_exists" …
const char* toText(NonEmptyTarget t);  // "stop" "merge"

}  // namespace twintide
