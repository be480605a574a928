#include "app/signals/interrupt.h"
#include "app/twintidectl/change_log_note.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/copy_print.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/display_width.h"
#include "app/twintidectl/exit_codes.h"
#include "engine/api/ddl_stop.h"
#include "engine/base/clock.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"

namespace twintide::app {
namespace {

using namespace ui;
using namespace std::chrono_literals;

Ink stateInk(LinkState s) {
  switch (s) {
    case LinkState::Running:
      return Ink::Ok;
    case LinkState::Failed:
      return Ink::Error;
    case LinkState::Retrying:
      return Ink::Warning;
    default:
      return Ink::Muted;
  }
}

QString stateIcon(LinkState s) {
  switch (stateInk(s)) {
    case Ink::Ok:
      return QStringLiteral("●");
    case Ink::Error:
      return QStringLiteral("✕");
    case Ink::Warning:
      return QStringLiteral("▲");
    default:
      return isActive(s) ? QStringLiteral("◐") : QStringLiteral("○");
  }
}

Row linkRow(const PairSnapshot& pair, Direction d) {
  const LinkSnapshot& l = pair.link(d);
  const bool forward = d == Direction::Forward;
  const QString arrow = forward ? QStringLiteral("⟶ ") : QStringLiteral("⇠ ");
  return {
      {forward ? qs(pair.pair) : QString(), Ink::Strong},
      {arrow + text::directionText(d), inkOf(d)},
      {stateIcon(l.state) + u' ' + text::stateText(l.state), stateInk(l.state)},
      {text::lag(l.lagUs), Ink::Plain, true},
      {text::rate(l.rowsPerSecond), Ink::Plain, true},
      {text::count(l.rowsApplied), Ink::Plain, true},
      {text::count(l.conflicts), l.conflicts ? Ink::Warning : Ink::Plain, true},
      {l.lagMeasuredUs ? text::age(systemClock().wallUs() - l.lagMeasuredUs) : QStringLiteral("—"),
       Ink::Muted, true}};
}

void printProgress(Output& out, const LinkSnapshot& l, const std::string& pair) {
  if (const QString copy = copyText(l); !copy.isEmpty()) out.indented(copy, 2);
  if (l.error) {
    const text::Message m = text::describe(*l.error);
    out.indented(QStringLiteral("▲ ") + text::directionText(l.direction) + QStringLiteral(": ") +
                     text::oneLine(m),
                 2, l.state == LinkState::Failed ? Ink::Error : Ink::Warning);
    if (l.state == LinkState::Failed && api::stopsAtDdl(*l.error))
      out.indented(Ctl::tr("To go on: twintidectl ddl retry %1, or ddl skip %1").arg(qs(pair)), 4);
  }
}

struct Picture {
  bool served = false;
  std::vector<PairSnapshot> pairs;
  QStringList notes;  // one a pair; empty = nothing to heed
};

Result<Picture> look(Context& c) {
  Picture picture;
  picture.served = c.served();
  auto engine = picture.served ? c.running() : c.reader();
  if (!engine) return fail(engine.error());
  auto pairs = (*engine)->pairs();
  if (!pairs) return fail(pairs.error());
  bool found = c.options.name.empty();
  for (const PairSpec& p : *pairs) {
    if (!c.options.name.empty() && p.name != c.options.name) continue;
    found = true;
    auto s = (*engine)->snapshot(p.name);
    if (!s) continue;
    picture.pairs.push_back(*s);
    picture.notes << changeLogNote(**engine, p, *s);
  }
  if (!found) return fail(ErrorCode::PairNotFound, {{"name", c.options.name}});
  return picture;
}

void show(Context& c, const Picture& picture) {
  std::vector<Row> rows;
  store::Json list = store::Json::array();
  for (const PairSnapshot& p : picture.pairs) {
    rows.push_back(linkRow(p, Direction::Forward));
    rows.push_back(linkRow(p, Direction::Reverse));
    list.push_back(store::toJson(p));
  }
  if (rows.empty()) {
    c.out.line(Ctl::tr("There are no link pairs yet: twintidectl pair create -f pair.yaml"));
  } else {
    c.out.table({Ctl::tr("PAIR"), Ctl::tr("LINK"), Ctl::tr("STATE"), Ctl::tr("LAG"),
                 Ctl::tr("RATE"), Ctl::tr("ROWS"), Ctl::tr("CONFLICTS"), Ctl::tr("MEASURED")},
                rows);
    for (size_t i = 0; i < picture.pairs.size(); ++i) {
      const PairSnapshot& p = picture.pairs[i];
      printProgress(c.out, p.forward, p.pair);
      printProgress(c.out, p.reverse, p.pair);
      const QString& note = picture.notes[static_cast<qsizetype>(i)];
      if (!note.isEmpty())
        c.out.indented(QStringLiteral("▲ %1: %2").arg(qs(p.pair), note), 2, Ink::Warning);
    }
  }
  if (!picture.served && !rows.empty())
    c.out.line(Ctl::tr("Not running: no program runs the links of %1 (twintidectl serve)")
                   .arg(qs(c.workspaceDir())));
  c.done({{"serving", picture.served}, {"pairs", std::move(list)}});
}

bool failed(const Picture& picture) {
  for (const PairSnapshot& p : picture.pairs) {
    if (p.forward.state == LinkState::Failed || p.reverse.state == LinkState::Failed) return true;
  }
  return false;
}

}  // namespace

int status(Context& c) {
  for (;;) {
    auto picture = look(c);
    if (!picture) return c.failed(picture.error());
    if (c.options.watch) c.out.home();
    show(c, *picture);
    if (!c.options.watch) {
      if (failed(*picture)) return kFailed;
      return picture->served || picture->pairs.empty() ? kOk : kNotRunning;
    }
    if (waitInterrupted(1s)) return kOk;
  }
}

}  // namespace twintide::app
