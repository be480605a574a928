// Purpose: brings the end of an engine job, or any engine callback, to the UI thread.
// Owner: the widget given as guard; when it is gone the call is dropped. Thread: UI.
#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>
#include <utility>

#include "engine/api/job.h"

namespace twintide::ui {

// Runs `call` on the UI thread if `guard` still lives then. Callable from any thread.
template <class F>
void queueTo(QPointer<QObject> guard, F call) {
  QCoreApplication* app = QCoreApplication::instance();
  if (!app) return;
  QMetaObject::invokeMethod(
      app,
      [guard = std::move(guard), call = std::move(call)]() mutable {
        if (guard) call();
      },
      Qt::QueuedConnection);
}

// Calls `done(Result<T>)` on the UI thread once the job has ended, if `guard` still lives.
template <class T, class F>
void whenFinished(const api::Job<T>& job, QObject* guard, F done) {
  job.onFinished([guard = QPointer<QObject>(guard), done = std::move(done)](const Result<T>& r) {
    queueTo(guard, [done, r] { done(r); });
  });
}

// std::string ↔ QString at the edge of the engine: always UTF-8.
inline QString qs(const std::string& text) {
  return QString::fromStdString(text);
}
inline std::string ss(const QString& text) {
  return text.trimmed().toStdString();
}

}  // namespace twintide::ui
