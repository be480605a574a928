#include "engine/ddl/heads.h"

namespace twintide::ddl {
namespace {

struct ObjectWord {
  std::string_view word;
  ObjectKind kind;
  const char* reason;
};

// Second words of CREATE / ALTER / DROP / RENAME that this job leaves alone.
constexpr ObjectWord kObjects[] = {
    {"VIEW", ObjectKind::View, "view"},
    {"TRIGGER", ObjectKind::Trigger, "trigger"},
    {"PROCEDURE", ObjectKind::Routine, "routine"},
    {"FUNCTION", ObjectKind::Routine, "routine"},
    {"PACKAGE", ObjectKind::Routine, "routine"},
    {"EVENT", ObjectKind::Event, "event"},
    {"SEQUENCE", ObjectKind::Sequence, "sequence"},
    {"USER", ObjectKind::Account, "account"},
    {"ROLE", ObjectKind::Account, "account"},
    {"SERVER", ObjectKind::Other, "server_object"},
    {"TABLESPACE", ObjectKind::Other, "server_object"},
    {"LOGFILE", ObjectKind::Other, "server_object"},
    {"TABLEGROUP", ObjectKind::Other, "server_object"},
    {"OUTLINE", ObjectKind::Other, "server_object"},
    {"RESOURCE", ObjectKind::Other, "server_object"},
    {"SYNONYM", ObjectKind::Other, "server_object"},
    {"SYSTEM", ObjectKind::Other, "server_object"},
    {"TENANT", ObjectKind::Other, "server_object"},
    {"INSTANCE", ObjectKind::Other, "server_object"},
    {"SPATIAL", ObjectKind::Other, "server_object"},  // CREATE SPATIAL REFERENCE SYSTEM
};

// CREATE DEFINER=… SQL SECURITY … VIEW: modifiers are few, then comes the object word.
constexpr size_t kMaxModifiers = 24;

bool objectOf(Cursor& c, Statement& s) {
  for (size_t ahead = 0; ahead < kMaxModifiers; ++ahead) {
    for (const ObjectWord& o : kObjects) {
      if (!c.isWord(o.word, ahead)) continue;
      s.object = o.kind;
      classify(s, Class::Ignore, o.reason);
      c.seek(c.index() + ahead + 1);
      if (o.kind == ObjectKind::View || o.kind == ObjectKind::Trigger ||
          o.kind == ObjectKind::Routine || o.kind == ObjectKind::Event) {
        c.takeWords({"IF", "NOT", "EXISTS"});
        c.takeWords({"IF", "EXISTS"});
        if (auto name = c.tableName(NameRole::Target)) s.names.push_back(*name);
      }
      return true;
    }
  }
  return false;
}

struct VerbWord {
  std::string_view word;
  Class cls;
  const char* reason;
};

constexpr VerbWord kVerbs[] = {
    {"GRANT", Class::Ignore, "account"},
    {"REVOKE", Class::Ignore, "account"},
    {"SET", Class::Ignore, "session"},
    {"USE", Class::Ignore, "session"},
    {"BEGIN", Class::Ignore, "session"},
    {"START", Class::Ignore, "session"},
    {"COMMIT", Class::Ignore, "session"},
    {"ROLLBACK", Class::Ignore, "session"},
    {"SAVEPOINT", Class::Ignore, "session"},
    {"RELEASE", Class::Ignore, "session"},
    {"XA", Class::Ignore, "session"},
    {"LOCK", Class::Ignore, "session"},
    {"UNLOCK", Class::Ignore, "session"},
    {"DO", Class::Ignore, "session"},
    {"SELECT", Class::Ignore, "session"},
    {"SHOW", Class::Ignore, "session"},
    {"DESC", Class::Ignore, "session"},
    {"DESCRIBE", Class::Ignore, "session"},
    {"EXPLAIN", Class::Ignore, "session"},
    {"HELP", Class::Ignore, "session"},
    {"PREPARE", Class::Ignore, "session"},
    {"DEALLOCATE", Class::Ignore, "session"},
    {"ANALYZE", Class::Ignore, "maintenance"},
    {"OPTIMIZE", Class::Ignore, "maintenance"},
    {"CHECK", Class::Ignore, "maintenance"},
    {"REPAIR", Class::Ignore, "maintenance"},
    {"CHECKSUM", Class::Ignore, "maintenance"},
    {"CACHE", Class::Ignore, "maintenance"},
    {"FLUSH", Class::Ignore, "maintenance"},
    {"RESET", Class::Ignore, "maintenance"},
    {"PURGE", Class::Ignore, "maintenance"},
    {"KILL", Class::Ignore, "maintenance"},
    {"BINLOG", Class::Ignore, "maintenance"},
    {"CHANGE", Class::Ignore, "maintenance"},
    {"STOP", Class::Ignore, "maintenance"},
    {"INSTALL", Class::Ignore, "server_object"},
    {"UNINSTALL", Class::Ignore, "server_object"},
    // Rows written as statements: the source does not log rows, so changes would be lost.
    {"INSERT", Class::Refuse, "statement_rows"},
    {"UPDATE", Class::Refuse, "statement_rows"},
    {"DELETE", Class::Refuse, "statement_rows"},
    {"REPLACE", Class::Refuse, "statement_rows"},
    {"CALL", Class::Refuse, "statement_rows"},
    {"IMPORT", Class::Refuse, "import"},
    {"FLASHBACK", Class::Refuse, "flashback"},
};

bool parseLoad(Cursor& c, Statement& s) {
  if (c.isWord("INDEX", 1)) {
    classify(s, Class::Ignore, "maintenance");
  } else {
    classify(s, Class::Refuse, "statement_rows");
  }
  return true;
}

}  // namespace

bool parseOther(Cursor& c, Statement& s) {
  if (s.verb != Verb::Other) return objectOf(c, s);
  if (c.isWord("LOAD")) return parseLoad(c, s);
  for (const VerbWord& v : kVerbs) {
    if (!c.isWord(v.word)) continue;
    classify(s, v.cls, v.reason);
    return true;
  }
  return false;
}

}  // namespace twintide::ddl
