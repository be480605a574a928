// Purpose: fills a sentence: {name} is an argument, {name|filter} one with a unit or a word, and
// [a part in brackets] is left out when an argument in it is absent or empty.
// Owner: ui/text. Thread: any.
#pragma once

#include <QString>
#include <map>
#include <string>

namespace twintide::ui::text {

using Args = std::map<std::string, std::string>;

// An absent argument outside brackets becomes "?". A part that falls away at the start gives its
// capital letter to what follows. Arguments are inserted as they are, never read as a template.
QString fill(const QString& pattern, const Args& args);

// The value as a person reads it. Filters: bytes, us (duration), s, count, n (a count that picks
// the plural form), kind, tls, state, conflict, policy, reason, check, step, link (of a link id).
QString filtered(const std::string& value, const QString& filter);

}  // namespace twintide::ui::text
