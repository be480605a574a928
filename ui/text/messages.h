// Purpose: what the engine says in codes, as sentences in the language of the program.
// Owner: ui/text; shared by twintide and twintidectl, Qt Core only.
// Thread: any, as long as no translator is being exchanged at the same time.
#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/conflict.h"
#include "engine/model/data_source.h"
#include "engine/model/drill.h"
#include "engine/model/event.h"
#include "engine/model/finding.h"
#include "engine/model/link_state.h"

namespace twintide::ui::text {

// title: what happened, and where. why: why it matters or what it comes from. remedy: what to do.
// Any but the title may be empty. Plain text, no markup.
struct Message {
  QString title;
  QString why;
  QString remedy;
};

// How the two sides of a pair are called in a sentence; the region names, as a rule.
struct Sites {
  QString a = QStringLiteral("A");
  QString b = QStringLiteral("B");
};
Sites sitesOf(const Region& a, const Region& b);

Message describe(const Error& error);
Message describe(const Finding& finding, const Sites& sites = {});
QString describe(const Event& event);
// "Two rows inserted at 北京 arrive at 杭州".
QString describe(const DrillStep& step, const Sites& sites = {});
// The measured facts of a step: "2 rows, shop.twintide_drill"; empty when there are none.
QString detail(const DrillStep& step, const Sites& sites = {});
// Title, why and remedy as one text of one to three sentences.
QString oneLine(const Message& message);

// What must not be done at these sites (names) while no link renews the change log's triggers.
QString columnsWarning(const QStringList& sites);

QString checkText(const std::string& check);  // "Largest packet" for max_allowed_packet
QString stateText(LinkState state);
QString directionText(Direction direction);
QString conflictText(ConflictKind kind);
QString winnerText(ConflictWinner winner);
QString policyText(PolicyKind kind);
QString severityText(Severity severity);
QString findingStateText(FindingState state);
QString sideText(Side side, const Sites& sites = {});
QString stepStateText(DrillStepState state);
QString levelText(EventLevel level);
QString serverKindText(ServerKind kind);
QString tlsText(TlsMode mode);
QString logAccessText(LogAccess access);
// A step of startPractice(): "server_a" … or a drill step's text id.
QString practiceStepText(const std::string& step);

// Every event code that has a sentence; tests compare it with what the engine raises.
std::vector<std::string> knownEventCodes();
std::vector<std::pair<std::string, std::string>> knownFindings();  // check, reason
std::vector<std::string> knownReasons();  // values of an error's or event's "reason" arg

}  // namespace twintide::ui::text
