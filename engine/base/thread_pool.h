// Purpose: the only maker of threads in Twintide: named dedicated threads and a bounded job pool.
// Owner: api::Engine owns the pool, each link runner its dedicated threads.
// Thread: submit() is safe from any thread; destruction joins.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace twintide {

// One named thread with a stop token; joined on destruction.
class NamedThread {
 public:
  NamedThread() = default;
  NamedThread(const std::string& name, std::function<void(std::stop_token)> body);
  NamedThread(NamedThread&&) = default;
  NamedThread& operator=(NamedThread&&) = default;

  bool joinable() const { return m_thread.joinable(); }
  void requestStop() { m_thread.request_stop(); }
  void join() {
    if (m_thread.joinable()) m_thread.join();
  }

 private:
  std::jthread m_thread;
};

// Of this machine; 1 where that is not known.
unsigned coreCount();

// Fixed workers over a bounded queue of jobs.
class ThreadPool {
 public:
  // maxQueued: jobs waiting beyond the running ones; one more is refused.
  ThreadPool(const std::string& name, size_t workers, size_t maxQueued);
  ~ThreadPool();

  // False when the pool is closing or its queue is full: the job was not taken.
  bool submit(std::function<void(std::stop_token)> job);

  // Asks running jobs to stop, drops none silently: queued ones run with a stopped token.
  void close();

 private:
  void run(std::stop_token stop);

  const size_t m_maxQueued;
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::deque<std::function<void(std::stop_token)>> m_jobs;
  bool m_closed = false;
  std::stop_source m_stop;
  std::vector<NamedThread> m_workers;
};

}  // namespace twintide
