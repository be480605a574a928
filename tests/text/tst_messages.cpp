// Every code the engine can say has a sentence in both languages, with nothing left unfilled.
#include <doctest/doctest.h>

#include <QRegularExpression>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "engine/model/enum_text.h"
#include "tests/text/program.h"
#include "ui/text/messages.h"
#include "ui/text/tables.h"
#include "ui/text/template_text.h"

using namespace twintide;
using namespace twintide::ui;
namespace fs = std::filesystem;

namespace {

std::string utf8(const QString& s) {
  return s.toStdString();
}

QStringList placeholders(const QString& pattern) {
  static const QRegularExpression kHole(QStringLiteral("\\{(\\w+)(?:\\|\\w+)?\\}"));
  QStringList names;
  for (auto it = kHole.globalMatch(pattern); it.hasNext();) names << it.next().captured(1);
  names.sort();
  return names;
}

// A value for every placeholder of the texts.
text::Args everyArg(std::initializer_list<const char*> patterns) {
  text::Args args;
  for (const char* p : patterns) {
    for (const QString& name : placeholders(QString::fromUtf8(p ? p : ""))) args[utf8(name)] = "7";
  }
  return args;
}

void checkFilled(const QString& s, const std::string& where) {
  CHECK_MESSAGE(!s.contains(QRegularExpression(QStringLiteral("[{}|]|%[0-9n]|\\(s\\)"))),
                where << ": " << utf8(s));
}

void checkMessage(const text::Message& m, const std::string& where, bool chinese) {
  CHECK_MESSAGE(!m.title.isEmpty(), where);
  for (const QString& part : {m.title, m.why, m.remedy}) checkFilled(part, where);
  if (chinese) CHECK_MESSAGE(test::isChinese(m.title), where << ": " << utf8(m.title));
}

std::string readText(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

std::vector<const text::ErrorText*> errorRows() {
  std::vector<const text::ErrorText*> rows;
  for (const auto* t : {&text::serverErrors(), &text::workspaceErrors(), &text::linkErrors()})
    for (const auto& row : *t) rows.push_back(&row);
  return rows;
}

std::vector<const text::FindingText*> findingRows() {
  std::vector<const text::FindingText*> rows;
  for (const auto* t :
       {&text::serverFindings(), &text::captureFindings(), &text::settingsFindings(),
        &text::tablesFindings(), &text::othersFindings()})
    for (const auto& row : *t) rows.push_back(&row);
  return rows;
}

// What the regular expression captures in the engine's sources.
std::set<std::string> inEngine(const char* pattern) {
  std::set<std::string> found;
  const QRegularExpression re(QString::fromUtf8(pattern));
  for (const auto& e : fs::recursive_directory_iterator(TWINTIDE_SOURCE_DIR "/engine")) {
    if (e.path().extension() != ".cpp") continue;
    const QString source = QString::fromStdString(readText(e.path()));
    for (auto it = re.globalMatch(source); it.hasNext();) {
      const auto m = it.next();
      for (int i = 1; i <= m.lastCapturedIndex(); ++i)
        if (!m.captured(i).isEmpty()) found.insert(utf8(m.captured(i)));
    }
  }
  return found;
}

}  // namespace

TEST_CASE("every error code has one sentence and says what to do, in both languages") {
  std::set<ErrorCode> seen;
  for (const auto* row : errorRows()) CHECK_MESSAGE(seen.insert(row->code).second, row->title);
  for (ErrorCode code : allErrorCodes()) CHECK_MESSAGE(seen.contains(code), name(code));
  for (const char* language : test::kLanguages) {
    REQUIRE(test::speak(QString::fromLatin1(language)));
    for (const auto* row : errorRows()) {
      const std::string where = std::string(language) + " " + std::string(name(row->code));
      const bool chinese = std::string(language) == "zh_CN";
      checkMessage(text::describe(Error(row->code)), where + " (bare)", chinese);
      const Error full(row->code, everyArg({row->title, row->why, row->remedy}));
      const text::Message m = text::describe(full);
      checkMessage(m, where, chinese);
      CHECK_MESSAGE(!m.remedy.isEmpty(), where);
    }
  }
}

TEST_CASE(
    "every finding of the precheck room's table has a sentence, and no sentence is left over") {
  std::set<std::pair<std::string, std::string>> table;
  std::istringstream readme(readText(TWINTIDE_SOURCE_DIR "/engine/precheck/README.md"));
  std::string line, check;
  static const QRegularExpression kRow(QStringLiteral(
      "^\\| *(`\\w+`|\\*any[^|]*\\*|) *\\| *`(\\w+)`(?:[^|]|\\\\\\|)*\\|(?:[^|]*\\|){5,}"));
  while (std::getline(readme, line)) {
    const auto m = kRow.match(QString::fromStdString(line));
    if (!m.hasMatch()) continue;
    const QString first = m.captured(1);
    if (!first.isEmpty()) check = first.startsWith(u'*') ? "*" : utf8(first.mid(1).chopped(1));
    table.emplace(check, utf8(m.captured(2)));
  }
  CHECK(table.size() > 90);
  const auto known = text::knownFindings();
  const std::set<std::pair<std::string, std::string>> sentences(known.begin(), known.end());
  CHECK(known.size() == sentences.size());
  for (const auto& [c, r] : table) CHECK_MESSAGE(sentences.contains({c, r}), c << " " << r);
  for (const auto& [c, r] : sentences) CHECK_MESSAGE(table.contains({c, r}), c << " " << r);
}

TEST_CASE("findings are filled in both languages, warnings and errors say what to do") {
  for (const char* language : test::kLanguages) {
    REQUIRE(test::speak(QString::fromLatin1(language)));
    for (const auto* row : findingRows()) {
      Finding f;
      f.check = row->check;
      f.reason = row->reason;
      f.object = "shop.orders";
      f.args = everyArg({row->title, row->why, row->remedy});
      const std::string where = std::string(language) + " " + f.check + " " + f.reason;
      const text::Message m = text::describe(f, {QStringLiteral("北京"), QStringLiteral("杭州")});
      // A version check that passed names the product and nothing else.
      const bool chinese = std::string(language) == "zh_CN" && m.title != u"7";
      checkMessage(m, where, chinese);
      if (row->why) CHECK_MESSAGE(row->remedy != nullptr, where);
    }
  }
}

TEST_CASE("a translation carries the same arguments as its source") {
  REQUIRE(test::speak(QStringLiteral("zh_CN")));
  const auto same = [](const char* context, const char* source) {
    if (!source) return;
    const QString zh = QCoreApplication::translate(context, source, nullptr, 2);
    QStringList a = placeholders(QString::fromUtf8(source)), b = placeholders(zh);
    CHECK_MESSAGE(a == b, source << " / " << utf8(zh));
    CHECK_MESSAGE(zh.count(u'[') == zh.count(u']'), utf8(zh));
    const bool words = QRegularExpression(QStringLiteral("[a-z]{3}"))
                           .match(QString::fromUtf8(source).remove(
                               QRegularExpression(QStringLiteral("\\{[^}]*\\}"))))
                           .hasMatch();
    if (words) CHECK_MESSAGE(test::isChinese(zh), source);
  };
  for (const auto* row : errorRows())
    for (const char* s : {row->title, row->why, row->remedy}) same("Error", s);
  for (const auto* row : findingRows())
    for (const char* s : {row->title, row->why, row->remedy}) same("Finding", s);
  for (const auto& row : text::eventTexts()) same("Event", row.text);
  for (const auto& row : text::reasonTexts()) same("Reason", row.text);
  for (const auto& row : text::checkTexts()) same("Check", row.text);
}

TEST_CASE("every event the engine raises has a sentence") {
  const auto codes = text::knownEventCodes();
  const std::set<std::string> known(codes.begin(), codes.end());
  const auto raised = inEngine(
      R"re(raise\(work, "([a-z_]+)"|raise\(EventLevel::\w+, [\w.]+, )re"
      R"re((?:\w+ == [\w:]+ \? )?"([a-z_]+)"(?: : "([a-z_]+)")?)re"
      R"re(|(?:report->passed\(\) \? )"([a-z_]+)" : "([a-z_]+)"|[a-z]vent\.code = "([a-z_]+)")re");
  CHECK(raised.size() >= 5);
  for (const std::string& code : raised) CHECK_MESSAGE(known.contains(code), code);
  for (const char* language : test::kLanguages) {
    REQUIRE(test::speak(QString::fromLatin1(language)));
    for (const auto& row : text::eventTexts()) {
      Event e;
      e.code = row.id;
      e.pair = "orders";
      e.linkId = "orders.rev";
      e.args = everyArg({row.text});
      checkFilled(text::describe(e), row.id);
    }
  }
}

TEST_CASE("every reason that is an id has words") {
  const auto words = text::knownReasons();
  const std::set<std::string> known(words.begin(), words.end());
  const auto used =
      inEngine(R"re(\{"reason", "([a-z]+(?:_[a-z]+)+)"\}|refuse\("([a-z]+(?:_[a-z]+)+)"\))re");
  CHECK(used.size() >= 5);
  for (const std::string& id : used) CHECK_MESSAGE(known.contains(id), id);
}

TEST_CASE("every value of every enum has a word of its own in both languages") {
  const auto walk = [](auto say, const auto& values, const std::string& what) {
    std::set<QString> words;
    for (auto v : values) {
      CHECK_MESSAGE(!say(v).isEmpty(), what);
      CHECK_MESSAGE(words.insert(say(v)).second, what << ": " << utf8(say(v)));
    }
    CHECK(words.size() >= 2);
  };
  for (const char* language : test::kLanguages) {
    REQUIRE(test::speak(QString::fromLatin1(language)));
    walk(text::stateText, allValues<LinkState>(), "LinkState");
    walk(text::directionText, allValues<Direction>(), "Direction");
    walk(text::conflictText, allValues<ConflictKind>(), "ConflictKind");
    walk(text::winnerText, allValues<ConflictWinner>(), "ConflictWinner");
    walk(text::policyText, allValues<PolicyKind>(), "PolicyKind");
    walk(text::severityText, allValues<Severity>(), "Severity");
    walk(text::findingStateText, allValues<FindingState>(), "FindingState");
    walk(text::stepStateText, allValues<DrillStepState>(), "DrillStepState");
    walk(text::levelText, allValues<EventLevel>(), "EventLevel");
    walk(text::serverKindText, allValues<ServerKind>(), "ServerKind");
    walk(text::tlsText, allValues<TlsMode>(), "TlsMode");
    walk(text::logAccessText, allValues<LogAccess>(), "LogAccess");
    walk([](DrillStepId id) { return text::describe(DrillStep{id}); }, allValues<DrillStepId>(),
         "DrillStepId");
  }
}

TEST_CASE("a sentence reads as one, with and without its optional parts") {
  REQUIRE(test::speak(QStringLiteral("en")));
  Error e(ErrorCode::ConnectTimedOut, {{"host", "db"}, {"port", "3306"}});
  CHECK(utf8(text::describe(e).title) == "db:3306 does not answer");
  const Error host(ErrorCode::HostUnknown, {{"host", "db"}});
  CHECK(utf8(text::describe(host).title) == "The host name db is not known");
  e.with("source", "beijing").with("seconds", "5");
  CHECK(utf8(text::describe(e).title) == "beijing: db:3306 does not answer within 5 s");
  const Error one(ErrorCode::PrecheckFailed, {{"count", "1"}});
  CHECK(utf8(text::describe(one).title) == "The precheck found 1 error");
  const Error env(ErrorCode::PasswordMissing, {{"reason", "env_unset"}});
  CHECK(utf8(text::describe(env).why) == "The environment variable is not set");
  const Error two(ErrorCode::PrecheckFailed, {{"count", "1200"}});
  CHECK(utf8(text::describe(two).title) == "The precheck found 1,200 errors");
  const Error key(ErrorCode::YamlUnknownKey, {{"file", "f"},
                                              {"line", "3"},
                                              {"key", "hosst"},
                                              {"suggestion", "host"},
                                              {"allowed", "host, port"}});
  CHECK(utf8(text::describe(key).remedy) == "Did you mean host? Known here: host, port.");
  CHECK(utf8(text::describe(Error(ErrorCode::NoTables)).remedy).find("[abc]") != std::string::npos);
  REQUIRE(test::speak(QStringLiteral("zh_CN")));
  CHECK(utf8(text::describe(e).title) == "beijing：db:3306 在 5 秒内没有响应");
  CHECK(utf8(text::describe(one).title) == "预检查发现 1 个错误");
}

TEST_CASE("a Chinese name stands in a Chinese sentence without blanks, any other with them") {
  const QString pattern = QStringLiteral("{where} 的表 {table} 与 {other} 的数据");
  CHECK(utf8(text::fill(pattern, {{"where", "杭州"}, {"table", "shop.t"}, {"other", "北京"}})) ==
        "杭州的表 shop.t 与北京的数据");
  CHECK(utf8(text::fill(pattern, {{"where", "cn-1"}, {"table", "t"}, {"other", "cn-2"}})) ==
        "cn-1 的表 t 与 cn-2 的数据");
  // What an argument holds stays as it is.
  CHECK(utf8(text::fill(QStringLiteral("执行 {sql}"), {{"sql", "SET n='张 三'"}})) ==
        "执行 SET n='张 三'");
}

TEST_CASE("an argument is never read as a template") {
  REQUIRE(test::speak(QStringLiteral("en")));
  const Error e(ErrorCode::ServerError, {{"server", "near '{host}' %1 [x]"}, {"host", "evil"}});
  CHECK(utf8(text::describe(e).title).find("near '{host}' %1 [x]") != std::string::npos);
}

TEST_CASE("codes of a newer engine are told as they are") {
  REQUIRE(test::speak(QStringLiteral("en")));
  Event e;
  e.code = "brand_new";
  e.args = {{"table", "t"}};
  CHECK(utf8(text::describe(e)) == "brand_new table=t");
  Finding f;
  f.check = "future";
  f.reason = "why";
  CHECK(utf8(text::describe(f).title) == "future why");
}

TEST_CASE("a link event tells the error behind the state") {
  REQUIRE(test::speak(QStringLiteral("en")));
  Event e;
  e.code = "link_state";
  e.pair = "orders";
  e.linkId = "orders.fwd";
  e.args = {{"state", "retrying"}, {"error", "ConnectRefused"}, {"host", "db"}, {"port", "1"}};
  CHECK(utf8(text::describe(e)) == "orders, forward: retrying – db:1 refuses connections");
}
