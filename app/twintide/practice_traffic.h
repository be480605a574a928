// Purpose: writes to both servers of the practice pair, so that pictures of the window show a pair
// at work: orders at both sides, and now and then the same row at the same time.
// Owner: main, while pictures are taken. Thread: UI; each site is written on a thread of its own.
#pragma once

#include <vector>

#include "engine/base/thread_pool.h"
#include "engine/model/data_source.h"

namespace twintide {

class PracticeTraffic {
 public:
  ~PracticeTraffic();
  void start(const DataSource& a, const DataSource& b);

 private:
  std::vector<NamedThread> m_writers;
};

}  // namespace twintide
