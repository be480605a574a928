#include "app/twintide/quit_signal.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include "app/signals/interrupt.h"

namespace twintide {

QuitSignal::QuitSignal(QObject* parent) : QObject(parent) {
  const int signalled = app::catchSignals();
  if (signalled < 0) return;
  auto* notifier = new QSocketNotifier(signalled, QSocketNotifier::Read, this);
  connect(notifier, &QSocketNotifier::activated, this, [notifier] {
    notifier->setEnabled(false);  // the descriptor stays readable
    QCoreApplication::exit(0);
  });
}

}  // namespace twintide
