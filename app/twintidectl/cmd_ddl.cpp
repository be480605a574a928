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

// The error of the link that stands before a DDL; empty when none does.
std::optional<Error> stopOf(const api::Engine& engine, const std::string& pair) {
  const auto snapshot = engine.snapshot(pair);
  if (!snapshot) return std::nullopt;
  for (const LinkSnapshot* l : {&snapshot->forward, &snapshot->reverse}) {
    if (l->state == LinkState::Failed && l->error && api::stopsAtDdl(*l->error)) return l->error;
  }
  return std::nullopt;
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
std::optional<Error> showStop(Context& c, const api::Engine& engine) {
  auto stop = stopOf(engine, c.options.name);
  if (!stop) {
    c.out.line(Ctl::tr("No link of %1 stands before a DDL statement.").arg(qs(c.options.name)));
    return stop;
  }
  const text::Message said = text::describe(*stop);
  c.out.line(c.out.inked(QStringLiteral("✕ "), Ink::Error) + said.title);
  if (!said.why.isEmpty()) c.out.indented(said.why, 2);
  return stop;
}

int goOn(Context& c, const api::Job<void>& job, const QString& done) {
  c.out.progress(Ctl::tr("Starting %1 …").arg(qs(c.options.name)));
  const Status result = waitJob(job, interrupted);
  c.out.progressEnd();
  if (!result) return c.failed(result.error());
  c.out.line(QStringLiteral("✓ ") + done);
  return c.done({{"pair", c.options.name}});
}

}  // namespace

int ddlShow(Context& c) {
  auto engine = c.running();
  if (!engine) return c.failed(engine.error());
  if (auto pair = (*engine)->pair(c.options.name); !pair) return c.failed(pair.error());
  const auto stop = showStop(c, **engine);
  return c.done({{"pair", c.options.name}, {"ddl", stopJson(stop)}});
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
  return goOn(c, (*engine)->skipDdl(c.options.name, stop->arg("position")),
              Ctl::tr("Statement skipped, %1 goes on.").arg(qs(c.options.name)));
}

int ddlRetry(Context& c) {
  auto engine = c.running();
  if (!engine) return c.failed(engine.error());
  return goOn(c, (*engine)->start(c.options.name), Ctl::tr("%1 goes on.").arg(qs(c.options.name)));
}

}  // namespace twintide::app
