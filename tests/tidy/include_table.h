// Purpose: which room may include which, as engine/README.md says it.
// Owner: tests/tidy. Thread: pure functions.
#pragma once

#include <map>
#include <set>
#include <sstream>
#include <string>

#include "tests/tidy/source_text.h"

namespace twintide::tidy {

class IncludeTable {
 public:
  // Rows "| engine/db | engine/base engine/model | … |"; others are passed over.
  static IncludeTable fromMarkdown(const std::string& text) {
    IncludeTable table;
    for (const std::string& line : linesOf(text)) {
      std::istringstream cells(line);
      std::string none, room, allowed;
      if (!std::getline(cells, none, '|') || !std::getline(cells, room, '|')) continue;
      if (!std::getline(cells, allowed, '|')) continue;
      room = room.substr(0, room.find_last_not_of(' ') + 1);
      room.erase(0, room.find_first_not_of(' '));
      if (room.rfind("engine/", 0) != 0 && room.rfind("ui", 0) != 0) continue;
      std::istringstream words(allowed);
      for (std::string word; words >> word;)
        if (word != "–") table.m_rooms[room].insert(word);
      table.m_rooms[room];
    }
    return table;
  }

  size_t size() const { return m_rooms.size(); }

  // The room of a path: its longest prefix in the table, else its first folder.
  std::string roomOf(const std::string& path) const {
    std::string best = path.substr(0, path.find('/'));
    for (const auto& [room, allowed] : m_rooms)
      if (path.rfind(room + "/", 0) == 0 && room.size() >= best.size()) best = room;
    return best;
  }

  bool allows(const std::string& file, const std::string& included) const {
    const std::string from = roomOf(file);
    const std::string to = roomOf(included);
    if (from == to || from == "tests") return true;
    if (from == "app") return to != "tests";
    const auto row = m_rooms.find(from);
    if (row == m_rooms.end()) return false;
    const bool isSource = file.size() > 4 && file.substr(file.size() - 4) == ".cpp";
    return row->second.count(to) > 0 || (isSource && row->second.count(to + "*") > 0);
  }

 private:
  std::map<std::string, std::set<std::string>> m_rooms;
};

}  // namespace twintide::tidy
