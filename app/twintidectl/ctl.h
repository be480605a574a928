// Purpose: the translation context of the command line's own sentences.
// Owner: twintidectl. Thread: main.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <string>

namespace twintide::app {

struct Ctl {
  Q_DECLARE_TR_FUNCTIONS(Ctl)
};

inline QString qs(const std::string& s) {
  return QString::fromStdString(s);
}

}  // namespace twintide::app
