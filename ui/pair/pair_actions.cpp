#include "ui/pair/pair_actions.h"

#include <QWidget>

#include "engine/api/change_log.h"
#include "ui/support/job_watch.h"
#include "ui/text/messages.h"
#include "ui/widgets/ask.h"

namespace twintide::ui {

PairActions::PairActions(EngineView& view, QWidget* parent)
    : QObject(parent), m_view(view), m_parent(parent) {}

QString PairActions::shownName() const {
  const PairSpec* pair = m_view.pair(m_pair);
  return pair ? qs(pair->shown()) : m_pair;
}

void PairActions::start() {
  run([this, name = m_pair.toStdString()] { return m_view.engine().start(name); });
}

void PairActions::resume() {
  run([this, name = m_pair.toStdString()] { return m_view.engine().resume(name); });
}

QString PairActions::withColumnsWarning(const QString& text) const {
  const PairSpec* pair = m_view.pair(m_pair);
  const auto snapshot = m_view.snapshot(m_pair);
  if (!pair || !snapshot) return text;
  QStringList sites;
  for (const Direction d : {Direction::Forward, Direction::Reverse}) {
    const DataSource* source = m_view.source(pair->from(d));
    if (source && pair->link(d).types.incremental &&
        api::readByChangeLog(*source, snapshot->link(d)))
      sites << qs(source->region.label());
  }
  return sites.isEmpty() ? text : text + QStringLiteral("\n\n") + text::columnsWarning(sites);
}

void PairActions::pause() {
  Question q;
  q.title = tr("Pause %1?").arg(shownName());
  q.text = withColumnsWarning(
      tr("Both links stop applying and keep their position. Changes on both sites wait in "
         "the sources' logs; resume before the logs are recycled."));
  q.yes = tr("Pause both links");
  if (!ask().confirm(m_parent, q)) return;
  run([this, name = m_pair.toStdString()] { return m_view.engine().pause(name); });
}

void PairActions::stop() {
  Question q;
  q.title = tr("Stop %1?").arg(shownName());
  q.text = withColumnsWarning(
      tr("Both links end cleanly. The sites drift apart until the pair is started again; "
         "starting goes on where it stopped, as long as the logs are kept."));
  q.yes = tr("Stop both links");
  q.dangerous = true;
  if (!ask().confirm(m_parent, q)) return;
  run([this, name = m_pair.toStdString()] { return m_view.engine().stop(name); });
}

void PairActions::skipDdl(const Error& error) {
  Question q;
  q.title = tr("Skip this statement?");
  q.text =
      tr("It is not run at the other side, and the link goes on behind it. Rows that need it stop "
         "the link again, until it is run there by hand.");
  q.detail = qs(error.arg("sql"));
  q.yes = tr("Skip statement");
  q.dangerous = true;
  if (!ask().confirm(m_parent, q)) return;
  run([this, name = m_pair.toStdString(), position = error.arg("position")] {
    return m_view.engine().skipDdl(name, position);
  });
}

void PairActions::remove() {
  Question q;
  q.title = tr("Remove %1?").arg(shownName());
  q.text =
      tr("The definition is deleted and what Twintide created on both servers (marker, "
         "change log, triggers) is removed. Your tables and rows stay as they are. The "
         "history is kept.");
  q.yes = tr("Remove link pair");
  q.dangerous = true;
  if (!ask().confirm(m_parent, q)) return;
  run([this, name = m_pair.toStdString()] { return m_view.engine().cleanUp(name); },
      [this] {
        const Status done = m_view.engine().removePair(m_pair.toStdString());
        if (!done) return emit failed(done.error());
        emit removed();
      });
}

void PairActions::run(Command command, std::function<void()> after) {
  if (m_busy) return;
  m_busy = true;
  emit busyChanged();
  const api::Job<void> job = command();
  whenFinished(job, this, [this, command, after](const Result<void>& result) {
    m_busy = false;
    const bool asked =
        !result && result.error().code == ErrorCode::PasswordMissing && askPassword(result.error());
    if (asked) return run(command, after);
    emit busyChanged();
    m_view.pull();
    if (!result) return emit failed(result.error());
    emit succeeded();
    if (after) after();
  });
}

bool PairActions::askPassword(const Error& error) {
  const std::string source = error.arg("source");
  if (source.empty()) return false;
  const auto typed = ask().password(
      m_parent, tr("Password of data source %1 (kept for this session)").arg(qs(source)));
  if (!typed) return false;
  return m_view.engine().secrets().put(source, Secret(typed->toStdString())).has_value();
}

}  // namespace twintide::ui
