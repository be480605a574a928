#include "engine/ddl/splice.h"

#include <strings.h>

namespace twintide::ddl {

std::string quoteIdentifier(std::string_view name) {
  std::string out = "`";
  for (char c : name) out.append(c == '`' ? 2 : 1, c);
  return out + '`';
}

bool sameIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string Splice::result(size_t end) const {
  std::vector<const Edit*> order;
  for (const Edit& e : m_edits) order.push_back(&e);
  // At one place the longer edit goes first and voids the shorter; equal ones keep their order.
  std::stable_sort(order.begin(), order.end(), [](const Edit* a, const Edit* b) {
    return a->begin != b->begin ? a->begin < b->begin : a->end > b->end;
  });
  std::string out = m_front;
  size_t at = 0;
  for (const Edit* e : order) {
    if (e->begin < at || e->end > end) continue;
    out.append(m_text, at, e->begin - at);
    out += e->text;
    at = e->end;
  }
  out.append(m_text, at, end - at);
  while (!out.empty() && static_cast<unsigned char>(out.back()) <= ' ') out.pop_back();
  return out;
}

}  // namespace twintide::ddl
