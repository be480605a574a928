#include "engine/model/table_schema.h"

#include <strings.h>
#include <xxhash.h>

namespace twintide {

int TableSchema::identityKey() const {
  int found = -1;
  for (int i = 0; i < static_cast<int>(keys.size()); ++i) {
    const Key& k = keys[i];
    if (!k.unique || k.prefix) continue;
    if (k.name == "PRIMARY") return i;
    bool notNull = true;
    for (int c : k.columns) notNull = notNull && !columns[c].nullable;
    if (notNull && found < 0) found = i;
  }
  return found;
}

int TableSchema::columnIndex(const std::string& name) const {
  for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
    if (strcasecmp(columns[i].name.c_str(), name.c_str()) == 0) return i;
  }
  return -1;
}

std::string TableSchema::structureText() const {
  std::string out;
  for (const Column& c : columns) {
    out += c.name + ' ' + c.columnType + (c.nullable ? " null" : " not null") + ' ' + c.charset;
    if (c.generated) out += " generated";
    if (c.autoIncrement) out += " auto_increment";
    if (c.hasDefault) out += " default " + c.defaultValue;
    out += '\n';
  }
  for (const Key& k : keys) {
    out += (k.unique ? "unique " : "key ") + k.name + " (";
    for (int c : k.columns) out += columns[c].name + ",";
    out += ")\n";
  }
  return out;
}

uint64_t TableSchema::structureHash() const {
  const std::string text = structureText();
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace twintide
