#include "ui/wizard/object_rules.h"

#include <QStringList>
#include <algorithm>

namespace twintide::ui {
namespace {

void drop(std::vector<std::string>& from, const std::string& pattern) {
  std::erase(from, pattern);
}

void dropDatabase(std::vector<std::string>& from, const std::string& database) {
  std::erase_if(
      from, [&](const std::string& p) { return p == database || p.rfind(database + ".", 0) == 0; });
}

}  // namespace

void chooseDatabase(ObjectFilter& f, const std::string& database, bool on) {
  dropDatabase(f.include, database);
  dropDatabase(f.exclude, database);
  const std::string all = database + ".*";
  const bool matched = f.matches(database, "any");
  if (on && !matched) f.include.push_back(all);
  if (!on && matched) f.exclude.push_back(all);
}

void chooseTable(ObjectFilter& f, const TableId& id, bool on) {
  drop(f.include, id.text());
  drop(f.exclude, id.text());
  const bool matched = f.matches(id.database, id.table);
  if (on && !matched) f.include.push_back(id.text());
  if (!on && matched) f.exclude.push_back(id.text());
}

RuleCount countMatches(const ObjectFilter& f, const std::vector<TableBrief>& tables) {
  RuleCount count;
  for (const TableBrief& t : tables) {
    if (!f.matches(t.id.database, t.id.table)) continue;
    if (replicable(t))
      ++count.chosen;
    else
      ++count.leftOut;
  }
  return count;
}

std::vector<std::string> patternsOf(const QString& text) {
  std::vector<std::string> out;
  for (const QString& line : text.split(u'\n')) {
    const QString pattern = line.trimmed();
    if (!pattern.isEmpty()) out.push_back(pattern.toStdString());
  }
  return out;
}

QString textOf(const std::vector<std::string>& patterns) {
  QStringList lines;
  for (const std::string& p : patterns) lines << QString::fromStdString(p);
  return lines.join(u'\n');
}

}  // namespace twintide::ui
