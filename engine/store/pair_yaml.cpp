#include <fmt/format.h>

#include "engine/store/definition_yaml.h"
#include "engine/store/names.h"
#include "engine/store/yaml_text.h"

namespace twintide::store {
namespace {

constexpr int kMiB = 1 << 20;

// What the forward link has copied once, the reverse link must not copy back.
void refuseCopy(YamlReader& y, const MigrationTypes& t) {
  if (t.schema) y.refuse("schema", "true", "false");
  if (t.full) y.refuse("full", "true", "false");
}

void readTypes(YamlReader& y, MigrationTypes& t) {
  y.flag("schema", t.schema).flag("full", t.full).flag("ddl", t.ddl);
  y.flag("incremental", t.incremental);
  std::vector<std::string> dml;
  bool given = false;
  y.texts("dml", dml);
  for (const std::string& kind : dml) {
    if (!std::exchange(given, true)) t.insertRows = t.updateRows = t.deleteRows = false;
    if (kind == "insert")
      t.insertRows = true;
    else if (kind == "update")
      t.updateRows = true;
    else if (kind == "delete")
      t.deleteRows = true;
    else
      y.refuse("dml", kind, "insert, update, delete");
  }
}

void readRule(YamlReader& y, ConflictRule& rule) {
  std::vector<std::string> kinds;
  y.texts("tables", rule.tables).texts("kinds", kinds);
  y.required("policy").choice("policy", rule.kind).text("column", rule.column);
  if (needsColumn(rule.kind)) y.required("column");
  for (const std::string& spelled : kinds) {
    if (const auto kind = fromText<ConflictKind>(spelled)) {
      rule.kinds.push_back(*kind);
      continue;
    }
    std::string allowed;
    for (ConflictKind k : allValues<ConflictKind>())
      allowed += (allowed.empty() ? "" : ", ") + std::string(toText(k));
    y.refuse("kinds", spelled, allowed);
  }
}

void readPolicy(YamlReader& y, ConflictPolicy& p) {
  y.choice("policy", p.kind).text("winner", p.winnerRegion).text("column", p.column);
  if (needsColumn(p.kind)) y.required("column");
  y.sections("rules", [&](YamlReader& r) { readRule(r, p.rules.emplace_back()); });
}

void readOptions(YamlReader& y, PairOptions& o) {
  y.number("copy_threads", o.copyThreads, 1, 16);
  y.number("copy_chunk_rows", o.copyChunkRows, 100, 50'000);
  y.number("group_rows", o.groupRows, 1, 5'000);
  y.number("group_bytes", o.groupBytes, 64 * 1024, 16 * kMiB);
  y.number("group_linger_ms", o.groupLingerMs, 0, 1'000);
  y.number("heartbeat_ms", o.heartbeatMs, 200, 60'000);
  y.number("unsettled_rows", o.unsettledRows, 10'000, 20'000'000);
  y.choice("nonempty_target", o.nonEmptyTarget);
}

void readObjects(YamlReader& y, ObjectFilter& objects) {
  y.required("include").texts("include", objects.include).texts("exclude", objects.exclude);
}

// A side is the name of a data source or, in a pair.yaml, the data source itself.
void readSide(YamlReader& y, const char* key, std::string& name, std::vector<DataSource>* sources) {
  y.required(key);
  if (sources && y.isMap(key)) {
    DataSource source;
    y.section(key, [&](YamlReader& s) { readSource(s, source); });
    name = source.name;
    sources->push_back(std::move(source));
    return;
  }
  y.text(key, name);
  if (!checkName(name, kMaxSourceName)) y.refuse(key, name, "the name of a data source");
}

std::string typesYaml(const MigrationTypes& t, Direction direction) {
  std::string out;
  if (direction == Direction::Forward) {
    out += fmt::format("  schema: {}\n  full: {}\n", t.schema, t.full);
  }
  std::vector<std::string> dml;
  if (t.insertRows) dml.emplace_back("insert");
  if (t.updateRows) dml.emplace_back("update");
  if (t.deleteRows) dml.emplace_back("delete");
  return out + fmt::format("  incremental: {}\n  dml: {}\n  ddl: {}  # at most one of the links\n",
                           t.incremental, yamlList(dml), t.ddl);
}

std::string ruleYaml(const ConflictRule& rule) {
  std::vector<std::string> kinds;
  for (ConflictKind kind : rule.kinds) kinds.emplace_back(toText(kind));
  std::string out = fmt::format("    - policy: {}\n", toText(rule.kind));
  if (!rule.tables.empty()) out += "      tables: " + yamlList(rule.tables) + "\n";
  if (!kinds.empty()) out += "      kinds: " + yamlList(kinds) + "\n";
  if (!rule.column.empty()) out += "      column: " + yamlText(rule.column) + "\n";
  return out;
}

std::string policyYaml(const ConflictPolicy& p) {
  std::string out = fmt::format(
      "conflicts:\n  # region-priority, latest-commit, use-max, use-min, delta, quarantine, stop\n"
      "  policy: {}\n",
      toText(p.kind));
  if (!p.winnerRegion.empty()) out += "  winner: " + yamlText(p.winnerRegion) + "  # region id\n";
  if (!p.column.empty()) out += "  column: " + yamlText(p.column) + "\n";
  if (!p.rules.empty()) out += "  rules:  # the first that fits table and kind decides\n";
  for (const ConflictRule& rule : p.rules) out += ruleYaml(rule);
  return out;
}

std::string optionsYaml(const PairOptions& o) {
  return fmt::format(
      "options:\n  copy_threads: {}        # 1–16\n  copy_chunk_rows: {}  # 100–50000\n"
      "  group_rows: {}        # 1–5000, most rows of a group\n"
      "  group_bytes: {}   # 65536–16777216\n"
      "  group_linger_ms: {}     # 0–1000, longest wait to fill a group\n"
      "  heartbeat_ms: {}     # 200–60000\n"
      "  unsettled_rows: {}  # 10000–20000000, most rows that both sides have yet to agree on\n"
      "  nonempty_target: {}  # stop, merge: when a table to be copied already holds rows\n",
      o.copyThreads, o.copyChunkRows, o.groupRows, o.groupBytes, o.groupLingerMs, o.heartbeatMs,
      o.unsettledRows, toText(o.nonEmptyTarget));
}

}  // namespace

void readPair(YamlReader& y, PairSpec& p, std::vector<DataSource>* sources) {
  p.forward.types = forwardDefaults();
  p.reverse.types = reverseDefaults();
  y.required("name").text("name", p.name).text("label", p.label);
  readSide(y, "a", p.sourceA, sources);
  readSide(y, "b", p.sourceB, sources);
  y.required("objects").section("objects", [&](YamlReader& r) { readObjects(r, p.objects); });
  y.section("forward", [&](YamlReader& r) { readTypes(r, p.forward.types); });
  y.section("reverse", [&](YamlReader& r) {
    readTypes(r, p.reverse.types);
    refuseCopy(r, p.reverse.types);
    if (p.forward.types.ddl && p.reverse.types.ddl) r.refuse("ddl", "true", "false");
  });
  y.section("conflicts", [&](YamlReader& r) { readPolicy(r, p.conflicts); });
  y.section("options", [&](YamlReader& r) { readOptions(r, p.options); });
  y.texts("skipped_checks", p.skippedChecks);
  if (!checkName(p.name, kMaxPairName)) y.refuse("name", p.name, "1–64 of A–Z a–z 0–9 _ -");
}

std::string pairYaml(const PairSpec& p) {
  std::string out = fmt::format(
      "# Twintide link pair: a forward and a reverse link between two data sources.\n"
      "version: {}\nname: {}\n",
      kSchemaVersion, yamlText(p.name));
  if (!p.label.empty()) out += "label: " + yamlText(p.label) + "\n";
  out += fmt::format("a: {}  # the forward link reads here\nb: {}  # and writes here\n",
                     yamlText(p.sourceA), yamlText(p.sourceB));
  out += fmt::format(
      "objects:  # database.table with * ? [abc] [!abc]\n  include: {}\n  exclude: {}\n",
      yamlList(p.objects.include), yamlList(p.objects.exclude));
  out += "forward:\n" + typesYaml(p.forward.types, Direction::Forward);
  out += "reverse:  # rows only: schema and full belong to the forward link\n" +
         typesYaml(p.reverse.types, Direction::Reverse);
  out += policyYaml(p.conflicts) + optionsYaml(p.options);
  out += "skipped_checks: " + yamlList(p.skippedChecks) + "\n";
  return out;
}

}  // namespace twintide::store
