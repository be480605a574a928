#include "engine/base/thread_pool.h"

#include <pthread.h>

#include <algorithm>

namespace twintide {

NamedThread::NamedThread(const std::string& name, std::function<void(std::stop_token)> body)
    : m_thread([name, body = std::move(body)](std::stop_token stop) {
        pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
        body(stop);
      }) {}

unsigned coreCount() {
  return std::max(1U, std::thread::hardware_concurrency());
}

ThreadPool::ThreadPool(const std::string& name, size_t workers, size_t maxQueued)
    : m_maxQueued(maxQueued) {
  for (size_t i = 0; i < workers; ++i) {
    m_workers.emplace_back(name + "-" + std::to_string(i), [this](std::stop_token s) { run(s); });
  }
}

ThreadPool::~ThreadPool() {
  close();
  for (auto& w : m_workers) w.join();
}

bool ThreadPool::submit(std::function<void(std::stop_token)> job) {
  std::lock_guard lock(m_mutex);
  if (m_closed || m_jobs.size() >= m_maxQueued) return false;
  m_jobs.push_back(std::move(job));
  m_wake.notify_one();
  return true;
}

void ThreadPool::close() {
  {
    std::lock_guard lock(m_mutex);
    m_closed = true;
  }
  m_stop.request_stop();
  m_wake.notify_all();
}

void ThreadPool::run(std::stop_token) {
  for (;;) {
    std::function<void(std::stop_token)> job;
    {
      std::unique_lock lock(m_mutex);
      m_wake.wait(lock, [&] { return m_closed || !m_jobs.empty(); });
      if (m_jobs.empty()) return;
      job = std::move(m_jobs.front());
      m_jobs.pop_front();
    }
    job(m_stop.get_token());
  }
}

}  // namespace twintide
