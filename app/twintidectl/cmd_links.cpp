#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/change_log_note.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"

namespace twintide::app {
namespace {

using Command = api::Job<void> (api::Engine::*)(const std::string&);

// What follows for the sites from the state that the pair is now in.
void noteChangeLog(Context& c, api::Engine& engine) {
  const auto pair = engine.pair(c.options.name);
  const auto snapshot = engine.snapshot(c.options.name);
  if (!pair || !snapshot) return;
  const QString note = changeLogNote(engine, *pair, *snapshot);
  if (!note.isEmpty()) c.out.note(QStringLiteral("▲ ") + note);
}

// progress: what goes on; done: what is true afterwards.
int command(Context& c, Command run, const QString& progress, const QString& done) {
  auto engine = c.running();
  if (!engine) return c.failed(engine.error());
  c.out.progress(progress.arg(qs(c.options.name)));
  const Status result = waitJob(((**engine).*run)(c.options.name), interrupted);
  c.out.progressEnd();
  if (!result) return c.failed(result.error());
  c.out.line(QStringLiteral("✓ ") + done.arg(qs(c.options.name)));
  noteChangeLog(c, **engine);
  return c.done({{"pair", c.options.name}});
}

}  // namespace

int start(Context& c) {
  if (!c.options.serve)
    return command(c, &api::Engine::start, Ctl::tr("Starting %1 …"), Ctl::tr("%1 started."));
  Options options = c.options;
  options.pairs = {c.options.name};
  Context here(std::move(options));
  return serve(here);
}

int pause(Context& c) {
  return command(c, &api::Engine::pause, Ctl::tr("Pausing %1 …"), Ctl::tr("%1 paused."));
}

int resume(Context& c) {
  return command(c, &api::Engine::resume, Ctl::tr("Resuming %1 …"), Ctl::tr("%1 goes on."));
}

int stop(Context& c) {
  return command(c, &api::Engine::stop, Ctl::tr("Stopping %1 …"), Ctl::tr("%1 stopped."));
}

}  // namespace twintide::app
