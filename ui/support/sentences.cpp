#include "ui/support/sentences.h"

#include <QCoreApplication>

#include "ui/support/job_watch.h"

namespace twintide::ui {

Sentence sentenceOf(const Error& error) {
  return {QString::fromUtf8(name(error.code).data()), {}, {}};
}
Sentence sentenceOf(const Finding& f) { return {qs(f.check + " " + f.reason), {}, {}}; }
QString sentenceOf(const Event& e) { return qs(e.code); }
QString stateWord(LinkState s) { return QString::fromLatin1(toText(s)); }
QString stepSentence(const DrillReport&, const DrillStep& step) {
  return QString::fromLatin1(toText(step.id));
}
QString conflictWord(ConflictKind k) { return QString::fromLatin1(toText(k)); }
QString policyWord(PolicyKind k) { return QString::fromLatin1(toText(k)); }
QString winnerWord(ConflictWinner w) { return QString::fromLatin1(toText(w)); }

}  // namespace twintide::ui
