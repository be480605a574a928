// Purpose: the steps of a drill on the terminal: a line each as it ends, then the table.
// Owner: twintidectl. Thread: show() from any, the rest from main.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "app/twintidectl/output.h"
#include "engine/model/drill.h"

namespace twintide::app {

// Takes progress on engine threads; main draws it.
class DrillProgress {
 public:
  std::function<void(const DrillReport&)> sink();
  void draw(Output& out);

 private:
  struct Latest {
    std::mutex mutex;
    DrillReport report;
  };
  std::shared_ptr<Latest> m_latest = std::make_shared<Latest>();
};

void printDrill(Output& out, const DrillReport& report);
store::Json drillJson(const DrillReport& report);

}  // namespace twintide::app
