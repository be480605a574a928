// Purpose: SIGTERM and SIGINT end the desktop program without a question, the links cleanly; a
// second one ends it the hard way.
// Owner: main. Thread: UI.
#pragma once

#include <QObject>

namespace twintide {

class QuitSignal : public QObject {
  Q_OBJECT
 public:
  // Also ignores SIGPIPE and SIGXFSZ: both come back as errors of the write.
  explicit QuitSignal(QObject* parent = nullptr);
};

}  // namespace twintide
