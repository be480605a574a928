#include "ui/text/messages.h"

#include <QCoreApplication>
#include <algorithm>

#include "engine/model/enum_text.h"
#include "ui/text/tables.h"
#include "ui/text/template_text.h"

namespace twintide::ui::text {
namespace {

// {x|n} names the argument that picks the plural form; -1 = the text has none.
int pluralOf(const QString& source, const Args& args) {
  const qsizetype end = source.indexOf(QStringLiteral("|n}"));
  if (end < 0) return -1;
  const qsizetype start = source.lastIndexOf(u'{', end) + 1;
  const auto found = args.find(source.mid(start, end - start).toStdString());
  return found == args.end() ? 2 : QString::fromStdString(found->second).toInt();
}

QString said(const char* context, const char* source, const Args& args) {
  if (!source) return {};
  const int n = pluralOf(QString::fromUtf8(source), args);
  return fill(QCoreApplication::translate(context, source, nullptr, n), args);
}

// A reason stands inside sentences as a rule; alone it begins with a capital letter. What holds a
// sign before its first blank is a name or a path and stays.
QString sentence(QString text) {
  const QString first = text.section(u' ', 0, 0);
  const bool word = std::all_of(first.begin(), first.end(), [](QChar c) { return c.isLetter(); });
  if (word && !first.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

const ErrorText* find(ErrorCode code) {
  for (const auto* table : {&serverErrors(), &workspaceErrors(), &linkErrors()}) {
    for (const ErrorText& row : *table) {
      if (row.code == code) return &row;
    }
  }
  return nullptr;
}

std::vector<const std::vector<FindingText>*> findingTables() {
  return {&serverFindings(), &captureFindings(), &settingsFindings(), &tablesFindings(),
          &othersFindings()};
}

const FindingText* find(const std::string& check, const std::string& reason) {
  for (const auto* table : findingTables()) {
    for (const FindingText& row : *table) {
      if (reason == row.reason && (check == row.check || std::string("*") == row.check))
        return &row;
    }
  }
  return nullptr;
}

const char* findId(const std::vector<IdText>& table, const std::string& id) {
  for (const IdText& row : table) {
    if (id == row.id) return row.text;
  }
  return nullptr;
}

// A code without a sentence (of a newer engine) is still told, with what it carries.
QString raw(const std::string& code, const Args& args) {
  QString out = QString::fromStdString(code);
  for (const auto& [key, value] : args)
    out += QStringLiteral(" %1=%2").arg(QString::fromStdString(key), QString::fromStdString(value));
  return out;
}

std::vector<std::string> ids(const std::vector<IdText>& table) {
  std::vector<std::string> out;
  for (const IdText& row : table) out.emplace_back(row.id);
  return out;
}

}  // namespace

Sites sitesOf(const Region& a, const Region& b) {
  return {QString::fromStdString(a.label()), QString::fromStdString(b.label())};
}

Message describe(const Error& error) {
  const ErrorText* row = find(error.code);
  if (!row) return {raw(std::string(name(error.code)), error.args), {}, {}};
  return {said("Error", row->title, error.args), sentence(said("Error", row->why, error.args)),
          said("Error", row->remedy, error.args)};
}

Message describe(const Finding& finding, const Sites& sites) {
  const FindingText* row = find(finding.check, finding.reason);
  Args args = finding.args;
  if (!row) return {raw(finding.check + " " + finding.reason, args), {}, {}};
  const bool atB = finding.side == Side::B;
  args["object"] = finding.object;
  args["a"] = sites.a.toStdString();
  args["b"] = sites.b.toStdString();
  args["here"] = args[atB ? "b" : "a"];
  args["there"] = args[atB ? "a" : "b"];
  return {said("Finding", row->title, args), said("Finding", row->why, args),
          said("Finding", row->remedy, args)};
}

QString describe(const Event& event) {
  const char* source = findId(eventTexts(), event.code);
  Args args = event.args;
  if (!event.linkId.empty()) args["link"] = event.linkId;
  args["pair"] = event.pair;
  if (!source) return raw(event.code, event.args);
  QString text = said("Event", source, args);
  // A state that has a cause carries the error with its arguments.
  if (const auto code = errorCodeFrom(args["error"]); code && !args["error"].empty())
    text += QCoreApplication::translate("Event", " – ") + describe(Error(*code, args)).title;
  return text;
}

QString oneLine(const Message& message) {
  QString out;
  for (const QString& part : {message.title, message.why, message.remedy}) {
    if (part.isEmpty()) continue;
    if (!out.isEmpty()) {
      const bool wide = QStringLiteral("。！？").contains(out.back());  // holds its own blank
      const bool ends = wide || QStringLiteral(".!?").contains(out.back());
      out += !ends  ? QCoreApplication::translate("Event", ". ")
             : wide ? QString()
                    : QStringLiteral(" ");
    }
    out += part;
  }
  return out;
}

QString checkText(const std::string& check) {
  const char* source = findId(checkTexts(), check);
  return source ? QCoreApplication::translate("Check", source) : QString::fromStdString(check);
}

std::vector<std::string> knownEventCodes() {
  return ids(eventTexts());
}
std::vector<std::string> knownReasons() {
  return ids(reasonTexts());
}

std::vector<std::pair<std::string, std::string>> knownFindings() {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto* table : findingTables()) {
    for (const FindingText& row : *table) out.emplace_back(row.check, row.reason);
  }
  return out;
}

}  // namespace twintide::ui::text
