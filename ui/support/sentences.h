// Purpose: the sentences of ui/text in the shape that screens use.
// Owner: ui/support. Thread: UI.
#pragma once

#include <QString>

#include "engine/base/result.h"
#include "engine/model/conflict.h"
#include "engine/model/drill.h"
#include "engine/model/event.h"
#include "engine/model/finding.h"
#include "engine/model/link_state.h"

namespace twintide::ui {

struct Sentence {
  QString what;
  QString why;     // why it matters; findings only
  QString remedy;  // what to do
};

Sentence sentenceOf(const Error& error);
Sentence sentenceOf(const Finding& finding);
QString sentenceOf(const Event& event);
QString stateWord(LinkState state);
QString stepSentence(const DrillReport& report, const DrillStep& step);
QString conflictWord(ConflictKind kind);
QString policyWord(PolicyKind kind);
QString winnerWord(ConflictWinner winner);

}  // namespace twintide::ui
