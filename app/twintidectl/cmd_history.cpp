#include <algorithm>

#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/agree.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"

namespace twintide::app {
namespace {

using namespace ui;

Ink levelInk(EventLevel level) {
  if (level == EventLevel::Info) return Ink::Muted;
  return level == EventLevel::Warning ? Ink::Warning : Ink::Error;
}

QString iconOf(EventLevel level) {
  if (level == EventLevel::Info) return QStringLiteral("i ");
  return level == EventLevel::Warning ? QStringLiteral("▲ ") : QStringLiteral("✕ ");
}

QString imageText(const RowImage& image) {
  QStringList cells;
  for (const ImageCell& cell : image)
    cells << qs(cell.column) + u'=' + (cell.isNull ? QStringLiteral("NULL") : qs(cell.value));
  return cells.isEmpty() ? QStringLiteral("—") : cells.join(QStringLiteral(", "));
}

void printConflict(Output& out, const Conflict& c) {
  const Direction d = directionOf(c.linkId);
  out.line(out.inked(text::dateTime(c.atUs), Ink::Muted) + QStringLiteral("  ") +
           out.inked(text::directionText(d), inkOf(d)) + QStringLiteral("  ") +
           out.inked(qs(c.table.text()), Ink::Strong) + QStringLiteral("  ") + qs(c.key) +
           QStringLiteral("  #") + QString::number(c.id));
  out.indented(
      Ctl::tr("%1; policy: %2; kept: %3")
          .arg(text::conflictText(c.kind), text::policyText(c.policy), text::winnerText(c.winner)),
      4);
  out.indented(Ctl::tr("expected: %1").arg(imageText(c.expected)), 4, Ink::Muted);
  out.indented(Ctl::tr("incoming: %1").arg(imageText(c.incoming)), 4, Ink::Muted);
  out.indented(Ctl::tr("at target: %1").arg(imageText(c.local)), 4, Ink::Muted);
  if (c.waits()) {
    out.indented(Ctl::tr("waits; decide with: twintidectl resolve PAIR %1 --take a|b").arg(c.id), 4,
                 Ink::Warning);
  } else if (c.resolvedUs > 0) {
    out.indented(Ctl::tr("resolved %1").arg(text::dateTime(c.resolvedUs)), 4, Ink::Muted);
  }
}

// A name that never existed is a mistake; one whose pair was removed keeps its history.
template <class T>
Status known(api::Engine& engine, const std::string& name, const std::vector<T>& found) {
  if (!found.empty()) return {};
  auto pair = engine.pair(name);
  if (!pair && pair.error().code == ErrorCode::PairNotFound) return fail(pair.error());
  return {};
}

}  // namespace

int events(Context& c) {
  auto engine = c.reader();
  if (!engine) return c.failed(engine.error());
  auto found = (*engine)->events(c.options.name, 0, c.options.limit);
  if (!found) return c.failed(found.error());
  if (Status k = known(**engine, c.options.name, *found); !k) return c.failed(k.error());
  std::vector<Row> rows;
  store::Json list = store::Json::array();
  for (const Event& e : *found) {
    rows.push_back({{text::dateTime(e.atUs), Ink::Muted},
                    {iconOf(e.level) + text::levelText(e.level), levelInk(e.level)},
                    {text::describe(e)}});
    store::Json json = store::toJson(e);
    json["text"] = text::describe(e).toStdString();
    list.push_back(std::move(json));
  }
  if (rows.empty())
    c.out.line(Ctl::tr("Nothing has happened yet."));
  else
    c.out.table({Ctl::tr("TIME"), Ctl::tr("LEVEL"), Ctl::tr("EVENT")}, rows);
  return c.done({{"events", std::move(list)}});
}

int conflicts(Context& c) {
  auto engine = c.reader();
  if (!engine) return c.failed(engine.error());
  auto found = c.options.waiting ? (*engine)->waitingConflicts(c.options.name, c.options.limit)
                                 : (*engine)->conflicts(c.options.name, 0, c.options.limit);
  if (!found) return c.failed(found.error());
  if (Status k = known(**engine, c.options.name, *found); !k) return c.failed(k.error());
  store::Json list = store::Json::array();
  for (const Conflict& conflict : *found) {
    printConflict(c.out, conflict);
    list.push_back(store::toJson(conflict));
  }
  if (found->empty()) {
    c.out.line(c.options.waiting ? Ctl::tr("No quarantined row waits.") : Ctl::tr("No conflicts."));
  }
  return c.done({{"conflicts", std::move(list)}});
}

int resolve(Context& c) {
  auto engine = c.running();
  if (!engine) return c.failed(engine.error());
  auto pair = (*engine)->pair(c.options.name);
  if (!pair) return c.failed(pair.error());
  auto waiting = (*engine)->waitingConflicts(c.options.name, 10'000);
  if (!waiting) return c.failed(waiting.error());
  const auto chosen = std::find_if(waiting->begin(), waiting->end(),
                                   [&](const Conflict& w) { return w.id == c.options.conflictId; });
  if (chosen == waiting->end()) {
    return c.failed(
        Error(ErrorCode::ConflictNotWaiting, {{"id", std::to_string(c.options.conflictId)}}));
  }
  printConflict(c.out, *chosen);
  const Side side = c.options.take == "a" ? Side::A : Side::B;
  const QString source = qs(side == Side::A ? pair->sourceA : pair->sourceB);
  const QString question =
      Ctl::tr("Let the row of %1 stand on both sides? The other side's is overwritten.");
  if (!agreed(c, question.arg(source))) return kFailed;
  const Status done =
      waitJob((*engine)->resolveConflict(c.options.name, c.options.conflictId, side), interrupted);
  if (!done) return c.failed(done.error());
  c.out.line(QStringLiteral("✓ ") + Ctl::tr("The row of %1 stands.").arg(source));
  return c.done({{"pair", c.options.name}, {"id", c.options.conflictId}});
}

}  // namespace twintide::app
