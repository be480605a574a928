#include <mutex>

#include "app/control/control_server.h"
#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/copy_print.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"
#include "ui/text/messages.h"
#include "ui/text/numbers.h"

namespace twintide::app {
namespace {

using namespace ui;
using namespace std::chrono_literals;

constexpr size_t kMaxWaitingEvents = 1000;

// Events come on engine threads; main prints them.
class EventLines {
 public:
  void add(const Event& event) {
    std::lock_guard lock(m_mutex);
    if (m_events.size() < kMaxWaitingEvents) m_events.push_back(event);
  }
  void print(Output& out) {
    std::vector<Event> events;
    {
      std::lock_guard lock(m_mutex);
      events.swap(m_events);
    }
    if (!events.empty()) out.progressEnd();
    for (const Event& e : events) {
      out.line(out.inked(text::dateTime(e.atUs), Ink::Muted) + QStringLiteral("  ") +
               text::describe(e));
      store::Json json = store::toJson(e);
      json["text"] = text::describe(e).toStdString();
      out.document({{"event", std::move(json)}});
    }
  }

 private:
  std::mutex m_mutex;
  std::vector<Event> m_events;
};

Result<std::vector<std::string>> chosen(api::Engine& engine,
                                        const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  if (wanted.empty()) {
    auto pairs = engine.pairs();
    if (!pairs) return fail(pairs.error());
    for (const PairSpec& p : *pairs) names.push_back(p.name);
    return names;
  }
  for (const std::string& name : wanted) {
    auto pair = engine.pair(name);
    if (!pair) return fail(pair.error());
    names.push_back(name);
  }
  return names;
}

class Serving {
 public:
  Serving(Context& c, api::Engine& engine) : m_c(c), m_engine(engine) {
    m_engine.setEventSink([this](const Event& e) { m_lines.add(e); });
  }
  ~Serving() { m_engine.setEventSink({}); }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  // Starts each pair; the exit code of the last failure when none could be started.
  int startAll(const std::vector<std::string>& names) {
    int code = kOk, started = 0;
    m_names = names;
    for (const std::string& name : names) {
      const Status done = waitJob(m_engine.start(name), [this] { return look(); });
      m_lines.print(m_c.out);
      if (interrupted()) return kInterrupted;
      if (done)
        ++started;
      else
        code = m_c.failed(done.error());
    }
    return started > 0 || names.empty() ? kOk : code;
  }

  void untilSignal() {
    while (!waitInterrupted(200ms)) look();
    m_c.out.progressEnd();
  }

  // Every running pair, also those started by another shell meanwhile.
  int stopAll() {
    int code = kOk;
    auto pairs = m_engine.pairs();
    if (!pairs) return m_c.failed(pairs.error());
    for (const PairSpec& p : *pairs) {
      const auto s = m_engine.snapshot(p.name);
      if (!s || !(isActive(s->forward.state) || isActive(s->reverse.state))) continue;
      // No giving up here: a second signal ends the program the hard way.
      const Status done = waitJob(m_engine.stop(p.name), [this] {
        m_lines.print(m_c.out);
        return false;
      });
      if (!done) code = m_c.failed(done.error());
    }
    m_lines.print(m_c.out);
    return code;
  }

 private:
  bool look() {
    m_lines.print(m_c.out);
    showCopy();
    return interrupted();
  }

  // The first pair that copies, on a terminal.
  void showCopy() {
    QString text;
    for (const std::string& name : m_names) {
      const auto s = m_engine.snapshot(name);
      if (!s || !text.isEmpty()) continue;
      text = copyText(s->forward);
      if (!text.isEmpty()) m_c.out.progress(qs(name) + QStringLiteral(": ") + text);
    }
    if (m_copying && text.isEmpty()) m_c.out.progressEnd();
    m_copying = !text.isEmpty();
  }

  Context& m_c;
  api::Engine& m_engine;
  EventLines m_lines;
  std::vector<std::string> m_names;
  bool m_copying = false;  // a progress line stands
};

}  // namespace

int serve(Context& c) {
  auto engine = c.owner(c.workspaceDir());
  if (!engine) return c.failed(engine.error());
  auto names = chosen(**engine, c.options.pairs);
  if (!names) return c.failed(names.error());
  Serving serving(c, **engine);
  auto control = ControlServer::start(**engine);
  if (!control) return c.failed(control.error());
  c.out.document({{"serving", c.workspaceDir()}});
  c.out.line(Ctl::tr("Serving %1; Ctrl-C stops the links cleanly.").arg(qs(c.workspaceDir())));
  const int started = serving.startAll(*names);
  if (started == kOk) serving.untilSignal();
  c.out.line(Ctl::tr("Stopping …"));
  control->reset();  // nobody may start a pair while they are stopped
  const int stopped = serving.stopAll();
  c.out.line(Ctl::tr("Stopped."));
  if (started != kOk && started != kInterrupted) return started;
  return stopped;
}

}  // namespace twintide::app
