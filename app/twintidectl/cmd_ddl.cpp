#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/agree.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"
#include "engine/api/ddl_stop.h"
#include "ui/text/messages.h"

namespace twintide::app {
namespace {

using namespace ui;

constexpr std::chrono::seconds kOutcomeWait{60};

// The link that stands before a DDL, as it was seen there; empty when none does.
std::optional<LinkSnapshot> stoppedLink(const api::Engine& engine, const std::string& pair) {
  const auto snapshot = engine.snapshot(pair);
  if (!snapshot) return std::nullopt;
  for (const LinkSnapshot* l : {&snapshot->forward, &snapshot->reverse}) {
    if (l->state == LinkState::Failed && l->error && api::stopsAtDdl(*l->error)) return *l;
  }
  return std::nullopt;
}

std::optional<Error> errorOf(const std::optional<LinkSnapshot>& link) {
  return link ? link->error : std::nullopt;
}

// A link that goes on has its statement before it still; what became of it is known when its marker
// has moved, or when it has failed anew.
Status outcome(const Context& c, const api::Engine& engine, const LinkSnapshot& before) {
  const auto until = std::chrono::steady_clock::now() + kOutcomeWait;
  while (std::chrono::steady_clock::now() < until) {
    const auto snapshot = engine.snapshot(c.options.name);
    if (!snapshot) return fail(ErrorCode::PairNotRunning, {{"name", c.options.name}});
    const LinkSnapshot& now = snapshot->link(before.direction);
    if (now.groupNo > before.groupNo) return {};
    const bool ended = !isActive(now.state) && now.sinceUs != before.sinceUs;
    if (ended && now.error) return fail(*now.error);
    if (ended) return fail(ErrorCode::PairNotRunning, {{"name", c.options.name}});
    if (waitInterrupted(std::chrono::milliseconds(50)))
      return fail(ErrorCode::Cancelled, {{"what", "ddl"}});
  }
  return fail(ErrorCode::TimedOut,
              {{"what", "ddl"}, {"seconds", std::to_string(kOutcomeWait.count())}});
}

store::Json stopJson(const std::optional<Error>& stop) {
  if (!stop) return nullptr;
  return {{"link", stop->arg("link")},
          {"position", stop->arg("position")},
          {"sql", stop->arg("sql")},
          {"code", std::string(name(stop->code))},
          {"server", stop->arg("server")}};
}

// Shows where the pair stands; nothing when no link waits for a decision.
std::optional<LinkSnapshot> showStop(Context& c, const api::Engine& engine) {
  auto stop = stoppedLink(engine, c.options.name);
  if (!stop) {
    c.out.line(Ctl::tr("No link of %1 stands before a DDL statement.").arg(qs(c.options.name)));
    return stop;
  }
  const text::Message said = text::describe(*stop->error);
  c.out.line(c.out.inked(QStringLiteral("✕ "), Ink::Error) + said.title);
  if (!said.why.isEmpty()) c.out.indented(said.why, 2);
  return stop;
}

// `before`: the link that stood before a statement; its fate is waited for.
Status goOn(Context& c, const api::Engine& engine, const api::Job<void>& job,
            const std::optional<LinkSnapshot>& before) {
  c.out.progress(Ctl::tr("Starting %1 …").arg(qs(c.options.name)));
  Status result = waitJob(job, interrupted);
  if (result && before) result = outcome(c, engine, *before);
  c.out.progressEnd();
  return result;
}

int answer(Context& c, const Status& result, const QString& done) {
  if (!result) return c.failed(result.error());
  c.out.line(QStringLiteral("✓ ") + done.arg(qs(c.options.name)));
  return c.done({{"pair", c.options.name}});
}

}  // namespace

int ddlShow(Context& c) {
  auto engine = c.running();
  if (!engine) return c.failed(engine.error());
  if (auto pair = (*engine)->pair(c.options.name); !pair) return c.failed(pair.error());
  const auto stop = showStop(c, **engine);
  return c.done({{"pair", c.options.name}, {"ddl", stopJson(errorOf(stop))}});
}

int ddlSkip(Context& c) {
  auto engine = c.running();
  if (!engine) return c.failed(engine.error());
  if (auto pair = (*engine)->pair(c.options.name); !pair) return c.failed(pair.error());
  const auto stop = showStop(c, **engine);
  if (!stop)
    return c.failed(
        Error(ErrorCode::PairStateForbids, {{"name", c.options.name}, {"action", "skip_ddl"}}));
  c.out.line(
      Ctl::tr("Skipped means: it is not run at the other side. Rows that need it stop the link "
              "again, until it is run there by hand."));
  if (!agreed(c, Ctl::tr("Skip this statement?"))) return kFailed;
  const auto job = (*engine)->skipDdl(c.options.name, stop->error->arg("position"));
  return answer(c, goOn(c, **engine, job, stop), Ctl::tr("Statement skipped, %1 goes on."));
}

int ddlRetry(Context& c) {
  auto engine = c.running();
  if (!engine) return c.failed(engine.error());
  const auto before = stoppedLink(**engine, c.options.name);
  return answer(c, goOn(c, **engine, (*engine)->start(c.options.name), before),
                before ? Ctl::tr("Statement run, %1 goes on.") : Ctl::tr("%1 goes on."));
}

}  // namespace twintide::app
