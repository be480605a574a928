#include "engine/ddl/strip_rules.h"

namespace twintide::ddl {
namespace {

enum Takes : uint8_t { Nothing, Value, Group };
// Which targets refuse it.
enum Refusing : uint8_t { MySqlRefuses = 1, MariaDbRefuses = 2, OceanBaseRefuses = 4, All = 7 };
constexpr uint8_t kNotOceanBase = MySqlRefuses | MariaDbRefuses;
constexpr uint8_t kNotMariaDb = MySqlRefuses | OceanBaseRefuses;
constexpr uint8_t kNotMySql = MariaDbRefuses | OceanBaseRefuses;

struct Rule {
  std::string_view word;
  Takes takes;
  uint8_t refusedBy;
};

// OceanBase's from SHOW CREATE TABLE of 4.x; the others tried one by one on MariaDB 10.11,
// MySQL 8.0 / 5.7 and seekdb 1.4.
constexpr Rule kTableOptions[] = {
    {"ORGANIZATION", Value, kNotOceanBase},
    {"AUTO_INCREMENT_MODE", Value, kNotOceanBase},
    {"BLOCK_SIZE", Value, kNotOceanBase},
    {"REPLICA_NUM", Value, kNotOceanBase},
    {"TABLET_SIZE", Value, kNotOceanBase},
    {"PCTFREE", Value, kNotOceanBase},
    {"TABLEGROUP", Value, All},  // the group need not exist at the target
    {"LOCALITY", Value, All},    // names zones of the source's cluster
    {"PRIMARY_ZONE", Value, All},
    {"USE_BLOOM_FILTER", Value, kNotOceanBase},
    {"PROGRESSIVE_MERGE_NUM", Value, kNotOceanBase},
    {"DUPLICATE_SCOPE", Value, kNotOceanBase},
    {"LOB_INROW_THRESHOLD", Value, kNotOceanBase},
    {"ENABLE_EXTENDED_ROWID", Value, kNotOceanBase},
    {"TABLE_MODE", Value, kNotOceanBase},
    {"KV_ATTRIBUTES", Value, kNotOceanBase},
    {"STORAGE_FORMAT_VERSION", Value, kNotOceanBase},
    {"TABLE_ID", Value, All},  // an id of the source's dictionary
    {"PARALLEL", Value, kNotOceanBase},
    {"NOPARALLEL", Nothing, kNotOceanBase},
    {"TTL", Group, kNotOceanBase},
    {"PAGE_COMPRESSED", Value, kNotMariaDb},
    {"PAGE_COMPRESSION_LEVEL", Value, kNotMariaDb},
    {"PAGE_CHECKSUM", Value, kNotMariaDb},
    {"TRANSACTIONAL", Value, kNotMariaDb},
    {"ENCRYPTED", Value, kNotMariaDb},
    {"ENCRYPTION_KEY_ID", Value, kNotMariaDb},
    {"ENCRYPTION", Value, kNotMySql},
    {"AUTOEXTEND_SIZE", Value, kNotMySql},
    {"SECONDARY_ENGINE", Value, kNotMySql},
    {"ENGINE_ATTRIBUTE", Value, kNotMySql},
    {"SECONDARY_ENGINE_ATTRIBUTE", Value, kNotMySql},
    {"TABLESPACE", Value, kNotMySql},
};

constexpr Rule kIndexOptions[] = {
    {"LOCAL", Nothing, kNotOceanBase},      {"GLOBAL", Nothing, kNotOceanBase},
    {"BLOCK_SIZE", Value, kNotOceanBase},   {"STORING", Group, kNotOceanBase},
    {"PARALLEL", Value, kNotOceanBase},     {"NOPARALLEL", Nothing, kNotOceanBase},
    {"VISIBLE", Nothing, MariaDbRefuses},   {"INVISIBLE", Nothing, MariaDbRefuses},
    {"IGNORED", Nothing, kNotMariaDb},      {"CLUSTERING", Value, kNotMariaDb},
    {"ENGINE_ATTRIBUTE", Value, kNotMySql}, {"SECONDARY_ENGINE_ATTRIBUTE", Value, kNotMySql},
};

uint8_t bit(const Dialect& to) {
  if (to.kind == ServerKind::OceanBase) return OceanBaseRefuses;
  return to.kind == ServerKind::MariaDb ? MariaDbRefuses : MySqlRefuses;
}

// Tokens of a parenthesised group that starts `ahead` tokens on.
size_t groupLength(const Cursor& c, size_t ahead) {
  int depth = 0;
  size_t n = 0;
  do {
    if (c.isSymbol('(', ahead + n)) ++depth;
    if (c.isSymbol(')', ahead + n)) --depth;
    ++n;
  } while (depth > 0 && !c.text(ahead + n).empty());
  return n;
}

size_t length(const Cursor& c, const Rule& rule) {
  switch (rule.takes) {
    case Nothing:
      return 1;
    case Value:
      return c.isSymbol('=', 1) ? 3 : 2;
    case Group:
      break;
  }
  return c.isSymbol('(', 1) ? 1 + groupLength(c, 1) : 0;
}

template <size_t N>
size_t match(const Cursor& c, const Rule (&rules)[N], uint8_t target) {
  for (const Rule& r : rules) {
    if ((r.refusedBy & target) && c.isWord(r.word)) return length(c, r);
  }
  return 0;
}

// MySQL compresses pages ('zlib'), OceanBase blocks ('zstd_1.3.8'): the values never fit.
bool compressionFits(const RewriteOptions& o) {
  return o.to.kind == o.from.kind && o.to.kind != ServerKind::MariaDb;
}

}  // namespace

size_t tableOptionToDrop(const Cursor& c, const RewriteOptions& o) {
  const size_t valueAt = c.isSymbol('=', 1) ? 2 : 1;
  if (c.isWord("COMPRESSION") && !compressionFits(o)) return valueAt + 1;
  // A folder of the source's machine.
  if ((c.isWord("DATA") || c.isWord("INDEX")) && c.isWord("DIRECTORY", 1))
    return c.isSymbol('=', 2) ? 4 : 3;
  if (c.isWord("ROW_FORMAT") && c.isWord("CONDENSED", valueAt) && bit(o.to) != OceanBaseRefuses)
    return valueAt + 1;
  if (c.isWord("WITH") && c.isWord("COLUMN", 1) && c.isWord("GROUP", 2) &&
      bit(o.to) != OceanBaseRefuses)
    return 3 + groupLength(c, 3);
  if (c.isWord("WITH") && c.isWord("SYSTEM", 1) && c.isWord("VERSIONING", 2) &&
      bit(o.to) != MariaDbRefuses)
    return 3;
  // 8.0 options that an older MySQL does not know.
  if (o.to.kind == ServerKind::MySql && o.to.number < 80021 &&
      (c.isWord("ENGINE_ATTRIBUTE") || c.isWord("SECONDARY_ENGINE_ATTRIBUTE") ||
       c.isWord("SECONDARY_ENGINE") || c.isWord("AUTOEXTEND_SIZE")))
    return valueAt + 1;
  return match(c, kTableOptions, bit(o.to));
}

size_t indexOptionToDrop(const Cursor& c, const RewriteOptions& o) {
  if (c.isWord("NOT") && c.isWord("IGNORED", 1)) return bit(o.to) == MariaDbRefuses ? 0 : 2;
  const bool oldMySql = o.to.kind == ServerKind::MySql && o.to.number < 80000;
  if (oldMySql && (c.isWord("VISIBLE") || c.isWord("INVISIBLE"))) return 1;
  return match(c, kIndexOptions, bit(o.to));
}

size_t columnOptionToDrop(const Cursor& c, const RewriteOptions& o) {
  const Dialect& to = o.to;
  const bool mySql8 = to.kind == ServerKind::MySql && to.number >= 80000;
  if (c.isWord("SRID") && c.is(TokenKind::Number, 1))
    // seekdb's table of reference systems is empty (error 3548).
    return mySql8 || (to.kind == ServerKind::OceanBase && !to.seekdb) ? 0 : 2;
  const bool hides =
      to.kind == ServerKind::MariaDb || (to.kind == ServerKind::MySql && to.number >= 80023);
  if (c.isWord("INVISIBLE") && !hides) return 1;
  if (c.isWord("VISIBLE") && to.kind != ServerKind::MySql) return 1;
  if (c.isWord("COMPRESSED") && to.kind != ServerKind::MariaDb) return 1;
  return 0;
}

std::string engineInstead(std::string_view engine, const RewriteOptions& o) {
  if (sameWord(engine, "INNODB")) return "";
  if (o.to.kind == ServerKind::OceanBase) return "InnoDB";
  if (o.to.kind == o.from.kind) return "";
  for (std::string_view own : {"ARIA", "OCEANBASE", "ROCKSDB", "TOKUDB", "XTRADB", "NDBCLUSTER"}) {
    if (sameWord(engine, own)) return "InnoDB";
  }
  return "";
}

}  // namespace twintide::ddl
