#include "engine/ddl/rename_effect.h"

#include <algorithm>

namespace twintide::ddl {

std::vector<NetRename> netRenames(const Statement& statement) {
  std::vector<NetRename> out;
  for (size_t i = 0; i + 1 < statement.names.size(); i += 2) {
    const TableId from = statement.names[i].id();
    const TableId to = statement.names[i + 1].id();
    auto moved =
        std::find_if(out.begin(), out.end(), [&](const NetRename& r) { return r.to == from; });
    if (moved == out.end()) moved = out.insert(out.end(), NetRename{from, from, {}});
    moved->to = to;
    moved->items.push_back(i / 2);
  }
  return out;
}

}  // namespace twintide::ddl
