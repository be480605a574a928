#include "ui/text/template_text.h"

#include <QCoreApplication>

#include "engine/model/enum_text.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"
#include "ui/text/tables.h"

namespace twintide::ui::text {
namespace {

struct Part {
  QString text;
  bool lacking = false;  // an argument was absent or empty
};

QString capital(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

bool isHan(QChar c) {
  return c.script() == QChar::Script_Han;
}

// A translation leaves blanks around a name, which between two Chinese characters must not be.
void insert(QString& text, const QString& value) {
  const bool blank = text.size() > 1 && text.back() == u' ' && isHan(text[text.size() - 2]);
  if (blank && !value.isEmpty() && isHan(value.front())) text.chop(1);
  text += value;
}

// True at the blank between an inserted name and the text behind it, when both are Chinese.
bool needlessBlank(const QString& text, QStringView pattern, qsizetype at) {
  return pattern[at] == u' ' && at > 0 && pattern[at - 1] == u'}' && at + 1 < pattern.size() &&
         isHan(pattern[at + 1]) && !text.isEmpty() && isHan(text.back());
}

// Fills {…} of a pattern without brackets.
Part fillFlat(QStringView pattern, const Args& args) {
  Part part;
  for (qsizetype i = 0; i < pattern.size(); ++i) {
    const qsizetype end = pattern[i] == u'{' ? pattern.indexOf(u'}', i) : -1;
    if (end < 0) {
      if (!needlessBlank(part.text, pattern, i)) part.text += pattern[i];
      continue;
    }
    const QString inner = pattern.mid(i + 1, end - i - 1).toString();
    const auto found = args.find(inner.section(u'|', 0, 0).toStdString());
    const bool here = found != args.end() && !found->second.empty();
    part.lacking = part.lacking || !here;
    insert(part.text, here ? filtered(found->second, inner.section(u'|', 1)) : QStringLiteral("?"));
    i = end;
  }
  return part;
}

template <class E>
QString word(const std::string& value, QString (*say)(E)) {
  const auto known = fromText<E>(value);
  return known ? say(*known) : QString::fromStdString(value);
}

QString idWord(const std::vector<IdText>& table, const char* context, const std::string& id) {
  for (const IdText& row : table) {
    if (id == row.id) return QCoreApplication::translate(context, row.text);
  }
  return QString::fromStdString(id);
}

// "orders.fwd" → "orders, forward".
QString linkWord(const std::string& id) {
  const QString name = QString::fromStdString(id);
  const qsizetype dot = name.lastIndexOf(u'.');
  if (dot < 0) return name;
  return QCoreApplication::translate("Event", "%1, %2")
      .arg(name.left(dot), directionText(directionOf(id)));
}

QString number(const std::string& value, const QString& filter) {
  bool ok = false;
  const qlonglong n = QString::fromStdString(value).toLongLong(&ok);
  if (!ok) return QString::fromStdString(value);
  if (filter == u"bytes") return bytes(n);
  if (filter == u"us") return duration(n < 0 ? -n : n);
  if (filter == u"s") return duration(n * 1'000'000);
  return count(n);
}

}  // namespace

QString filtered(const std::string& value, const QString& filter) {
  if (filter.isEmpty()) return QString::fromStdString(value);
  if (filter == u"kind") return word<ServerKind>(value, serverKindText);
  if (filter == u"tls") return word<TlsMode>(value, tlsText);
  if (filter == u"state") return word<LinkState>(value, stateText);
  if (filter == u"conflict") return word<ConflictKind>(value, conflictText);
  if (filter == u"policy") return word<PolicyKind>(value, policyText);
  if (filter == u"check") return checkText(value);
  if (filter == u"reason") return idWord(reasonTexts(), "Reason", value);
  if (filter == u"link") return linkWord(value);
  if (filter == u"step") {
    const auto id = fromText<DrillStepId>(value);
    return id ? describe(DrillStep{*id}) : practiceStepText(value);
  }
  return number(value, filter);
}

QString fill(const QString& pattern, const Args& args) {
  QString out;
  bool dropped = false;
  for (qsizetype i = 0; i < pattern.size();) {
    const bool optional = pattern[i] == u'[';
    qsizetype end = pattern.indexOf(optional ? u']' : u'[', i);
    if (end < 0) end = pattern.size();
    const QStringView inner = QStringView(pattern).mid(i + optional, end - i - optional);
    const Part part = fillFlat(inner, args);
    if (optional && !inner.contains(u'{'))  // brackets around no argument are just brackets
      out += u'[' + part.text + u']';
    else if (!optional || !part.lacking)
      out += part.text;
    else if (out.isEmpty())  // a name keeps its first letter
      dropped = end + 1 < pattern.size() && pattern[end + 1] != u'{';
    i = end + optional;
  }
  out = out.trimmed();
  return dropped ? capital(out) : out;
}

}  // namespace twintide::ui::text
